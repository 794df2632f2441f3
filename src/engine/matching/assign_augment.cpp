// What a found path does: prices rise by what the search learned, and units move along it from its end to its root.
#include <algorithm>

#include "engine/matching/assign_paths.hpp"

namespace liandong::matching {

void Paths::raise_prices() {
    // A node may stand in its list twice, so it is unmarked once raised.
    const auto nearer = [this](const auto& node) { return node.seen == round_ && node.distance < end_.distance; };
    for (int row : done_rows_)
        if (Row& r = rows_[row]; nearer(r)) {
            r.value += end_.distance - r.distance;
            r.seen = 0;
        }
    for (int column : done_columns_)
        if (Column& c = columns_[column]; nearer(c)) {
            c.price += end_.distance - c.distance;
            c.seen = 0;
        }
    for (int group : done_groups_)
        if (Group& g = groups_[group]; nearer(g)) {
            g.price += end_.distance - g.distance;
            g.seen = 0;
        }
}

std::int64_t Paths::augment(int root) {
    trace(root);
    const std::int64_t amount = narrowest(root);
    for (int step : path_)
        if (step < 0)
            release(~step, amount);
    for (int step : path_)
        if (step >= 0)
            carry(step, amount);
    rows_[root].wanted -= amount;
    if (end_.row >= 0)
        rows_[end_.row].unmet += amount;
    settle_rooms(amount);
    return amount;
}

// The path backwards: from the end, by the parents, to the root.
void Paths::trace(int root) {
    path_.clear();
    entered_.clear();
    left_.clear();
    int row = end_.row;
    if (end_.column >= 0) {
        trace_column(end_.column);
        row = matrix_.arc_row[path_.back()];
    }
    while (row != root) {
        const int given_up = rows_[row].parent;
        path_.push_back(~given_up);
        trace_column(matrix_.arcs[given_up].column);
        row = matrix_.arc_row[path_.back()];
    }
}

// How the search came to a column: by an arc, or out of its group from another column that an arc led to.
void Paths::trace_column(int column) {
    if (columns_[column].parent < 0) {
        left_.push_back(column);
        column = groups_[~columns_[column].parent].parent;
        entered_.push_back(column);
    }
    path_.push_back(columns_[column].parent);
}

void Paths::settle_rooms(std::int64_t amount) {
    for (int column : entered_)
        columns_[column].room -= amount;
    for (int column : left_)
        columns_[column].room += amount;
    if (end_.column < 0)
        return;
    columns_[end_.column].room -= amount;
    if (!groups_.empty())
        groups_[matrix_.group_of[end_.column]].room -= amount;
}

std::int64_t Paths::narrowest(int root) const {
    std::int64_t amount = rows_[root].wanted;
    if (end_.column >= 0)
        amount = std::min(amount, columns_[end_.column].room);
    if (end_.column >= 0 && !groups_.empty())
        amount = std::min(amount, groups_[matrix_.group_of[end_.column]].room);
    for (int column : entered_)
        amount = std::min(amount, columns_[column].room);
    for (int step : path_)
        amount = std::min(amount, step < 0 ? carried(~step) : matrix_.at_most - carried(step));
    return amount;
}

void Paths::carry(int arc, std::int64_t amount) {
    Matrix::Arc& a = matrix_.arcs[arc];
    if (a.slot < 0) {
        a.slot = slots_used_[a.column]++;
        slots_[first_slot_[a.column] + a.slot] = {arc, matrix_.arc_row[arc], a.cost, 0};
    }
    slots_[first_slot_[a.column] + a.slot].amount += amount;
}

void Paths::release(int arc, std::int64_t amount) {
    Matrix::Arc& a = matrix_.arcs[arc];
    Slot& slot = slots_[first_slot_[a.column] + a.slot];
    slot.amount -= amount;
    if (slot.amount > 0)
        return;
    const Slot last = slots_[first_slot_[a.column] + --slots_used_[a.column]];
    slot = last;
    matrix_.arcs[last.arc].slot = a.slot;
    a.slot = -1;
}

} // namespace liandong::matching
