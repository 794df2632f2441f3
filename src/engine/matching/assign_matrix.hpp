// One connected part of an assignment problem, row by row with the cheapest arc first: the form the path search works on.
// A row seeks and a column gives; which of them is the need is the caller's affair.
#pragma once

#include <cstdint>
#include <vector>

namespace liandong::matching {

struct Matrix {
    struct Arc {
        std::int64_t cost;
        int column;
        int slot;  // place in the column's list of used arcs, -1 while unused
    };
    struct Entry {
        int row;
        int column;
        std::int64_t cost;
        int edge;  // the caller's number
    };

    std::vector<std::int64_t> demand, penalty;  // of the rows
    std::vector<std::int64_t> capacity;         // of the columns
    std::int64_t at_most = 1;                   // units an arc may carry
    std::vector<int> first;                     // arcs of row i are first[i] … first[i + 1] - 1
    std::vector<Arc> arcs;
    std::vector<int> arc_row, arc_edge;

    /// Fills first, arcs, arc_row and arc_edge; demand, penalty and capacity must stand already.
    void arrange(const std::vector<Entry>& entries);
};

}  // namespace liandong::matching
