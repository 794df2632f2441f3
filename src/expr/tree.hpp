// The compiled form of a checked criterion: small nodes in one row, children by index. Everything a word or a unit
// meant has become a number, a place or a constant, so asking does no work on names. Internal to the room.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "expr/criterion.hpp"

namespace liandong::expr {

enum class Op : std::uint8_t {
    // conditions
    all_of,
    any_of,
    negation,
    truth,      // a constant answer in `a`: the number of Truth
    compare,    // whole numbers, days, moments, yes-or-no, regions; `compare`
    text_equal, // text, codes, references
    text_unequal,
    is_empty,
    is_filled,
    among, // first child in the others
    has,   // set, code
    within,
    contains,
    starts_with,
    as_condition, // of a yes-or-no value
    // values
    constant,
    own,       // field a
    stepped,   // field b of what field a points to
    old,       // field a
    me,        // member a
    parameter, // index a
    today,
    now,
    add,
    subtract,
    multiply,
    add_days, // day, count; `negated` takes away
    add_months,
    add_working,
    day,
    end_of,
    year,
    month_start,
    days_between,
    minutes_between,
    working_days_between,
    region_at, // a leading digits kept
    size,
    length,
    least,
    greatest,
    first_of,
    age,
    date_of,
    rank,        // the place of a code in its list's order
    truth_value, // a condition as a yes-or-no value
    figure,      // id in `value`, window of a months
    quotient,
    valid_id_no,
    valid_credit_code,
    sex_of,
    birth_of
};

/// What a value is. The first ones are kinds of fields; spans and shares only stand beside them.
enum class Sort : std::uint8_t {
    truth,
    text,
    number,
    money,
    minutes,
    date,
    time,
    boolean,
    code,
    codes,
    ref,
    region,
    opaque,
    days,
    months,
    working_days,
    percent,
    nothing
};

using Index = std::uint32_t;

struct Node {
    Op op = Op::constant;
    Sort sort = Sort::nothing;
    Compare compare = Compare::equal;
    bool negated = false;
    bool varies = false; // reads the record
    bool open = false;   // reads a parameter that counties may set
    bool clock = false;  // reads today or now
    std::uint8_t places = 0;
    Index first = 0, count = 0; // children: Tree::kids[first], …
    std::int64_t a = 0, b = 0;
    std::size_t position = 1;
    Range range;
    const CodeList* list = nullptr;
    const Field* field = nullptr; // of own, old, stepped
    const Type* of = nullptr;     // the type the field belongs to
    std::string target;           // of ref
    base::Value value;            // of constant
};

struct Tree {
    const Type* type = nullptr;
    Place place;
    std::vector<Node> nodes;
    std::vector<Index> kids;
    Index root = 0;

    const Node& at(Index node) const { return nodes[node]; }
    Index kid(const Node& node, Index which) const { return kids[node.first + which]; }
    const Node& kid_of(const Node& node, Index which) const { return nodes[kid(node, which)]; }
    /// Adds a node with its children and answers its index. `varies`, `open` and `clock` come from the children too.
    Index add(Node node, const std::vector<Index>& children = {});
};

Sort sort_of(base::Kind kind);
/// "a date", "一个日期": for messages.
base::Words words_of(Sort sort);

/// What the place does not allow: memory-only things in SQL, a clock that does not stand alone. Throws Trouble.
void mind_the_place(const Tree& tree);
/// A criterion for SQL that would be written out too long or nested too deep for a database. Throws Trouble.
void mind_the_length(const Tree& tree, Index root);

} // namespace liandong::expr
