#include "modules/services/rules.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.hpp"

namespace liandong::modules::services {
namespace {

constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}; // ::ffff:a.b.c.d, RFC 4291

base::Fault not_open(const pack::Type& type, const std::string& event, const std::string& state) {
    const base::Words& act = type.event(event)->label;
    const base::Words& now = type.state(state)->label;
    return {base::Refusal::conflict,
            "record.event_not_open",
            {{"event", act.zh}, {"event@en", act.en}, {"state", now.zh}, {"state@en", now.en}}};
}

} // namespace

const std::vector<std::string>& portal_fields() {
    static const std::vector<std::string> names{"place",     "address",   "matter",    "story",  "urgency",
                                                "is_self",   "applicant", "relation",  "phone",  "for_name",
                                                "for_phone", "for_where", "for_knows", "consent"};
    return names;
}

std::string network_of(const std::string& address) {
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1)
        return address;
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (std::equal(mapped.begin(), mapped.end(), bytes.begin()))
        return inet_ntop(AF_INET, bytes.data() + mapped.size(), text.data(), text.size());
    std::fill(bytes.begin() + 8, bytes.end(), 0);
    return inet_ntop(AF_INET6, bytes.data(), text.data(), text.size());
}

std::string clean_receipt(const std::string& typed) {
    constexpr std::size_t most = 40;
    std::string receipt;
    for (const char c : base::narrow(typed))
        if (std::isalnum(static_cast<unsigned char>(c)) && receipt.size() < most)
            receipt += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return receipt;
}

std::string most_urgent(const pack::Pack& pack) { return pack.list("urgency")->by_name("urgent")->code; }

bool opens(const pack::Event& event, const std::string& state) {
    return std::find(event.from.begin(), event.from.end(), state) != event.from.end();
}

std::optional<base::Fault> rating_refused(const pack::Type& request, const std::string& state, bool rated) {
    if (opens(*request.event("rate"), state))
        return std::nullopt;
    if (rated || request.state(state)->final)
        return not_open(request, "rate", state);
    return base::Fault({{"rating", "portal.not_yet", request.clause, {}}});
}

std::optional<base::Fault> withdrawal_refused(const pack::Type& request, const std::string& state) {
    if (opens(*request.event("withdraw"), state))
        return std::nullopt;
    return not_open(request, "withdraw", state);
}

} // namespace liandong::modules::services
