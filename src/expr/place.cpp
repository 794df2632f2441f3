// What a place does not allow although every kind agrees: asking a database for what only memory knows, and a clock
// that does not stand alone, so that nobody could say beforehand when the criterion turns.
#include <fmt/format.h>

#include "expr/tree.hpp"

namespace liandong::expr {
namespace {

bool in_memory_only(Op op) { return op == Op::age || op == Op::figure || op >= Op::quotient; }

bool is_equality(const Node& node) {
    return node.op == Op::text_equal || node.op == Op::text_unequal || node.op == Op::among ||
           (node.op == Op::compare && (node.compare == Compare::equal || node.compare == Compare::unequal));
}

bool digest_serves(const Tree& tree, const Node& node, Index which) {
    if (node.op == Op::is_empty || node.op == Op::is_filled)
        return true;
    if (!is_equality(node) || (node.op == Op::among && which != 0))
        return false;
    for (Index i = 0; i < node.count; ++i)
        if (i != which && (tree.kid_of(node, i).varies || tree.kid_of(node, i).open))
            return false;
    return true;
}

void mind_sql(const Tree& tree, const Node& node) {
    const auto refuse = [&](std::size_t position, const base::Words& what) {
        throw Trouble(position, {fmt::format("{}由数据库回答，{}", tree.place.zh, what.zh),
                                 fmt::format("{} is answered by the database, and {}", tree.place.en, what.en)});
    };
    if (in_memory_only(node.op))
        refuse(node.position, node.op == Op::age
                                  ? base::Words{"age(…) 只能与常数比较", "age(…) is compared with a constant only"}
                                  : base::Words{"这个函数只能在内存中用", "this function works in memory only"});
    for (Index i = 0; i < node.count; ++i) {
        const Node& kid = tree.kid_of(node, i);
        if (kid.field == nullptr || kid.op == Op::old)
            continue;
        if (kid.field->memory_only)
            refuse(kid.position, {fmt::format("{} 只在内存中", kid.field->name),
                                  fmt::format("{} is in memory only", kid.field->name)});
        if (kid.field->encrypted && !digest_serves(tree, node, i))
            refuse(kid.position,
                   {fmt::format("加密字段 {} 只能与常数用 =、!=、in，或 is empty", kid.field->name),
                    fmt::format("the encrypted field {} knows only =, !=, in with constants, and is empty",
                                kid.field->name)});
    }
}

/// today, plus or minus constants, its month, its year: what never goes back as the clock goes on.
bool follows_the_clock(const Tree& tree, const Node& node) {
    switch (node.op) {
        case Op::today:
        case Op::now: return true;
        case Op::add:
        case Op::subtract:
        case Op::add_days:
        case Op::add_months:
        case Op::add_working:
            return follows_the_clock(tree, tree.kid_of(node, 0)) && !tree.kid_of(node, 1).varies &&
                   !tree.kid_of(node, 1).clock;
        case Op::day:
        case Op::end_of:
        case Op::year:
        case Op::month_start: return follows_the_clock(tree, tree.kid_of(node, 0));
        default: return false;
    }
}

void mind_clock(const Tree& tree, const Node& node) {
    const auto alone = [&](std::size_t position) {
        throw Trouble(
            position,
            {fmt::format("{}里，today 须独自（加减常数）在比较的一边，如 today - 6 months < founded_on", tree.place.zh),
             fmt::format("in {} the clock stands alone, plus or minus a constant, on one side of a comparison, "
                         "as in today - 6 months < founded_on",
                         tree.place.en)});
    };
    if (node.op == Op::now && tree.place.today_only)
        throw Trouble(node.position, {fmt::format("{}只看日期：用 today", tree.place.zh),
                                      fmt::format("{} looks at days: use today", tree.place.en)});
    if (node.sort != Sort::truth || node.op == Op::truth)
        return;
    const bool connective = node.op == Op::all_of || node.op == Op::any_of || node.op == Op::negation;
    if (connective)
        return;
    for (Index i = 0; i < node.count; ++i) {
        const Node& kid = tree.kid_of(node, i);
        const bool one_side = node.op == Op::compare && follows_the_clock(tree, kid) && !tree.kid_of(node, 1 - i).clock;
        if (kid.clock && !one_side)
            alone(kid.position);
    }
}

} // namespace

void mind_the_place(const Tree& tree) {
    if (tree.place.sql)
        mind_the_length(tree, tree.root);
    for (const Node& node : tree.nodes) {
        if (tree.place.sql)
            mind_sql(tree, node);
        if (tree.place.clock_alone)
            mind_clock(tree, node);
    }
}

} // namespace liandong::expr
