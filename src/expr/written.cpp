// How large a criterion becomes once it is written out for a database. Some things are written more than once (the end
// of a month, the level of a region), so a short criterion can grow without bound; and SQLite's parser keeps at most
// 100 open things on its stack, however short they are. Both are counted here, before anything is written.
#include <algorithm>

#include "expr/tree.hpp"

namespace liandong::expr {
namespace {

constexpr double most_parts = 4000;
constexpr int most_open = 78; // the rest of the 100 is for the query around it

struct Written {
    double parts = 1;
    int open = 1;
};

struct Way {
    int copies = 1; // how often the child is written
    int open = 1;   // what SQLite's parser holds open around it
};

Way way_of(const Tree& tree, const Node& node, Index which) {
    const bool first = which == 0;
    switch (node.op) {
        case Op::all_of:
        case Op::any_of:
        case Op::compare:
        case Op::text_equal:
        case Op::text_unequal: return {1, first ? 1 : 3};
        case Op::add:
        case Op::subtract:
        case Op::multiply: return {1, first && tree.kid_of(node, 0).op == node.op ? 0 : first ? 1 : 3};
        case Op::among: return {node.count == 1 ? 2 : 1, first ? 3 : 6};
        case Op::has:
        case Op::contains: return {1, 8};
        case Op::starts_with: return {first ? 1 : 2, 12};
        case Op::within: return !tree.kid_of(node, 1).varies ? Way{1, 2} : Way{first ? 5 : 9, 16};
        case Op::add_days:
        case Op::length:
        case Op::first_of: return {1, 6};
        case Op::add_months: return {2, 12};
        case Op::add_working: return {1, 26};
        case Op::day: return {1, 9};
        case Op::end_of:
        case Op::year:
        case Op::month_start: return {1, 13};
        case Op::days_between:
        case Op::minutes_between: return {1, 13};
        case Op::working_days_between: return {1, 17};
        case Op::region_at: return {1, 8};
        case Op::size: return {2, 14};
        case Op::least:
        case Op::greatest: return {2, 6};
        case Op::date_of: return {5, 24};
        case Op::rank: return {1, 4};
        default: return {1, 1};
    }
}

Written written(const Tree& tree, Index index) {
    const Node& node = tree.at(index);
    Written whole;
    if (node.op == Op::rank)
        whole.parts += static_cast<double>(node.list->words.size());
    for (Index i = 0; i < node.count; ++i) {
        const Way way = way_of(tree, node, i);
        const Written part = written(tree, tree.kid(node, i));
        whole.parts += way.copies * part.parts;
        whole.open = std::max(whole.open, way.open + part.open);
    }
    return whole;
}

} // namespace

void mind_the_length(const Tree& tree, Index root) {
    const Written whole = written(tree, root);
    if (whole.parts > most_parts || whole.open > most_open)
        throw Trouble(1, {"写成数据库的语句太长或嵌套太深：拆成几个字段（calc）再用它们的名字",
                          "written out for the database this is too long or too deep: make parts of it fields (calc) "
                          "and use their names"});
}

} // namespace liandong::expr
