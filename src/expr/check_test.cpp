#include <gtest/gtest.h>

#include "expr/world_test.hpp"

namespace liandong::expr::testing {
namespace {

TEST(Check, NamesTheWordsOfAList) {
    EXPECT_EQ(refusal("level >= senoir"),
              "character 10: `senoir` is no word of cert_level; words: assistant, intermediate, senior");
}

TEST(Check, NamesTheNearestFieldAndParameter) {
    EXPECT_EQ(refusal("nmae = 'x'"), "character 1: `nmae` is no field of test.record; did you mean: name");
    EXPECT_EQ(refusal("owner.bron < today"), "character 1: `bron` is no field of test.person; did you mean: born");
    EXPECT_EQ(refusal("count > $p.cuont"), "character 9: there is no parameter $p.cuont; did you mean: p.count");
    EXPECT_EQ(refusal("lenght(name) > 3"), "character 1: there is no function lenght; did you mean: length");
}

TEST(Check, KindsMustAgree) {
    EXPECT_EQ(refusal("born > 3"), "character 6: a date and a number do not go together");
    EXPECT_EQ(refusal("starts_at > today"),
              "character 11: a time and a date do not go together: take the day of a time with day(…)");
    EXPECT_EQ(refusal("cost > 20000"),
              "character 6: money and a number do not go together: money carries its unit, as in 20000 yuan");
    EXPECT_EQ(refusal("spent < 24"),
              "character 7: minutes and a number do not go together: minutes carry their unit, as in 24 hours");
    EXPECT_EQ(refusal("owner = agency"),
              "character 7: a reference (test.person) and a reference (test.agency) do not go together");
    EXPECT_EQ(refusal("agreed + 1 > 2"), "character 8: yes or no and a number do not go together");
    EXPECT_EQ(refusal("count and agreed"), "character 1: a condition stands here, and this is a number");
}

TEST(Check, NothingIsNothingInAnyUnit) {
    EXPECT_EQ(refusal("cost > 0"), "");
    EXPECT_EQ(refusal("greatest(spent, 0) > 0"), "");
}

TEST(Check, TextRegionsReferencesAndYesOrNoKnowOnlyEquality) {
    EXPECT_EQ(refusal("name < 'x'"), "character 6: text knows only = and !=");
    EXPECT_NE(refusal("owner > helper"), "");
    EXPECT_NE(refusal("agreed > ready"), "");
    EXPECT_NE(refusal("place < 62"), "");
    EXPECT_EQ(refusal("sex > male"), "character 5: sex has no order, it knows only = and !=");
    EXPECT_EQ(refusal("level > assistant"), "");
}

TEST(Check, EmptyIsAskedFor) {
    EXPECT_EQ(refusal("name = ''"), "character 8: there is no empty text: write is empty");
    EXPECT_EQ(refusal("name = empty"), "character 6: nothing ever equals empty: write is empty or is not empty");
    EXPECT_EQ(refusal("name in ('a', empty)"), "character 15: empty is in no list: add or … is empty");
}

TEST(Check, ABareWordBesideACodeFieldIsAWordOfItsList) {
    EXPECT_EQ(refusal("assistant <= level"), "");
    EXPECT_EQ(refusal("level = needs"), "");
    EXPECT_EQ(refusal("state = issued"), "");
    EXPECT_EQ(refusal("state = gone"),
              "character 9: `gone` is no word of test.record states; words: draft, waiting, issued");
    EXPECT_EQ(refusal("agency.state = normal"), "");
    EXPECT_EQ(refusal("owner.state = normal"), "character 1: test.person has no states");
}

TEST(Check, ARegionHasTwoFourSixNineOrTwelveDigits) {
    for (const char* digits : {"62", "6201", "620123", "620123100", "620123100001"})
        EXPECT_EQ(refusal(std::string("place within ") + digits), "") << digits;
    EXPECT_EQ(refusal("place within 620"), "character 14: a region has 2, 4, 6, 9 or 12 digits");
}

TEST(Check, OneStepAndNoMore) {
    EXPECT_EQ(refusal("owner.level >= needs"), "");
    EXPECT_EQ(refusal("name.level = senior"), "character 1: `name` points to no record, so no dot follows it");
}

TEST(Check, PercentagesHaveTwoDecimals) {
    EXPECT_EQ(refusal("labour >= 33.33% of cost"), "");
    EXPECT_EQ(refusal("labour >= 33.333% of cost"), "character 11: a percentage has at most two decimals");
    EXPECT_NE(refusal("labour >= $p.count of cost"), "");
}

TEST(Check, NothingMayLeave64Bits) {
    EXPECT_EQ(refusal("labour * 3 > cost"), "");
    EXPECT_EQ(refusal("labour >= 900% of cost"), "");
    EXPECT_NE(refusal("labour >= 1000% of cost").find("may leave 64 bits"), std::string::npos);
    EXPECT_NE(refusal("count * count * count > 0").find("may leave 64 bits"), std::string::npos);
    EXPECT_EQ(refusal("members * members * members > 0"), "");
}

TEST(Check, NoDayLeavesTheCalendar) {
    EXPECT_EQ(refusal("born + 6999 years > today"), "");
    EXPECT_EQ(refusal("born + 7001 years > today"), "character 6: this may leave the years 0001 to 9999");
}

TEST(Check, WorkingDaysAreAddedToDatesAndCountedFromOne) {
    EXPECT_NE(refusal("starts_at + 3 working days > now"), "");
    EXPECT_EQ(refusal("end_of(day(starts_at) + 3 working days) > now"), "");
    EXPECT_EQ(refusal("born + 0 working days > today"), "character 8: working days are counted from 1");
}

TEST(Check, MeAndOldLiveInTheirPlaces) {
    EXPECT_EQ(refusal("owner = me.person", place::filter), "");
    EXPECT_EQ(refusal("owner = me.person", place::stock),
              "character 9: a stock figure cannot use me, the person asking");
    EXPECT_EQ(refusal("old.level != level", place::rule), "");
    EXPECT_EQ(refusal("old.level != level", place::filter),
              "character 1: a filter cannot use old, the record before the change");
    EXPECT_EQ(refusal("owner = me.boss"),
              "character 9: me has no `boss`; there are: account, person, worker, station, agency, org, region");
}

TEST(Check, AStoredAnswerNeverLooksAtTheClock) {
    for (const Place& stored : {place::calc, place::keep, place::flow}) {
        EXPECT_NE(refusal("born < today", stored), "");
        EXPECT_NE(refusal("age(born) > 18", stored), "");
    }
}

TEST(Check, FiguresReadTheirOwnRecord) {
    EXPECT_EQ(refusal("level = senior", place::flow), "");
    EXPECT_NE(refusal("owner.level = senior", place::flow), "");
    EXPECT_NE(refusal("owner.level = senior", place::keep), "");
}

TEST(Check, EncryptedFieldsKnowEqualityAlone) {
    for (const char* text : {"phone = '13800000001'", "phone != '1'", "phone in ('1', '2')", "phone is empty",
                             "owner.phone = '1'", "income = 60 yuan"})
        EXPECT_EQ(refusal(text, place::filter), "") << text;
    EXPECT_EQ(
        refusal("income > 60 yuan", place::filter),
        "character 1: a filter is answered by the database, and the encrypted field income knows only =, !=, in with "
        "constants, and is empty");
    EXPECT_NE(refusal("phone starts with '138'", place::filter), "");
    EXPECT_NE(refusal("phone = owner.phone", place::right), "");
    EXPECT_NE(refusal("income = cost", place::stock), "");
    EXPECT_EQ(refusal("income > 60 yuan", place::rule), "");
}

TEST(Check, SomeThingsAreInMemoryOnly) {
    EXPECT_NE(refusal("notes is empty", place::filter), "");
    EXPECT_EQ(refusal("notes is empty", place::rule), "");
    EXPECT_NE(refusal("quotient(cost, members) > 5 yuan", place::filter), "");
    EXPECT_NE(refusal("valid_id_no(id_no)", place::filter), "");
    EXPECT_EQ(refusal("valid_id_no(id_no)", place::rule), "");
    EXPECT_EQ(refusal("age(born) >= 18", place::filter), "");
    EXPECT_NE(refusal("age(born) >= members", place::filter), "");
}

TEST(Check, TheClockStandsAloneInAStock) {
    for (const char* text : {"born <= today", "today - 6 months < began", "age(born) >= 18",
                             "month_start(today) = began", "began + 3 months < today"})
        EXPECT_EQ(refusal(text, place::stock), "") << text;
    for (const char* text : {"days_between(began, today) > 3", "least(today, began) < until",
                             "today < first_of(began, today)", "began in (today, until)", "today + 1 days > today"})
        EXPECT_NE(refusal(text, place::stock).find("the clock stands alone"), std::string::npos) << text;
    EXPECT_NE(refusal("starts_at < now", place::stock), "");
    EXPECT_EQ(refusal("starts_at < now", place::when), "");
}

TEST(Check, AFigureIsAskedOfACell) {
    EXPECT_EQ(refusal("figure('I-AGY-01') >= $p.count", place::cells), "");
    EXPECT_EQ(refusal("figure('I-SRV-01b', 12 months) >= 1", place::cells), "");
    EXPECT_NE(refusal("figure('I-AGY-01') >= 2", place::filter), "");
}

TEST(Check, AValueFitsItsField) {
    const Type& type = world().record();
    const auto into = [&](std::string_view text, std::string_view field) {
        try {
            value(text, world(), type, type.fields[*type.index_of(field)], place::calc);
            return std::string();
        } catch (const Trouble& trouble) {
            return trouble.words.en;
        }
    };
    EXPECT_EQ(into("began + $p.years - 1 days", "until"), "");
    EXPECT_EQ(into("senior", "level"), "");
    EXPECT_EQ(into("empty", "level"), "");
    EXPECT_EQ(into("born < began", "agreed"), "");
    EXPECT_EQ(into("level in (senior, assistant)", "agreed"), "");
    EXPECT_EQ(into("members", "score"), "");
    EXPECT_EQ(into("sex_of(id_no)", "sex"), "");
    EXPECT_EQ(into("quotient(income, members)", "cost"), "");
    EXPECT_EQ(into("members", "cost"), "character 1: cost wants money, and this is a number");
    EXPECT_EQ(into("score", "members"), "character 1: members keeps only 0 decimal places");
    EXPECT_EQ(into("owner", "agency"), "character 1: agency wants a reference, and this is a reference");
}

TEST(Check, SaysWhatIsNamed) {
    const Names names = names_used(
        criterion("phone = '1' and owner.level >= needs and born < today - $p.years and place within me.region",
                  world(), world().record(), place::filter));
    const World& w = world();
    EXPECT_EQ(names.own,
              (std::set<std::size_t>{w.field("phone"), w.field("needs"), w.field("born"), w.field("place")}));
    EXPECT_EQ(names.stepped.size(), 1u);
    EXPECT_EQ(names.stepped.begin()->first, w.field("owner"));
    EXPECT_EQ(names.me, std::set<Me>{Me::region});
    EXPECT_EQ(names.parameters, std::set<std::size_t>{6});
    EXPECT_TRUE(names.today);
    EXPECT_FALSE(names.now);
}

TEST(Parameters, AreCountedInTheirSmallestUnit) {
    EXPECT_EQ(in_base_unit(Unit::percent, 3333, 2), 3333);
    EXPECT_EQ(in_base_unit(Unit::yuan, 6000), 600'000);
    EXPECT_EQ(in_base_unit(Unit::hours, 15, 1), 90);
    EXPECT_EQ(in_base_unit(Unit::years, 3), 36);
    EXPECT_EQ(in_base_unit(Unit::days, 5, 1), std::nullopt);
    EXPECT_EQ(in_base_unit(Unit::yuan, INT64_MAX), std::nullopt);
}

} // namespace
} // namespace liandong::expr::testing
