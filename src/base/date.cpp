#include "base/date.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

namespace liandong::base {
namespace {

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    const std::int64_t q = a / b;
    return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}

/// Digits only, the whole of `text`; nothing otherwise.
std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return text.empty() ? std::nullopt : std::optional(value);
}

std::optional<std::int64_t> parse_clock(std::string_view text) {
    if (text.size() != 8 || text[2] != ':' || text[5] != ':')
        return std::nullopt;
    const auto hour = digits(text.substr(0, 2));
    const auto minute = digits(text.substr(3, 2));
    const auto second = digits(text.substr(6, 2));
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59)
        return std::nullopt;
    return ((*hour * 60 + *minute) * 60 + *second) * 1000LL;
}

std::optional<std::int64_t> parse_offset(std::string_view text) {
    if (text == "Z" || text == "z")
        return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':')
        return std::nullopt;
    const auto hours = digits(text.substr(1, 2));
    const auto minutes = digits(text.substr(4, 2));
    if (!hours || !minutes || *hours > 23 || *minutes > 59)
        return std::nullopt;
    const std::int64_t ms = (*hours * 60 + *minutes) * 60'000LL;
    return text[0] == '-' ? -ms : ms;
}

/// ".5" is 500, ".1239" is 123; the rest of the text behind the digits is handed back.
std::optional<std::int64_t> take_fraction(std::string_view& rest) {
    if (rest.empty() || rest[0] != '.')
        return 0;
    std::size_t end = 1;
    while (end < rest.size() && rest[end] >= '0' && rest[end] <= '9')
        ++end;
    if (end == 1 || end > 10)
        return std::nullopt;
    std::int64_t ms = 0;
    for (std::size_t i = 1; i <= 3; ++i)
        ms = ms * 10 + (i < end ? rest[i] - '0' : 0);
    rest.remove_prefix(end);
    return ms;
}

} // namespace

int days_in_month(int year, int month) {
    static constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths[static_cast<std::size_t>(month - 1)];
}

std::optional<Date> date_of(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return std::nullopt;
    using namespace std::chrono;
    const sys_days at = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
                        std::chrono::day{static_cast<unsigned>(day)};
    return Date{static_cast<std::int32_t>(at.time_since_epoch().count())};
}

YearMonthDay parts_of(Date date) {
    using namespace std::chrono;
    const year_month_day ymd{sys_days{std::chrono::days{date.days}}};
    return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
            static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day)
        return std::nullopt;
    return date_of(*year, *month, *day);
}

std::string to_text(Date date) {
    const auto [year, month, day] = parts_of(date);
    return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

Date add_months(Date date, std::int64_t months) {
    const auto [year, month, day] = parts_of(date);
    const std::int64_t count = year * 12LL + (month - 1) + months;
    const int to_year = static_cast<int>(floor_div(count, 12));
    const int to_month = static_cast<int>(count - to_year * 12LL) + 1;
    if (to_year < 1)
        return *date_of(1, 1, 1);
    if (to_year > 9999)
        return *date_of(9999, 12, 31);
    return *date_of(to_year, to_month, std::min(day, days_in_month(to_year, to_month)));
}

int weekday_of(Date date) { return static_cast<int>(((date.days % 7) + 7 + 3) % 7) + 1; }

Date day_of(Instant at) { return {static_cast<std::int32_t>(floor_div(at.ms + zone_ms, 86'400'000))}; }
Instant start_of(Date date) { return {date.days * 86'400'000LL - zone_ms}; }
Instant end_of(Date date) { return {start_of(date + 1).ms - 1}; }

std::optional<Instant> parse_instant(std::string_view text) {
    if (text.size() < 20 || (text[10] != 'T' && text[10] != 't'))
        return std::nullopt;
    const auto date = parse_date(text.substr(0, 10));
    const auto clock = parse_clock(text.substr(11, 8));
    std::string_view rest = text.substr(19);
    const auto fraction = take_fraction(rest);
    const auto offset = parse_offset(rest);
    if (!date || !clock || !fraction || !offset)
        return std::nullopt;
    return Instant{date->days * 86'400'000LL + *clock + *fraction - *offset};
}

std::string to_text(Instant at) {
    const Date date = day_of(at);
    const std::int64_t in_day = at.ms - start_of(date).ms;
    const std::int64_t seconds = in_day / 1000;
    std::string text =
        fmt::format("{}T{:02}:{:02}:{:02}", to_text(date), seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (in_day % 1000 != 0)
        text += fmt::format(".{:03}", in_day % 1000);
    return text + "+08:00";
}

Instant now() {
    using namespace std::chrono;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

Date today() { return day_of(now()); }

} // namespace liandong::base
