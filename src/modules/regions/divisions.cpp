#include "modules/regions/divisions.hpp"

#include <map>

namespace liandong::modules::regions {
namespace {

int level_of(std::string_view word) {
    static const std::map<std::string_view, int> levels{
        {"province", 1}, {"prefecture", 2}, {"county", 3}, {"town", 4}, {"village", 5}};
    const auto found = levels.find(word);
    return found == levels.end() ? 0 : found->second;
}

} // namespace

bool AtlasDivisions::known(const std::string& region) const { return atlas_.find(region) != nullptr; }

std::vector<std::string> AtlasDivisions::units(std::string_view level, const std::string& within) const {
    std::vector<std::string> codes;
    const auto outer = base::RegionCode::parse(within);
    const int wanted = level_of(level);
    for (const Region& region : atlas_.all())
        if (static_cast<int>(region.level) == wanted && outer && base::RegionCode::parse(region.code)->within(*outer))
            codes.push_back(region.code);
    return codes;
}

base::Value AtlasDivisions::value(const std::string& code, std::string_view field) const {
    const Region* region = atlas_.find(code);
    if (!region)
        return {};
    if (field == "code")
        return region->code;
    if (field == "name")
        return region->name;
    if (field == "level")
        return static_cast<std::int64_t>(region->level);
    if (field == "kind")
        return region->kind;
    if (field == "type")
        return region->type;
    if (field == "county_level")
        return region->level == base::RegionLevel::county;
    if (field == "official")
        return region->official();
    if (field == "statistical")
        return region->kind == "statistical";
    if (field == "similar")
        return region->type == "township_like";
    return {};
}

std::optional<std::int64_t> AtlasDivisions::population(const std::string& code, base::Date) const {
    const auto outer = base::RegionCode::parse(code);
    if (!outer || outer->level() > base::RegionLevel::county)
        return std::nullopt;
    std::int64_t people = 0;
    for (const auto& county : units("county", code))
        people += atlas_.population(county).value_or(Population{}).total;
    return people == 0 ? std::nullopt : std::optional(people);
}

} // namespace liandong::modules::regions
