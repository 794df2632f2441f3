// The volunteer's way from an offer to confirmed hours, and what she may know of the client on it, on both databases
// with the engine and the pack of the product.
#include "modules/volunteers/api_volunteer.hpp"

#include "modules/linkage/api_testing.hpp"
#include "modules/volunteers/hooks.hpp"

namespace liandong::modules::volunteers {
namespace {

using linkage::Answered;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
namespace json = boost::json;

constexpr std::int64_t minute_ms = 60'000;

class Offers : public linkage::Linkage {
protected:
    record::Hooks hooks() const override {
        record::Hooks hooks;
        add_hooks(hooks);
        return hooks;
    }
    void add_routes(http::Router& router) override { router.add(routes(house_->desk)); }

    /// A need for one volunteer, planned by the station and sent to whom the engine proposes.
    base::Uuid asked_for_one(const Values& otherwise = {}) {
        Values values{{"people", std::int64_t{1}}};
        values.insert(values.end(), otherwise.begin(), otherwise.end());
        const auto id = need(values);
        sign_in(worker_);
        const Answered sent = send_all(plan());
        EXPECT_EQ(sent.status, 200) << sent.text;
        return id;
    }
    Answered does(const Volunteer& who, const base::Uuid& offer, const json::object& body,
                  const std::string& id = base::to_text(base::new_uuid())) {
        sign_in(who.account);
        return post("/volunteer/offers/" + base::to_text(offer), body, id);
    }
    Answered station_does(const base::Uuid& offer, const json::object& body) {
        sign_in(worker_);
        return post("/linkage/offers/" + base::to_text(offer), body);
    }
    void head_signs_in() {
        auto head = account("head", "station_head", linkage::town);
        head.station = station_;
        head.person = person("演示站长");
        sign_in(head);
    }
    Answered list_of(const Volunteer& who) {
        sign_in(who.account);
        return get("/volunteer/offers");
    }
    std::string code_of(const base::Uuid& need) {
        sign_in(worker_);
        return get("/linkage/needs/" + base::to_text(need) + "/code").at("/code");
    }
    /// Lets the service begin so many minutes from now, as time would.
    void begins_in(std::int64_t minutes) {
        const std::int64_t starts = base::now().ms + minutes * minute_ms;
        house_->database->write([&](db::Session& session) {
            for (const char* table : {"linkage_need", "linkage_offer"})
                session.execute("update " + std::string(table) + " set starts_at = ?, ends_at = ?", starts,
                                starts + 120 * minute_ms);
        });
    }
    /// Lets so many minutes pass since the check-in.
    void checked_in_ago(std::int64_t minutes) {
        house_->database->write([&](db::Session& session) {
            session.execute("update linkage_offer set in_at = in_at - ? where in_at is not null", minutes * minute_ms);
        });
    }
    static json::object by_telephone(const std::string& event) {
        return {{"do", event}, {"fields", json::object{{"answer_how", "今天上午电话询问，本人答复（演示）"}}}};
    }
    static bool knows_the_client(const Answered& answered) {
        return answered.text.find("演示李四") != std::string::npos ||
               answered.text.find("13900000000") != std::string::npos ||
               answered.text.find("演示路1号") != std::string::npos;
    }
};
LIANDONG_ON_BOTH(Offers);

TEST_P(Offers, FromAPostedNeedToConfirmedHours) {
    const auto helper = volunteer("演示志愿者甲");
    const auto need = asked_for_one();
    const auto offer = offer_to(helper.id, need);
    ASSERT_EQ(does(helper, offer, {{"do", "accept"}}).status, 200);
    EXPECT_EQ(state_of("linkage.need", need), "staffed");

    begins_in(-10);
    const std::string code = code_of(need);
    ASSERT_THAT(code, testing::MatchesRegex("[0-9]{6}"));
    ASSERT_EQ(does(helper, offer, {{"do", "check_in"}, {"code", code}}).at("/offer/state"), "checked_in");
    checked_in_ago(90);
    begins_in(-100);
    ASSERT_EQ(does(helper, offer, {{"do", "check_out"}, {"code", code}}).at("/offer/state"), "checked_out");

    const Answered confirmed = station_does(offer, {{"do", "confirm"}});
    ASSERT_EQ(confirmed.status, 200) << confirmed.text;
    EXPECT_EQ(confirmed.at("/record/state"), "done");
    ASSERT_EQ(count("volunteers_hours"), 1);
    house_->database->read([&](db::Session& session) {
        const auto lines = session.rows("select minutes, source, volunteer, offer, confirmed_by from volunteers_hours");
        const auto line = lines.front();
        EXPECT_EQ(line.integer(0), 90);
        EXPECT_EQ(line.text(1), "1") << "recorded by checking in and out";
        EXPECT_EQ(line.uuid(2), helper.id);
        EXPECT_EQ(line.uuid(3), offer);
        EXPECT_EQ(line.uuid(4), worker_.id);
    });
    EXPECT_EQ(house_->fetch("volunteers.volunteer", helper.id)["minutes"], base::Value(std::int64_t{90}));

    house_->fire("linkage.need", need, "serve", {{"outcome", std::string("演示完成")}});
    house_->fire("linkage.need", need, "confirm");
    EXPECT_EQ(state_of("linkage.need", need), "confirmed");
}

TEST_P(Offers, TheClientIsKnownAfterAcceptingAndNoLongerOnceItIsOver) {
    const auto helper = volunteer("演示志愿者甲");
    const auto need = asked_for_one();
    const auto offer = offer_to(helper.id, need);
    const Answered before = list_of(helper);
    ASSERT_EQ(before.at("/items/0/state"), "sent") << before.text;
    EXPECT_FALSE(knows_the_client(before)) << before.text;
    EXPECT_EQ(before.at("/items/0/client"), "(nothing)");
    EXPECT_EQ(before.at("/items/0/need_title"), "给老人送午餐");
    EXPECT_EQ(before.at("/items/0/meet_at"), "村委会门口");
    EXPECT_THAT(before.at("/items/0/place"), Not(HasSubstr("黄家庄"))) << "the township, not the village";

    const Answered accepted = does(helper, offer, {{"do", "accept"}});
    EXPECT_EQ(accepted.at("/offer/client/name"), "演示李四") << accepted.text;
    EXPECT_EQ(accepted.at("/offer/client/phone"), "13900000000");
    EXPECT_EQ(accepted.at("/offer/client/address"), "演示路1号");
    EXPECT_TRUE(knows_the_client(list_of(helper)));

    begins_in(-10);
    const std::string code = code_of(need);
    EXPECT_TRUE(knows_the_client(does(helper, offer, {{"do", "check_in"}, {"code", code}})));
    EXPECT_FALSE(knows_the_client(does(helper, offer, {{"do", "check_out"}, {"code", code}})));
    EXPECT_FALSE(knows_the_client(list_of(helper)));
}

TEST_P(Offers, WhoDeclinesNeverLearnsTheClient) {
    const auto helper = volunteer("演示志愿者甲");
    const auto offer = offer_to(helper.id, asked_for_one());
    EXPECT_FALSE(knows_the_client(does(helper, offer, {{"do", "decline"}})));
    EXPECT_FALSE(knows_the_client(list_of(helper)));
}

TEST_P(Offers, AfterADeclineTheNextPlanProposesAnother) {
    const auto first = volunteer("演示志愿者甲"), second = volunteer("演示志愿者乙");
    const auto need = asked_for_one();
    const bool asked_first = count("linkage_offer", "volunteer = '" + base::to_text(first.id) + "'") == 1;
    const auto &declines = asked_first ? first : second, &other = asked_first ? second : first;
    ASSERT_EQ(does(declines, offer_to(declines.id, need), {{"do", "decline"}, {"reason", "1"}}).status, 200);
    EXPECT_EQ(state_of("linkage.need", need), "posted");
    sign_in(worker_);
    const Answered again = plan();
    EXPECT_EQ(again.at("/needs/0/volunteers/0/id"), base::to_text(other.id)) << again.text;
    ASSERT_EQ(send_all(again).status, 200);
    ASSERT_EQ(does(other, offer_to(other.id, need), {{"do", "accept"}}).status, 200);
    EXPECT_EQ(state_of("linkage.need", need), "staffed");
}

TEST_P(Offers, WhenEverybodyDeclinedNobodyIsProposedAgain) {
    const auto helper = volunteer("演示志愿者甲");
    const auto need = asked_for_one();
    does(helper, offer_to(helper.id, need), {{"do", "decline"}});
    sign_in(worker_);
    const Answered again = plan();
    EXPECT_EQ(again.at("/needs/0/volunteers"), "[]");
    EXPECT_THAT(again.at("/needs/0/unmet/0/why/zh"), HasSubstr("谢绝"));
}

TEST_P(Offers, WhoAnsweredByTelephoneIsEnteredByTheStationWithHowSheAgreed) {
    const auto helper = volunteer("演示志愿者甲");
    const auto need = asked_for_one();
    const auto offer = offer_to(helper.id, need);
    EXPECT_THAT(station_does(offer, {{"do", "accept_for"}}).findings(), ElementsAre("answer_how record.required"));
    EXPECT_EQ(state_of("linkage.offer", offer), "sent");
    const Answered entered = station_does(offer, by_telephone("accept_for"));
    ASSERT_EQ(entered.at("/record/state"), "accepted") << entered.text;
    EXPECT_EQ(entered.at("/record/fields/answer_how"), "今天上午电话询问，本人答复（演示）");
    EXPECT_EQ(house_->fetch("linkage.offer", offer)["answered_by"], base::Value(base::to_text(worker_.id)));
    EXPECT_EQ(state_of("linkage.need", need), "staffed") << "as if she had answered herself";
    EXPECT_EQ(does(helper, offer, {{"do", "decline"}}).status, 200) << "the last word is hers";
    EXPECT_EQ(state_of("linkage.need", need), "posted");
}

TEST_P(Offers, WhoDeclinesByTelephoneIsEnteredToo) {
    const auto helper = volunteer("演示志愿者甲");
    const auto need = asked_for_one();
    const auto offer = offer_to(helper.id, need);
    ASSERT_EQ(station_does(offer, by_telephone("decline_for")).at("/record/state"), "declined");
    EXPECT_EQ(state_of("linkage.need", need), "posted") << "others are asked";
}

TEST_P(Offers, NobodyEntersHerOwnAnswerForHerself) {
    const auto helper = volunteer("演示志愿者甲");
    const auto offer = offer_to(helper.id, asked_for_one());
    worker_.person = helper.account.person;
    for (const char* event : {"accept_for", "decline_for"}) {
        EXPECT_THAT(station_does(offer, by_telephone(event)).findings(),
                    ElementsAre(" linkage.offer." + std::string(event)));
        EXPECT_THAT(does(helper, offer, by_telephone(event)).status, 422);
    }
    sign_in(helper.account);
    EXPECT_EQ(post("/linkage/offers/" + base::to_text(offer), by_telephone("accept_for")).status, 403);
    EXPECT_EQ(state_of("linkage.offer", offer), "sent");
}

TEST_P(Offers, TheStationThatAskedFindsTheVolunteersTelephone) {
    const auto helper = volunteer("演示志愿者甲");
    house_->change("people.person", *helper.account.person, {{"phone", std::string("13700000000")}});
    const auto need = asked_for_one();
    const auto offer = offer_to(helper.id, need);
    const Answered entered = station_does(offer, by_telephone("accept_for"));
    EXPECT_EQ(entered.at("/record/fields/volunteer_phone"), "13700000000") << entered.text;
    EXPECT_EQ(entered.at("/record/fields/contact_phone"), "13900000000") << "the client's";
}

TEST_P(Offers, WhoFallsOutAfterAcceptingSendsTheNeedBack) {
    const auto helper = volunteer("演示志愿者甲");
    const auto need = asked_for_one();
    const auto offer = offer_to(helper.id, need);
    does(helper, offer, {{"do", "accept"}});
    ASSERT_EQ(state_of("linkage.need", need), "staffed");
    ASSERT_EQ(does(helper, offer, {{"do", "decline"}, {"reason", "家里有事"}}).status, 200);
    EXPECT_EQ(state_of("linkage.need", need), "posted");
    EXPECT_EQ(house_->fetch("linkage.offer", offer)["decline_reason"], base::Value(std::string("9")));
}

TEST_P(Offers, ANeedForTwoIsStaffedWithTheSecond) {
    const auto one = volunteer("演示志愿者甲"), two = volunteer("演示志愿者乙");
    const auto need = asked_for_one({{"people", std::int64_t{2}}});
    does(one, offer_to(one.id, need), {{"do", "accept"}});
    EXPECT_EQ(state_of("linkage.need", need), "offered");
    does(two, offer_to(two.id, need), {{"do", "accept"}});
    EXPECT_EQ(state_of("linkage.need", need), "staffed");
}

TEST_P(Offers, AnAnswerStillCountsAfterTheNeedWasPostedAgain) {
    const auto helper = volunteer("演示志愿者甲");
    const auto need = asked_for_one();
    house_->fire("linkage.need", need, "again", {}, {.me = {}, .now = base::now(), .request = {}, .reason = "演示"});
    EXPECT_EQ(does(helper, offer_to(helper.id, need), {{"do", "accept"}}).status, 200);
    EXPECT_EQ(state_of("linkage.need", need), "staffed");
}

TEST_P(Offers, TheSameAnswerAgainHasTheSameOutcome) {
    const auto helper = volunteer("演示志愿者甲");
    const auto offer = offer_to(helper.id, asked_for_one());
    const std::string id = base::to_text(base::new_uuid());
    const Answered first = does(helper, offer, {{"do", "accept"}}, id),
                   again = does(helper, offer, {{"do", "accept"}}, id);
    EXPECT_EQ(first.text, again.text);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(does(helper, offer, {{"do", "decline"}}, id).code(), "request_id.other_body");
    EXPECT_EQ(does(helper, offer, {{"do", "accept"}}).code(), "record.event_not_open");
}

TEST_P(Offers, AnothersOfferIsNotThere) {
    const auto helper = volunteer("演示志愿者甲");
    const auto offer = offer_to(helper.id, asked_for_one());
    const auto other = volunteer("演示志愿者丙");
    EXPECT_EQ(does(other, offer, {{"do", "accept"}}).status, 404);
    EXPECT_EQ(list_of(other).at("/items"), "[]");
    EXPECT_EQ(state_of("linkage.offer", offer), "sent");
}

TEST_P(Offers, AVolunteerDoesOnlyWhatIsHers) {
    const auto helper = volunteer("演示志愿者甲");
    const auto offer = offer_to(helper.id, asked_for_one());
    for (const char* event : {"confirm", "send", "take_back", "miss", "expire", "no_such"})
        EXPECT_THAT(does(helper, offer, {{"do", event}}).findings(), ElementsAre("do record.no_such_event")) << event;
    EXPECT_THAT(does(helper, offer, {{"do", ""}}).findings(), ElementsAre("do record.required"));
    sign_in(helper.account);
    EXPECT_EQ(post("/linkage/offers/" + base::to_text(offer), {{"do", "confirm"}}).status, 403);
    EXPECT_EQ(post("/volunteer/offers/" + base::to_text(offer), {{"do", 7}}).status, 422);
}

TEST_P(Offers, AWrongCodeIsRefusedAndAfterFiveNoneIsTaken) {
    const auto helper = volunteer("演示志愿者甲");
    const auto need = asked_for_one();
    const auto offer = offer_to(helper.id, need);
    does(helper, offer, {{"do", "accept"}});
    begins_in(10);
    const std::string code = code_of(need), wrong = code == "123456" ? "123457" : "123456";
    EXPECT_THAT(does(helper, offer, {{"do", "check_in"}}).findings(), ElementsAre("code linkage.offer.code_wrong"));
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(does(helper, offer, {{"do", "check_in"}, {"code", wrong}}).status, 422);
    EXPECT_EQ(does(helper, offer, {{"do", "check_in"}, {"code", code}}).status, 429);
    EXPECT_EQ(state_of("linkage.offer", offer), "accepted");
}

TEST_P(Offers, TheCodeIsShownToWhoWorksForTheNeedOnly) {
    const auto helper = volunteer("演示志愿者甲");
    const auto need = asked_for_one();
    sign_in(helper.account);
    const auto shown = get("/linkage/needs/" + base::to_text(need) + "/code").status;
    EXPECT_THAT(shown, testing::AnyOf(403, 404));
    sign_in(county_);
    EXPECT_EQ(get("/linkage/needs/" + base::to_text(need) + "/code").status, 403);
}

TEST_P(Offers, CheckingInOpensHalfAnHourBefore) {
    const auto helper = volunteer("演示志愿者甲");
    const auto need = asked_for_one();
    const auto offer = offer_to(helper.id, need);
    does(helper, offer, {{"do", "accept"}});
    const std::string code = code_of(need);
    begins_in(31);
    EXPECT_THAT(does(helper, offer, {{"do", "check_in"}, {"code", code}}).findings(),
                ElementsAre(" linkage.offer.check_in"));
    begins_in(29);
    EXPECT_EQ(does(helper, offer, {{"do", "check_in"}, {"code", "liandong:x:" + code}}).status, 200);
}

TEST_P(Offers, MinutesBeforeTheStartCountOnlyWhenTheStationSaysWhy) {
    const auto helper = volunteer("演示志愿者甲");
    const auto need = asked_for_one();
    const auto offer = offer_to(helper.id, need);
    does(helper, offer, {{"do", "accept"}});
    begins_in(20);
    const std::string code = code_of(need);
    ASSERT_EQ(does(helper, offer, {{"do", "check_in"}, {"code", code}}).status, 200);
    checked_in_ago(2);
    ASSERT_EQ(does(helper, offer, {{"do", "check_out"}, {"code", code}}).at("/offer/state"), "checked_out");
    EXPECT_EQ(house_->fetch("linkage.offer", offer)["minutes"], base::Value(std::int64_t{0}));
    EXPECT_EQ(station_does(offer, {{"do", "confirm"}}).status, 422);
    EXPECT_EQ(station_does(offer, {{"do", "count_all"}}).findings(),
              std::vector<std::string>{"outside_reason record.required"});
    ASSERT_EQ(
        station_does(offer, {{"do", "count_all"}, {"fields", json::object{{"outside_reason", "老人请求提前"}}}}).status,
        200);
    EXPECT_EQ(house_->fetch("linkage.offer", offer)["minutes"], base::Value(std::int64_t{2}));
    EXPECT_EQ(station_does(offer, {{"do", "confirm"}}).findings(), std::vector<std::string>{" linkage.offer.confirm"})
        << "not by who counted it";
    head_signs_in();
    EXPECT_EQ(post("/linkage/offers/" + base::to_text(offer), {{"do", "confirm"}}).status, 200);
}

TEST_P(Offers, AServiceMuchShorterThanPlannedIsConfirmedWithAReason) {
    const auto helper = volunteer("演示志愿者甲");
    const auto need = asked_for_one();
    const auto offer = offer_to(helper.id, need);
    does(helper, offer, {{"do", "accept"}});
    begins_in(-70);
    const std::string code = code_of(need);
    does(helper, offer, {{"do", "check_in"}, {"code", code}});
    checked_in_ago(59);
    does(helper, offer, {{"do", "check_out"}, {"code", code}});
    EXPECT_EQ(house_->fetch("linkage.offer", offer)["brief"], base::Value(true));
    EXPECT_EQ(station_does(offer, {{"do", "confirm"}}).findings(), std::vector<std::string>{"minutes R-VOL-16"});
    EXPECT_EQ(station_does(offer, {{"do", "confirm"}, {"reason", "老人提前休息"}}).status, 200);
}

TEST_P(Offers, WhenTheNeedGoesAheadThoseWhoHaveNotAnsweredAreLetGo) {
    const auto one = volunteer("演示志愿者甲"), two = volunteer("演示志愿者乙");
    const auto need = asked_for_one({{"people", std::int64_t{2}}});
    does(one, offer_to(one.id, need), {{"do", "accept"}});
    ASSERT_EQ(state_of("linkage.offer", offer_to(two.id, need)), "sent");
    house_->fire("linkage.need", need, "go_ahead", {}, {.me = {}, .now = base::now(), .request = {}, .reason = "演示"});
    EXPECT_EQ(state_of("linkage.offer", offer_to(one.id, need)), "accepted");
    EXPECT_EQ(state_of("linkage.offer", offer_to(two.id, need)), "taken_back");
    EXPECT_EQ(house_->fetch("linkage.need", need)["offers_open"], base::Value(std::int64_t{0}));
    EXPECT_EQ(state_of("linkage.need", need), "staffed");
}

TEST_P(Offers, TheStationEntersLateAndSomebodyElseConfirms) {
    const auto helper = volunteer("演示志愿者甲");
    const auto need = asked_for_one();
    const auto offer = offer_to(helper.id, need);
    does(helper, offer, {{"do", "accept"}});
    begins_in(-200);
    const std::string in = base::to_text(base::Instant{base::now().ms - 190 * minute_ms}),
                      out = base::to_text(base::Instant{base::now().ms - 100 * minute_ms});
    const json::object late{
        {"do", "enter_late"},
        {"fields", json::object{{"in_at", in}, {"out_at", out}, {"source", "2"}, {"late_reason", "手机没电"}}}};
    ASSERT_EQ(station_does(offer, late).at("/record/state"), "checked_out");
    EXPECT_EQ(station_does(offer, {{"do", "confirm"}}).findings(), std::vector<std::string>{" linkage.offer.confirm"})
        << "not by who recorded it";
    head_signs_in();
    const Answered confirmed = post("/linkage/offers/" + base::to_text(offer), {{"do", "confirm"}});
    ASSERT_EQ(confirmed.status, 200) << confirmed.text;
    EXPECT_EQ(count("volunteers_hours", "source = '2' and minutes = 90 and why = '手机没电'"), 1);
}

TEST_P(Offers, WhoDidNotComeIsMarkedAfterTheEnd) {
    const auto helper = volunteer("演示志愿者甲");
    const auto offer = offer_to(helper.id, asked_for_one());
    does(helper, offer, {{"do", "accept"}});
    begins_in(-60);
    EXPECT_EQ(station_does(offer, {{"do", "miss"}}).status, 422);
    begins_in(-121);
    EXPECT_EQ(station_does(offer, {{"do", "miss"}}).at("/record/state"), "absent");
}

TEST_P(Offers, AnOfferIsTakenBackAndTheNeedLooksForOthers) {
    const auto helper = volunteer("演示志愿者甲");
    const auto need = asked_for_one();
    ASSERT_EQ(station_does(offer_to(helper.id, need), {{"do", "take_back"}}).at("/record/state"), "taken_back");
    EXPECT_EQ(state_of("linkage.need", need), "posted");
}

TEST_P(Offers, WhoHasNoPersonHasNoOffers) {
    sign_in(county_);
    EXPECT_EQ(get("/volunteer/offers").status, 403);
}

} // namespace
} // namespace liandong::modules::volunteers
