// Union-find over needs, helpers and groups, with path halving.
#include "engine/matching/assign_parts.hpp"

#include <numeric>
#include <utility>

namespace liandong::matching {

namespace {

class Sets {
public:
    explicit Sets(std::size_t size) : above_(size) { std::iota(above_.begin(), above_.end(), 0); }
    int of(int node) {
        while (above_[node] != node)
            node = above_[node] = above_[above_[node]];
        return node;
    }
    void join(int a, int b) {
        a = of(a);
        b = of(b);
        if (a != b)
            above_[a < b ? b : a] = a < b ? a : b;
    }

private:
    std::vector<int> above_;
};

// An edge that costs its need's penalty or more is never better than leaving the unit unmet, as prices are not
// negative.
bool can_pay(const AssignInput& input, const AssignEdge& edge) {
    const AssignNeed& need = input.needs[edge.need];
    if (!input.group_of.empty() && input.group_capacities[input.group_of[edge.helper]] == 0)
        return false;
    return need.demand > 0 && input.capacities[edge.helper] > 0 && edge.cost < need.penalty;
}

} // namespace

std::vector<std::vector<int>> parts(const AssignInput& input) {
    const int needs = static_cast<int>(input.needs.size());
    const int helpers = static_cast<int>(input.capacities.size());
    Sets sets(input.needs.size() + input.capacities.size() + input.group_capacities.size());
    for (const AssignEdge& edge : input.edges) {
        if (!can_pay(input, edge))
            continue;
        sets.join(edge.need, needs + edge.helper);
        if (!input.group_of.empty())
            sets.join(edge.need, needs + helpers + input.group_of[edge.helper]);
    }

    std::vector<int> part_of(input.needs.size(), -1), sizes; // a set is named by its first need
    for (const AssignEdge& edge : input.edges) {
        if (!can_pay(input, edge))
            continue;
        int& part = part_of[sets.of(edge.need)];
        if (part < 0) {
            part = static_cast<int>(sizes.size());
            sizes.push_back(0);
        }
        ++sizes[part];
    }
    std::vector<std::vector<int>> found(sizes.size());
    for (std::size_t part = 0; part < sizes.size(); ++part)
        found[part].reserve(sizes[part]);
    for (std::size_t at = 0; at < input.edges.size(); ++at)
        if (can_pay(input, input.edges[at]))
            found[part_of[sets.of(input.edges[at].need)]].push_back(static_cast<int>(at));
    return found;
}

} // namespace liandong::matching
