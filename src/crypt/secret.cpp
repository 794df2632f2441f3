#include "crypt/secret.hpp"

#include <argon2.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <stdexcept>

#include "crypt/text.hpp"

namespace liandong::crypt {
namespace {

constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t salt_size = 16;
constexpr std::size_t hash_size = 32;

} // namespace

std::string password_hash(std::string_view password, PasswordCost cost) {
    const base::Bytes salt = random_bytes(salt_size);
    std::string text(argon2_encodedlen(cost.passes, cost.memory_kib, cost.lanes, salt_size, hash_size, Argon2_id),
                     '\0');
    const int code = argon2id_hash_encoded(cost.passes, cost.memory_kib, cost.lanes, password.data(), password.size(),
                                           salt.data(), salt.size(), hash_size, text.data(), text.size());
    if (code != ARGON2_OK)
        throw std::runtime_error(std::string("Argon2 failed: ") + argon2_error_message(code));
    text.resize(text.find('\0')); // the length counts the C string's end
    return text;
}

bool password_matches(std::string_view password, const std::string& hash) {
    return argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

bool password_outdated(std::string_view hash, PasswordCost cost) {
    const std::string wanted = "$argon2id$v=19$m=" + std::to_string(cost.memory_kib) +
                               ",t=" + std::to_string(cost.passes) + ",p=" + std::to_string(cost.lanes) + "$";
    return !hash.starts_with(wanted);
}

base::Bytes random_bytes(std::size_t count) {
    base::Bytes bytes(count);
    if (RAND_bytes(bytes.data(), static_cast<int>(count)) != 1)
        throw std::runtime_error("the system has no randomness to give");
    return bytes;
}

std::string new_token(std::size_t bits) { return to_base64url(random_bytes((bits + 7) / 8)); }

std::string new_code(std::size_t bits) {
    std::string code;
    std::size_t count = 0;
    for (const auto byte : random_bytes((bits + 4) / 5)) {
        if (count > 0 && count % 4 == 0)
            code += '-';
        code += crockford[byte & 31]; // 256 is a multiple of 32: every character is as likely
        ++count;
    }
    return code;
}

std::string clean_code(std::string_view typed) {
    std::string plain;
    for (char c : typed) {
        if (c == ' ' || c == '-')
            continue;
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
        if (crockford.find(c) == std::string_view::npos)
            return {};
        plain += c;
    }
    std::string code;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            code += '-';
        code += plain[i];
    }
    return code;
}

bool same_secret(std::string_view left, std::string_view right) {
    return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

} // namespace liandong::crypt
