// A request from a village that no open station covers reaches the county, which acts in the station's place.
#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <thread>

#include "follow/testing.hpp"
#include "http/front.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_caller.hpp"
#include "modules/testing.hpp"

namespace liandong::modules::registers {
namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::Not;

constexpr const char* village = "620123103217";
constexpr const char* other_town = "620123101000";

class Uncovered : public db::OnBoth {
protected:
    void SetUp() override {
        if (!db::TestDatabase::available(GetParam()))
            GTEST_SKIP() << "LIANDONG_POSTGRES names no server";
        record::Hooks hooks;
        hooks.events["services.place_request"] = [](record::HookCall&) {};
        house_ = std::make_unique<TestHouse>(GetParam(), std::move(hooks));
        http::Router router;
        router.add(record_routes(house_->desk));
        router.add(notice_routes(house_->desk));
        router.add(find_routes(house_->desk));
        const auto before = [this](http::Request& request) { let_in(request, {me_, "csrf"}); };
        front_ = std::make_unique<http::Front>(std::move(router), http::StaticFiles{}, http::Hooks{.before = before},
                                               metrics_);
        county_ = account("county", "county", "620123000000");
        neighbour_ = account("neighbour", "county", "620121000000");
        const follow::Directory directory = [](db::Session& session, const follow::Addressee& whom) {
            return whom.member ? access::accounts_of(session, *whom.member, whom.id)
                               : access::accounts_in_role(session, whom.role, whom.region);
        };
        followers_ = std::make_unique<follow::Followers>(*house_->database, house_->kernel.house(), house_->figures,
                                                         follow::Say{}, directory);
        followers_->catch_up(); // from here on they tell
        request_ = house_->make("services.request", {{"channel", std::string("3")},
                                                     {"place", std::string(village)},
                                                     {"applicant", std::string("演示甲")},
                                                     {"phone", std::string("0931-0000001")},
                                                     {"matter", std::string("送餐")},
                                                     {"story", std::string("演示：独居")},
                                                     {"consent", true}});
        house_->fire("services.request", request_, "submit");
        me_ = county_;
    }
    access::Account account(const std::string& login, const std::string& role, const std::string& region) {
        access::Account made{.id = base::new_uuid(), .login = login, .name = "演示", .role = role, .region = region};
        house_->database->write([&](db::Session& session) { access::add(session, gansu(), made, "none"); });
        return made;
    }
    base::Uuid station(const char* place, const std::vector<const char*>& events) {
        const base::Uuid id = house_->make(
            "stations.station",
            {{"name", std::string("演示邻镇站")}, {"level", std::string("1")}, {"place", std::string(place)}});
        for (const char* event : events)
            house_->fire("stations.station", id, event);
        return id;
    }
    json::value send(std::string method, const std::string& target, const std::string& body = {}) {
        http::Headers headers;
        if (!body.empty())
            headers = {{"Content-Type", "application/json"},
                       {"Request-Id", base::to_text(base::new_uuid())},
                       {"If-Match", "\"" + std::to_string(version_) + "\""}};
        http::Request request(std::move(method), "/api/v1" + target, std::move(headers), body);
        const http::Reply reply = front_->answer(request);
        status_ = reply.status;
        return json::parse(std::string(reply.view()));
    }
    std::string address() const { return "/records/services.request/" + base::to_text(request_); }
    /// As the county finds the request on its own page.
    json::value read() {
        const auto record = send("GET", address());
        if (status_ == 200)
            version_ = record.at("version").as_int64();
        return record;
    }
    int fire(const std::string& event, const std::string& fields = "{}") {
        read();
        send("POST", address() + "/events/" + event, R"({"fields":)" + fields + "}");
        return status_;
    }
    /// Notices written by the followers, to the end of the journal.
    void follow() { follow::to_the_end(*followers_, *house_->database); }

