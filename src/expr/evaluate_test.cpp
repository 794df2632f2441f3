#include <gtest/gtest.h>

#include "expr/world_test.hpp"

namespace liandong::expr::testing {
namespace {

constexpr auto yes = Truth::yes;
constexpr auto no = Truth::no;
constexpr auto unknown = Truth::unknown;

base::Value number(std::int64_t value) { return value; }
base::Value text(const char* value) { return std::string(value); }

TEST(Evaluate, ComparingWithEmptyIsUnknown) {
    Asker record;
    EXPECT_EQ(ask("count = 1", record), unknown);
    EXPECT_EQ(ask("count != 1", record), unknown);
    EXPECT_EQ(ask("not count = 1", record), unknown);
    EXPECT_EQ(ask("count is empty", record), yes);
    EXPECT_EQ(ask("agreed", record), unknown);
}

TEST(Evaluate, UnknownWinsUnlessOneSideDecides) {
    Asker record;
    record.with("members", number(1));
    EXPECT_EQ(ask("count = 1 and members = 2", record), no);
    EXPECT_EQ(ask("count = 1 and members = 1", record), unknown);
    EXPECT_EQ(ask("count = 1 or members = 1", record), yes);
    EXPECT_EQ(ask("count = 1 or members = 2", record), unknown);
}

TEST(Evaluate, LeavesOutWhatHasNoGrade) {
    Asker record;
    EXPECT_FALSE(holds(criterion("level != senior", world(), world().record(), place::rule), record));
    EXPECT_TRUE(holds(criterion("level != senior or level is empty", world(), world().record(), place::rule), record));
}

TEST(Evaluate, OrderedWordsHaveAnOrder) {
    Asker record;
    record.with("level", text("2"));
    EXPECT_EQ(ask("level >= intermediate", record), yes);
    EXPECT_EQ(ask("level > intermediate", record), no);
    EXPECT_EQ(ask("level < needs", record), unknown);
    EXPECT_EQ(ask("level < needs", record.with("needs", text("3"))), yes);
    EXPECT_EQ(ask("senior > level", record), yes);
}

TEST(Evaluate, AMonthKeepsTheDayOrTakesTheLast) {
    Asker record;
    record.with("began", day("2024-01-31"));
    EXPECT_EQ(ask("began + 1 months = 2024-02-29", record), yes);
    EXPECT_EQ(ask("began + 1 years = 2025-01-31", record), yes);
    record.with("began", day("2024-02-29"));
    EXPECT_EQ(ask("began + 1 years = 2025-02-28", record), yes);
    EXPECT_EQ(ask("began - 2 weeks = 2024-02-15", record), yes);
}

TEST(Evaluate, WhoWasBornOnTheLeapDayIsOlderOnTheFirstOfMarch) {
    Asker record;
    record.with("born", day("2000-02-29"));
    record.today = day("2018-02-28");
    EXPECT_EQ(ask("age(born) >= 18", record), no);
    EXPECT_EQ(ask("age(born) < 18", record), yes);
    EXPECT_EQ(ask("age(born) = 17", record), yes);
    record.today = day("2018-03-01");
    EXPECT_EQ(ask("age(born) >= 18", record), yes);
    EXPECT_EQ(ask("age(born) > 17", record), yes);
    EXPECT_EQ(ask("18 <= age(born)", record), yes);
    EXPECT_EQ(ask("age(born) = members", record.with("members", number(18))), yes);
}

TEST(Evaluate, AnAgeIsAtItsEdgeOnTheBirthday) {
    Asker record;
    record.today = day("2026-11-23");
    EXPECT_EQ(ask("age(born) >= 14", record.with("born", day("2012-11-23"))), yes);
    EXPECT_EQ(ask("age(born) >= 14", record.with("born", day("2012-11-24"))), no);
}

TEST(Evaluate, WorkingDaysFollowTheStateCouncil) {
    Asker record;
    record.with("began", day("2024-09-30"));
    EXPECT_EQ(ask("began + 1 working days = 2024-10-08", record), yes);
    record.with("began", day("2024-09-27"));
    EXPECT_EQ(ask("began + 1 working days = 2024-09-29", record), yes);
    record.with("began", day("2024-10-06"));
    EXPECT_EQ(ask("began - 1 working days = 2024-09-30", record), yes);
    record.with("began", day("2036-01-01"));
    EXPECT_EQ(ask("began + 1 working days > 2024-01-01", record), unknown);
}

TEST(Evaluate, DaysAreThoseOfTheCountry) {
    Asker record;
    record.with("starts_at", number(moment("2026-11-23T00:00:00+08:00").ms));
    EXPECT_EQ(ask("day(starts_at) = 2026-11-23", record), yes);
    record.with("starts_at", number(moment("2026-11-22T23:59:59.999+08:00").ms));
    EXPECT_EQ(ask("day(starts_at) = 2026-11-22", record), yes);
    EXPECT_EQ(ask("end_of(2026-11-22) = starts_at", record), yes);
    EXPECT_EQ(ask("starts_at + 24 hours < now", record), no);
}

TEST(Evaluate, SharesAreExact) {
    Asker record;
    record.with("cost", number(100'000)).with("labour", number(60'000));
    EXPECT_EQ(ask("labour >= 60% of cost", record), yes);
    EXPECT_EQ(ask("labour >= 60% of cost", record.with("labour", number(59'999))), no);
    record.with("count", number(1)).with("members", number(3));
    EXPECT_EQ(ask("count >= $p.share of members", record), yes);
    EXPECT_EQ(ask("count >= 33.34% of members", record), no);
}

TEST(Evaluate, TenthsAreKeptAsWholeNumbers) {
    Asker record;
    record.with("score", number(85)).with("members", number(8));
    EXPECT_EQ(ask("score = 8.5", record), yes);
    EXPECT_EQ(ask("score > members", record), yes);
    EXPECT_EQ(ask("score + 0.5 = 9", record), yes);
    EXPECT_EQ(ask("score in (8, 8.5)", record), yes);
}

TEST(Evaluate, TextIsComparedCharacterByCharacter) {
    Asker record;
    record.with("name", text("榆中县Ab"));
    EXPECT_EQ(ask("name = '榆中县ab'", record), no);
    EXPECT_EQ(ask("name starts with '榆中'", record), yes);
    EXPECT_EQ(ask("name contains 'ab'", record), no);
    EXPECT_EQ(ask("name contains '%'", record), no);
    EXPECT_EQ(ask("length(name) = 5", record), yes);
}

TEST(Evaluate, ConstantsAreCleanedLikeTheFieldBesideThem) {
    Asker record;
    record.with("phone", text("13800000001"));
    EXPECT_EQ(ask("phone = '138 0000 0001'", record), yes);
    EXPECT_EQ(ask("phone in ('+86 13800000001')", record), yes);
}

TEST(Evaluate, SetsHaveTheirWords) {
    Asker record;
    record.with("skills", base::Codes{"1", "15"});
    EXPECT_EQ(ask("skills has medical", record), yes);
    EXPECT_EQ(ask("skills has tibetan", record), no);
    EXPECT_EQ(ask("skills has any (tibetan, driving)", record), yes);
    EXPECT_EQ(ask("skills has all (tibetan, driving)", record), no);
    EXPECT_EQ(ask("size(skills) = 2", record), yes);
    EXPECT_EQ(ask("size(skills) = 0", record.with("skills", base::Empty{})), unknown);
}

TEST(Evaluate, APlaceLiesWithinItsUnits) {
    Asker record;
    record.with("place", text("620123100001"));
    EXPECT_EQ(ask("place within 620123", record), yes);
    EXPECT_EQ(ask("place within me.region", record), yes);
    EXPECT_EQ(ask("place within 620124", record), no);
    EXPECT_EQ(ask("county(place) = 620123", record), yes);
    EXPECT_EQ(ask("town(place) = home", record.with("home", text("620123100000"))), yes);
    EXPECT_EQ(ask("place within home and not home within place", record), yes);
}

TEST(Evaluate, ABrokenReferenceIsEmpty) {
    Asker record;
    const std::map<std::string, std::vector<base::Value>> nobody;
    record.others = &nobody;
    record.with("owner", text("01900000-0000-7000-8000-00000000dead"));
    EXPECT_EQ(ask("owner.name is empty", record), yes);
    EXPECT_EQ(ask("owner is empty", record), no);
    EXPECT_EQ(ask("owner.level >= needs", record.with("needs", text("1"))), unknown);
}

TEST(Evaluate, TheRecordBeforeTheChange) {
    Asker record;
    EXPECT_EQ(ask("old.owner is empty or old.owner != owner", record), yes);
    record.with("level", text("2"));
    record.before = record.values;
    EXPECT_EQ(ask("old.level != level", record.with("level", text("3"))), yes);
}

TEST(Evaluate, AParameterIsTheOneOfTheDay) {
    Asker record;
    record.with("count", number(5));
    record.today = day("2024-06-30");
    EXPECT_EQ(ask("count >= $p.count", record), yes);
    record.today = day("2024-07-01");
    EXPECT_EQ(ask("count >= $p.count", record), no);
    EXPECT_EQ(ask("count >= $p.none", record), unknown);
}

TEST(Evaluate, ACountyMayHaveItsOwn) {
    Asker record;
    record.with("count", number(3)).with("region", text("620102000000"));
    EXPECT_EQ(ask("count >= $p.local", record), yes);
    EXPECT_EQ(ask("count >= $p.local", record.with("region", text("620123000000"))), no);
}

TEST(Evaluate, ValuesAreCalculated) {
    Asker record;
    const auto value_of = [&](std::string_view text, std::string_view into) {
        return evaluate_value(
            value(text, world(), world().record(), world().record().fields[world().field(into)], place::set), record);
    };
    record.with("began", day("2024-02-29")).with("income", number(100)).with("members", number(3));
    EXPECT_EQ(value_of("began + $p.years - 1 days", "until"), base::Value(day("2027-02-27")));
    EXPECT_EQ(value_of("quotient(income, members)", "cost"), number(33));
    EXPECT_EQ(value_of("quotient(0 yuan - income, 8)", "cost"), number(-13)); // 12.5: half away from zero
    EXPECT_EQ(value_of("quotient(income, members - 3)", "cost"), base::Value{});
    EXPECT_EQ(value_of("members", "score"), number(30));
    EXPECT_EQ(value_of("began < 2025-01-01", "agreed"), base::Value(true));
    EXPECT_EQ(value_of("until < 2025-01-01", "agreed"), base::Value{});
    EXPECT_EQ(value_of("me.person", "owner"), record.me(Me::person));
    EXPECT_EQ(value_of("intermediate", "level"), text("2"));
    EXPECT_EQ(value_of("empty", "level"), base::Value{});
    EXPECT_EQ(value_of("now", "starts_at"), number(record.now.ms));
    EXPECT_EQ(value_of("first_of(until, began)", "until"), base::Value(day("2024-02-29")));
    EXPECT_EQ(value_of("county(620123100001)", "place"), text("620123000000"));
    EXPECT_EQ(value_of("date_of(2023, 2, 29)", "until"), base::Value{});
    EXPECT_EQ(value_of("least(5, members, 4)", "count"), number(3));
}

TEST(Evaluate, ReadsWhatAnIdentityNumberHolds) {
    Asker record;
    record.with("id_no", text("11010519491231002X"));
    EXPECT_EQ(ask("valid_id_no(id_no)", record), yes);
    EXPECT_EQ(ask("birth_of(id_no) = 1949-12-31", record), yes);
    EXPECT_EQ(ask("sex_of(id_no) = female", record), yes);
    EXPECT_EQ(ask("valid_id_no(id_no)", record.with("id_no", text("110105194912310021"))), no);
    EXPECT_EQ(ask("valid_id_no(id_no)", record.with("id_no", base::Empty{})), unknown);
}

TEST(Evaluate, WhatHoldsNoFieldIsWorkedOutOnce) {
    Asker record;
    const Checked once = bound(
        criterion("born <= today - $p.years and ($p.on or agreed)", world(), world().record(), place::rule), record);
    EXPECT_FALSE(names_used(once).today);
    record.today = day("1990-01-01");
    record.with("born", day("2000-01-01"));
    EXPECT_EQ(evaluate(once, record), yes);
}

} // namespace
} // namespace liandong::expr::testing
