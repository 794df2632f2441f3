// Plans and offers from outside, on both databases: a planner proposes and sends, stock is never oversold.
#include "modules/linkage/api.hpp"

#include <atomic>
#include <thread>

#include "modules/linkage/api_testing.hpp"

namespace liandong::modules::linkage {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

class Plans : public Linkage {};
LIANDONG_ON_BOTH(Plans);

TEST_P(Plans, APlanNamesWhomItProposesAndWhy) {
    volunteer("演示志愿者甲");
    need({{"people", std::int64_t{1}}, {"worker_wanted", true}});
    const Answered plan = this->plan();
    ASSERT_EQ(plan.status, 201) << plan.text;
    EXPECT_EQ(plan.at("/outcome"), "optimal");
    EXPECT_EQ(plan.at("/state"), "ready");
    EXPECT_THAT(plan.at("/needs/0/title"), HasSubstr("给老人送午餐"));
    EXPECT_THAT(plan.at("/needs/0/worker/title"), HasSubstr("演示社工甲")) << "the station sees its own worker by name";
    EXPECT_THAT(plan.at("/needs/0/volunteers/0/title"), Not(HasSubstr("演示志愿者甲")))
        << "a volunteer of the region is masked for the station";
    EXPECT_NE(plan.at("/needs/0/reasons/0/zh"), "(nothing)");
    EXPECT_NE(plan.at("/needs/0/reasons/0/en"), "(nothing)");
    EXPECT_NE(plan.at("/needs/0/lon"), "(nothing)");
}

TEST_P(Plans, TheBoardShowsOpenNeedsAndTheirOffersWithoutAPlan) {
    const auto helper = volunteer("演示志愿者甲");
    const auto id = need({{"people", std::int64_t{2}}});
    EXPECT_EQ(get("/linkage/board").at("/needs/0/id"), base::to_text(id));
    EXPECT_EQ(get("/linkage/board").at("/needs/0/offers"), "[]");
    ASSERT_EQ(send_all(plan()).status, 200);
    house_->fire("linkage.offer", offer_to(helper.id, id), "decline", {{"decline_reason", std::string("1")}});
    const Answered board = get("/linkage/board?region=" + std::string(town));
    EXPECT_EQ(board.at("/needs/0/offers/0/state"), "declined");
    EXPECT_EQ(board.at("/needs/0/offers/0/state_label/zh"), "已谢绝");
    EXPECT_EQ(board.at("/needs/0/offers/0/id"), base::to_text(helper.id));
    EXPECT_EQ(get("/linkage/board?region=620102000000").status, 422);
    sign_in(county_);
    const Answered counted = get("/linkage/board");
    EXPECT_EQ(counted.at("/needs/0/offers/0/state"), "declined");
    EXPECT_EQ(counted.at("/needs/0/offers/0/id"), "(nothing)") << "the county counts offers and does not read them";
    EXPECT_EQ(counted.at("/needs/0/offers/0/title"), "(nothing)");
    sign_in(helper.account);
    EXPECT_EQ(get("/linkage/board").status, 403);
}

TEST_P(Plans, APlanIsReadAgainAsItWasMade) {
    volunteer("演示志愿者甲");
    need({{"people", std::int64_t{1}}});
    Answered plan = this->plan();
    ASSERT_EQ(plan.status, 201) << plan.text;
    plan.body.as_object().erase("position");
    EXPECT_EQ(get("/linkage/plans/" + plan.at("/id")).body, plan.body);
}

TEST_P(Plans, WhatIsMissingIsSaidInWords) {
    need({{"people", std::int64_t{1}}});
    const Answered plan = this->plan();
    ASSERT_EQ(plan.status, 201) << plan.text;
    EXPECT_EQ(plan.at("/needs/0/volunteers"), "[]");
    EXPECT_EQ(plan.at("/needs/0/unmet/0/part"), "volunteers");
    EXPECT_NE(plan.at("/needs/0/unmet/0/why/zh"), "(nothing)");
}

TEST_P(Plans, TheSameRequestAgainIsTheSamePlan) {
    need({{"people", std::int64_t{1}}});
    const std::string id = base::to_text(base::new_uuid());
    const Answered first = post("/linkage/plans", {{"region", town}}, id),
                   again = post("/linkage/plans", {{"region", town}}, id);
    EXPECT_EQ(first.text, again.text);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(count("linkage_plan"), 1);
    EXPECT_EQ(post("/linkage/plans", {{"region", village}}, id).code(), "request_id.other_body");
}

TEST_P(Plans, WithoutNeedsThereIsNoPlan) {
    EXPECT_THAT(plan().findings(), ElementsAre("region linkage.plan.no_needs"));
    EXPECT_EQ(count("linkage_plan"), 0);
}

TEST_P(Plans, AnotherCountyIsNotPlannedAndAnUnknownPlaceIsSaid) {
    EXPECT_THAT(plan("620102000000").findings(), ElementsAre("region record.region_out_of_scope"));
    EXPECT_THAT(plan("629999000000").findings(), ElementsAre("region record.no_such_region"));
    EXPECT_THAT(plan("here").findings(), ElementsAre("region record.no_such_region"));
}

TEST_P(Plans, WhoMayNotPlanIsRefused) {
    sign_in(volunteer("演示志愿者甲").account);
    EXPECT_EQ(plan().status, 403);
}

TEST_P(Plans, SendingAsksPeopleAndHoldsStock) {
    const auto helper = volunteer("演示志愿者甲");
    const auto rice = stock(10);
    const auto id = need({{"people", std::int64_t{1}}}, {{{"item", "01"}, {"quantity", 4}}});
    const Answered plan = this->plan();
    const Answered sent = send_all(plan);
    ASSERT_EQ(sent.status, 200) << sent.text;
    EXPECT_EQ(state_of("linkage.need", id), "offered");
    EXPECT_EQ(state_of("linkage.offer", offer_to(helper.id, id)), "sent");
    EXPECT_EQ(house_->fetch("charity.resource", rice)["left"], base::Value(std::int64_t{6}));
    EXPECT_EQ(house_->fetch("linkage.need", id)["goods_short"], base::Value(std::int64_t{0}));
    EXPECT_EQ(sent.at("/state"), "sent");
    EXPECT_EQ(send_all(plan).code(), "linkage.plan.sent_already");
}

TEST_P(Plans, ANeedThatChangedSinceMakesThePlanStale) {
    volunteer("演示志愿者甲");
    const auto id = need({{"people", std::int64_t{1}}});
    const Answered plan = this->plan();
    house_->change("linkage.need", id, {{"task", std::string("改了任务")}});
    const Answered refused = send_all(plan);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "linkage.plan.stale");
    EXPECT_EQ(count("linkage_offer"), 0);
}

