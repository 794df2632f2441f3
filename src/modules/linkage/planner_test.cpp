// What the engine is asked, made from records without a database.
#include "modules/linkage/planner.hpp"

#include <gmock/gmock.h>

#include "modules/linkage/rules.hpp"
#include "pack/load.hpp"

namespace liandong::modules::linkage {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const pack::Pack& gansu() {
    static const pack::Pack pack = pack::load(LIANDONG_SOURCE "/pack/gansu-2021");
    return pack;
}

const base::Date monday = *base::parse_date("2026-11-23");
Instant at(base::Date day, int hour) { return {base::start_of(day).ms + hour * 3'600'000LL}; }
matching::Window window(int from, int to) { return {at(monday, from), at(monday, to)}; }

Record record_of(const std::string& type, const std::vector<std::pair<std::string, base::Value>>& values,
                 const std::string& state = "") {
    Record record;
    record.type = gansu().type(type);
    record.id = base::new_uuid();
    record.state = state;
    record.region = "620123103217";
    record.values.resize(record.type->fields.size());
    for (const auto& [name, value] : values)
        record[name] = value;
    return record;
}

class InputOf : public testing::Test {
protected:
    Record& need(std::vector<std::pair<std::string, base::Value>> values = {}) {
        std::vector<std::pair<std::string, base::Value>> all{
            {"people", std::int64_t{2}},    {"worker_wanted", true},      {"starts_at", at(monday, 9).ms},
            {"ends_at", at(monday, 11).ms}, {"field", std::string("01")}, {"urgency", std::string("3")},
            {"min_age", std::int64_t{14}},  {"gender", std::string("f")}};
        all.insert(all.end(), values.begin(), values.end());
        return situation_.needs.emplace_back(record_of("linkage.need", all, "posted"));
    }
    Record& volunteer(std::vector<std::pair<std::string, base::Value>> values = {}) {
        std::vector<std::pair<std::string, base::Value>> all{{"birth_date", *base::parse_date("1990-05-06")},
                                                             {"slots", base::Codes{"11"}},
                                                             {"max_distance", std::int64_t{10}},
                                                             {"sex", std::string("2")}};
        all.insert(all.end(), values.begin(), values.end());
        return situation_.volunteers.emplace_back(record_of("volunteers.volunteer", all, "normal"));
    }
    Invitation invite(const Record& need, const Record& who, const std::string& state, bool worker = false) {
        return situation_.invitations.emplace_back(
            Invitation{need.id, who.id, worker, state, at(monday, 9), at(monday, 11)});
    }
    matching::Input input() const {
        return input_of(situation_, policy_, [](const std::string&) {
            return std::optional(matching::Point{104.1, 35.8});
        });
    }

