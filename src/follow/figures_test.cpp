#include "follow/world_test.hpp"

namespace liandong::follow {
namespace {

class FiguresOn : public World {};
LIANDONG_ON_BOTH(FiguresOn);

TEST_P(FiguresOn, AStockTurnsOnItsDayAndNothingRunsAtMidnight) {
    follow();
    worker({{"started_on", day("2026-04-10")}});
    follow();
    EXPECT_EQ(value("workers", day("2026-04-09")), 0);
    EXPECT_EQ(value("workers", day("2026-04-10")), 1);
}

TEST_P(FiguresOn, ALeaverIsCountedUntilTheDayBeforeHerLast) {
    worker({{"left_on", day("2026-05-01")}});
    follow();
    EXPECT_EQ(value("workers", day("2026-04-30")), 1);
    EXPECT_EQ(value("workers", day("2026-05-01")), 0);
}

TEST_P(FiguresOn, AServiceTypedLateCountsOnItsOwnDay) {
    follow();
    contact(day("2025-10-15"));
    follow();
    const Question october{"contacts", {}, {}, day("2025-10-01"), day("2025-10-31"), {}};
    EXPECT_EQ(ask(october).amount.numerator, 1);
    EXPECT_EQ(value("contacts"), 0); // this year
}

TEST_P(FiguresOn, APromotionOfTodayLeavesLastYearsFigureAsItWas) {
    const Uuid id = worker();
    follow();
    change("talent.worker", id, {{"level", "3"}});
    follow();
    EXPECT_EQ(cells(ask({"workers", {}, today_ - 1, {}, {}, "level"})),
              (std::map<std::string, Amount>{{"1", {1, {}, 1}}}));
    EXPECT_EQ(cells(ask({"workers", {}, today_, {}, {}, "level"})), (std::map<std::string, Amount>{{"3", {1, {}, 1}}}));
}

TEST_P(FiguresOn, ACertificateOfOctoberTypedInAprilCountsInOctoberAndLeavesThePromotionWhereItWas) {
    const Uuid id = worker();
    follow();
    today_ = today_ + 5;
    change("talent.worker", id, {{"level", "2"}});
    today_ = today_ + 5;
    const Uuid certificate =
        create("talent.certificate", {{"worker", base::to_text(id)}, {"issued_on", day("2025-10-15")}});
    const auto on = [&](const char* date) { return cells(ask({"certified", {}, day(date), {}, {}, "level"})); };
    for (int followed = 0; followed < 2; ++followed) {
        EXPECT_TRUE(on("2025-10-14").empty());
        EXPECT_EQ(on("2025-10-15"), (std::map<std::string, Amount>{{"1", {1, {}, 1}}}));
        EXPECT_EQ(on("2026-04-05"), (std::map<std::string, Amount>{{"1", {1, {}, 1}}}));
        EXPECT_EQ(on("2026-04-06"), (std::map<std::string, Amount>{{"2", {1, {}, 1}}}));
        follow();
    }
    change("talent.certificate", certificate, {{"issued_on", day("2025-12-01")}}); // it was December
    follow();
    EXPECT_TRUE(on("2025-11-30").empty());
    EXPECT_EQ(on("2025-12-01"), (std::map<std::string, Amount>{{"1", {1, {}, 1}}}));
}

TEST_P(FiguresOn, AWorkerWhoMovesCountsWhereSheWasAndThenWhereSheIs) {
    const Uuid id = worker({{"place", villages[0]}});
    follow();
    change("talent.worker", id, {{"place", villages[4]}});
    follow();
    EXPECT_EQ(value("workers", today_ - 1, "620102000000"), 1);
    EXPECT_EQ(value("workers", today_ - 1, "620502000000"), 0);
    EXPECT_EQ(value("workers", today_, "620102000000"), 0);
    EXPECT_EQ(value("workers", today_, "620502000000"), 1);
}

TEST_P(FiguresOn, AnAnswerKnowsWhatTheFollowerDoesNotKnowYet) {
    follow();
    contact(today_);
    const Uuid id = contact(today_);
    EXPECT_EQ(value("contacts"), 2);
    follow();
    change("services.contact", id, {{"on", day("2025-12-31")}});
    EXPECT_EQ(value("contacts"), 1);
    follow();
    EXPECT_EQ(value("contacts"), 1);
}

TEST_P(FiguresOn, WithoutAFollowerTheTablesAnswer) {
    contact(today_);
    worker();
    EXPECT_EQ(value("contacts"), 1);
    EXPECT_EQ(value("workers"), 1);
    EXPECT_THROW(value("workers", today_ - 1), base::Fault); // a past day needs the lines
}

TEST_P(FiguresOn, PersonsAreCountedOnceInAPeriodAndARegion) {
    const Value who = base::to_text(create("people.person", {{"name", "演示乙"}, {"live_region", villages[0]}}));
    contact(today_, {{"client", who}});
    contact(today_ - 1, {{"client", who}, {"place", villages[1]}, {"field", "02"}});
    contact(today_ - 2);
    follow();
    EXPECT_EQ(value("persons"), 1);
    EXPECT_EQ(value("persons", {}, villages[1]), 1);
    const Answer by_field = ask({"persons", {}, {}, {}, {}, "field"});
    EXPECT_TRUE(by_field.distinct);
    EXPECT_EQ(cells(by_field), (std::map<std::string, Amount>{{"01", {1, {}, 1}}, {"02", {1, {}, 1}}}));
    EXPECT_EQ(cells(ask({"persons", "620102001000", {}, {}, {}, "region"})),
              (std::map<std::string, Amount>{{villages[0], {1, {}, 1}}, {villages[1], {1, {}, 1}}}));
    EXPECT_EQ(cells(ask({"persons", "620102000000", {}, {}, {}, "region"})),
              (std::map<std::string, Amount>{{"620102001000", {1, {}, 1}}}));
}

TEST_P(FiguresOn, ASetCountsInEachOfItsWordsAndOnceInTheTotal) {
    worker({{"fields", base::Codes{"01", "03"}}});
    follow();
    const Answer answer = ask({"workers", {}, {}, {}, {}, "fields"});
    EXPECT_EQ(answer.amount.numerator, 1);
    EXPECT_EQ(cells(answer), (std::map<std::string, Amount>{{"01", {1, {}, 1}}, {"03", {1, {}, 1}}}));
}

TEST_P(FiguresOn, ABirthdayMovesAWorkerToTheNextBand) {
    worker({{"birth_date", day("1990-05-20")}});
    follow();
    EXPECT_TRUE(cells(ask({"workers", {}, day("2026-05-19"), {}, {}, "age"})).contains("-35"));
    EXPECT_TRUE(cells(ask({"workers", {}, day("2026-05-20"), {}, {}, "age"})).contains("36-45"));
}

TEST_P(FiguresOn, AFigureUsesTheParameterInForceOnTheDay) {
    contact(day("2026-02-28"), {{"minutes", std::int64_t{70}}});
    contact(day("2026-03-01"), {{"minutes", std::int64_t{70}}});
    follow();
    EXPECT_EQ(value("long-contacts"), 1);
    EXPECT_EQ(recount({"long-contacts", {}, {}, {}, {}, {}}).amount.numerator, 1);
    EXPECT_EQ(behind({"long-contacts", {}, {}, {}, {}, {}}), 1);
}

TEST_P(FiguresOn, SharesAreExactAndADashWhereThereIsNothingBelow) {
    EXPECT_EQ(ask({"late-share", {}, {}, {}, {}, {}}).amount, (Amount{0, 0, 1}));
    EXPECT_EQ(rounded(ask({"late-share", {}, {}, {}, {}, {}}).amount, 2), std::nullopt);
    contact(today_, {{"late", true}});
    contact(today_);
    contact(today_, {{"field", "02"}});
    follow();
    const Answer answer = ask({"late-share", {}, {}, {}, {}, "field"});
    EXPECT_EQ(answer.amount, (Amount{1, 3, 1}));
    EXPECT_EQ(cells(answer), (std::map<std::string, Amount>{{"01", {1, 2, 1}}, {"02", {0, 1, 1}}}));
}

TEST_P(FiguresOn, ResidentsStandBelowTheLine) {
    worker();
    follow();
    EXPECT_EQ(ask({"per-10000", "620102000000", {}, {}, {}, {}}).amount, (Amount{1, 4'000, 10'000}));
}

TEST_P(FiguresOn, AMeanCountsEachDayOfThePeriod) {
    worker({{"started_on", day("2026-01-03")}});
    follow();
    const Answer answer = ask({"mean-workers", {}, {}, day("2026-01-01"), day("2026-01-04"), {}});
    EXPECT_EQ(answer.amount, (Amount{2, 4, 1})); // two of four days
}

TEST_P(FiguresOn, CountiesPassWhenTheirFigurePassesAndStatisticalAreasStayOut) {
    for (int i = 0; i < 2; ++i) {
        worker();
        worker({{"place", villages[4]}});
    }
    worker({{"place", villages[2]}});
    follow();
    const Answer answer = ask({"counties-staffed", {}, {}, {}, {}, "region"});
    EXPECT_EQ(answer.amount, (Amount{1, 2, 1}));
    EXPECT_EQ(cells(answer), (std::map<std::string, Amount>{{"620100000000", {1, 2, 1}}}));
}

TEST_P(FiguresOn, AWordIsServedWhenItsFigurePassesInTheWindow) {
    contact(today_ - 30);
    contact(today_ - 400, {{"field", "02"}});
    follow();
    EXPECT_EQ(ask({"fields-served", {}, {}, {}, {}, {}}).amount, (Amount{1, 3, 1}));
}

TEST_P(FiguresOn, TheListBehindAPastDayHoldsWhoCountedThen) {
    const Uuid stays = worker();
    const Uuid leaves = worker();
    follow();
    fire("talent.worker", leaves, "leave");
    EXPECT_EQ(behind({"workers", {}, today_ - 1, {}, {}, {}}), 2); // the follower does not know it yet
    follow();
    EXPECT_EQ(behind({"workers", {}, today_ - 1, {}, {}, {}}), 2);
    EXPECT_EQ(behind({"workers", {}, today_, {}, {}, {}}), 1);
    change("talent.worker", stays, {{"place", villages[5]}});
    EXPECT_EQ(behind({"workers", "620502000000", today_ - 1, {}, {}, {}}), 0);
    EXPECT_EQ(behind({"workers", "620502000000", today_, {}, {}, {}}), 1);
}

TEST_P(FiguresOn, ChangesOfSeveralDaysFollowedTooLateStandOnTheirOwnDays) {
    follow();
    today_ = day("2026-04-01");
    const Uuid id = worker({{"level", "1"}});
    today_ = day("2026-04-05");
    change("talent.worker", id, {{"level", "2"}});
    today_ = day("2026-04-09");
    change("talent.worker", id, {{"level", "3"}});
    follow(); // only now
    const auto level = [&](const char* on) {
        return cells(ask({"workers", {}, day(on), {}, {}, "level"})).begin()->first;
    };
    EXPECT_EQ(level("2026-04-04"), "1");
    EXPECT_EQ(level("2026-04-05"), "2");
    EXPECT_EQ(level("2026-04-08"), "2");
    EXPECT_EQ(level("2026-04-09"), "3");
}

TEST_P(FiguresOn, ARestartGoesOnFromTheSavedPosition) {
    follow();
    worker();
    follow();
    const auto before = followers_->positions().front().position;
    followers_ = std::make_unique<Followers>(db(), house(), figures());
    worker();
    follow();
    EXPECT_GT(followers_->positions().front().position, before);
    EXPECT_TRUE(followers_->positions().front().building.empty());
    EXPECT_EQ(db().read([](db::Session& session) {
        return session
            .rows(
                "select cast(sum(amount) as bigint) from figure_cell where figure = 'workers' and cell = '' and grain "
                "= 0")
            .front()
            .integer(0);
    }),
              2);
}

TEST_P(FiguresOn, ARebuiltFigureIsTheSameFigureAlsoInThePast) {
    const Uuid id = worker();
    follow();
    today_ = today_ + 10;
    change("talent.worker", id, {{"level", "2"}});
    fire("talent.worker", id, "leave");
    follow();
    const auto before = cells(ask({"workers", {}, today_ - 1, {}, {}, "level"}));
    followers_->rebuild("workers");
    EXPECT_EQ(followers_->positions().front().building, std::vector<std::string>{"workers"});
    EXPECT_THROW(value("workers", today_ - 1), base::Fault);
    EXPECT_EQ(value("workers"), 0);
    follow();
    EXPECT_EQ(cells(ask({"workers", {}, today_ - 1, {}, {}, "level"})), before);
    EXPECT_EQ(value("workers"), 0);
}

TEST_P(FiguresOn, RebuildingBeforeAnythingWasMadeMakesEverything) {
    worker();
    followers_->rebuild("workers");
    follow();
    EXPECT_EQ(value("workers", today_ - 1), 1);
}

TEST_P(FiguresOn, WhatCannotBeAnsweredIsRefusedInWords) {
    const auto code = [&](const Question& question) -> std::string {
        try {
            ask(question);
        } catch (const base::Fault& fault) {
            return fault.findings.empty() ? fault.code : fault.findings.front().code;
        }
        return "answered";
    };
    EXPECT_EQ(code({"no-such", {}, {}, {}, {}, {}}), "figure.none");
    EXPECT_EQ(code({"contacts", "62", {}, {}, {}, {}}), "answered");
    EXPECT_EQ(code({"contacts", "999999999999", {}, {}, {}, {}}), "record.no_such_region");
    EXPECT_EQ(code({"contacts", {}, {}, {}, {}, "level"}), "figure.unknown_by");
    EXPECT_EQ(code({"contacts", {}, {}, day("2026-02-02"), day("2026-02-01"), {}}), "figure.bad_period");
    EXPECT_EQ(code({"contacts", villages[0], {}, {}, {}, "region"}), "figure.unknown_by");
}

TEST(Rounded, HalfGoesAwayFromZero) {
    EXPECT_EQ(rounded({1, 8, 1}, 2), 13); // 0.125
    EXPECT_EQ(rounded({-1, 8, 1}, 2), -13);
    EXPECT_EQ(rounded({1, 3, 10'000}, 2), 333'333);
    EXPECT_EQ(rounded({7, std::nullopt, 1}, 0), 7);
    EXPECT_EQ(rounded({1, 0, 1}, 2), std::nullopt);
}

} // namespace
} // namespace liandong::follow
