// Days and instants. A Date is a day of the civil calendar in +08:00; an Instant is a millisecond on the clock.
// Both are whole numbers inside, so that databases, memory and files agree to the last unit.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace liandong::base {

/// A day, counted from 1970-01-01. Valid from 0001-01-01 to 9999-12-31.
struct Date {
    std::int32_t days = 0;

    auto operator<=>(const Date&) const = default;
    Date operator+(std::int64_t more) const { return {static_cast<std::int32_t>(days + more)}; }
    Date operator-(std::int64_t less) const { return {static_cast<std::int32_t>(days - less)}; }
    std::int64_t operator-(Date other) const { return static_cast<std::int64_t>(days) - other.days; }
};

struct YearMonthDay {
    int year = 1970;
    int month = 1;
    int day = 1;
};

/// The day of a year, month and day; nothing when there is no such day (2023-02-29) or the year is outside 1..9999.
std::optional<Date> date_of(int year, int month, int day);
YearMonthDay parts_of(Date date);
int days_in_month(int year, int month);

/// Reads exactly `YYYY-MM-DD`; nothing for anything else, impossible days included.
std::optional<Date> parse_date(std::string_view text);
std::string to_text(Date date);

/// The same day of a later (or earlier) month, or that month's last day when it is shorter: 01-31 + 1 month is 02-28 or
/// 02-29.
Date add_months(Date date, std::int64_t months);

/// 1 is Monday, 7 is Sunday (ISO 8601).
int weekday_of(Date date);

/// A moment in milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t ms = 0;

    auto operator<=>(const Instant&) const = default;
};

inline constexpr std::int64_t zone_ms = 8 * 3'600'000; // +08:00, the whole country, no summer time

/// The day of +08:00 on which the instant falls.
Date day_of(Instant at);
/// The first instant of the day, +08:00.
Instant start_of(Date date);
/// The last millisecond of the day, +08:00: 23:59:59.999.
Instant end_of(Date date);

/// Reads RFC 3339 (`2026-11-23T09:30:00+08:00`, `…Z`, fractions to the millisecond); nothing when it is not that.
std::optional<Instant> parse_instant(std::string_view text);
/// RFC 3339 with +08:00; milliseconds only when there are any.
std::string to_text(Instant at);

Instant now();
Date today();

} // namespace liandong::base
