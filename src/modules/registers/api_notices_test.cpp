// Notices from outside, on both databases: only one's own, page by page, read once.
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "follow/notices.hpp"
#include "http/front.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_caller.hpp"
#include "modules/testing.hpp"

namespace liandong::modules::registers {
namespace {

namespace json = boost::json;

class Notices : public db::OnBoth {
protected:
    void SetUp() override {
        if (!db::TestDatabase::available(GetParam()))
            GTEST_SKIP() << "LIANDONG_POSTGRES names no server";
        record::Hooks hooks;
        hooks.events["services.place_request"] = [](record::HookCall&) {};
        house_ = std::make_unique<TestHouse>(GetParam(), hooks);
        http::Router router;
        router.add(notice_routes(house_->desk));
        router.add(find_routes(house_->desk));
        const auto before = [this](http::Request& request) { registers::let_in(request, {me_, "csrf"}); };
        front_ = std::make_unique<http::Front>(std::move(router), http::StaticFiles{}, http::Hooks{.before = before},
                                               metrics_);
        station_ = house_->make(
            "stations.station",
            {{"name", std::string("演示社工站")}, {"mode", std::string("1")}, {"place", std::string("620123103000")}});
        me_.id = base::new_uuid();
        me_.login = "town";
        me_.role = "town";
        me_.region = "620123103000";
    }
    void tell(const base::Uuid& account, int n) { tell(account, n, "stations.station", station_); }
    void tell(const base::Uuid& account, int n, const std::string& type, const base::Uuid& record) {
        house_->database->write([&](db::Session& session) {
            follow::tell(session, [&](db::Session&, const follow::Addressee&) { return std::vector{account}; },
                         {follow::Addressee{}},
                         {.source = "test " + std::to_string(n),
                          .text = "clock.late",
                          .params = {{"what", "应对接"}, {"what@en", "To be matched"}, {"due", "2026-11-27"}},
                          .type = type,
                          .record = record,
                          .position = 1,
                          .due_at = base::Instant{n * 1'000},
                          .at = {n * 1'000}});
        });
    }
    json::value send(std::string method, const std::string& target, const std::string& body = {}) {
        http::Headers headers;
        if (!body.empty())
            headers.push_back({"Content-Type", "application/json"});
        http::Request request(std::move(method), "/api/v1" + target, std::move(headers), body);
        const http::Reply reply = front_->answer(request);
        status_ = reply.status;
        return json::parse(std::string(reply.view()));
    }

    std::unique_ptr<TestHouse> house_;
    http::Metrics metrics_;
    std::unique_ptr<http::Front> front_;
    access::Account me_;
    base::Uuid station_;
    int status_ = 0;
};
LIANDONG_ON_BOTH(Notices);

TEST_P(Notices, OnesOwnAreSaidInBothLanguagesNewestFirst) {
    tell(me_.id, 1);
    tell(me_.id, 2);
    tell(base::new_uuid(), 3);
    const auto answer = send("GET", "/notices");
    ASSERT_EQ(status_, 200);
    EXPECT_EQ(answer.at("unread").as_int64(), 2);
    ASSERT_EQ(answer.at("items").as_array().size(), 2u);
    const auto& first = answer.at_pointer("/items/0");
    EXPECT_EQ(first.at("due_at").as_string(), "1970-01-01T08:00:02+08:00");
    EXPECT_EQ(first.at_pointer("/text/zh").as_string(), "社工站“应对接”已超过期限（2026-11-27）。");
    EXPECT_EQ(first.at_pointer("/text/en").as_string(), "Station: “To be matched” is overdue (due 2026-11-27).");
    EXPECT_EQ(first.at_pointer("/record/title").as_string(), "演示社工站");
}

TEST_P(Notices, ARecordOneMayNoLongerSeeIsNotNamed) {
    me_.role = "resident";
    me_.region = "620502000000";
    tell(me_.id, 1);
    const auto answer = send("GET", "/notices");
    EXPECT_EQ(answer.at_pointer("/items/0/record").as_object().contains("title"), false);
    EXPECT_EQ(answer.at_pointer("/items/0/record").as_object().contains("id"), false);
}

TEST_P(Notices, OfARecordThatMayOnlyBeCountedThePlaceAndWhoHasItToDoAreSaid) {
    me_.role = "county";
    me_.region = "620123000000";
    const auto request = house_->make("services.request", {{"channel", std::string("3")},
                                                           {"place", std::string("620123103217")},
                                                           {"applicant", std::string("演示甲")},
                                                           {"phone", std::string("0931-0000001")},
                                                           {"matter", std::string("送餐")},
                                                           {"station", base::to_text(station_)},
                                                           {"consent", true}});
    tell(me_.id, 1, "services.request", request);
    const auto answer = send("GET", "/notices");
    const auto& about = answer.at_pointer("/items/0/record").as_object();
    EXPECT_FALSE(about.contains("id"));
    EXPECT_FALSE(about.contains("title"));
    EXPECT_EQ(about.at("place").at("code").as_string(), "620123103000"); // the village is personal
    EXPECT_EQ(about.at("holder").at("title").as_string(), "演示社工站");
    me_.region = "620102000000";
    EXPECT_FALSE(send("GET", "/notices").at_pointer("/items/0/record").as_object().contains("place"));
}

TEST_P(Notices, OneSourceTellsAnAccountOnce) {
    tell(me_.id, 1);
    tell(me_.id, 1);
    EXPECT_EQ(send("GET", "/notices").at("unread").as_int64(), 1);
}

TEST_P(Notices, PagesFollowEachOtherWithoutGapOrRepeat) {
    for (int n = 1; n <= 5; ++n)
        tell(me_.id, n);
    std::vector<std::string> seen;
    std::string after;
    do {
        const auto answer = send("GET", "/notices?size=2" + after);
        for (const auto& item : answer.at("items").as_array())
            seen.push_back(std::string(item.at("at").as_string()).substr(17, 2));
        after = answer.at("next").is_null() ? "" : "&after=" + std::string(answer.at("next").as_string());
    } while (!after.empty());
    EXPECT_THAT(seen, testing::ElementsAre("05", "04", "03", "02", "01"));
}

TEST_P(Notices, WhatIsReadCountsNoLongerAndOthersNoticesAreNotTouched) {
    const base::Uuid other = base::new_uuid();
    tell(me_.id, 1);
    tell(me_.id, 2);
    tell(other, 3);
    const std::string id(send("GET", "/notices").at_pointer("/items/0/id").as_string());
    EXPECT_EQ(send("POST", "/notices/read", R"({"ids":[")" + id + "\"]}").at("unread").as_int64(), 1);
    EXPECT_EQ(send("GET", "/notices?unread=true").at("items").as_array().size(), 1u);
    EXPECT_EQ(send("POST", "/notices/read", R"({"all":true})").at("unread").as_int64(), 0);
    me_.id = other;
    EXPECT_EQ(send("GET", "/notices").at("unread").as_int64(), 1);
    me_.id = base::new_uuid();
    send("POST", "/notices/read", R"({"ids":[")" + id + "\"]}");
    EXPECT_EQ(send("GET", "/notices").at("unread").as_int64(), 0);
}

TEST_P(Notices, WhatCannotBeReadIsSaid) {
    for (const char* body : {"{}", R"({"ids":[]})", R"({"ids":["x"]})", R"({"ids":7})", R"({"all":true,"ids":[]})"}) {
        send("POST", "/notices/read", body);
        EXPECT_EQ(status_, 422) << body;
    }
    for (const auto& [query, status] :
         std::vector<std::pair<std::string, int>>{{"?size=0", 400},
                                                  {"?size=101", 400},
                                                  {"?unread=x", 400},
                                                  {"?after=x", 422},
                                                  {"?after=01900000-0000-7000-8000-000000000000", 422}}) {
        send("GET", "/notices" + query);
        EXPECT_EQ(status_, status) << query;
    }
}

TEST_P(Notices, AFindingOfTheNightStandsInTheToDoList) {
    house_->database->write([&](db::Session& session) {
        session.execute(
            "insert into finding (record, rule, type, since, params) values (?, 'R-STA-04', "
            "'stations.station', ?, '{\"full_time\":\"1\"}')",
            station_, *base::parse_date("2026-11-01"));
    });
    const auto answer = send("GET", "/todo");
    bool found = false;
    for (const auto& item : answer.at("items").as_array())
        if (const auto* rule = item.as_object().if_contains("rule")) {
            found = true;
            EXPECT_EQ(rule->as_string(), "R-STA-04");
            EXPECT_TRUE(item.at("late").as_bool());
        }
    EXPECT_TRUE(found);
}

} // namespace
} // namespace liandong::modules::registers
