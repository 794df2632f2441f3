#include "modules/volunteers/hooks.hpp"

#include <algorithm>
#include <stdexcept>

#include "modules/volunteers/store.hpp"

namespace liandong::modules::volunteers {
namespace {

constexpr const char* day_limit_name = "volunteers.day_limit";

/// The rule of the pack that names the hook, as a finding without values.
base::Finding finding_of(const pack::Pack& pack, const std::string& hook) {
    const auto rule =
        std::find_if(pack.rules.begin(), pack.rules.end(), [&](const auto& one) { return one.hook == hook; });
    if (rule == pack.rules.end())
        throw std::logic_error("no rule of the pack names the hook " + hook);
    return {rule->field, rule->id, rule->clause, {}, rule->level};
}

std::vector<base::Finding> day_limit_of(const record::HookCall& call) {
    const auto* volunteer = std::get_if<std::string>(&call.record["volunteer"]);
    const auto* on = std::get_if<base::Date>(&call.record["on"]);
    const auto* minutes = std::get_if<std::int64_t>(&call.record["minutes"]);
    const auto* limit = call.house.pack.parameter("vol.day_max");
    const auto most = limit && on ? limit->on(*on) : std::nullopt;
    if (!volunteer || !on || !minutes || !most)
        return {}; // what is missing is found by the declaration
    const auto others = hours_of_day(call.session, *base::parse_uuid(*volunteer), *on);
    return day_limit({*on, *minutes}, others, *most, finding_of(call.house.pack, day_limit_name));
}

} // namespace

void add_hooks(record::Hooks& hooks) { hooks.rules[day_limit_name] = day_limit_of; }

} // namespace liandong::modules::volunteers
