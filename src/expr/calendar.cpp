#include "expr/calendar.hpp"

#include <stdexcept>

namespace liandong::expr {

Calendar::Calendar(int first_year, int last_year) {
    const auto from = base::date_of(first_year, 1, 1);
    const auto to = base::date_of(last_year, 12, 31);
    if (!from || !to || *to < *from)
        throw std::out_of_range("a calendar covers years from 1 to 9999, first before last");
    for (base::Date day = *from; day <= *to; day = day + 1)
        days_.push_back({day, base::weekday_of(day) <= 5, 0});
    recount();
}

void Calendar::load(int year, const std::set<base::Date>& off, const std::set<base::Date>& on) {
    for (const auto* days : {&off, &on})
        for (base::Date day : *days)
            if (base::parts_of(day).year != year || at(day) == nullptr)
                throw std::out_of_range("a day of another year, or of one the calendar does not cover");
    const auto begin = base::date_of(year, 1, 1);
    if (!begin || at(*begin) == nullptr)
        throw std::out_of_range("a year the calendar does not cover");
    for (base::Date day = *begin; at(day) != nullptr && base::parts_of(day).year == year; day = day + 1)
        days_[static_cast<std::size_t>(day - first())].work =
            on.contains(day) || (base::weekday_of(day) <= 5 && !off.contains(day));
    loaded_.insert(year);
    recount();
}

bool Calendar::loaded(int year) const { return loaded_.contains(year); }

std::optional<bool> Calendar::works(base::Date day) const {
    const CalendarDay* found = at(day);
    return found == nullptr ? std::nullopt : std::optional(found->work);
}

std::optional<base::Date> Calendar::add(base::Date day, std::int64_t working_days) const {
    const CalendarDay* from = at(day);
    const auto most = static_cast<std::int64_t>(working_.size());
    if (from == nullptr || working_days == 0 || working_days > most || working_days < -most)
        return std::nullopt;
    // Backwards is counted from the day before, which on a free day is the last working day itself.
    const std::int64_t seq = working_days > 0 ? from->seq + working_days : from->seq - from->work + 1 + working_days;
    if (seq < 1 || seq > most)
        return std::nullopt;
    return working_[static_cast<std::size_t>(seq - 1)];
}

std::optional<std::int64_t> Calendar::between(base::Date from, base::Date to) const {
    const CalendarDay* a = at(from);
    const CalendarDay* b = at(to);
    if (a == nullptr || b == nullptr)
        return std::nullopt;
    return b->seq - a->seq;
}

const CalendarDay* Calendar::at(base::Date day) const {
    if (day < first() || day > last())
        return nullptr;
    return &days_[static_cast<std::size_t>(day - first())];
}

void Calendar::recount() {
    working_.clear();
    for (auto& day : days_) {
        if (day.work)
            working_.push_back(day.day);
        day.seq = static_cast<std::int64_t>(working_.size());
    }
}

} // namespace liandong::expr
