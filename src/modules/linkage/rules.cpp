#include "modules/linkage/rules.hpp"

#include <algorithm>
#include <cctype>

#include "modules/linkage/values.hpp"

namespace liandong::modules::linkage {
namespace {

constexpr std::uint64_t codes_of_six_digits = 1'000'000;

} // namespace

std::optional<std::string> why_not(const Uuid& who, const Record& need, const std::vector<Invitation>& invitations) {
    const Instant from = time_of(need, "starts_at"), to = time_of(need, "ends_at");
    for (const Invitation& one : invitations) {
        if (one.who != who)
            continue;
        if (one.need == need.id && (one.stands() || one.turned_down()))
            return "linkage.offer.asked_already";
        if (one.stands() && one.from < to && from < one.to)
            return "linkage.offer.busy";
    }
    return std::nullopt;
}

std::vector<base::Finding> too_many(const Choice& choice, const Missing& missing, const std::string& at) {
    std::vector<base::Finding> found;
    const auto people = static_cast<std::int64_t>(choice.volunteers.size());
    if (people > missing.people)
        found.push_back({at + "volunteers",
                         "linkage.offer.too_many",
                         "14",
                         {{"missing", std::to_string(missing.people)}, {"chosen", std::to_string(people)}}});
    if (choice.worker && !missing.worker)
        found.push_back({at + "worker", "linkage.offer.too_many", "14", {{"missing", "0"}, {"chosen", "1"}}});
    return found;
}

Taking taking_of(const Share& wanted, const Record& resource, const Missing& missing,
                 const std::vector<Share>& proposed) {
    Taking taking{.quantity = wanted.quantity, .money_fen = wanted.money_fen, .goods_row = std::nullopt};
    const auto in_plan =
        std::find_if(proposed.begin(), proposed.end(), [&](const Share& share) { return share.id == wanted.id; });
    if (taking.quantity == 0 && taking.money_fen == 0 && in_plan != proposed.end())
        taking = {.quantity = in_plan->quantity, .money_fen = in_plan->money_fen, .goods_row = std::nullopt};
    if (text_of(resource, "kind") == "money") {
        taking.fits = missing.money_fen > 0;
        taking.money_fen = taking.money_fen == 0 ? missing.money_fen : std::min(taking.money_fen, missing.money_fen);
        taking.quantity = 0;
        return taking;
    }
    taking.money_fen = 0;
    for (const MissingGoods& goods : missing.goods)
        if (goods.item == text_of(resource, "item") && goods.unit == text_of(resource, "unit")) {
            taking.fits = true;
            taking.goods_row = goods.row;
            taking.quantity = taking.quantity == 0 ? goods.quantity : std::min(taking.quantity, goods.quantity);
        }
    return taking;
}

bool goes_back(const std::string& need_state, const std::vector<Invitation>& invitations) {
    if (need_state == "staffed")
        return true;
    const bool waiting = need_state == "offered" || need_state == "planned";
    return waiting &&
           std::none_of(invitations.begin(), invitations.end(), [](const Invitation& one) { return one.stands(); });
}

bool full(const Record& need, bool to_worker) {
    return to_worker ? !flag_of(need, "worker_wanted") || number_of(need, "workers_ok") >= 1
                     : number_of(need, "people_ok") >= number_of(need, "people");
}

std::string check_code(const std::string& digest) {
    std::uint64_t number = 0;
    for (const char c : digest)
        number = (number * 131 + static_cast<unsigned char>(c)) % 1'000'000'007;
    std::string digits = std::to_string(number % codes_of_six_digits);
    return std::string(6 - digits.size(), '0') + digits;
}

std::string typed_code(const std::string& text) {
    const auto colon = text.rfind(':');
    std::string code;
    for (const char c : colon == std::string::npos ? text : text.substr(colon + 1))
        if (!std::isspace(static_cast<unsigned char>(c)))
            code += c;
    return code;
}

} // namespace liandong::modules::linkage
