// Values computed in memory. What cannot be said is empty, and so is whatever is made from it.
#include <algorithm>
#include <stdexcept>

#include "base/id.hpp"
#include "base/identity.hpp"
#include "base/text.hpp"
#include "expr/asking.hpp"

namespace liandong::expr {
namespace {

constexpr std::int64_t first_day = -719162, last_day = 2932896; // the years 0001 to 9999

Cell number(std::int64_t value) { return {Cell::What::number, value, {}, nullptr}; }
Cell day_cell(std::int64_t days) { return days < first_day || days > last_day ? Cell{} : number(days); }
base::Date day_at(const Cell& cell) { return base::Date{static_cast<std::int32_t>(cell.number)}; }

Cell months_later(base::Date day, std::int64_t months) {
    const auto parts = base::parts_of(day);
    if (months < -200'000 || months > 200'000)
        return {};
    const std::int64_t count = parts.year * 12LL + parts.month - 1 + months;
    return count < 12 || count >= 120'000 ? Cell{} : number(base::add_months(day, months).days);
}

/// Rounded, half away from zero.
Cell divided(std::int64_t above, std::int64_t below) {
    if (below == 0 || (above == INT64_MIN && below == -1))
        return {};
    const std::int64_t whole = above / below;
    const std::uint64_t rest = above % below < 0 ? 0ULL - static_cast<std::uint64_t>(above % below)
                                                 : static_cast<std::uint64_t>(above % below);
    const std::uint64_t size = below < 0 ? 0ULL - static_cast<std::uint64_t>(below) : static_cast<std::uint64_t>(below);
    if (rest < size - rest)
        return number(whole);
    return number((above < 0) == (below < 0) ? whole + 1 : whole - 1);
}

/// The most whole years n with birth <= today - n years.
std::int64_t age_on(base::Date birth, base::Date today) {
    std::int64_t years = base::parts_of(today).year - base::parts_of(birth).year;
    while (base::add_months(today, -12 * years) < birth)
        --years;
    return years;
}

/// Overflow is proved impossible for fields within their ranges; for anything else the answer is empty, never
/// undefined.
Cell arithmetic(Op op, std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    const bool left = op == Op::add        ? __builtin_add_overflow(a, b, &result)
                      : op == Op::subtract ? __builtin_sub_overflow(a, b, &result)
                                           : __builtin_mul_overflow(a, b, &result);
    return left ? Cell{} : number(result);
}

} // namespace

Cell Asking::cell(Index index) const {
    const Node& node = tree.at(index);
    switch (node.op) {
        case Op::constant:
            if (base::is_empty(node.value))
                return {};
            if (const auto* text = std::get_if<std::string>(&node.value); text != nullptr && node.sort != Sort::region)
                return {Cell::What::text, 0, *text, nullptr};
            return number(node.a);
        case Op::own:
        case Op::stepped:
        case Op::old: return field(node);
        case Op::today: return number(today.days);
        case Op::now: return number(now.ms);
        default: return computed(node);
    }
}

Cell Asking::field(const Node& node) const {
    if (record == nullptr)
        throw std::logic_error("a criterion that reads a record was asked without one");
    const auto a = static_cast<std::size_t>(node.a);
    if (node.op == Op::own)
        return cell_of(record->own(a), node.sort);
    if (node.op == Op::old)
        return cell_of(record->old(a), node.sort);
    return cell_of(record->stepped(a, static_cast<std::size_t>(node.b)), node.sort);
}

Cell Asking::parameter(const Node& node) const {
    return cell_of(given.parameter(static_cast<std::size_t>(node.a), today), node.sort);
}

Cell Asking::computed(const Node& node) const {
    switch (node.op) {
        case Op::parameter: return parameter(node);
        case Op::me: {
            const Cell who = cell_of(given.me(static_cast<Me>(node.a)), node.sort);
            return node.sort == Sort::ref && !who.empty() && !base::parse_uuid(who.text) ? Cell{} : who;
        }
        case Op::add:
        case Op::subtract:
        case Op::multiply:
        case Op::days_between:
        case Op::minutes_between:
        case Op::working_days_between:
        case Op::quotient: return pair(node);
        case Op::add_days:
        case Op::add_months:
        case Op::add_working: return moved(node);
        case Op::least:
        case Op::greatest: return extreme(node);
        case Op::first_of:
            for (Index i = 0; i < node.count; ++i)
                if (const Cell one = cell(tree.kid(node, i)); !one.empty())
                    return one;
            return {};
        case Op::date_of: return day_of_parts(node);
        case Op::truth_value: {
            const Truth answer = truth(tree.kid(node, 0));
            return answer == Truth::unknown ? Cell{} : number(answer == Truth::yes);
        }
        case Op::figure: return cell_of(given.figure(std::get<std::string>(node.value), node.a), node.sort);
        default: return of_one(node);
    }
}

Cell Asking::pair(const Node& node) const {
    const Cell a = cell(tree.kid(node, 0));
    const Cell b = cell(tree.kid(node, 1));
    if (a.empty() || b.empty())
        return {};
    switch (node.op) {
        case Op::days_between: return number(b.number - a.number);
        case Op::minutes_between: return number((b.number - a.number) / 60'000);
        case Op::working_days_between: {
            const Calendar* calendar = given.calendar();
            const auto count = calendar == nullptr ? std::nullopt : calendar->between(day_at(a), day_at(b));
            return count ? number(*count) : Cell{};
        }
        case Op::quotient: return divided(a.number, b.number);
        default: return arithmetic(node.op, a.number, b.number);
    }
}

Cell Asking::moved(const Node& node) const {
    const Cell from = cell(tree.kid(node, 0));
    const Cell span = cell(tree.kid(node, 1));
    if (from.empty() || span.empty())
        return {};
    const std::int64_t by = node.negated ? -span.number : span.number;
    if (node.op == Op::add_days)
        return by > 10'000'000 || by < -10'000'000 ? Cell{} : day_cell(from.number + by);
    if (node.op == Op::add_months)
        return months_later(day_at(from), by);
    const Calendar* calendar = given.calendar();
    const auto day = calendar == nullptr ? std::nullopt : calendar->add(day_at(from), by);
    return day ? number(day->days) : Cell{};
}

Cell Asking::extreme(const Node& node) const {
    Cell best = cell(tree.kid(node, 0));
    for (Index i = 1; i < node.count; ++i) {
        const Cell one = cell(tree.kid(node, i));
        if (best.empty() || one.empty())
            return {};
        best.number = node.op == Op::least ? std::min(best.number, one.number) : std::max(best.number, one.number);
    }
    return best;
}

Cell Asking::day_of_parts(const Node& node) const {
    std::int64_t parts[3];
    for (Index i = 0; i < 3; ++i) {
        const Cell part = cell(tree.kid(node, i));
        if (part.empty() || part.number < 1 || part.number > 9999)
            return {};
        parts[i] = part.number;
    }
    const auto day = base::date_of(static_cast<int>(parts[0]), static_cast<int>(parts[1]), static_cast<int>(parts[2]));
    return day ? number(day->days) : Cell{};
}

Cell Asking::of_one(const Node& node) const {
    const Cell of = cell(tree.kid(node, 0));
    if (of.empty())
        return {};
    switch (node.op) {
        case Op::day: return day_cell(base::day_of({of.number}).days);
        case Op::end_of: return number(base::end_of(day_at(of)).ms);
        case Op::year: return number(base::parts_of(day_at(of)).year);
        case Op::month_start: return number(of.number - base::parts_of(day_at(of)).day + 1);
        case Op::region_at: {
            const std::int64_t below = node.a == 4 ? 100'000'000 : node.a == 6 ? 1'000'000 : 1'000;
            return number(of.number - of.number % below);
        }
        case Op::size: return number(static_cast<std::int64_t>(of.set->size()));
        case Op::length: return number(static_cast<std::int64_t>(base::length(of.text)));
        case Op::age: return number(age_on(day_at(of), today));
        case Op::rank: {
            const auto rank = node.list->rank(of.text);
            return rank ? number(*rank) : Cell{};
        }
        case Op::valid_id_no: return number(base::valid_id_no(of.text, today));
        case Op::valid_credit_code: return number(base::valid_credit_code(of.text));
        case Op::sex_of: {
            const auto sex = base::sex_of(of.text);
            static constexpr std::string_view codes[] = {"1", "2"};
            return sex ? Cell{Cell::What::text, 0, codes[*sex == "2"], nullptr} : Cell{};
        }
        case Op::birth_of: {
            const auto birth = base::birth_of(of.text);
            return birth ? number(birth->days) : Cell{};
        }
        default: throw std::logic_error("a condition was asked for its value");
    }
}

} // namespace liandong::expr
