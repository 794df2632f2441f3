// Comparisons: which side gives the other its meaning, exact shares, ages as days, words of an order as a list.
#include <fmt/format.h>

#include <algorithm>

#include "expr/asking.hpp"
#include "expr/checker.hpp"

namespace liandong::expr {
namespace {

using What = Ast::What;

bool is_age(const Ast& ast) { return ast.what == What::call && ast.text == "age" && ast.args.size() == 1; }

bool holds_field(const Ast& ast) {
    if (ast.what == What::name)
        return ast.text != "me" || ast.member.empty();
    return std::any_of(ast.args.begin(), ast.args.end(), holds_field);
}

} // namespace

bool countable(Sort sort) { return sort == Sort::number || sort == Sort::money || sort == Sort::minutes; }
bool on_a_line(Sort sort) { return countable(sort) || sort == Sort::date || sort == Sort::time; }

Compare turned(Compare compare) {
    switch (compare) {
        case Compare::less: return Compare::greater;
        case Compare::less_equal: return Compare::greater_equal;
        case Compare::greater: return Compare::less;
        case Compare::greater_equal: return Compare::less_equal;
        default: return compare;
    }
}

/// How much a side says about what the other side is: literals and words of lists say nothing.
int Checker::anchor(const Ast& ast) const {
    switch (ast.what) {
        case What::name: {
            if (!ast.member.empty())
                return 3;
            const auto field = type_.index_of(ast.text);
            return !field ? 0 : type_.fields[*field].kind == base::Kind::code ? 3 : 2;
        }
        case What::number: return ast.measure == Measure::none ? 0 : 2;
        case What::text:
        case What::empty: return 0;
        case What::sum:
        case What::product:
        case What::call: {
            int most = ast.args.empty() ? 2 : 0;
            for (const Ast& arg : ast.args)
                most = std::max(most, anchor(arg));
            return most;
        }
        default: return 2;
    }
}

std::pair<Index, Index> Checker::sides(const Ast& left, const Ast& right) {
    if (anchor(left) >= anchor(right)) {
        const Index l = value(left);
        return {l, value(right, like(l))};
    }
    const Index r = value(right);
    return {value(left, like(r)), r};
}

Index Checker::comparison(const Ast& ast) {
    const Ast& left = ast.args[0];
    const Ast& right = ast.args[1];
    if (is_age(left) && !holds_field(right) && right.what != What::empty)
        return age_compared(left.args[0], ast.compare, value(right), ast.position);
    if (is_age(right) && !holds_field(left) && left.what != What::empty)
        return age_compared(right.args[0], turned(ast.compare), value(left), ast.position);
    const auto [l, r] = sides(left, right);
    return compared(ast.compare, l, r, ast.position);
}

Index Checker::compared(Compare compare, Index left, Index right, std::size_t position) {
    const Sort sort = at(left).sort;
    if (sort == Sort::nothing || at(right).sort == Sort::nothing)
        throw Trouble(position, {"与空比较永远不是“是”：写 is empty 或 is not empty",
                                 "nothing ever equals empty: write is empty or is not empty"});
    if (!agree(left, right))
        disagree(left, right, position);
    if (sort == Sort::text || sort == Sort::code || sort == Sort::ref)
        return compared_text(compare, left, right, position);
    const bool equality = compare == Compare::equal || compare == Compare::unequal;
    const bool knows_equality = sort == Sort::boolean || sort == Sort::region;
    if (!on_a_line(sort) && !(knows_equality && equality))
        throw Trouble(position,
                      {fmt::format("{}不能这样比较{}", words_of(sort).zh, sort == Sort::codes ? "：用 has" : ""),
                       fmt::format("{} cannot be compared this way{}", words_of(sort).en,
                                   sort == Sort::codes ? ": use has" : "")});
    std::vector<Index> both{left, right};
    same_places(both);
    const Index node = make(Op::compare, position, both);
    at(node).compare = compare;
    return node;
}

Index Checker::compared_text(Compare compare, Index left, Index right, std::size_t position) {
    if (compare == Compare::equal || compare == Compare::unequal)
        return make(compare == Compare::equal ? Op::text_equal : Op::text_unequal, position, {left, right});
    const CodeList* list = at(left).list;
    if (list == nullptr || !list->ordered)
        throw Trouble(position, {fmt::format("{}只能用 = 和 !=", list ? "词表" + list->name + "没有高低次序，"
                                                                      : words_of(at(left).sort).zh),
                                 fmt::format("{} knows only = and !=",
                                             list ? list->name + " has no order, it" : words_of(at(left).sort).en)});
    if (at(right).op == Op::constant)
        return among_words(compare, left, right, position);
    if (at(left).op == Op::constant)
        return among_words(turned(compare), right, left, position);
    std::vector<Index> ranks;
    for (Index side : {left, right}) {
        const Index rank = make(Op::rank, at(side).position, {side});
        at(rank).sort = Sort::number;
        at(rank).list = list;
        at(rank).range = {0, static_cast<std::int64_t>(list->words.size())};
        ranks.push_back(rank);
    }
    const Index node = make(Op::compare, position, ranks);
    at(node).compare = compare;
    return node;
}

/// `level >= intermediate` asks for the words that are.
Index Checker::among_words(Compare compare, Index code, Index word, std::size_t position) {
    const CodeList& list = *at(word).list;
    const auto limit = list.rank(std::get<std::string>(at(word).value));
    std::vector<Index> all{code};
    for (std::size_t i = 0; i < list.words.size(); ++i)
        if (compares(compare, static_cast<std::int64_t>(i), limit.value_or(-1))) {
            all.push_back(constant(Sort::code, list.words[i].code, position));
            at(all.back()).list = &list;
        }
    return make(Op::among, position, all);
}

/// `a >= 60% of b` is a * 10000 >= 6000 * b: exact, without division.
Index Checker::share(const Ast& ast) {
    const auto [left, right] = sides(ast.args[0], ast.args[2]);
    const Index part = value(ast.args[1]);
    must_be(part, Sort::percent, ast.args[1].position);
    if (!countable(at(left).sort) || !agree(left, right))
        disagree(left, right, ast.position);
    std::vector<Index> both{left, right};
    same_places(both);
    const Index node =
        make(Op::compare, ast.position, {times(both[0], 10'000), multiplied(part, both[1], ast.position)});
    at(node).compare = ast.compare;
    return node;
}

/// `age(birth) >= 18` is birth <= today - 18 years: who was born on 29 February is older on 1 March.
Index Checker::age_compared(const Ast& birth, Compare compare, Index years, std::size_t position) {
    const Index born = value(birth);
    must_be(born, Sort::date, birth.position);
    must_be(years, Sort::number, position);
    need(tree_->place.clock, position, {"今天（age）", "today (age)"});
    const auto day_of = [&](std::int64_t more) {
        Index count = years;
        if (more != 0) {
            Node plus;
            plus.op = Op::add;
            plus.sort = Sort::number;
            plus.position = position;
            plus.range = {at(years).range.least + more, at(years).range.most + more};
            count = tree_->add(std::move(plus), {years, whole(Sort::number, more, position)});
        }
        Node today;
        today.op = Op::today;
        today.sort = Sort::date;
        today.clock = true;
        today.position = position;
        today.range = range_of(Field{.kind = base::Kind::date});
        const Index months = times(count, 12);
        at(months).sort = Sort::months;
        Node back;
        back.op = Op::add_months;
        back.sort = Sort::date;
        back.negated = true;
        back.position = position;
        return fits(tree_->add(std::move(back), {tree_->add(std::move(today)), months}));
    };
    const auto test = [&](Compare with, std::int64_t more) { return compared(with, born, day_of(more), position); };
    switch (compare) {
        case Compare::greater_equal: return test(Compare::less_equal, 0);
        case Compare::less: return test(Compare::greater, 0);
        case Compare::greater: return test(Compare::less_equal, 1);
        case Compare::less_equal: return test(Compare::greater, 1);
        case Compare::equal:
            return make(Op::all_of, position, {test(Compare::less_equal, 0), test(Compare::greater, 1)});
        case Compare::unequal:
            return make(Op::any_of, position, {test(Compare::greater, 0), test(Compare::less_equal, 1)});
    }
    return test(compare, 0);
}

} // namespace liandong::expr