    std::unique_ptr<TestHouse> house_;
    http::Metrics metrics_;
    std::unique_ptr<http::Front> front_;
    access::Account me_, county_, neighbour_;
    std::unique_ptr<follow::Followers> followers_;
    base::Uuid request_;
    std::int64_t version_ = 0;
    int status_ = 0;
};
LIANDONG_ON_BOTH(Uncovered);

TEST_P(Uncovered, TheCountyReadsWhatItTakesToAct) {
    const auto record = read();
    ASSERT_EQ(status_, 200);
    EXPECT_EQ(record.at_pointer("/fields/phone").as_string(), "0931-0000001");
    EXPECT_EQ(record.at_pointer("/fields/story").as_string(), "演示：独居");
}

TEST_P(Uncovered, ItStandsInTheCountysToDoListWithItsTime) {
    const auto todo = send("GET", "/todo");
    ASSERT_EQ(todo.at("items").as_array().size(), 1U);
    EXPECT_EQ(todo.at_pointer("/items/0/id").as_string(), base::to_text(request_));
    EXPECT_EQ(todo.at_pointer("/items/0/due_at").as_string(), read().at_pointer("/fields/answer_by").as_string());
}

TEST_P(Uncovered, TheCountyIsToldAndNobodyElse) {
    follow();
    const auto told = send("GET", "/notices");
    ASSERT_EQ(told.at("unread").as_int64(), 1);
    EXPECT_THAT(json::serialize(told), Not(HasSubstr("0931-0000001")));
    me_ = neighbour_;
    EXPECT_EQ(send("GET", "/notices").at("unread").as_int64(), 0);
}

TEST_P(Uncovered, WhatSpeaksOfDangerIsToldAtOnceWithoutItsWordsAndStandsFirst) {
    const auto danger = house_->make("services.request", {{"channel", std::string("3")},
                                                          {"place", std::string(village)},
                                                          {"applicant", std::string("演示乙")},
                                                          {"phone", std::string("0931-0000002")},
                                                          {"matter", std::string("家暴")},
                                                          {"in_danger", true},
                                                          {"consent", true}});
    house_->fire("services.request", danger, "submit", {}, record::Given{.me = {}, .now = {base::now().ms + 1000}});
    const auto todo = send("GET", "/todo");
    EXPECT_EQ(todo.at_pointer("/items/0/id").as_string(), base::to_text(danger)) << "though due later than the other";
    EXPECT_TRUE(todo.at_pointer("/items/0/first").as_bool());
    EXPECT_FALSE(todo.at_pointer("/items/1").as_object().contains("first"));
    follow();
    const auto told = send("GET", "/notices");
    EXPECT_THAT(std::string(told.at_pointer("/items/0/text/zh").as_string()), HasSubstr("涉及人身危险"));
    EXPECT_THAT(std::string(told.at_pointer("/items/0/text/zh").as_string()), Not(HasSubstr("家暴")));
}

TEST_P(Uncovered, AnotherCountySeesNothing) {
    me_ = neighbour_;
    EXPECT_EQ((read(), status_), 404);
    EXPECT_TRUE(send("GET", "/todo").at("items").as_array().empty());
}

TEST_P(Uncovered, TheCountyTakesItUpAndAnswersIt) {
    ASSERT_EQ(fire("accept"), 200);
    ASSERT_EQ(fire("settle", R"({"result":"已联系村委会送餐","field":"01"})"), 200);
    const auto record = read();
    EXPECT_EQ(record.at("state").as_string(), "done");
    EXPECT_TRUE(record.at_pointer("/fields/phone").is_object()) << "masked again once it is over";
}

TEST_P(Uncovered, AStationThatTakesItUpSaysWhoTheClientIs) {
    me_ = account("worker", "station_worker", "620123000000");
    me_.station = station(other_town, {"build", "present", "accept"});
    EXPECT_EQ(fire("accept"), 422);
}

TEST_P(Uncovered, TheCountyGivesItToAnotherTownsStationAndNoLongerReadsIt) {
    const auto id = station(other_town, {"build", "present", "accept"});
    ASSERT_EQ(fire("assign", R"({"station":")" + base::to_text(id) + "\"}"), 200);
    EXPECT_EQ(house_->fetch("services.request", request_)["station"], base::Value(base::to_text(id)));
    EXPECT_EQ((read(), status_), 404);
    me_ = account("worker", "station_worker", "620123101000");
    me_.station = id;
    EXPECT_EQ((read(), status_), 200);
}

TEST_P(Uncovered, ItIsNotGivenToAClosedStationNorToOneOfAnotherCounty) {
    const auto building = station(other_town, {"build"});
    const auto elsewhere = station("620121100000", {"build", "present", "accept"});
    for (const auto& id : {building, elsewhere})
        EXPECT_EQ(fire("assign", R"({"station":")" + base::to_text(id) + "\"}"), 422);
}

TEST_P(Uncovered, OnceAStationHasItTheCountyIsNotAsked) {
    const auto id = station(other_town, {"build", "present", "accept"});
    house_->change("services.request", request_, {{"station", base::to_text(id)}});
    EXPECT_EQ((read(), status_), 404);
    EXPECT_TRUE(send("GET", "/todo").at("items").as_array().empty());
}

} // namespace
} // namespace liandong::modules::registers