    Situation situation_{.now = at(monday - 1, 12),
                         .needs = {},
                         .workers = {},
                         .volunteers = {},
                         .resources = {},
                         .stations = {},
                         .invitations = {},
                         .goods = {},
                         .known = {}};
    Policy policy_ = policy_on(gansu(), monday);
    void SetUp() override { situation_.needs.reserve(10), situation_.volunteers.reserve(10); }
};

TEST_F(InputOf, ANeedAsksForWhatIsStillMissing) {
    const Record& need = this->need();
    invite(need, volunteer(), "accepted");
    const auto input = this->input();
    ASSERT_THAT(input.needs, SizeIs(1));
    EXPECT_EQ(input.needs[0].people, 1);
    EXPECT_TRUE(input.needs[0].worker);
    EXPECT_EQ(input.needs[0].urgency, 3);
    EXPECT_EQ(input.needs[0].gender, matching::Gender::female);
}

TEST_F(InputOf, ANeedThatHasEverythingIsNotAsked) {
    const Record& need = this->need({{"people", std::int64_t{1}}, {"worker_wanted", false}});
    invite(need, volunteer(), "sent");
    EXPECT_THAT(input().needs, IsEmpty());
}

TEST_F(InputOf, WhoDeclinedIsNotAskedForThisNeedAgain) {
    const Record& need = this->need();
    const Record& helper = volunteer();
    invite(need, helper, "declined");
    const auto input = this->input();
    EXPECT_EQ(input.needs[0].people, 2);
    EXPECT_THAT(input.needs[0].except, ElementsAre(base::to_text(helper.id)));
    EXPECT_THAT(input.volunteers[0].available, SizeIs(1)) << "but is free for others";
}

TEST_F(InputOf, WhoServesElsewhereIsBusyThen) {
    const Record other = record_of("linkage.need", {});
    this->need();
    const Record& helper = volunteer();
    invite(other, helper, "accepted");
    const auto windows = input().volunteers[0].available;
    ASSERT_THAT(windows, SizeIs(2));
    EXPECT_EQ(windows[0].to.ms, at(monday, 9).ms);
    EXPECT_EQ(windows[1].from.ms, at(monday, 11).ms);
}

TEST_F(InputOf, OneDayTooYoungForTheTaskIsExcepted) {
    this->need({{"min_age", std::int64_t{18}}});
    volunteer({{"birth_date", *base::parse_date("2008-11-23")}});
    const Record& young = volunteer({{"birth_date", *base::parse_date("2008-11-24")}});
    EXPECT_THAT(input().needs[0].except, ElementsAre(base::to_text(young.id)));
}

TEST_F(InputOf, WhoIsWillingElsewhereOnlyIsExcepted) {
    this->need();
    const Record& teacher = volunteer({{"fields", base::Codes{"08"}}});
    volunteer({{"fields", base::Codes{"01", "08"}}});
    EXPECT_THAT(input().needs[0].except, ElementsAre(base::to_text(teacher.id)));
}

TEST_F(InputOf, TheLastMinuteOfTheMonthMayBeAskedForAndNoMore) {
    this->need();
    volunteer({{"month_most", std::int64_t{600}}, {"minutes_month", std::int64_t{480}}});
    const Record& tired = volunteer({{"month_most", std::int64_t{600}}, {"minutes_month", std::int64_t{481}}});
    EXPECT_THAT(input().needs[0].except, ElementsAre(base::to_text(tired.id)));
}

TEST_F(InputOf, AWorkerWithoutSlotsIsFreeOnWeekdays) {
    this->need();
    situation_.workers.push_back(
        record_of("talent.worker", {{"best_level", std::string("2")}, {"open_cases", std::int64_t{3}}}));
    const auto worker = input().workers.at(0);
    ASSERT_TRUE(worker.available);
    EXPECT_THAT(*worker.available, SizeIs(1));
    EXPECT_EQ(worker.level, 2);
    EXPECT_EQ(worker.max_cases, 20);
}

TEST_F(InputOf, StockIsKnownByItemAndUnitAndByWhatIsLeft) {
    this->need();
    situation_.resources.push_back(record_of("charity.resource", {{"kind", std::string("goods")},
                                                                  {"item", std::string("01")},
                                                                  {"unit", std::string("02")},
                                                                  {"left", std::int64_t{5}}}));
    situation_.resources.push_back(record_of("charity.resource", {{"kind", std::string("goods")},
                                                                  {"item", std::string("01")},
                                                                  {"unit", std::string("02")},
                                                                  {"left", std::int64_t{0}}}));
    const auto input = this->input();
    ASSERT_THAT(input.resources, SizeIs(1));
    EXPECT_EQ(input.resources[0].item, "01/02");
    EXPECT_EQ(input.resources[0].quantity, 5);
    EXPECT_EQ(input.resources[0].max_km, 50.0);
}

TEST(PolicyOn, TakesTheWeightsOfThePack) {
    const Policy policy = policy_on(gansu(), monday);
    EXPECT_EQ(policy.weights.field, 40);
    EXPECT_EQ(policy.weights.unmet_worker, 1000);
    EXPECT_EQ(policy.weights.unmet_volunteer, 500);
    EXPECT_EQ(policy.weights.urgency_3, 9);
    EXPECT_EQ(policy.weights.age_min, 14);
    EXPECT_EQ(policy.weights.minutes_a_day_max, 720);
    EXPECT_EQ(policy.month_minutes_most, 3600);
    EXPECT_EQ(policy.seconds, 20);
}

TEST(HalfDays, MorningAndAfternoonJoin) {
    const auto windows = half_days({"11", "12", "22"}, {monday, monday + 1});
    ASSERT_THAT(windows, SizeIs(2));
    EXPECT_EQ(windows[0].from.ms, at(monday, 6).ms);
    EXPECT_EQ(windows[0].to.ms, at(monday, 22).ms);
    EXPECT_EQ(windows[1].from.ms, at(monday + 1, 12).ms);
}

TEST(Without, CutsOnlyWhatOverlaps) {
    EXPECT_THAT(without({window(9, 12)}, window(12, 13)), SizeIs(1));
    EXPECT_THAT(without({window(9, 12)}, window(8, 12)), IsEmpty());
    EXPECT_THAT(without({window(9, 12)}, window(10, 11)), SizeIs(2));
}

TEST(GoesBack, AStaffedNeedAndOneThatNobodyIsAskedForAnyMore) {
    const Invitation declined{{}, {}, false, "declined", {}, {}}, sent{{}, {}, false, "sent", {}, {}};
    EXPECT_TRUE(goes_back("staffed", {declined, sent}));
    EXPECT_TRUE(goes_back("offered", {declined}));
    EXPECT_FALSE(goes_back("offered", {declined, sent}));
    EXPECT_FALSE(goes_back("posted", {declined}));
    EXPECT_FALSE(goes_back("cancelled", {declined}));
}

TEST(CheckCode, IsSixDigitsAndDiffersWithTheDigest) {
    EXPECT_THAT(check_code("1.1.abc"), testing::MatchesRegex("[0-9]{6}"));
    EXPECT_NE(check_code("1.1.abc"), check_code("1.1.abd"));
}

TEST(TypedCode, IsReadFromTheQrTextToo) {
    EXPECT_EQ(typed_code(" 123 456 "), "123456");
    EXPECT_EQ(typed_code("liandong:018f:123456"), "123456");
}

TEST(TakingOf, NeverTakesMoreThanIsMissing) {
    const Record rice = record_of(
        "charity.resource", {{"kind", std::string("goods")}, {"item", std::string("01")}, {"unit", std::string("02")}});
    const Missing missing{
        .people = 0, .worker = false, .goods = {{{}, base::new_uuid(), "01", "02", 4}}, .money_fen = 500};
    EXPECT_EQ(taking_of({rice.id, 9, 0}, rice, missing, {}).quantity, 4);
    EXPECT_EQ(taking_of({rice.id, 0, 0}, rice, missing, {{rice.id, 3, 0}}).quantity, 3) << "as the plan proposed";
    EXPECT_FALSE(taking_of({rice.id, 1, 0}, rice, {}, {}).fits);
    const Record fund = record_of("charity.resource", {{"kind", std::string("money")}});
    EXPECT_EQ(taking_of({fund.id, 0, 0}, fund, missing, {}).money_fen, 500);
}

} // namespace
} // namespace liandong::modules::linkage
