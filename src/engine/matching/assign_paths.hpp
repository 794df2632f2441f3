// Shortest augmenting paths on one matrix: each unit of each row finds its cheapest place, moving others where that
// pays.
#pragma once

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "engine/matching/assign_matrix.hpp"

namespace liandong::matching {

class Paths {
public:
    /// Keeps a reference; `matrix` must outlive it.
    explicit Paths(Matrix& matrix);

    /// Rows in the order in which they should be settled: the dearest penalty first, so that a late row rarely
    /// displaces.
    std::vector<int> order() const;

    /// Sends units of the row along one shortest path, at most what it still wants; returns how many. The flow and the
    /// prices are optimal for all units sent so far, before and after.
    std::int64_t send(int row);

    std::int64_t wanted(int row) const { return rows_[row].wanted; }
    std::int64_t unmet(int row) const { return rows_[row].unmet; }
    std::int64_t carried(int arc) const;
    std::int64_t value(int row) const { return rows_[row].value; }
    std::int64_t group_price(int group) const { return groups_[group].price; }
    /// Of a unit of the column beyond the price of its group.
    std::int64_t price(int column) const;
    std::int64_t work() const { return work_; }

private:
    static constexpr std::int64_t endless = std::numeric_limits<std::int64_t>::max();
    struct Row {
        std::int64_t value, distance = 0; // value: dual of a unit of this row, at most its penalty
        std::int64_t wanted, unmet = 0;
        int seen = 0, parent = -1; // parent: the used arc through which the search came
    };
    struct Column {
        std::int64_t price = 0, distance = 0; // price: not negative, zero while there is room
        std::int64_t room = 0;
        int seen = 0, parent = -1; // parent: the arc, or ~group, through which the search came
    };
    struct Group {
        std::int64_t price = 0, distance = 0, room = 0;
        int seen = 0, parent = -1; // parent: the column through which the search came
        std::vector<int> columns;
    };
    struct Slot {
        int arc, row;
        std::int64_t cost, amount;
    };
    struct End {
        std::int64_t distance = endless;
        int column = -1, row = -1; // room in a column, or a unit of a row that stays unmet
    };
    using Mark = std::pair<std::int64_t, int>; // distance and node: a column, columns + a group, or ~row

    void search(int root);
    void look_from_row(int row, std::int64_t distance);
    void look_from_column(int column, std::int64_t distance);
    void look_into_group(int column, std::int64_t distance);
    void look_from_group(int group, std::int64_t distance);
    bool has_room(int column) const;
    std::int64_t known_distance(int node) const;
    void reach(int node, std::int64_t distance);
    bool next(int& node);
    void raise_prices();
    std::int64_t augment(int root);
    void trace(int root);
    void trace_column(int column);
    void settle_rooms(std::int64_t amount);
    std::int64_t narrowest(int root) const;
    void carry(int arc, std::int64_t amount);
    void release(int arc, std::int64_t amount);

    Matrix& matrix_;
    std::vector<Row> rows_;
    std::vector<Column> columns_;
    std::vector<Group> groups_;
    std::vector<int> first_slot_, slots_used_;
    std::vector<Slot> slots_;
    std::vector<Mark> heap_;
    std::vector<int> near_; // nodes found at the distance they were looked for from, first come first
    std::size_t near_next_ = 0;
    std::vector<int> done_rows_, done_columns_, done_groups_;
    std::vector<int> path_;           // arcs from the end back to the root, those to release as ~arc
    std::vector<int> entered_, left_; // columns between which the path moves a unit inside their group
    End end_;
    std::int64_t now_ = 0;
    std::int64_t work_ = 0;
    int round_ = 0;
};

} // namespace liandong::matching
