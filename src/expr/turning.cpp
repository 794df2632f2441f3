// In each comparison that looks at the clock, the clock's side only ever grows as the clock goes on, and the record's
// side stands still: so the comparison can turn only when the clock's side first reaches the record's, and when it
// first passes it. Both moments are found by halving.
#include "expr/turning.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>

#include "expr/asking.hpp"

namespace liandong::expr {
namespace {

/// The parts of time in which parameters stand still: begins, sorted, the first at dawn.
std::vector<base::Date> seasons(const Checked& checked, const Context& record) {
    std::set<base::Date> begins{dawn};
    for (std::size_t parameter : names_used(checked).parameters)
        for (base::Date day : record.parameter_changes(parameter))
            if (day > dawn)
                begins.insert(day);
    return {begins.begin(), begins.end()};
}

bool reads_now(const Tree& tree, const Node& node) {
    if (node.op == Op::now)
        return true;
    for (Index i = 0; i < node.count; ++i)
        if (reads_now(tree, tree.kid_of(node, i)))
            return true;
    return false;
}

bool reads_calendar(const Tree& tree, const Node& node) {
    if (node.op == Op::add_working)
        return true;
    for (Index i = 0; i < node.count; ++i)
        if (reads_calendar(tree, tree.kid_of(node, i)))
            return true;
    return false;
}

Asking asking_on(const Tree& tree, const Context& record, base::Date today) {
    return {tree, record, &record, today, base::start_of(today)};
}

/// The first day in [from, to] on which the clock's side is at least `wanted`; nothing when it never is. The side is
/// known on all of them.
std::optional<std::int64_t> reached(const Tree& tree, const Context& record, Index side, std::int64_t wanted,
                                    std::int64_t from, std::int64_t to) {
    const auto there = [&](std::int64_t day) {
        return asking_on(tree, record, base::Date{static_cast<std::int32_t>(day)}).cell(side).number >= wanted;
    };
    if (from > to || !there(to))
        return std::nullopt;
    // A span moves a day by nearly the same everywhere, so the answer mostly lies within a few days of where that
    // leads.
    const std::int64_t near = std::clamp(wanted, from, to);
    const std::int64_t moved =
        asking_on(tree, record, base::Date{static_cast<std::int32_t>(near)}).cell(side).number - near;
    const std::int64_t guess = std::clamp(wanted - moved, from, to);
    if (guess - 4 > from && !there(guess - 4))
        from = guess - 3;
    if (guess + 4 < to && there(guess + 4))
        to = guess + 4;
    while (from < to) {
        const std::int64_t middle = from + (to - from) / 2;
        if (there(middle))
            to = middle;
        else
            from = middle + 1;
    }
    return from;
}

/// The days [first, second] on which the clock's side can be said at all: a working day outside the calendar cannot.
/// They are one unbroken stretch.
std::optional<std::pair<std::int64_t, std::int64_t>> known(const Tree& tree, const Context& record, Index side,
                                                           std::int64_t from, std::int64_t to) {
    const auto said = [&](std::int64_t day) {
        return !asking_on(tree, record, base::Date{static_cast<std::int32_t>(day)}).cell(side).empty();
    };
    std::optional<std::int64_t> inside;
    std::vector<std::int64_t> probes{from, to, from + (to - from) / 2, record.today.days};
    if (const Calendar* calendar = record.calendar())
        probes.insert(probes.end(), {calendar->first().days, calendar->last().days,
                                     calendar->first().days + (calendar->last().days - calendar->first().days) / 2});
    for (std::int64_t probe : probes)
        if (const std::int64_t day = std::clamp(probe, from, to); said(day))
            inside = day;
    if (!inside)
        return std::nullopt;
    const auto edge = [&](std::int64_t good, std::int64_t bad) {
        if (said(bad))
            return bad;
        while (good - bad > 1 || bad - good > 1) {
            const std::int64_t middle = good + (bad - good) / 2;
            (said(middle) ? good : bad) = middle;
        }
        return good;
    };
    return std::pair(edge(*inside, from), edge(*inside, to));
}

class Turns {
public:
    Turns(const Checked& checked, const Context& record) : tree_(checked.tree()), record_(record) {
        if (!tree_.place.clock_alone)
            throw std::logic_error("turning days are asked of criteria whose clock stands alone");
        const std::vector<base::Date> begins = seasons(checked, record);
        for (std::size_t i = 0; i < begins.size(); ++i) {
            if (i > 0)
                days.insert(begins[i]);
            from_ = begins[i].days;
            to_ = i + 1 < begins.size() ? begins[i + 1].days - 1 : dusk.days;
            visit(tree_.root);
        }
    }

