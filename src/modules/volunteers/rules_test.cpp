// R-VOL-17c: at most twelve hours a day over all activities.
#include "modules/volunteers/rules.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liandong::modules::volunteers {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t most = 12 * 60;
const base::Date monday = *base::parse_date("2026-11-23");

std::vector<base::Finding> found(const Hours& entry, const std::vector<Hours>& others) {
    return day_limit(entry, others, most, {"minutes", "R-VOL-17c", "15", {}});
}

TEST(DayLimit, TheTwelfthHourIsCredited) {
    EXPECT_THAT(found({monday, 120}, {{monday, 300}, {monday, 300}}), IsEmpty());
}

TEST(DayLimit, OneMinuteMoreIsNot) { EXPECT_THAT(found({monday, 121}, {{monday, 300}, {monday, 300}}), SizeIs(1)); }

TEST(DayLimit, YesterdayDoesNotCount) { EXPECT_THAT(found({monday, 720}, {{monday - 1, 720}}), IsEmpty()); }

TEST(DayLimit, WhatWasReversedDoesNotCount) {
    EXPECT_THAT(found({monday, 120}, {{monday, 720}, {monday, -720}}), IsEmpty());
}

TEST(DayLimit, ACorrectionIsAlwaysTaken) {
    EXPECT_THAT(found({monday, -60}, {{monday, 720}, {monday, 720}}), IsEmpty());
}

TEST(DayLimit, SaysHowMuchThereIsAlready) {
    const auto findings = found({monday, 60}, {{monday, 690}});
    ASSERT_THAT(findings, SizeIs(1));
    EXPECT_EQ(findings[0].field, "minutes");
    EXPECT_EQ(findings[0].code, "R-VOL-17c");
    EXPECT_EQ(findings[0].clause, "15");
    EXPECT_EQ(findings[0].params.at("on"), "2026-11-23");
    EXPECT_EQ(findings[0].params.at("already"), "11.5小时");
    EXPECT_EQ(findings[0].params.at("already@en"), "11.5 hours");
    EXPECT_EQ(findings[0].params.at("$vol.day_max"), "12小时");
}

} // namespace
} // namespace liandong::modules::volunteers
