#include "crypt/seal.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <memory>

#include "crypt/canonical.hpp"

namespace liandong::crypt {
namespace {

constexpr std::uint8_t aes_256_gcm = 1;
constexpr std::size_t head_size = 2; // algorithm, key number
constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;

/// The cipher, found once: looking it up costs more than opening a value.
const EVP_CIPHER* cipher() {
    static const std::unique_ptr<EVP_CIPHER, decltype(&EVP_CIPHER_free)> found(
        EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr), EVP_CIPHER_free);
    if (!found)
        throw std::runtime_error("OpenSSL has no AES-256-GCM");
    return found.get();
}

/// One of each thread for each direction; every use begins with key and nonce of its own.
EVP_CIPHER_CTX* made_once(std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>& context) {
    if (!context)
        context.reset(EVP_CIPHER_CTX_new());
    if (!context)
        throw std::bad_alloc();
    return context.get();
}

EVP_CIPHER_CTX* sealing() {
    static thread_local std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> one{nullptr,
                                                                                            EVP_CIPHER_CTX_free};
    return made_once(one);
}

EVP_CIPHER_CTX* opening() {
    static thread_local std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> one{nullptr,
                                                                                            EVP_CIPHER_CTX_free};
    return made_once(one);
}

void must(int code) {
    if (code != 1)
        throw std::runtime_error("OpenSSL failed to seal");
}

/// What is bound to the value besides itself: how it was sealed, and where it stands.
std::string bound(std::uint8_t key_number, const Place& place) {
    Canonical all;
    all.number(aes_256_gcm).number(key_number).piece(place.type).piece(place.record).piece(place.field);
    return all.bytes();
}

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

} // namespace

Bytes seal(const Keys& keys, std::string_view plain, const Place& place) {
    const NumberedKey& key = keys.current(Purpose::field);
    Bytes out(head_size + nonce_size + plain.size() + tag_size);
    out[0] = aes_256_gcm;
    out[1] = key.number;
    std::uint8_t* nonce = out.data() + head_size;
    std::uint8_t* text = nonce + nonce_size;
    must(RAND_bytes(nonce, nonce_size));
    const std::string also = bound(key.number, place);
    EVP_CIPHER_CTX* const context = sealing();
    int size = 0;
    must(EVP_EncryptInit_ex2(context, cipher(), key.key.data(), nonce, nullptr));
    must(EVP_EncryptUpdate(context, nullptr, &size, bytes_of(also), static_cast<int>(also.size())));
    must(EVP_EncryptUpdate(context, text, &size, bytes_of(plain), static_cast<int>(plain.size())));
    must(EVP_EncryptFinal_ex(context, text + plain.size(), &size));
    must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, tag_size, text + plain.size()));
    return out;
}

std::string open(const Keys& keys, std::span<const std::uint8_t> sealed, const Place& place) {
    if (sealed.size() < head_size + nonce_size + tag_size || sealed[0] != aes_256_gcm)
        throw CannotOpen("not a sealed value of a known algorithm");
    const Key* key = keys.find(Purpose::field, sealed[1]);
    if (!key)
        throw CannotOpen("field key " + std::to_string(sealed[1]) + " is not in the key file");
    const auto text = sealed.subspan(head_size + nonce_size, sealed.size() - head_size - nonce_size - tag_size);
    std::array<std::uint8_t, tag_size> tag{};
    std::copy(sealed.end() - tag_size, sealed.end(), tag.begin());
    const std::string also = bound(sealed[1], place);
    std::string plain(text.size(), '\0');
    auto* out = reinterpret_cast<std::uint8_t*>(plain.data());
    EVP_CIPHER_CTX* const context = opening();
    int size = 0;
    must(EVP_DecryptInit_ex2(context, cipher(), key->data(), sealed.data() + head_size, nullptr));
    must(EVP_DecryptUpdate(context, nullptr, &size, bytes_of(also), static_cast<int>(also.size())));
    must(EVP_DecryptUpdate(context, out, &size, text.data(), static_cast<int>(text.size())));
    must(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()));
    if (EVP_DecryptFinal_ex(context, out + plain.size(), &size) != 1)
        throw CannotOpen("the sealed value was altered or stands in another place");
    return plain;
}

} // namespace liandong::crypt
