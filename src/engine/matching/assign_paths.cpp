// Dijkstra over reduced costs, ended as soon as the nearest room or the nearest acceptable loss is certain. Rows are
// kept cheapest first, so a row is left as soon as cost alone exceeds the best end known.
#include "engine/matching/assign_paths.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace liandong::matching {

Paths::Paths(Matrix& matrix) : matrix_(matrix) {
    const std::size_t rows = matrix.demand.size(), columns = matrix.capacity.size();
    rows_.resize(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        const bool alone = matrix.first[i] == matrix.first[i + 1];
        const std::int64_t cheapest = alone ? matrix.penalty[i] : matrix.arcs[matrix.first[i]].cost;
        rows_[i].value = std::min(matrix.penalty[i], cheapest);
        rows_[i].wanted = matrix.demand[i];
    }
    std::vector<int> degree(columns, 0);
    for (const Matrix::Arc& arc : matrix.arcs)
        ++degree[arc.column];
    columns_.resize(columns);
    slots_used_.assign(columns, 0);
    first_slot_.assign(columns + 1, 0);
    for (std::size_t j = 0; j < columns; ++j) {
        columns_[j].room = matrix.capacity[j];
        first_slot_[j + 1] = first_slot_[j] + static_cast<int>(std::min<std::int64_t>(matrix.capacity[j], degree[j]));
    }
    slots_.resize(first_slot_[columns]);
    groups_.resize(matrix.group_capacity.size());
    for (std::size_t g = 0; g < groups_.size(); ++g)
        groups_[g].room = matrix.group_capacity[g];
    for (std::size_t j = 0; j < matrix.group_of.size(); ++j)
        groups_[matrix.group_of[j]].columns.push_back(static_cast<int>(j));
}

std::vector<int> Paths::order() const {
    std::vector<int> rows(rows_.size());
    std::iota(rows.begin(), rows.end(), 0);
    std::stable_sort(rows.begin(), rows.end(),
                     [this](int a, int b) { return matrix_.penalty[a] > matrix_.penalty[b]; });
    return rows;
}

std::int64_t Paths::send(int row) {
    search(row);
    raise_prices();
    return augment(row);
}

std::int64_t Paths::carried(int arc) const {
    const Matrix::Arc& a = matrix_.arcs[arc];
    return a.slot < 0 ? 0 : slots_[first_slot_[a.column] + a.slot].amount;
}

std::int64_t Paths::price(int column) const {
    const std::int64_t whole = columns_[column].price;
    return groups_.empty() ? whole : std::max<std::int64_t>(0, whole - groups_[matrix_.group_of[column]].price);
}

bool Paths::has_room(int column) const {
    return columns_[column].room > 0 && (groups_.empty() || groups_[matrix_.group_of[column]].room > 0);
}

void Paths::search(int root) {
    ++round_;
    heap_.clear();
    near_.clear();
    near_next_ = 0;
    done_rows_.clear();
    done_columns_.clear();
    done_groups_.clear();
    end_ = {};
    now_ = 0;
    rows_[root].distance = 0;
    rows_[root].seen = round_;
    rows_[root].parent = -1;
    near_.push_back(~root);
    for (int node = 0; next(node);) {
        if (node < 0)
            look_from_row(~node, now_);
        else if (node < static_cast<int>(columns_.size()))
            look_from_column(node, now_);
        else
            look_from_group(node - static_cast<int>(columns_.size()), now_);
    }
}

// The nearest node not yet looked from, or false when the end is certain.
bool Paths::next(int& node) {
    if (near_next_ < near_.size()) {
        if (now_ >= end_.distance)
            return false;
        node = near_[near_next_++];
        return true;
    }
    while (!heap_.empty()) {
        std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
        const auto [distance, candidate] = heap_.back();
        heap_.pop_back();
        if (distance >= end_.distance)
            return false;
        if (known_distance(candidate) < distance)
            continue; // found again, nearer, after it was put on the heap
        now_ = distance;
        node = candidate;
        return true;
    }
    return false;
}

std::int64_t Paths::known_distance(int node) const {
    const int columns = static_cast<int>(columns_.size());
    if (node < 0)
        return rows_[~node].distance;
    return node < columns ? columns_[node].distance : groups_[node - columns].distance;
}

void Paths::reach(int node, std::int64_t distance) {
    if (distance == now_) {
        near_.push_back(node);
        return;
    }
    heap_.emplace_back(distance, node);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
}

void Paths::look_from_row(int row, std::int64_t distance) {
    const Row& from = rows_[row];
    done_rows_.push_back(row);
    const std::int64_t loss = distance + matrix_.penalty[row] - from.value;
    if (loss < end_.distance)
        end_ = {loss, -1, row};
    const std::int64_t base = distance - from.value;
    const int last = matrix_.first[row + 1];
    int at = matrix_.first[row];
    for (int settled = matrix_.settled[row]; at < last; ++at) {
        if (at == settled) {
            matrix_.settle_more(row);
            settled = matrix_.settled[row];
        }
        const Matrix::Arc& arc = matrix_.arcs[at];
        if (base + arc.cost >= end_.distance)
            break; // dearer arcs follow, and prices are not negative
        if (arc.slot >= 0 && (matrix_.at_most == 1 || carried(at) == matrix_.at_most))
            continue;
        Column& to = columns_[arc.column];
        const std::int64_t there = base + arc.cost + to.price;
        if (there >= end_.distance || (to.seen == round_ && to.distance <= there))
            continue;
        to.seen = round_;
        to.distance = there;
        to.parent = at;
        if (to.room > 0 && has_room(arc.column))
            end_ = {there, arc.column, -1};
        else
            reach(arc.column, there);
    }
    work_ += at - matrix_.first[row] + 1;
}

void Paths::look_from_column(int column, std::int64_t distance) {
    done_columns_.push_back(column);
    const std::int64_t price = columns_[column].price;
    const Slot* slots = &slots_[first_slot_[column]];
    for (int k = 0; k < slots_used_[column]; ++k) {
        Row& to = rows_[slots[k].row];
        const std::int64_t there = distance - (slots[k].cost + price - to.value);
        if (there >= end_.distance || (to.seen == round_ && to.distance <= there))
            continue;
        to.seen = round_;
        to.distance = there;
        to.parent = slots[k].arc;
        reach(~slots[k].row, there);
    }
    work_ += slots_used_[column] + 1;
    if (!groups_.empty() && columns_[column].room > 0)
        look_into_group(column, distance);
}

// A column with room in a group without: another column of the group may give up a unit instead.
void Paths::look_into_group(int column, std::int64_t distance) {
    const int group = matrix_.group_of[column];
    Group& to = groups_[group];
    const std::int64_t there = distance + to.price - columns_[column].price;
    if (there >= end_.distance || (to.seen == round_ && to.distance <= there))
        return;
    to.seen = round_;
    to.distance = there;
    to.parent = column;
    reach(static_cast<int>(columns_.size()) + group, there);
}

void Paths::look_from_group(int group, std::int64_t distance) {
    done_groups_.push_back(group);
    const Group& from = groups_[group];
    for (int column : from.columns) {
        if (slots_used_[column] == 0)
            continue;
        Column& to = columns_[column];
        const std::int64_t there = distance + to.price - from.price;
        if (there >= end_.distance || (to.seen == round_ && to.distance <= there))
            continue;
        to.seen = round_;
        to.distance = there;
        to.parent = ~group;
        reach(column, there);
    }
    work_ += static_cast<std::int64_t>(from.columns.size());
}

} // namespace liandong::matching