    std::set<base::Date> days;
    std::set<std::int64_t> moments; // of `now`, in milliseconds

private:
    void visit(Index index) {
        const Node& node = tree_.at(index);
        if (node.op == Op::compare)
            return compared(node);
        for (Index i = 0; i < node.count; ++i)
            visit(tree_.kid(node, i));
    }

    void compared(const Node& node) {
        for (Index i = 0; i < 2; ++i)
            if (tree_.kid_of(node, i).clock)
                turn(tree_.kid(node, i), tree_.kid(node, 1 - i));
    }

    void turn(Index clock, Index other) {
        const Cell still = asking_on(tree_, record_, base::Date{static_cast<std::int32_t>(from_)}).cell(other);
        if (still.empty())
            return;
        if (reads_now(tree_, tree_.at(clock)))
            return turn_now(clock, still.number);
        if (tree_.at(clock).op == Op::today)
            return insert(still.number), insert(still.number + 1);
        // Without the calendar the check has proved that every day of the clock gives a day.
        const auto stretch = reads_calendar(tree_, tree_.at(clock))
                                 ? known(tree_, record_, clock, from_, to_)
                                 : std::optional(std::pair<std::int64_t, std::int64_t>(from_, to_));
        if (!stretch)
            return;
        insert(stretch->first);
        insert(stretch->second + 1);
        for (std::int64_t wanted : {still.number, still.number + 1})
            if (const auto day = reached(tree_, record_, clock, wanted, stretch->first, stretch->second))
                insert(*day);
    }

    /// The side grows by a millisecond with each millisecond, or by a day with each day: halve over milliseconds.
    void turn_now(Index clock, std::int64_t still) {
        std::int64_t first = base::start_of(base::Date{static_cast<std::int32_t>(from_)}).ms;
        const std::int64_t end = base::end_of(base::Date{static_cast<std::int32_t>(to_)}).ms;
        for (std::int64_t wanted : {still, still + 1}) {
            const auto there = [&](std::int64_t ms) {
                const Asking asking{tree_, record_, &record_, base::day_of({ms}), base::Instant{ms}};
                const Cell side = asking.cell(clock);
                return !side.empty() && side.number >= wanted;
            };
            std::int64_t low = first;
            std::int64_t high = end;
            if (!there(high))
                continue;
            while (low < high) {
                const std::int64_t middle = low + (high - low) / 2;
                if (there(middle))
                    high = middle;
                else
                    low = middle + 1;
            }
            moments.insert(low);
        }
    }

    void insert(std::int64_t day) {
        if (day > from_ && day <= to_ && day > dawn.days)
            days.insert(base::Date{static_cast<std::int32_t>(day)});
    }

    const Tree& tree_;
    const Context& record_;
    std::int64_t from_ = 0;
    std::int64_t to_ = 0;
};

} // namespace

std::vector<base::Date> turning_days(const Checked& checked, const Context& record) {
    const Turns turns(checked, record);
    return {turns.days.begin(), turns.days.end()};
}

std::vector<std::pair<base::Date, Truth>> step_function(const Checked& checked, const Context& record) {
    std::vector<base::Date> days = turning_days(checked, record);
    days.insert(days.begin(), dawn);
    std::vector<std::pair<base::Date, Truth>> steps;
    for (base::Date day : days) {
        const Truth truth = asking_on(checked.tree(), record, day).truth(checked.tree().root);
        if (steps.empty() || steps.back().second != truth)
            steps.emplace_back(day, truth);
    }
    return steps;
}

std::vector<base::Instant> turning_moments(const Checked& checked, const Context& record) {
    Turns turns(checked, record);
    for (base::Date day : turns.days)
        turns.moments.insert(base::start_of(day).ms);
    std::vector<base::Instant> moments;
    for (std::int64_t ms : turns.moments)
        moments.push_back({ms});
    return moments;
}

} // namespace liandong::expr
