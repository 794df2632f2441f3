#include "crypt/digest.hpp"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <charconv>
#include <stdexcept>

#include "crypt/canonical.hpp"
#include "crypt/secret.hpp"
#include "crypt/text.hpp"

namespace liandong::crypt {
namespace {

constexpr std::string_view hmac_sha256 = "1.";

/// HMAC-SHA256, found once a thread: looking the algorithm up costs more than a digest.
class Mac {
public:
    Mac() {
        const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr),
                                                                    EVP_MAC_free);
        context_.reset(EVP_MAC_CTX_new(mac.get()));
        char sum[] = "SHA256";
        const std::array params{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, sum, 0),
                                OSSL_PARAM_construct_end()};
        must(context_ && EVP_MAC_CTX_set_params(context_.get(), params.data()) == 1);
    }
    std::array<std::uint8_t, 32> operator()(const Key& key, std::string_view data) const {
        std::array<std::uint8_t, 32> out{};
        std::size_t size = 0;
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(data.data());
        must(EVP_MAC_init(context_.get(), key.data(), key.size(), nullptr) == 1 &&
             EVP_MAC_update(context_.get(), bytes, data.size()) == 1 &&
             EVP_MAC_final(context_.get(), out.data(), &size, out.size()) == 1);
        return out;
    }

private:
    static void must(bool done) {
        if (!done)
            throw std::runtime_error("OpenSSL failed to digest");
    }
    std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context_{nullptr, EVP_MAC_CTX_free};
};

std::string keyed(std::uint8_t number, const Key& key, std::string_view data) {
    static thread_local const Mac mac;
    const auto out = mac(key, data);
    return std::string(hmac_sha256) + std::to_string(number) + "." + to_base64url(out);
}

std::string keyed(const NumberedKey& key, std::string_view data) { return keyed(key.number, key.key, data); }

std::string field_text(std::string_view name, std::string_view plain) {
    return Canonical().piece("field").piece(name).piece(plain).bytes();
}

/// A kind before each value, so that the text "1" is not the number 1.
void add_value(Canonical& all, const base::Value& value) {
    if (const auto* yes = std::get_if<bool>(&value))
        all.piece("b").piece(*yes ? "1" : "0");
    else if (const auto* number = std::get_if<std::int64_t>(&value))
        all.piece("n").piece(std::to_string(*number));
    else if (const auto* date = std::get_if<base::Date>(&value))
        all.piece("d").piece(base::to_text(*date));
    else if (const auto* text = std::get_if<std::string>(&value))
        all.piece("t").piece(*text);
    else if (const auto* codes = std::get_if<base::Codes>(&value))
        all.piece("c").piece(base::to_column(base::tidy(*codes)));
}

/// No value, an empty text and an empty set are one thing.
bool counts(const base::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    const auto* codes = std::get_if<base::Codes>(&value);
    return !base::is_empty(value) && !(text && text->empty()) && !(codes && codes->empty());
}

std::string record_text(std::string_view type, std::string_view record, std::int64_t version,
                        const std::map<std::string, base::Value>& fields) {
    Canonical all;
    all.piece("record").piece(type).piece(record).number(static_cast<std::uint64_t>(version));
    for (const auto& [name, value] : fields)
        if (counts(value)) {
            all.piece(name);
            add_value(all, value);
        }
    return all.bytes();
}

/// The key number of "1.7.…"; 0 when it is no such digest.
std::uint8_t key_number_of(std::string_view stored) {
    if (!stored.starts_with(hmac_sha256))
        return 0;
    stored.remove_prefix(hmac_sha256.size());
    std::uint8_t number = 0;
    const auto [end, error] = std::from_chars(stored.data(), stored.data() + stored.size(), number);
    return error == std::errc() && end != stored.data() + stored.size() && *end == '.' ? number : std::uint8_t{0};
}

} // namespace

std::string digest(const Keys& keys, std::string_view name, std::string_view plain) {
    return keyed(keys.current(Purpose::digest), field_text(name, plain));
}

std::vector<std::string> digests(const Keys& keys, std::string_view name, std::string_view plain) {
    std::vector<std::string> all;
    const std::string text = field_text(name, plain);
    const auto& known = keys.all(Purpose::digest);
    for (auto key = known.rbegin(); key != known.rend(); ++key)
        all.push_back(keyed(*key, text));
    return all;
}

std::string record_digest(const Keys& keys, std::string_view type, std::string_view record, std::int64_t version,
                          const std::map<std::string, base::Value>& fields) {
    return keyed(keys.current(Purpose::journal), record_text(type, record, version, fields));
}

bool same_record(const Keys& keys, std::string_view stored, std::string_view type, std::string_view record,
                 std::int64_t version, const std::map<std::string, base::Value>& fields) {
    const auto number = key_number_of(stored);
    const Key* key = keys.find(Purpose::journal, number);
    return key && same_secret(stored, keyed(number, *key, record_text(type, record, version, fields)));
}

std::string token_digest(const Keys& keys, std::string_view token) {
    return keyed(keys.current(Purpose::token), Canonical().piece("token").piece(token).bytes());
}

Bytes sha256(std::string_view data) {
    Sha256 sum;
    sum.add(data);
    return sum.finish();
}

struct Sha256::State {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    if (EVP_DigestInit_ex2(state_->context.get(), EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("OpenSSL failed to digest");
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view data) {
    if (EVP_DigestUpdate(state_->context.get(), data.data(), data.size()) != 1)
        throw std::runtime_error("OpenSSL failed to digest");
}

Bytes Sha256::finish() {
    Bytes out(32);
    if (EVP_DigestFinal_ex(state_->context.get(), out.data(), nullptr) != 1)
        throw std::runtime_error("OpenSSL failed to digest");
    return out;
}

} // namespace liandong::crypt
