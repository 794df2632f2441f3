// One connected part of an assignment problem, row by row, the cheapest arcs first: the form the path search works on.
// A row seeks and a column gives; which of them is the need is the caller's affair.
#pragma once

#include <cstdint>
#include <vector>

namespace liandong::matching {

struct Matrix {
    struct Arc {
        std::int64_t cost;
        int column;
        int slot; // place in the column's list of used arcs, -1 while unused; beyond the settled arcs: the edge
    };

    std::vector<std::int64_t> demand, penalty; // of the rows
    std::vector<std::int64_t> capacity;        // of the columns
    std::vector<int> group_of;                 // of the columns; empty when there are no groups
    std::vector<std::int64_t> group_capacity;
    std::int64_t at_most = 1; // units an arc may carry
    std::vector<int> first;   // arcs of row i are first[i] … first[i + 1] - 1
    std::vector<int> settled; // of them, those before settled[i] stand in order, cheapest first
    std::vector<Arc> arcs;
    std::vector<int> arc_row, arc_edge; // arc_edge only of settled arcs

    /// Three steps fill it, once demand, penalty and capacity stand: make room for the arcs of each row, put them, and
    /// settle the first of each.
    void make_room(const std::vector<int>& arcs_of_row);
    void put(int row, int column, std::int64_t cost, int edge) { arcs[next_[row]++] = {cost, column, edge}; }
    void settle();

    /// Puts the next arcs of the row in order, as many again as stand already: most rows are never looked through.
    void settle_more(int row);

private:
    std::vector<int> next_;
};

} // namespace liandong::matching
