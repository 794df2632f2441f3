// Numbers are drawn from the generator directly, so that a seed means the same instance on every machine.
#include "assign_families.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>
#include <vector>

namespace liandong::bench {

namespace {

using matching::AssignInput;
using Random = std::mt19937_64;

struct Point {
    double x, y;
};

double share(Random& random) { return static_cast<double>(random() >> 11) / 9007199254740992.0; }

// Around one of the towns: the sum of three draws is close enough to a bell.
Point around(Random& random, const std::vector<Point>& towns) {
    const Point& town = towns[random() % towns.size()];
    const auto off = [&] { return (share(random) + share(random) + share(random) - 1.5) * 0.04; };
    return {std::clamp(town.x + off(), 0.0, 0.999), std::clamp(town.y + off(), 0.0, 0.999)};
}

void anywhere(AssignInput& input, const Family& family, Random& random) {
    std::vector<int> helpers;
    for (int need = 0; need < family.needs; ++need) {
        helpers.clear();
        for (int k = 0; k < family.degree; ++k)
            helpers.push_back(static_cast<int>(random() % family.helpers));
        std::sort(helpers.begin(), helpers.end());
        helpers.erase(std::unique(helpers.begin(), helpers.end()), helpers.end());
        for (int helper : helpers)
            input.edges.push_back({need, helper, static_cast<std::int64_t>(random() % family.cost_max)});
    }
}

// The nearest helpers of a need, found in a grid of about four helpers a cell.
class Nearest {
public:
    Nearest(const std::vector<Point>& helpers) : helpers_(helpers) {
        side_ = std::max(1, static_cast<int>(std::sqrt(helpers.size() / 4.0)));
        cells_.resize(static_cast<std::size_t>(side_) * side_);
        for (std::size_t j = 0; j < helpers.size(); ++j)
            cells_[static_cast<std::size_t>(at(helpers[j].x)) * side_ + at(helpers[j].y)].push_back(int(j));
    }

    std::vector<std::pair<double, int>> of(Point need, std::size_t wanted) const {
        std::vector<std::pair<double, int>> found;
        for (int reach = 1; found.size() < wanted && reach <= side_; reach *= 2) {
            found.clear();
            for (int x = std::max(0, at(need.x) - reach); x <= std::min(side_ - 1, at(need.x) + reach); ++x)
                for (int y = std::max(0, at(need.y) - reach); y <= std::min(side_ - 1, at(need.y) + reach); ++y)
                    for (int j : cells_[static_cast<std::size_t>(x) * side_ + y])
                        found.emplace_back(std::hypot(helpers_[j].x - need.x, helpers_[j].y - need.y), j);
        }
        std::sort(found.begin(), found.end());
        found.resize(std::min(found.size(), wanted));
        return found;
    }

private:
    int at(double share_of_side) const { return static_cast<int>(share_of_side * side_); }

    const std::vector<Point>& helpers_;
    int side_ = 1;
    std::vector<std::vector<int>> cells_;
};

void near_by(AssignInput& input, const Family& family, Random& random) {
    std::vector<Point> towns(std::max(1, family.helpers / 500)), helpers(family.helpers);
    for (Point& town : towns)
        town = {share(random), share(random)};
    for (Point& helper : helpers)
        helper = around(random, towns);
    const Nearest nearest(helpers);
    for (int need = 0; need < family.needs; ++need)
        for (const auto& [distance, helper] : nearest.of(around(random, towns), family.degree)) {
            const auto cost = static_cast<std::int64_t>(distance * 2.0 * static_cast<double>(family.cost_max));
            input.edges.push_back({need, helper, cost + static_cast<std::int64_t>(random() % 1000)});
        }
}

} // namespace

AssignInput random_input(const Family& family, std::uint64_t seed) {
    Random random(seed);
    AssignInput input;
    for (int need = 0; need < family.needs; ++need) {
        const auto demand = static_cast<std::int64_t>(1 + random() % family.demand_max);
        const auto penalty =
            static_cast<std::int64_t>(family.penalties_differ ? 100'000 + random() % 900'000 : 2'000'000);
        input.needs.push_back({demand, penalty});
    }
    for (int helper = 0; helper < family.helpers; ++helper)
        input.capacities.push_back(static_cast<std::int64_t>(1 + random() % family.capacity_max));
    if (family.near)
        near_by(input, family, random);
    else
        anywhere(input, family, random);
    return input;
}

} // namespace liandong::bench
