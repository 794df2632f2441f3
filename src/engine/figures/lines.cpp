#include "engine/figures/lines.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace liandong::figures {
namespace {

using Cells = std::set<std::string>;

void put(Sums& sums, const Place& place, std::int64_t amount) {
    const auto [at, fresh] = sums.try_emplace(place, amount);
    if (fresh)
        return;
    at->second += amount;
    if (at->second == 0)
        sums.erase(at);
}

} // namespace

std::string cell_of(std::string_view dimension, std::string_view word) {
    std::string cell(dimension);
    cell += '=';
    cell += word;
    return cell;
}

void add(Sums& sums, const Lines& lines, std::int64_t times) {
    for (const Line& line : lines)
        if (line.amount != 0 && times != 0)
            for (const auto& cell : line.cells)
                put(sums, {cell, line.region, line.day}, line.amount * times);
}

Lines lines_of(const Sums& sums) {
    std::map<std::tuple<Date, std::string, std::int64_t>, std::vector<std::string>> grouped;
    for (const auto& [place, amount] : sums)
        if (amount != 0)
            grouped[{place.day, place.region, amount}].push_back(place.cell);
    Lines lines;
    for (auto& [key, cells] : grouped)
        lines.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), std::move(cells)});
    return lines;
}

Lines stock_lines(const std::vector<Spell>& spells, const std::string& region, std::int64_t amount) {
    Sums sums;
    Cells before;
    for (const Spell& spell : spells) {
        const Cells now(spell.cells.begin(), spell.cells.end());
        for (const auto& cell : now)
            if (!before.contains(cell) && amount != 0)
                put(sums, {cell, region, spell.from}, amount);
        for (const auto& cell : before)
            if (!now.contains(cell) && amount != 0)
                put(sums, {cell, region, spell.from}, -amount);
        before = now;
    }
    return lines_of(sums);
}

Lines flow_lines(Date day, const std::string& region, std::vector<std::string> cells, std::int64_t amount) {
    if (amount == 0)
        return {};
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    return {{day, region, amount, std::move(cells)}};
}

Lines revise(const Lines& old, const Lines& fresh, Date from) {
    if (from <= always)
        return fresh;
    Sums sums;
    for (const Line& line : old)
        for (const auto& cell : line.cells) {
            if (line.day >= from)
                continue;
            put(sums, {cell, line.region, line.day}, line.amount);
            put(sums, {cell, line.region, from}, -line.amount); // what stood until then goes …
        }
    for (const Line& line : fresh)
        for (const auto& cell : line.cells) // … and what stands from then on comes
            put(sums, {cell, line.region, std::max(line.day, from)}, line.amount);
    return lines_of(sums);
}

} // namespace liandong::figures
