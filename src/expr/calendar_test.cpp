#include "expr/calendar.hpp"

#include <gtest/gtest.h>

#include "expr/world_test.hpp"

namespace liandong::expr::testing {
namespace {

TEST(Calendar, SaysWhichYearsAreLoaded) {
    EXPECT_TRUE(calendar().loaded(2024));
    EXPECT_FALSE(calendar().loaded(2025));
}

TEST(Calendar, AYearThatIsNotLoadedIsMondayToFriday) {
    EXPECT_EQ(calendar().works(day("2025-10-01")), true);
    EXPECT_EQ(calendar().works(day("2025-10-04")), false);
}

TEST(Calendar, AHolidayIsFreeAndASundayMayBeWorked) {
    EXPECT_EQ(calendar().works(day("2024-10-01")), false);
    EXPECT_EQ(calendar().works(day("2024-09-29")), true);
}

TEST(Calendar, CountsForwardFromTheNextDay) {
    EXPECT_EQ(calendar().add(day("2025-03-07"), 1), day("2025-03-10")); // Friday to Monday
    EXPECT_EQ(calendar().add(day("2025-03-09"), 1), day("2025-03-10")); // Sunday to Monday
    EXPECT_EQ(calendar().add(day("2025-03-03"), 5), day("2025-03-10"));
}

TEST(Calendar, CountsBackFromTheDayBefore) {
    EXPECT_EQ(calendar().add(day("2025-03-10"), -1), day("2025-03-07")); // Monday to Friday
    EXPECT_EQ(calendar().add(day("2025-03-09"), -1), day("2025-03-07")); // Sunday to Friday
    EXPECT_EQ(calendar().add(day("2025-03-08"), -1), day("2025-03-07"));
}

TEST(Calendar, KnowsNothingOutsideItsYears) {
    EXPECT_EQ(calendar().add(day("2014-12-31"), 1), std::nullopt);
    EXPECT_EQ(calendar().add(day("2035-12-31"), 1), std::nullopt);
    EXPECT_EQ(calendar().add(day("2025-03-10"), 0), std::nullopt);
    EXPECT_EQ(calendar().between(day("2025-03-10"), day("2036-01-01")), std::nullopt);
}

TEST(Calendar, CountsTheWorkingDaysBetween) {
    EXPECT_EQ(calendar().between(day("2025-03-07"), day("2025-03-10")), 1);
    EXPECT_EQ(calendar().between(day("2025-03-10"), day("2025-03-07")), -1);
    EXPECT_EQ(calendar().between(day("2025-03-08"), day("2025-03-09")), 0);
}

TEST(Calendar, RefusesADayOfAnotherYear) {
    Calendar calendar(2024, 2025);
    EXPECT_THROW(calendar.load(2024, {day("2025-01-01")}, {}), std::out_of_range);
    EXPECT_THROW(calendar.load(2026, {}, {}), std::out_of_range);
    EXPECT_THROW(Calendar(2025, 2024), std::out_of_range);
}

} // namespace
} // namespace liandong::expr::testing
