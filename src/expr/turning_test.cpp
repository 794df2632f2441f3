#include "expr/turning.hpp"

#include <gtest/gtest.h>

#include "expr/world_test.hpp"

namespace liandong::expr::testing {
namespace {

using Steps = std::vector<std::pair<base::Date, Truth>>;

Checked stock(std::string_view text) { return criterion(text, world(), world().record(), place::stock); }

TEST(Turning, ARegistrationEndsOnTheDayAfter) {
    Asker record;
    record.with("until", day("2026-11-23"));
    EXPECT_EQ(step_function(stock("until >= today"), record),
              (Steps{{dawn, Truth::yes}, {day("2026-11-24"), Truth::no}}));
}

TEST(Turning, AnEmptyDateIsUnknownForEver) {
    Asker record;
    EXPECT_EQ(step_function(stock("until >= today"), record), (Steps{{dawn, Truth::unknown}}));
    EXPECT_EQ(turning_days(stock("until >= today"), record), std::vector<base::Date>{});
}

TEST(Turning, OneUnbrokenTimeHasTwoEdges) {
    Asker record;
    record.with("began", day("2024-01-31")).with("until", day("2024-03-01"));
    EXPECT_EQ(step_function(stock("began <= today and (until is empty or until > today)"), record),
              (Steps{{dawn, Truth::no}, {day("2024-01-31"), Truth::yes}, {day("2024-03-01"), Truth::no}}));
}

TEST(Turning, AnEqualityMayLastForDays) {
    Asker record;
    record.with("began", day("2023-02-28"));
    EXPECT_EQ(step_function(stock("began = today - 1 months"), record),
              (Steps{{dawn, Truth::no}, {day("2023-03-28"), Truth::yes}, {day("2023-04-01"), Truth::no}}));
    record.with("began", day("2023-01-31"));
    EXPECT_EQ(step_function(stock("began = today - 1 months"), record), (Steps{{dawn, Truth::no}}));
}

TEST(Turning, AnAgeIsReachedOnce) {
    Asker record;
    record.with("born", day("2000-02-29"));
    EXPECT_EQ(step_function(stock("age(born) >= 18"), record),
              (Steps{{dawn, Truth::no}, {day("2018-03-01"), Truth::yes}}));
}

TEST(Turning, WorkingDaysAreUnknownOutsideTheCalendar) {
    Asker record;
    record.with("began", day("2024-10-08"));
    EXPECT_EQ(step_function(stock("began <= today + 1 working days"), record),
              (Steps{{dawn, Truth::unknown},
                     {day("2015-01-01"), Truth::no},
                     {day("2024-09-30"), Truth::yes},
                     {day("2035-12-31"), Truth::unknown}}));
}

TEST(Turning, AParameterTurnsItOnTheDayItChanges) {
    Asker record;
    record.with("count", std::int64_t{5});
    EXPECT_EQ(step_function(stock("count >= $p.count"), record),
              (Steps{{dawn, Truth::yes}, {day("2024-07-01"), Truth::no}}));
}

TEST(Turning, MomentsTurnToo) {
    Asker record;
    const auto ends = moment("2026-11-23T09:30:00+08:00");
    record.with("ends_at", ends.ms).with("until", day("2026-12-01"));
    const Checked when = criterion("ends_at < now or until < today", world(), world().record(), place::when);
    EXPECT_EQ(turning_moments(when, record),
              (std::vector<base::Instant>{
                  ends, {ends.ms + 1}, moment("2026-12-01T00:00:00+08:00"), moment("2026-12-02T00:00:00+08:00")}));
}

TEST(Turning, IsOnlyAskedWhereTheClockStandsAlone) {
    Asker record;
    EXPECT_THROW(turning_days(criterion("until >= today", world(), world().record(), place::rule), record),
                 std::logic_error);
}

} // namespace
} // namespace liandong::expr::testing
