// Sorting entries into rows, cheapest first; equal costs by column, so that the same part is always searched alike.
#include "engine/matching/assign_matrix.hpp"

#include <algorithm>
#include <numeric>

namespace liandong::matching {

namespace {

constexpr int first_settled = 16;

bool before(const Matrix::Arc& a, const Matrix::Arc& b) {
    if (a.cost != b.cost)
        return a.cost < b.cost;
    return a.column != b.column ? a.column < b.column : a.slot < b.slot;
}

} // namespace

void Matrix::make_room(const std::vector<int>& arcs_of_row) {
    first.assign(arcs_of_row.size() + 1, 0);
    std::partial_sum(arcs_of_row.begin(), arcs_of_row.end(), first.begin() + 1);
    arcs.resize(first.back());
    next_.assign(first.begin(), first.end() - 1);
}

void Matrix::settle() {
    arc_row.resize(arcs.size());
    arc_edge.resize(arcs.size());
    settled.assign(first.begin(), first.end() - 1);
    for (std::size_t row = 0; row < settled.size(); ++row)
        settle_more(static_cast<int>(row));
}

void Matrix::settle_more(int row) {
    const int from = settled[row], last = first[row + 1];
    int until = std::min(last, from + std::max(first_settled, from - first[row]));
    if (last - until < first_settled)
        until = last;
    if (until < last)
        std::nth_element(arcs.begin() + from, arcs.begin() + until, arcs.begin() + last, before);
    std::sort(arcs.begin() + from, arcs.begin() + until, before);
    for (int at = from; at < until; ++at) {
        arc_row[at] = row;
        arc_edge[at] = arcs[at].slot;
        arcs[at].slot = -1;
    }
    settled[row] = until;
}

} // namespace liandong::matching
