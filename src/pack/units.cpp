// The units of parameters and fields.
#include "pack/units.hpp"

#include <map>

namespace liandong::pack {

namespace {

struct Meaning {
    expr::Unit unit;
    std::int64_t times = 1; // of the unit in criteria
};

const std::vector<std::pair<std::string, Meaning>>& meanings() {
    using expr::Unit;
    static const std::vector<std::pair<std::string, Meaning>> all{{"count", {Unit::count}},
                                                                  {"points", {Unit::points}},
                                                                  {"%", {Unit::percent}},
                                                                  {"yuan", {Unit::yuan}},
                                                                  {"bool", {Unit::boolean}},
                                                                  {"hours", {Unit::hours}},
                                                                  {"clock hours", {Unit::clock_hours}},
                                                                  {"days", {Unit::days}},
                                                                  {"working days", {Unit::working_days}},
                                                                  {"weeks", {Unit::days, 7}},
                                                                  {"months", {Unit::months}},
                                                                  {"years", {Unit::years}},
                                                                  {"km", {Unit::count}},
                                                                  {"persons", {Unit::count}},
                                                                  {"times", {Unit::count}}};
    return all;
}

const std::map<std::string, base::Words>& labels() {
    static const std::map<std::string, base::Words> all{{"persons", {"人", "persons"}},
                                                        {"%", {"%", "%"}},
                                                        {"points", {"分", "points"}},
                                                        {"stars", {"星", "stars"}},
                                                        {"km", {"公里", "km"}},
                                                        {"m", {"米", "m"}},
                                                        {"m2", {"平方米", "m²"}},
                                                        {"count", {"个", ""}},
                                                        {"times", {"次", "times"}},
                                                        {"households", {"户", "households"}},
                                                        {"minutes", {"分钟", "minutes"}},
                                                        {"hours", {"小时", "hours"}},
                                                        {"clock hours", {"小时", "hours"}},
                                                        {"days", {"天", "days"}},
                                                        {"working days", {"个工作日", "working days"}},
                                                        {"weeks", {"周", "weeks"}},
                                                        {"months", {"个月", "months"}},
                                                        {"years", {"年", "years"}},
                                                        {"yuan", {"元", "yuan"}},
                                                        {"pieces", {"件", "pieces"}},
                                                        {"places", {"处", "places"}},
                                                        {"groups", {"组", "groups"}},
                                                        {"sets", {"套", "sets"}},
                                                        {"seats", {"个名额", "seats"}},
                                                        {"beds", {"张", "beds"}},
                                                        {"organisations", {"家", "organisations"}},
                                                        {"cases", {"件", "cases"}},
                                                        {"sessions", {"节", "sessions"}},
                                                        {"classes", {"个班", "classes"}},
                                                        {"copies", {"份", "copies"}},
                                                        {"kg", {"公斤", "kg"}}};
    return all;
}

} // namespace

const std::vector<std::string>& parameter_units() {
    static const std::vector<std::string> all = [] {
        std::vector<std::string> names;
        for (const auto& [name, meaning] : meanings())
            names.push_back(name);
        names.push_back("minutes");
        return names;
    }();
    return all;
}

expr::Unit unit_in_criteria(const std::string& unit) {
    for (const auto& [name, meaning] : meanings())
        if (name == unit)
            return meaning.unit;
    return unit == "minutes" ? expr::Unit::hours : expr::Unit::count; // minutes are hours' smallest step
}

std::optional<std::int64_t> in_smallest(const std::string& unit, std::int64_t value, int places) {
    if (unit == "minutes")
        return places ? std::nullopt : std::optional(value);
    for (const auto& [name, meaning] : meanings())
        if (name == unit)
            return expr::in_base_unit(meaning.unit, value * meaning.times, places);
    return std::nullopt;
}

std::optional<base::Words> unit_label(const std::string& unit) {
    const auto found = labels().find(unit);
    return found == labels().end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> labelled_units() {
    std::vector<std::string> names;
    for (const auto& [name, words] : labels())
        names.push_back(name);
    return names;
}

} // namespace liandong::pack
