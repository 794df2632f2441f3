#include "follow/timetable.hpp"

#include <algorithm>
#include <set>

#include "expr/turning.hpp"
#include "record/condition.hpp"

namespace liandong::follow {
namespace {

using record::tree;

const Instant always = {0};

/// The moments at which a condition becomes true; `always` when it has been from the beginning.
template <class Holds>
std::vector<Instant> turns(Asked& asked, const std::set<std::int64_t>& moments, Holds holds, bool both_ways) {
    std::vector<Instant> found;
    asked.at(base::start_of(expr::dawn));
    bool before = holds();
    if (before)
        found.push_back(always);
    for (const std::int64_t ms : moments) {
        asked.at({ms});
        const bool now = holds();
        if (now != before && (now || both_ways))
            found.push_back({std::max<std::int64_t>(ms, 0)});
        before = now;
    }
    return found;
}

void add_moments(std::set<std::int64_t>& moments, const pack::Text& text, const Asked& asked) {
    if (const auto* checked = tree(text))
        for (const Instant moment : expr::turning_moments(*checked, asked))
            moments.insert(moment.ms);
}

/// So long after a day, or before it with sign -1; nothing outside the calendar.
std::optional<Date> moved(const expr::Calendar& calendar, Date day, const pack::Span& span, int sign) {
    const std::int64_t count = sign * span.count;
    if (span.unit == "working days")
        return count == 0 ? std::optional(day) : calendar.add(day, count);
    if (span.unit == "weeks")
        return day + count * 7;
    if (span.unit == "months")
        return base::add_months(day, count);
    if (span.unit == "years")
        return base::add_months(day, count * 12);
    return day + count;
}

std::optional<std::int64_t> in_ms(const pack::Span& span) {
    if (span.unit == "clock hours")
        return span.count * 3'600'000;
    if (span.unit == "minutes")
        return span.count * 60'000;
    return std::nullopt;
}

/// A date's reminders come when their day begins, its lateness when the day is over; a time keeps its hour.
std::optional<Instant> around(const expr::Calendar& calendar, const base::Value& due, const pack::Span& span,
                              bool after) {
    const int sign = after ? 1 : -1;
    if (const auto* day = std::get_if<Date>(&due)) {
        const std::int64_t base_ms = base::start_of(after ? *day + 1 : *day).ms;
        if (const auto length = in_ms(span))
            return Instant{base_ms + sign * *length};
        const auto on = moved(calendar, *day, span, sign);
        return on ? std::optional(base::start_of(after ? *on + 1 : *on)) : std::nullopt;
    }
    const std::int64_t ms = std::get<std::int64_t>(due) + (after ? 1 : 0);
    if (const auto length = in_ms(span))
        return Instant{ms + sign * *length};
    const Date day = base::day_of({ms});
    const auto on = moved(calendar, day, span, sign);
    return on ? std::optional(Instant{base::start_of(*on).ms + ms - base::start_of(day).ms}) : std::nullopt;
}

void add_event(std::vector<Due>& dues, Asked& asked, const record::Record& record, const pack::Event& event) {
    if (std::find(event.from.begin(), event.from.end(), record.state) == event.from.end())
        return;
    std::set<std::int64_t> moments;
    add_moments(moments, event.when, asked);
    for (const Instant at : turns(
             asked, moments, [&] { return expr::holds(*tree(event.when), asked); }, false))
        dues.push_back({"event " + event.name, at});
}

void add_clock(std::vector<Due>& dues, const record::House& house, Asked& asked, const pack::Clock& clock) {
    if (clock.runs_while.given() && !expr::holds(*tree(clock.runs_while), asked))
        return;
    const base::Value due = expr::evaluate_value(*tree(clock.due), asked);
    if (base::is_empty(due))
        return;
    for (std::size_t n = 0; n < clock.remind.size(); ++n)
        if (const auto at = around(house.calendar, due, clock.remind[n], false))
            dues.push_back({"remind " + clock.name + " " + std::to_string(n), *at});
    for (std::size_t n = 0; n < clock.late.size(); ++n)
        if (const auto at = around(house.calendar, due, clock.late[n].after, true))
            dues.push_back({"late " + clock.name + " " + std::to_string(n), *at});
}

void add_rule(std::vector<Due>& dues, Asked& asked, const pack::Rule& rule) {
    std::set<std::int64_t> moments;
    for (const pack::Text* text : {&rule.applies, &rule.must, &rule.never})
        add_moments(moments, *text, asked);
    if (rule.from)
        moments.insert(base::start_of(*rule.from).ms);
    if (rule.until)
        moments.insert(base::start_of(*rule.until + 1).ms);
    for (const Instant at : turns(
             asked, moments, [&] { return finds(asked, rule); }, true))
        dues.push_back({"rule " + rule.id, at});
}

} // namespace

bool finds(const record::AskedOf& asked, const pack::Rule& rule) {
    if ((rule.from && asked.today < *rule.from) || (rule.until && asked.today > *rule.until))
        return false;
    if (rule.applies.given() && !expr::holds(*tree(rule.applies), asked))
        return false;
    return rule.must.given() ? !expr::holds(*tree(rule.must), asked) : expr::holds(*tree(rule.never), asked);
}

std::optional<Instant> due_at(const record::AskedOf& asked, const pack::Clock& clock) {
    if (clock.runs_while.given() && !expr::holds(*tree(clock.runs_while), asked))
        return std::nullopt;
    const base::Value due = expr::evaluate_value(*tree(clock.due), asked);
    if (base::is_empty(due))
        return std::nullopt;
    const auto* day = std::get_if<Date>(&due);
    return day ? base::end_of(*day) : Instant{std::get<std::int64_t>(due)};
}

bool told_late(const record::House& house, const record::AskedOf& asked, const pack::Clock& clock, std::size_t n) {
    const base::Value due = expr::evaluate_value(*tree(clock.due), asked);
    const auto at = base::is_empty(due) ? std::nullopt : around(house.calendar, due, clock.late[n].after, true);
    return at && *at <= asked.now;
}

Timetable::Timetable(const record::House& house) : house_(house) {
    for (const auto& [name, shape] : house.shapes.all()) {
        Timed timed{.shape = shape.get()};
        for (const auto& event : shape->type->events)
            if (event.when.given())
                timed.events.push_back(&event);
        for (const auto& clock : shape->type->clocks)
            timed.clocks.push_back(&clock);
        for (const auto& rule : house.pack.rules)
            if (rule.on == name && (rule.must.given() || rule.never.given()) &&
                std::find(rule.at.begin(), rule.at.end(), "night") != rule.at.end())
                timed.rules.push_back(&rule);
        types_[name] = std::move(timed);
    }
    for (const auto& [name, shape] : house.shapes.all()) {
        const Timed& timed = types_.at(name);
        for (const auto* event : timed.events)
            watch(*shape, event->when);
        for (const auto* clock : timed.clocks) {
            watch(*shape, clock->runs_while);
            watch(*shape, clock->due);
        }
        for (const auto* rule : timed.rules)
            for (const pack::Text* text : {&rule->applies, &rule->must, &rule->never})
                watch(*shape, *text);
    }
    std::erase_if(types_, [](const auto& one) { return !one.second.any() && one.second.readers.empty(); });
}

/// What a condition reads one step away: a change there moves the moments here.
void Timetable::watch(const record::Shape& owner, const pack::Text& text) {
    const auto* checked = tree(text);
    if (!checked)
        return;
    for (const auto& [reference, place] : expr::names_used(*checked).stepped) {
        const auto target = types_.find(owner.names->fields[reference].target);
        const auto field = owner.field_of[reference];
        if (target == types_.end() || !field)
            continue;
        const std::string& name = target->second.shape->names->fields[place].name;
        auto& readers = target->second.readers;
        const auto known = std::find_if(readers.begin(), readers.end(), [&](const record::Reader& reader) {
            return reader.owner == &owner && reader.reference == *field;
        });
        if (known == readers.end())
            readers.push_back({&owner, *field, {name}});
        else
            known->fields.push_back(name);
    }
}

const Timed* Timetable::of(std::string_view type) const {
    const auto found = types_.find(type);
    return found == types_.end() ? nullptr : &found->second;
}

std::vector<Due> Timetable::dues(db::Session& session, const record::Record& record) const {
    const Timed* timed = of(record.type->name);
    std::vector<Due> dues;
    if (!timed)
        return dues;
    const record::Given nobody;
    Asked asked(house_, nobody, &session, *timed->shape, record);
    for (const auto* event : timed->events)
        add_event(dues, asked, record, *event);
    for (const auto* clock : timed->clocks)
        add_clock(dues, house_, asked, *clock);
    for (const auto* rule : timed->rules)
        add_rule(dues, asked, *rule);
    std::sort(dues.begin(), dues.end());
    dues.erase(std::unique(dues.begin(), dues.end()), dues.end());
    return dues;
}

} // namespace liandong::follow
