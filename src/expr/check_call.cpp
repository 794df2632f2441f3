#include <fmt/format.h>

#include <algorithm>

#include "expr/checker.hpp"

namespace liandong::expr {
namespace {

using What = Ast::What;

constexpr std::string_view functions[] = {"day",
                                          "end_of",
                                          "year",
                                          "month_start",
                                          "days_between",
                                          "minutes_between",
                                          "working_days_between",
                                          "county",
                                          "town",
                                          "prefecture",
                                          "size",
                                          "length",
                                          "least",
                                          "greatest",
                                          "first_of",
                                          "age",
                                          "date_of",
                                          "quotient",
                                          "valid_id_no",
                                          "valid_credit_code",
                                          "sex_of",
                                          "birth_of",
                                          "figure"};

std::int64_t size_of(Range range) {
    return std::max(range.most < 0 ? -range.most : range.most, range.least < 0 ? -range.least : range.least);
}

} // namespace

Index Checker::call(const Ast& ast, const Like& like) {
    const std::string& f = ast.text;
    if (f == "day" || f == "end_of" || f == "year" || f == "month_start" || f == "age")
        return of_day(f == "day"           ? Op::day
                      : f == "end_of"      ? Op::end_of
                      : f == "year"        ? Op::year
                      : f == "month_start" ? Op::month_start
                                           : Op::age,
                      ast);
    if (f == "days_between")
        return between(Op::days_between, ast, Sort::date);
    if (f == "working_days_between")
        return between(Op::working_days_between, ast, Sort::date);
    if (f == "minutes_between")
        return between(Op::minutes_between, ast, Sort::time);
    if (f == "prefecture" || f == "county" || f == "town")
        return region_at(ast, f == "prefecture" ? 4 : f == "county" ? 6 : 9);
    if (f == "size")
        return counted(Op::size, ast, Sort::codes, {0, 10'000});
    if (f == "length")
        return counted(Op::length, ast, Sort::text, {0, 100'000'000});
    if (f == "least" || f == "greatest")
        return extreme(f == "least" ? Op::least : Op::greatest, ast, like);
    if (f == "first_of")
        return first_of(ast, like);
    if (f == "date_of")
        return date_of(ast);
    if (f == "quotient")
        return quotient(ast);
    if (f == "valid_id_no" || f == "valid_credit_code" || f == "sex_of" || f == "birth_of")
        return of_id_no(f == "valid_id_no"         ? Op::valid_id_no
                        : f == "valid_credit_code" ? Op::valid_credit_code
                        : f == "sex_of"            ? Op::sex_of
                                                   : Op::birth_of,
                        ast, like);
    if (f == "figure")
        return figure(ast);
    const auto near = nearest(f, {std::begin(functions), std::end(functions)});
    const base::Words hint = near.empty() ? base::Words{} : suggestion(f, near, {"是否指", "did you mean"});
    throw Trouble(ast.position,
                  {fmt::format("没有函数 {}{}", f, hint.zh), fmt::format("there is no function {}{}", f, hint.en)});
}

void Checker::arguments(const Ast& ast, std::size_t least, std::size_t most) const {
    if (ast.args.size() >= least && ast.args.size() <= most)
        return;
    const std::string count = least == most ? fmt::format("{}", least) : fmt::format("{}+", least);
    throw Trouble(ast.position, {fmt::format("{} 要{}个参数，这里有{}个", ast.text, count, ast.args.size()),
                                 fmt::format("{} takes {} arguments, here are {}", ast.text, count, ast.args.size())});
}

/// All arguments of one kind, read from the one that says most about it.
std::vector<Index> Checker::alike(const Ast& ast, const Like& like) {
    arguments(ast, 2, 100);
    std::size_t lead = 0;
    for (std::size_t i = 1; i < ast.args.size(); ++i)
        if (anchor(ast.args[i]) > anchor(ast.args[lead]))
            lead = i;
    const Index first = value(ast.args[lead], like);
    std::vector<Index> all;
    for (std::size_t i = 0; i < ast.args.size(); ++i) {
        const Index one = i == lead ? first : value(ast.args[i], this->like(first));
        if (!agree(first, one))
            disagree(first, one, ast.args[i].position);
        all.push_back(one);
    }
    same_places(all);
    return all;
}

Index Checker::extreme(Op op, const Ast& ast, const Like& like) {
    const std::vector<Index> all = alike(ast, like);
    if (!on_a_line(at(all[0]).sort))
        throw Trouble(ast.position, {fmt::format("{}没有大小", words_of(at(all[0]).sort).zh),
                                     fmt::format("{} has no least or greatest", words_of(at(all[0]).sort).en)});
    Node node;
    node.op = op;
    node.sort = at(all[0]).sort;
    node.places = at(all[0]).places;
    node.position = ast.position;
    node.range = at(all[0]).range;
    for (Index one : all) {
        const Range range = at(one).range;
        const auto pick = [&](std::int64_t a, std::int64_t b) {
            return op == Op::least ? std::min(a, b) : std::max(a, b);
        };
        node.range = {pick(node.range.least, range.least), pick(node.range.most, range.most)};
    }
    return tree_->add(std::move(node), all);
}

Index Checker::first_of(const Ast& ast, const Like& like) {
    const std::vector<Index> all = alike(ast, like);
    Node node;
    node.op = Op::first_of;
    node.sort = at(all[0]).sort;
    node.places = at(all[0]).places;
    node.list = at(all[0]).list;
    node.target = at(all[0]).target;
    node.position = ast.position;
    node.range = at(all[0]).range;
    for (Index one : all)
        node.range = {std::min(node.range.least, at(one).range.least), std::max(node.range.most, at(one).range.most)};
    return tree_->add(std::move(node), all);
}

Index Checker::of_day(Op op, const Ast& ast) {
    arguments(ast, 1, 1);
    const Index of = value(ast.args[0]);
    must_be(of, op == Op::day ? Sort::time : Sort::date, ast.args[0].position);
    Node node;
    node.op = op;
    node.position = ast.position;
    node.sort = op == Op::day || op == Op::month_start ? Sort::date : op == Op::end_of ? Sort::time : Sort::number;
    const Range from = at(of).range;
    const auto day = [](std::int64_t days) { return base::Date{static_cast<std::int32_t>(days)}; };
    if (op == Op::day)
        node.range = {base::day_of({from.least}).days, base::day_of({from.most}).days};
    if (op == Op::end_of)
        node.range = {base::end_of(day(from.least)).ms, base::end_of(day(from.most)).ms};
    if (op == Op::month_start)
        node.range = {from.least - 30 < -719162 ? -719162 : from.least - 30, from.most};
    if (op == Op::year)
        node.range = {1, 9999};
    if (op == Op::age) {
        need(tree_->place.clock, ast.position, {"今天（age）", "today (age)"});
        node.range = {-10'000, 10'000};
        node.clock = true;
    }
    return tree_->add(std::move(node), {of});
}

Index Checker::between(Op op, const Ast& ast, Sort sort) {
    arguments(ast, 2, 2);
    std::vector<Index> both;
    for (const Ast& arg : ast.args) {
        both.push_back(value(arg));
        must_be(both.back(), sort, arg.position);
    }
    const Range from = at(both[0]).range;
    const Range to = at(both[1]).range;
    const std::int64_t unit = op == Op::minutes_between ? 60'000 : 1;
    Node node;
    node.op = op;
    node.sort = op == Op::minutes_between ? Sort::minutes : Sort::number;
    node.position = ast.position;
    node.range = {(to.least - from.most) / unit - 1, (to.most - from.least) / unit + 1};
    return tree_->add(std::move(node), both);
}

Index Checker::region_at(const Ast& ast, std::int64_t digits) {
    arguments(ast, 1, 1);
    const Index of = value(ast.args[0], Like{Sort::region, nullptr, {}, {}});
    must_be(of, Sort::region, ast.args[0].position);
    Node node;
    node.op = Op::region_at;
    node.sort = Sort::region;
    node.a = digits;
    node.position = ast.position;
    return tree_->add(std::move(node), {of});
}

Index Checker::counted(Op op, const Ast& ast, Sort sort, Range range) {
    arguments(ast, 1, 1);
    const Index of = value(ast.args[0]);
    must_be(of, sort, ast.args[0].position);
    Node node;
    node.op = op;
    node.sort = Sort::number;
    node.range = range;
    node.position = ast.position;
    return tree_->add(std::move(node), {of});
}

Index Checker::date_of(const Ast& ast) {
    arguments(ast, 3, 3);
    std::vector<Index> parts;
    for (const Ast& arg : ast.args) {
        parts.push_back(value(arg));
        must_be(parts.back(), Sort::number, arg.position);
        if (at(parts.back()).places != 0)
            throw Trouble(arg.position, {"年、月、日是整数", "year, month and day are whole numbers"});
    }
    Node node;
    node.op = Op::date_of;
    node.sort = Sort::date;
    node.position = ast.position;
    node.range = {-719162, 2932896};
    const Range year = at(parts[0]).range;
    const auto bounded = [](std::int64_t y) { return static_cast<int>(std::clamp<std::int64_t>(y, 1, 9999)); };
    node.range = {base::date_of(bounded(year.least), 1, 1)->days, base::date_of(bounded(year.most), 12, 31)->days};
    return tree_->add(std::move(node), parts);
}

/// a / b, rounded half away from zero: money by number is money, money by money a number.
Index Checker::quotient(const Ast& ast) {
    arguments(ast, 2, 2);
    const Index above = value(ast.args[0]);
    const Index below = value(ast.args[1]);
    const Sort l = at(above).sort;
    const Sort r = at(below).sort;
    if (!countable(l) || !countable(r) || (l != r && r != Sort::number))
        disagree(above, below, ast.position);
    if (at(below).places != 0)
        throw Trouble(ast.args[1].position, {"除数须是整数", "the divisor is a whole number"});
    Node node;
    node.op = Op::quotient;
    node.sort = l == r ? Sort::number : l;
    node.places = at(above).places;
    node.position = ast.position;
    node.range = {-size_of(at(above).range), size_of(at(above).range)};
    return tree_->add(std::move(node), {above, below});
}

Index Checker::of_id_no(Op op, const Ast& ast, const Like& like) {
    arguments(ast, 1, 1);
    const Index of = value(ast.args[0]);
    must_be(of, Sort::text, ast.args[0].position);
    Node node;
    node.op = op;
    node.sort = op == Op::birth_of ? Sort::date : op == Op::sex_of ? Sort::code : Sort::boolean;
    node.position = ast.position;
    node.range = op == Op::birth_of ? Range{-719162, 2932896} : Range{0, 1};
    if (op == Op::sex_of) {
        node.list = like.sort == Sort::code && like.list != nullptr ? like.list : schema_.list("sex");
        if (node.list == nullptr)
            throw Trouble(ast.position, {"没有词表 sex", "there is no list sex"});
    }
    if (op == Op::valid_id_no) {
        need(tree_->place.clock, ast.position, {"今天（valid_id_no）", "today (valid_id_no)"});
        node.clock = true;
    }
    return tree_->add(std::move(node), {of});
}

/// figure('I-AGY-01') of the region or word asked about; figure('I-SRV-01b', 12 months) in a moving window.
Index Checker::figure(const Ast& ast) {
    need(tree_->place.cells, ast.position, {"figure", "figure"});
    arguments(ast, 1, 2);
    const Ast& id = ast.args[0];
    if (id.what != What::text || !schema_.has_figure(id.text))
        throw Trouble(id.position,
                      {fmt::format("没有指标 {}", id.text), fmt::format("there is no figure {}", id.text)});
    Node node;
    node.op = Op::figure;
    node.sort = Sort::number;
    node.varies = true;
    node.position = ast.position;
    node.range = range_of(Field{.kind = base::Kind::number});
    node.value = id.text;
    if (ast.args.size() == 2) {
        const Ast& window = ast.args[1];
        const bool months =
            window.what == What::number && (window.measure == Measure::months || window.measure == Measure::years);
        if (!months)
            throw Trouble(window.position,
                          {"窗口写成月数，如 12 months", "the window is a number of months, as in 12 months"});
        const Index span = number(window, {});
        node.a = at(span).a;
    }
    return tree_->add(std::move(node));
}

} // namespace liandong::expr
