// Sums over cells: of the table, and of what the table does not know yet.
#include <algorithm>

#include "follow/ledger.hpp"

namespace liandong::follow {
namespace {

using base::RegionCode;
using base::RegionLevel;

int digits_of(RegionLevel level) {
    switch (level) {
        case RegionLevel::province: return 2;
        case RegionLevel::prefecture: return 4;
        case RegionLevel::county: return 6;
        case RegionLevel::town: return 9;
        case RegionLevel::village: return 12;
    }
    return 12;
}

/// Sums by county do where nothing finer is asked.
Grain grain_of(const Scope& scope) {
    const bool fine =
        scope.region.level() > RegionLevel::county || (scope.by.units && *scope.by.units > RegionLevel::county);
    return fine ? Grain::own : Grain::county;
}

struct Asked {
    std::string key; // what is told apart, in SQL
    std::string where;
    std::vector<db::Param> params;
};

Asked asked(const std::string& figure, const Scope& scope) {
    Asked asked{"''",
                "figure = ? and grain = ? and region between ? and ?",
                {figure, static_cast<std::int64_t>(grain_of(scope)), scope.region.text(), scope.region.last()}};
    if (scope.by.units)
        asked.key = "substr(region, 1, " + std::to_string(digits_of(*scope.by.units)) + ")";
    if (scope.by.dimension.empty()) {
        asked.where += " and cell = ?";
        asked.params.emplace_back(figures::total);
        return asked;
    }
    asked.key = "cell";
    asked.where += " and cell >= ? and cell < ?"; // from "field=" to before "field>"
    asked.params.emplace_back(scope.by.dimension + "=");
    asked.params.emplace_back(scope.by.dimension + ">");
    return asked;
}

/// The key of a group as an answer has it.
std::string key_of(std::string key, const Grouping& by) {
    if (by.units)
        return key + std::string(12 - std::min<std::size_t>(key.size(), 12), '0');
    return by.dimension.empty() ? std::string() : key.substr(by.dimension.size() + 1);
}

void drop_zeros(Totals& totals) {
    std::erase_if(totals, [](const auto& one) { return one.second == 0; });
}

/// The key under which a place counts in the scope; nothing when it lies outside.
std::optional<std::string> key_in(const figures::Place& place, const Scope& scope) {
    if (place.region < scope.region.text() || place.region > scope.region.last())
        return std::nullopt;
    const std::string prefix = scope.by.dimension.empty() ? std::string() : scope.by.dimension + "=";
    if (prefix.empty() ? place.cell != figures::total : !place.cell.starts_with(prefix))
        return std::nullopt;
    return scope.by.units ? unit_of(place.region, scope.by) : place.cell.substr(prefix.size());
}

} // namespace

std::string unit_of(const std::string& region, const Grouping& by) {
    return by.units ? key_of(region.substr(0, static_cast<std::size_t>(digits_of(*by.units))), by) : std::string();
}

Totals sum_of_cells(db::Session& session, const std::string& figure, bool stock, const Scope& scope) {
    Asked ask = asked(figure, scope);
    ask.params.emplace_back(scope.to);
    if (!stock)
        ask.params.emplace_back(scope.from);
    Totals totals;
    for (const db::Row row :
         session.query("select " + ask.key + ", cast(sum(amount) as bigint) from figure_cell where " + ask.where +
                           " and day <= ?" + (stock ? "" : " and day >= ?") + " group by 1",
                       ask.params))
        totals[key_of(std::string(row.text(0)), scope.by)] += row.integer(1);
    drop_zeros(totals);
    return totals;
}

Totals sum_of(const figures::Sums& sums, bool stock, const Scope& scope) {
    Totals totals;
    for (const auto& [place, amount] : sums)
        if (place.day <= scope.to && (stock || place.day >= scope.from))
            if (const auto key = key_in(place, scope))
                totals[*key] += amount;
    drop_zeros(totals);
    return totals;
}

std::map<Date, Totals> changes_of_cells(db::Session& session, const std::string& figure, const Scope& scope) {
    Asked ask = asked(figure, scope);
    ask.params.emplace_back(scope.from);
    ask.params.emplace_back(scope.to);
    std::map<Date, Totals> changes;
    for (const db::Row row :
         session.query("select " + ask.key + ", day, cast(sum(amount) as bigint) from figure_cell where " + ask.where +
                           " and day > ? and day <= ? group by 1, 2",
                       ask.params))
        changes[row.date(1)][key_of(std::string(row.text(0)), scope.by)] += row.integer(2);
    return changes;
}

std::map<Date, Totals> changes_of(const figures::Sums& sums, const Scope& scope) {
    std::map<Date, Totals> changes;
    for (const auto& [place, amount] : sums)
        if (place.day > scope.from && place.day <= scope.to)
            if (const auto key = key_in(place, scope))
                changes[place.day][*key] += amount;
    return changes;
}

} // namespace liandong::follow
