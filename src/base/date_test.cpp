#include "base/date.hpp"

#include <gtest/gtest.h>

namespace liandong::base {
namespace {

Date day(const char* text) { return *parse_date(text); }

TEST(Date, ReadsADayAndWritesItBack) { EXPECT_EQ(to_text(day("2024-02-29")), "2024-02-29"); }

TEST(Date, RefusesADayThatIsInNoCalendar) {
    EXPECT_FALSE(parse_date("2023-02-29"));
    EXPECT_FALSE(parse_date("2026-04-31"));
    EXPECT_FALSE(parse_date("0000-01-01"));
    EXPECT_FALSE(parse_date("2026-1-01"));
}

TEST(Date, AddingAMonthTakesTheLastDayWhenTheMonthIsShorter) {
    EXPECT_EQ(to_text(add_months(day("2024-01-31"), 1)), "2024-02-29");
    EXPECT_EQ(to_text(add_months(day("2024-02-29"), 12)), "2025-02-28");
    EXPECT_EQ(to_text(add_months(day("2024-03-31"), -1)), "2024-02-29");
}

TEST(Date, AddingMonthsStopsAtTheEndsOfTheCalendar) {
    EXPECT_EQ(to_text(add_months(day("9999-12-31"), 1)), "9999-12-31");
    EXPECT_EQ(to_text(add_months(day("0001-01-15"), -1)), "0001-01-01");
}

TEST(Date, MondayIsTheFirstDayOfTheWeek) {
    EXPECT_EQ(weekday_of(day("2026-11-23")), 1);
    EXPECT_EQ(weekday_of(day("1969-12-28")), 7);
}

TEST(Instant, ADayBeginsAndEndsInTheZoneOfTheCountry) {
    EXPECT_EQ(day_of(*parse_instant("2026-11-22T15:59:59Z")), day("2026-11-22"));
    EXPECT_EQ(day_of(*parse_instant("2026-11-22T16:00:00Z")), day("2026-11-23"));
    EXPECT_EQ(to_text(end_of(day("2026-11-23"))), "2026-11-23T23:59:59.999+08:00");
}

TEST(Instant, ReadsOffsetsAndFractions) {
    EXPECT_EQ(to_text(*parse_instant("2026-11-23T09:30:00.5+08:00")), "2026-11-23T09:30:00.500+08:00");
    EXPECT_EQ(to_text(*parse_instant("1969-12-31T23:59:59Z")), "1970-01-01T07:59:59+08:00");
}

TEST(Instant, RefusesWhatIsNotRfc3339) {
    for (const char* text : {"2026-11-23", "2026-11-23 09:30:00Z", "2026-11-23T24:00:00Z", "2026-11-23T09:30:00",
                             "2026-11-23T09:30:00.Z", "2026-11-23T09:30:00+8:00", ""})
        EXPECT_FALSE(parse_instant(text)) << text;
}

} // namespace
} // namespace liandong::base
