// The table of PACK.md, section 3, as it stands in SQL; that the databases answer alike is the property test's part.
#include <gtest/gtest.h>

#include "expr/databases_test.hpp"
#include "expr/world_test.hpp"

namespace liandong::expr::testing {
namespace {

Sql sql_of(std::string_view text, Dialect dialect = Dialect::sqlite) {
    Asker asker;
    return to_sql(criterion(text, world(), world().record(), place::filter), dialect, asker, digest);
}

std::string sqlite_text(std::string_view text) { return sql_of(text).text; }
std::string postgres_text(std::string_view text) { return sql_of(text, Dialect::postgres).text; }

TEST(IntoSql, NamesTheWordsThatAre) {
    EXPECT_EQ(sqlite_text("level >= intermediate"), R"((t."level" in (?, ?)))");
    EXPECT_EQ(sql_of("level >= intermediate").values, (std::vector<base::Value>{std::string("2"), std::string("3")}));
}

TEST(IntoSql, WorksOutWhatHoldsNoField) {
    EXPECT_EQ(sqlite_text("born <= today - 60 years"), R"((t."born" <= ?))");
    EXPECT_EQ(sql_of("born <= today - 60 years").values, (std::vector<base::Value>{day("1966-11-23")}));
    EXPECT_EQ(postgres_text("born <= today - 60 years"), R"((t."born" <= ?::date))");
}

TEST(IntoSql, TakesTheLastDayOfAMonth) {
    EXPECT_EQ(sqlite_text("began + 1 years >= until"),
              R"((min(date(t."began", ?), date(t."began", 'start of month', ?, '-1 day')) >= t."until"))");
    EXPECT_EQ(sql_of("began + 1 years >= until").values,
              (std::vector<base::Value>{std::string("+12 months"), std::string("+13 months")}));
    EXPECT_EQ(postgres_text("began + 1 years >= until"),
              R"(((t."began" + make_interval(months => (?::bigint)::int))::date >= t."until"))");
}

TEST(IntoSql, CountsWorkingDaysInTheCalendar) {
    EXPECT_EQ(
        sqlite_text("began + 3 working days < until"),
        R"(((select "day" from "calendar" where "work" = 1 and "seq" = (select "seq" from "calendar" where "day" = t."began") + ?) < t."until"))");
}

TEST(IntoSql, SharesAreProducts) {
    EXPECT_EQ(sqlite_text("labour >= $p.share of cost"), R"(((t."labour" * ?) >= (? * t."cost")))");
}

TEST(IntoSql, FindsAWordBetweenItsMarks) {
    EXPECT_EQ(sqlite_text("skills has tibetan"), R"((instr(t."skills", ?) > 0))");
    EXPECT_EQ(sql_of("skills has tibetan").values, (std::vector<base::Value>{std::string("|5|")}));
    EXPECT_EQ(postgres_text("skills has tibetan"), R"((strpos(t."skills", ?::text) > 0))");
}

TEST(IntoSql, ComparesTheBeginningOfText) {
    EXPECT_EQ(sqlite_text("name starts with '榆中'"), R"((substr(t."name", 1, ?) = ?))");
    EXPECT_EQ(sql_of("name starts with '榆中'").values,
              (std::vector<base::Value>{std::int64_t{2}, std::string("榆中")}));
}

TEST(IntoSql, APlaceLiesBetweenTheEndsOfItsUnit) {
    EXPECT_EQ(sqlite_text("place within 620123"), R"((t."place" between ? and ?))");
    EXPECT_EQ(sql_of("place within 620123").values,
              (std::vector<base::Value>{std::string("620123000000"), std::string("620123999999")}));
}

TEST(IntoSql, StepsByLeftJoins) {
    const Sql sql = sql_of("owner.level >= needs and helper.level = senior and owner.born < today");
    EXPECT_EQ(to_text(sql.joins),
              "left join \"test_person\" \"j_owner\" on \"j_owner\".\"id\" = t.\"owner\"\n"
              "left join \"test_person\" \"j_helper\" on \"j_helper\".\"id\" = t.\"helper\"\n");
    EXPECT_EQ(
        sql.text,
        R"((((case "j_owner"."level" when ? then 0 when ? then 1 when ? then 2 end) >= )"
        R"((case t."needs" when ? then 0 when ? then 1 when ? then 2 end)) and ("j_helper"."level" = ?) and ("j_owner"."born" < ?)))");
}

TEST(IntoSql, TheDayOfATimeIsTheCountrys) {
    EXPECT_EQ(sqlite_text("day(starts_at) = today"), R"((date((t."starts_at" + 28800000) / 1000, 'unixepoch') = ?))");
    EXPECT_EQ(postgres_text("day(starts_at) = today"),
              R"(((date '1970-01-01' + ((t."starts_at" + 28800000) / 86400000)::int) = ?::date))");
}

TEST(IntoSql, TheLeastOfAnEmptyIsEmpty) {
    EXPECT_EQ(sqlite_text("least(cost, labour) <= 5 yuan"), R"((min(t."cost", t."labour") <= ?))");
    EXPECT_EQ(
        postgres_text("least(cost, labour) <= 5 yuan"),
        R"((case when t."cost" is null or t."labour" is null then null else least(t."cost", t."labour") end <= ?::bigint))");
}

TEST(IntoSql, EncryptedFieldsCompareThroughTheirDigest) {
    EXPECT_EQ(sqlite_text("phone = '13800000001'"), R"((t."phone_digest" = ?))");
    EXPECT_EQ(sql_of("phone = '138 0000 0001'").values,
              (std::vector<base::Value>{std::string("d:test.record.phone:13800000001")}));
    EXPECT_EQ(sqlite_text("owner.phone in ('1', '2')"), R"(("j_owner"."phone_digest" in (?, ?)))");
    EXPECT_EQ(sqlite_text("phone is empty"), R"((t."phone" is null))");
}

TEST(IntoSql, DropsWhatTheConstantsDecide) {
    EXPECT_EQ(sqlite_text("$p.on and count = 1"), R"((t."count" = ?))");
    EXPECT_EQ(sqlite_text("$p.on or count = 1"), "(1 = 1)");
    EXPECT_EQ(sqlite_text("count = $p.none"), "(null)");
}

TEST(IntoSql, ACountysOwnParameterHoldsWhereTheRecordLies) {
    const Sql sql = sql_of("count >= $p.local");
    EXPECT_EQ(sql.text, R"((case when t."region" between ? and ? then (t."count" >= ?) else (t."count" >= ?) end))");
    EXPECT_EQ(sql.values, (std::vector<base::Value>{std::string("620123000000"), std::string("620123999999"),
                                                    std::int64_t{5}, std::int64_t{2}}));
}

TEST(IntoSql, NoTextOfTheCriterionStandsInTheSql) {
    const Sql sql = sql_of("name = 'x''; drop table test_record; --'");
    EXPECT_EQ(sql.text, R"((t."name" = ?))");
}

TEST(IntoSql, WhatNeedsMemoryIsNeverHalfAsked) {
    Asker asker;
    const Checked checked = criterion("quotient(cost, members) > 5 yuan", world(), world().record(), place::rule);
    EXPECT_THROW(to_sql(checked, Dialect::sqlite, asker), std::logic_error);
}

/// What wraps a criterion or value once more; X is what it wraps.
struct Wrapping {
    const char* innermost;
    const char* around;
    const char* test; // makes a criterion of it
};

TEST(IntoSql, WhateverIsAcceptedBothDatabasesCanRead) {
    const Wrapping wrappings[] = {
        {"count = 1", "(count = 2 and not (X or count = 3))", "X"},
        {"count = 1", "(count = 2 or (count = 3 and X))", "X"},
        {"count = 1", "not not (X)", "X"},
        {"born", "X + 1 months", "X < today"},
        {"born", "day(end_of(X))", "X < today"},
        {"born", "least(began, X + 1 days)", "X < today"},
        {"born", "month_start(X - 3 working days)", "X < today"},
        {"year(born)", "year(date_of(X, 2, 29))", "X > 1"},
        {"members", "first_of(count, X - 1)", "X > 1"},
        {"members", "1 - (1 + X)", "X > 1"},
        {"members", "days_between(born, began + 1 days) - greatest(X, 1)", "X > 1"},
        {"members", "(X - members)", "count in (1, X)"},
        {"place", "county(first_of(home, X))", "X within home"},
        {"name", "first_of(nickname, X)", "name starts with X"},
        {"skills", "first_of(skills, X)", "size(X) > 1"},
    };
    auto all = databases();
    for (auto& database : all)
        make_tables(*database);
    const auto put = [](std::string into, const std::string& what) { return into.replace(into.find('X'), 1, what); };
    Asker asker;
    for (const Wrapping& wrapping : wrappings) {
        std::string inner = wrapping.innermost;
        int deep = 0;
        for (; deep < 40 && refusal(put(wrapping.test, inner), place::filter).empty();
             ++deep, inner = put(wrapping.around, inner)) {
            const Checked checked = criterion(put(wrapping.test, inner), world(), world().record(), place::filter);
            for (auto& database : all) {
                const Sql sql = to_sql(checked, database->dialect(), asker, digest);
                database->truths(
                    "select (1 = 1) from \"test_record\" t where (1 = 1) and ((1 = 0) or (" + sql.text + "))",
                    sql.values);
            }
        }
        EXPECT_GE(deep, 2) << wrapping.around;
    }
}

TEST(IntoSql, NothingGrowsWithoutBound) {
    std::string months = "born";
    for (int i = 0; i < 40; ++i)
        months += " + 1 months";
    EXPECT_NE(refusal(months + " < today", place::filter).find("too long or too deep"), std::string::npos);
    EXPECT_EQ(refusal(months + " < today", place::rule), "");
    std::string sum = "count";
    for (int i = 1; i < 100; ++i)
        sum += " + 1";
    EXPECT_EQ(refusal(sum + " > 1", place::filter), "");
    EXPECT_NE(refusal(sum + " + 1 > 1", place::filter), "");
}

TEST(IntoSql, TheCalendarTableHoldsTheCalendar) {
    for (auto& database : databases()) {
        make_tables(*database);
        EXPECT_EQ(database->text(R"(select count(*) from "calendar" where "work" = 1)"),
                  std::to_string(calendar().days().back().seq));
    }
}

} // namespace
} // namespace liandong::expr::testing
