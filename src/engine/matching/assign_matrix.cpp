// Sorting entries into rows, cheapest first; equal costs by column, so that the same part is always searched alike.
#include "engine/matching/assign_matrix.hpp"

#include <algorithm>
#include <numeric>

namespace liandong::matching {

namespace {

struct Placed {
    std::int64_t cost;
    int column;
    int edge;
    bool operator<(const Placed& other) const {
        if (cost != other.cost)
            return cost < other.cost;
        return column != other.column ? column < other.column : edge < other.edge;
    }
};

}  // namespace

void Matrix::arrange(const std::vector<Entry>& entries) {
    const std::size_t rows = demand.size();
    first.assign(rows + 1, 0);
    for (const Entry& entry : entries)
        ++first[entry.row + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());

    std::vector<Placed> placed(entries.size());
    std::vector<int> next(first.begin(), first.end() - 1);
    for (const Entry& entry : entries)
        placed[next[entry.row]++] = {entry.cost, entry.column, entry.edge};

    arcs.resize(entries.size());
    arc_row.resize(entries.size());
    arc_edge.resize(entries.size());
    for (std::size_t row = 0; row < rows; ++row) {
        std::sort(placed.begin() + first[row], placed.begin() + first[row + 1]);
        for (int at = first[row]; at < first[row + 1]; ++at) {
            arcs[at] = {placed[at].cost, placed[at].column, -1};
            arc_row[at] = static_cast<int>(row);
            arc_edge[at] = placed[at].edge;
        }
    }
}

}  // namespace liandong::matching
