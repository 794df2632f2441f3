// How the nodes are asked. Internal to the room: evaluate, bound, to_sql and turning_days share it.
#pragma once

#include <string_view>

#include "expr/evaluate.hpp"
#include "expr/tree.hpp"

namespace liandong::expr {

/// A value while it is computed. Numbers, days, moments, yes-or-no and regions are `number`; texts point into the
/// record.
struct Cell {
    enum class What : std::uint8_t { empty, number, text, set };

    What what = What::empty;
    std::int64_t number = 0;
    std::string_view text;
    const base::Codes* set = nullptr;

    bool empty() const { return what == What::empty; }
};

/// Who is asked: the record (none while constants are worked out), and the moment.
struct Asking {
    const Tree& tree;
    const Given& given;
    const Context* record = nullptr;
    base::Date today;
    base::Instant now;

    Truth truth(Index node) const;
    Cell cell(Index node) const;

private:
    Cell computed(const Node& node) const;
    Cell field(const Node& node) const;
    Cell parameter(const Node& node) const;
    Cell moved(const Node& node) const;
    Cell pair(const Node& node) const;
    Cell of_one(const Node& node) const;
    Cell extreme(const Node& node) const;
    Cell day_of_parts(const Node& node) const;
    Truth all(const Node& node) const;
    Truth any(const Node& node) const;
    Truth compared(const Node& node) const;
    Truth among(const Node& node) const;
    Truth has(const Node& node) const;
    Truth within(const Node& node) const;
    Truth texts(const Node& node) const;
};

Cell cell_of(const base::Value& value, Sort sort);
base::Value value_of(const Cell& cell, Sort sort);

inline Truth truth_of(bool yes) { return yes ? Truth::yes : Truth::no; }
Truth opposite(Truth truth);
bool compares(Compare compare, std::int64_t left, std::int64_t right);

} // namespace liandong::expr
