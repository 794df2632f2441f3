// Working days. The State Council names each year's holidays and the weekends worked instead; a year that is not loaded
// is Monday to Friday, and says so. The same rows stand in the table `calendar` for SQL.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace liandong::expr {

/// One row of the table `calendar`: seq counts the working days up to and including the day.
struct CalendarDay {
    base::Date day;
    bool work = false;
    std::int64_t seq = 0;
};

class Calendar {
public:
    /// Covers the years `first` to `last`, all Monday to Friday until they are loaded.
    Calendar(int first_year, int last_year);

    /// Loads a year: `off` are working weekdays that are free, `on` are weekend days that are worked.
    /// Throws std::out_of_range when the year is not covered or a day lies in another year.
    void load(int year, const std::set<base::Date>& off, const std::set<base::Date>& on);
    /// Whether the year follows the State Council's table rather than the plain week.
    bool loaded(int year) const;

    base::Date first() const { return days_.front().day; }
    base::Date last() const { return days_.back().day; }
    const std::vector<CalendarDay>& days() const { return days_; }
    /// Nothing for a day that is not covered.
    std::optional<bool> works(base::Date day) const;

    /// The n-th working day after the day (n > 0) or before it (n < 0); nothing for 0 and outside the calendar.
    std::optional<base::Date> add(base::Date day, std::int64_t working_days) const;
    /// How many working days lie in (from, to], less than none when `to` is earlier; nothing outside the calendar.
    std::optional<std::int64_t> between(base::Date from, base::Date to) const;

private:
    const CalendarDay* at(base::Date day) const;
    void recount();

    std::vector<CalendarDay> days_;
    std::vector<base::Date> working_; // the day with seq n stands at n - 1
    std::set<int> loaded_;
};

} // namespace liandong::expr
