// Sums, products and days moved by spans, with the least and the most each can be: what may leave 64 bits is refused.
#include <fmt/format.h>

#include <algorithm>

#include "base/date.hpp"
#include "expr/checker.hpp"

namespace liandong::expr {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t first_day = -719162; // 0001-01-01
constexpr std::int64_t last_day = 2932896;  // 9999-12-31
constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t day_ms = 86'400'000;

struct WideRange {
    Wide least, most;
};

WideRange product_of(Range a, Range b) {
    const Wide corners[] = {static_cast<Wide>(a.least) * b.least, static_cast<Wide>(a.least) * b.most,
                            static_cast<Wide>(a.most) * b.least, static_cast<Wide>(a.most) * b.most};
    return {*std::min_element(std::begin(corners), std::end(corners)),
            *std::max_element(std::begin(corners), std::end(corners))};
}

WideRange sum_of(Range a, Range b, bool minus) {
    if (minus)
        return {static_cast<Wide>(a.least) - b.most, static_cast<Wide>(a.most) - b.least};
    return {static_cast<Wide>(a.least) + b.least, static_cast<Wide>(a.most) + b.most};
}

Range narrowed(WideRange range, std::size_t position) {
    if (range.least < -INT64_MAX || range.most > INT64_MAX)
        throw Trouble(position,
                      {"结果可能超出64位整数：给字段写上范围（number:A..B），或换一种写法",
                       "this may leave 64 bits: give the fields a range (number:A..B), or say it another way"});
    return {static_cast<std::int64_t>(range.least), static_cast<std::int64_t>(range.most)};
}

/// The day after so many months, in days; outside the calendar when the year is.
std::int64_t months_later(std::int64_t day, std::int64_t months) {
    const auto parts = base::parts_of(base::Date{static_cast<std::int32_t>(day)});
    if (months > 200'000 || months < -200'000)
        return months > 0 ? INT32_MAX : INT32_MIN;
    const std::int64_t count = parts.year * 12LL + parts.month - 1 + months;
    if (count < 12 || count >= 120'000)
        return months > 0 ? INT32_MAX : INT32_MIN;
    return base::add_months(base::Date{static_cast<std::int32_t>(day)}, months).days;
}

} // namespace

/// Sets the range of a node that computes, and refuses what may leave 64 bits or the years 1 to 9999.
Index Checker::fits(Index index) {
    Node& node = at(index);
    const auto range = [&](Index which) { return tree_->kid_of(node, which).range; };
    if (node.op == Op::add || node.op == Op::subtract)
        node.range = narrowed(sum_of(range(0), range(1), node.op == Op::subtract), node.position);
    if (node.op == Op::multiply)
        node.range = narrowed(product_of(range(0), range(1)), node.position);
    if (node.op != Op::add_days && node.op != Op::add_months && node.op != Op::add_working)
        return index;
    Range by = range(1);
    if (by.least < -100'000'000 || by.most > 100'000'000)
        by = {-100'000'000, 100'000'000};
    if (node.negated)
        by = {-by.most, -by.least};
    if (node.op == Op::add_working) // ten working days never span more than a month of days
        by = {by.least * 3 - 30, by.most * 3 + 30};
    const Range from = range(0);
    node.range = node.op == Op::add_months ? Range{months_later(from.least, by.least), months_later(from.most, by.most)}
                                           : Range{from.least + by.least, from.most + by.most};
    if (node.range.least < first_day || node.range.most > last_day)
        throw Trouble(node.position, {"结果可能超出0001年至9999年", "this may leave the years 0001 to 9999"});
    return index;
}

Index Checker::sum(const Ast& ast, const Like& like) {
    const bool anchored_left = anchor(ast.args[0]) >= anchor(ast.args[1]);
    Index left = 0, right = 0;
    if (anchored_left) {
        left = value(ast.args[0], like);
        right = value(ast.args[1], this->like(left));
    } else {
        right = value(ast.args[1], like);
        left = value(ast.args[0], this->like(right));
    }
    const Sort l = at(left).sort;
    const Sort r = at(right).sort;
    if (l == Sort::date || l == Sort::time)
        return moved(ast, left, right);
    const bool spans = l == r && (l == Sort::days || l == Sort::months || l == Sort::working_days);
    if (l != r || (!countable(l) && !spans))
        disagree(left, right, ast.position);
    std::vector<Index> both{left, right};
    same_places(both);
    Node node;
    node.op = ast.negated ? Op::subtract : Op::add;
    node.sort = l;
    node.places = at(both[0]).places;
    node.position = ast.position;
    return fits(tree_->add(std::move(node), both));
}

/// A day or moment plus or minus a span.
Index Checker::moved(const Ast& ast, Index from, Index by) {
    const Sort sort = at(from).sort;
    const Sort span = at(by).sort;
    Node node;
    node.sort = sort;
    node.position = ast.position;
    node.negated = ast.negated;
    if (sort == Sort::time) {
        if (span == Sort::working_days || span == Sort::months)
            throw Trouble(ast.position, {"工作日和月数加在日期上，不加在时间上：先用 day(…)",
                                         "working days and months are added to dates, not to times: use day(…) first"});
        if (span != Sort::minutes && span != Sort::days)
            disagree(from, by, ast.position);
        node.negated = false;
        node.op = ast.negated ? Op::subtract : Op::add;
        return fits(tree_->add(std::move(node), {from, times(by, span == Sort::minutes ? minute_ms : day_ms)}));
    }
    if (span == Sort::date)
        throw Trouble(ast.position, {"两个日期相差几天：days_between(起, 止)",
                                     "for the days between two dates use days_between(from, to)"});
    if (span != Sort::days && span != Sort::months && span != Sort::working_days)
        disagree(from, by, ast.position);
    if (span == Sort::working_days && at(by).range.least < 1)
        throw Trouble(at(by).position, {"工作日数至少为1", "working days are counted from 1"});
    node.op = span == Sort::days ? Op::add_days : span == Sort::months ? Op::add_months : Op::add_working;
    return fits(tree_->add(std::move(node), {from, by}));
}

Index Checker::product(const Ast& ast) {
    const Index left = value(ast.args[0]);
    const Index right = value(ast.args[1]);
    return multiplied(left, right, ast.position);
}

Index Checker::multiplied(Index left, Index right, std::size_t position) {
    const Sort l = at(left).sort;
    const Sort r = at(right).sort;
    const auto multipliable = [](Sort sort) { return countable(sort) || sort == Sort::days || sort == Sort::months; };
    const bool shares = l == Sort::percent && countable(r);
    const bool numbers = (l == Sort::number && multipliable(r)) || (r == Sort::number && multipliable(l));
    if (!numbers && !shares)
        disagree(left, right, position);
    const bool spans = !countable(l) || !countable(r);
    if (spans && !shares && (at(left).varies || at(right).varies))
        throw Trouble(position, {"加在日期上的天数、月数须是常数", "a span of days or months is a constant"});
    Node node;
    node.op = Op::multiply;
    node.sort = l == Sort::number || shares ? r : l;
    node.places = static_cast<std::uint8_t>(at(left).places + at(right).places);
    node.position = position;
    if (node.places > 9)
        throw Trouble(position, {"小数最多9位", "a number has at most 9 decimal places"});
    return fits(tree_->add(std::move(node), {left, right}));
}

Index Checker::times(Index by, std::int64_t factor) {
    Node node;
    node.op = Op::multiply;
    node.sort = at(by).sort;
    node.places = at(by).places;
    node.position = at(by).position;
    const Index constant = whole(Sort::number, factor, node.position);
    return fits(tree_->add(std::move(node), {by, constant}));
}

/// Brings numbers with different decimal places to the most places among them, exactly.
void Checker::same_places(std::vector<Index>& nodes) {
    std::uint8_t most = 0;
    for (Index node : nodes)
        most = std::max(most, at(node).places);
    for (Index& node : nodes)
        while (at(node).places < most) {
            const auto places = static_cast<std::uint8_t>(at(node).places + 1);
            node = times(node, 10);
            at(node).places = places;
        }
}

} // namespace liandong::expr
