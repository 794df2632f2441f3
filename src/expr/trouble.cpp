#include "expr/trouble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace liandong::expr {
namespace {

constexpr std::size_t short_list = 12;

/// Damerau's distance, restricted: how many letters must be changed, dropped, put in or swapped with their neighbour.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        cost[i][0] = i;
    std::iota(cost[0].begin(), cost[0].end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            cost[i][j] =
                std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    return cost[a.size()][b.size()];
}

std::string joined(const std::vector<std::string>& names, std::string_view between) {
    return fmt::format("{}", fmt::join(names, between));
}

} // namespace

Trouble::Trouble(std::size_t at, const base::Words& said)
    : std::runtime_error(fmt::format("character {}: {}", at, said.en)),
      position(at),
      words{fmt::format("第{}个字：{}", at, said.zh), fmt::format("character {}: {}", at, said.en)} {}

std::vector<std::string> nearest(std::string_view wrong, const std::vector<std::string>& names) {
    std::vector<std::pair<std::size_t, std::string>> near;
    if (wrong.size() > 64)
        return {};
    for (const auto& name : names) {
        const std::size_t far = distance(wrong, name);
        if (far <= 1 + std::min(wrong.size(), name.size()) / 4)
            near.emplace_back(far, name);
    }
    std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> found;
    for (std::size_t i = 0; i < near.size() && i < 3; ++i)
        found.push_back(near[i].second);
    return found;
}

base::Words suggestion(std::string_view wrong, const std::vector<std::string>& names, const base::Words& what) {
    if (names.empty())
        return {};
    if (names.size() <= short_list)
        return {fmt::format("；{}：{}", what.zh, joined(names, "、")),
                fmt::format("; {}: {}", what.en, joined(names, ", "))};
    const auto near = nearest(wrong, names);
    if (near.empty())
        return {};
    return {fmt::format("；是否指 {}？", joined(near, "、")), fmt::format("; did you mean {}?", joined(near, ", "))};
}

} // namespace liandong::expr