TEST_P(Plans, ThePlannerMayChooseOthersButNotMoreThanAreMissing) {
    const auto first = volunteer("演示志愿者甲"), second = volunteer("演示志愿者乙");
    const auto id = need({{"people", std::int64_t{1}}});
    const Answered plan = this->plan();
    const std::string target = "/linkage/plans/" + plan.at("/id") + "/offers";
    const auto choose = [&](const std::vector<base::Uuid>& people) {
        json::array ids;
        for (const auto& one : people)
            ids.emplace_back(base::to_text(one));
        return post(target, {{"needs", json::array{json::object{{"id", base::to_text(id)}, {"volunteers", ids}}}}});
    };
    EXPECT_THAT(choose({first.id, second.id}).findings(), ElementsAre("needs.0.volunteers linkage.offer.too_many"));
    EXPECT_THAT(choose({base::new_uuid()}).findings(), ElementsAre("needs.0.volunteers.0 record.no_such_record"));
    EXPECT_EQ(count("linkage_offer"), 0) << "nothing is half-written";
    EXPECT_EQ(choose({second.id}).status, 200);
    EXPECT_EQ(state_of("linkage.offer", offer_to(second.id, id)), "sent");
}

TEST_P(Plans, NobodyIsAskedForTwoServicesAtOneTime) {
    const auto helper = volunteer("演示志愿者甲");
    const auto one = need({{"people", std::int64_t{1}}}),
               two = need({{"people", std::int64_t{1}}, {"starts_at", tomorrow(10).ms}, {"ends_at", tomorrow(12).ms}});
    const Answered plan = this->plan();
    json::array needs;
    for (const auto& id : {one, two})
        needs.push_back(json::object{{"id", base::to_text(id)}, {"volunteers", json::array{base::to_text(helper.id)}}});
    const Answered refused = post("/linkage/plans/" + plan.at("/id") + "/offers", {{"needs", needs}});
    EXPECT_THAT(refused.findings(), ElementsAre("needs.1.volunteers.0 linkage.offer.busy"));
    EXPECT_EQ(count("linkage_offer"), 0);
}

