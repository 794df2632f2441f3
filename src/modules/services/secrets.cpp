#include "modules/services/secrets.hpp"

#include <algorithm>

#include "crypt/digest.hpp"
#include "crypt/seal.hpp"
#include "crypt/secret.hpp"
#include "crypt/text.hpp"

namespace liandong::modules::services {
namespace {

constexpr const char* code_name = "services.receipt.code";

std::string bound(const std::string& receipt, const std::string& typed) {
    return receipt + " " + crypt::clean_code(typed);
}

} // namespace

std::string code_digest(const crypt::Keys& keys, const std::string& receipt, const std::string& typed) {
    return crypt::digest(keys, code_name, bound(receipt, typed));
}

bool same_code(const crypt::Keys& keys, const std::string& receipt, const std::string& typed, const std::string& kept) {
    const auto possible = crypt::digests(keys, code_name, bound(receipt, typed));
    return !crypt::clean_code(typed).empty() && std::any_of(possible.begin(), possible.end(), [&](const auto& one) {
        return crypt::same_secret(one, kept);
    });
}

std::string caller_digest(const crypt::Keys& keys, const std::string& network) {
    return crypt::digest(keys, "services.receipt.caller", network);
}

std::string tries_at(const crypt::Keys& keys, const std::string& receipt, const std::string& network) {
    return "receipt " + crypt::digest(keys, "services.receipt", receipt) + " from " + caller_digest(keys, network);
}

std::string tries_at(const crypt::Keys& keys, const std::string& receipt) {
    return "receipt " + crypt::digest(keys, "services.receipt", receipt);
}

std::string tries_from(const crypt::Keys& keys, const std::string& network) {
    return "receipts from " + caller_digest(keys, network);
}

std::string sealed_answer(const crypt::Keys& keys, const base::Uuid& request, const std::string& answer) {
    return crypt::to_base64url(crypt::seal(keys, answer, {"services.receipt", base::to_text(request), "answer"}));
}

std::string opened_answer(const crypt::Keys& keys, const base::Uuid& request, const std::string& kept) {
    const auto bytes = crypt::from_base64url(kept);
    if (!bytes)
        throw crypt::CannotOpen("the kept answer of a portal request is damaged");
    return crypt::open(keys, *bytes, {"services.receipt", base::to_text(request), "answer"});
}

} // namespace liandong::modules::services