TEST_P(Plans, GoodsAloneStaffTheNeed) {
    stock(10);
    const auto id = need({}, {{{"item", "01"}, {"quantity", 4}}});
    ASSERT_EQ(send_all(plan()).status, 200);
    EXPECT_EQ(state_of("linkage.need", id), "staffed");
}

TEST_P(Plans, GoodsOfAnotherUnitAreAnotherThing) {
    const auto rice = stock(10);
    house_->change("charity.resource", rice, {{"unit", std::string("06")}});
    need({}, {{{"item", "01"}, {"quantity", 4}}});
    EXPECT_EQ(plan().at("/needs/0/resources"), "[]");
}

TEST_P(Plans, EveryKindOfBadChoiceGetsAnAnswer) {
    const auto id = base::to_text(need({{"people", std::int64_t{1}}}));
    const std::string target = "/linkage/plans/" + plan().at("/id") + "/offers";
    const std::string other = base::to_text(base::new_uuid());
    for (const std::string& body :
         {std::string(R"({})"), std::string(R"({"needs":[]})"), std::string(R"({"needs":7})"),
          std::string(R"({"needs":[7]})"), R"({"needs":[{"id":")" + id + R"("}]})",
          R"({"needs":[{"id":")" + id + R"(","worker":7}]})",
          R"({"needs":[{"id":")" + id + R"(","volunteers":["x"]}]})",
          R"({"needs":[{"id":")" + id + R"(","volunteers":{}}]})",
          R"({"needs":[{"id":")" + id + R"(","resources":[{"id":")" + other + R"(","quantity":-1}]}]})",
          R"({"needs":[{"id":")" + other + R"(","worker":")" + other + R"("}]})"}) {
        const Answered refused = send("POST", target, body);
        EXPECT_EQ(refused.status, 422) << body << refused.text;
    }
    EXPECT_EQ(send("POST", "/linkage/plans/" + other + "/offers",
                   R"({"needs":[{"id":")" + id + R"(","worker":")" + other + R"("}]})")
                  .status,
              404);
    EXPECT_EQ(count("linkage_offer"), 0);
}

TEST_P(Plans, TheCountyPlansAndSendsWithoutReadingNames) {
    volunteer("演示志愿者甲");
    const auto id = need({{"people", std::int64_t{1}}});
    sign_in(county_);
    const Answered plan = this->plan("620123000000");
    ASSERT_EQ(plan.status, 201) << plan.text;
    EXPECT_THAT(plan.text, Not(HasSubstr("13900000000")));
    ASSERT_EQ(send_all(plan).status, 200);
    EXPECT_EQ(state_of("linkage.need", id), "offered");
}

TEST_P(Plans, OfAThousandHandsNoneTakesTheLastBagTwice) {
    constexpr int writers = 8, rounds = 50;
    const auto rice = stock(100);
    int sold = 0;
    for (int round = 0; round < rounds; ++round) {
        const std::int64_t left = std::get<std::int64_t>(house_->fetch("charity.resource", rice)["left"]);
        house_->change("charity.resource", rice,
                       {{"quantity", std::get<std::int64_t>(house_->fetch("charity.resource", rice)["taken"]) + 3}});
        std::vector<base::Uuid> needs;
        for (int i = 0; i < writers; ++i)
            needs.push_back(need({}, {{{"item", "01"}, {"quantity", 1}}}));
        // The engine itself would give each bag once; here every planner insists on the same stock.
        const std::string target = "/linkage/plans/" + plan().at("/id") + "/offers";
        std::atomic<int> taken = 0, refused = 0;
        std::vector<std::thread> threads;
        for (const auto& id : needs)
            threads.emplace_back([&, id] {
                const Answered answered = post(
                    target, {{"needs", json::array{json::object{{"id", base::to_text(id)},
                                                                {"resources", json::array{base::to_text(rice)}}}}}});
                ++(answered.status == 200 ? taken : refused);
                EXPECT_THAT(answered.status, testing::AnyOf(200, 422, 503)) << answered.text;
            });
        for (auto& thread : threads)
            thread.join();
        const auto now = house_->fetch("charity.resource", rice);
        ASSERT_GE(std::get<std::int64_t>(now["left"]), 0) << "round " << round << " left " << left;
        ASSERT_LE(taken, 3);
        ASSERT_EQ(count("linkage_reservation", "state = 'held'"), sold += taken);
        for (const auto& id : needs)
            if (state_of("linkage.need", id) == "posted")
                house_->fire("linkage.need", id, "cancel", {},
                             {.me = {}, .now = base::now(), .request = {}, .reason = "演示"});
    }
}

} // namespace
} // namespace liandong::modules::linkage
