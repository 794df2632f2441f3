// Records through the door of the interface: what a right that names its fields opens, and what it does not.
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "crypt/secret.hpp"
#include "http/front.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_caller.hpp"
#include "modules/testing.hpp"

namespace liandong::modules::registers {
namespace {

namespace json = boost::json;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* town = "620123103000";
constexpr const char* village = "620123103217";
constexpr const char* people = "/api/v1/records/people.person";

/// The pack of Gansu in which a station worker may write only some fields of a person.
pack::Pack narrowed(std::vector<std::string> fields) {
    pack::Pack pack = gansu();
    for (auto& role : pack.roles)
        for (auto& grant : role.may)
            if (role.name == "station_worker" && grant.on == "people.person" && grant.reach == "region") {
                pack::Grant writes = grant;
                writes.words = {"create", "change"};
                writes.fields = fields;
                grant.words = {"read"};
                role.may.push_back(std::move(writes));
                return pack;
            }
    return pack;
}

struct Answered {
    int status = 0;
    json::value body;
    std::vector<std::string> findings() const {
        std::vector<std::string> found;
        for (const auto& one : body.at("error").at("fields").as_array())
            found.push_back(std::string(one.at("field").as_string()) + " " + std::string(one.at("code").as_string()));
        return found;
    }
};

class Records : public db::OnBoth {
protected:
    void SetUp() override {
        if (!db::TestDatabase::available(GetParam()))
            GTEST_SKIP() << "LIANDONG_POSTGRES names no server";
        record::Hooks hooks;
        hooks.events["services.place_request"] = [](record::HookCall&) {};
        hooks.rules["volunteers.day_limit"] = [](const record::HookCall&) { return std::vector<base::Finding>{}; };
        house_ = std::make_unique<TestHouse>(GetParam(), hooks);
        pack_ = narrowed({"name", "phone", "live_region"});
        desk_ = std::make_unique<Desk>(Desk{*house_->database, pack_, house_->kernel, house_->keys, gansu_atlas(),
                                            house_->door, house_->figures, house_->attachments});
        http::Router router;
        router.add(session_routes(*desk_));
        router.add(record_routes(*desk_));
        front_ = std::make_unique<http::Front>(
            std::move(router), http::StaticFiles{},
            http::Hooks{.words =
                            [](std::string_view code) {
                                const auto found = gansu().texts.find(std::string(code));
                                return found == gansu().texts.end() ? base::Words{} : found->second;
                            },
                        .before = [this](http::Request& request) { know(*desk_, request); }},
            metrics_);
        sign_in();
    }
    void sign_in(const std::string& role = "station_worker", const std::string& region = town) {
        house_->database->write([&](db::Session& session) {
            access::add(session, gansu(), {.id = {}, .login = role, .name = "演示", .role = role, .region = region},
                        crypt::password_hash("Yanshi-2026-right"));
        });
        const auto in = house_->door.sign_in(role, "Yanshi-2026-right");
        cookie_ = "liandong=" + in.token;
        csrf_ = in.session.csrf;
    }
    Answered ask(const std::string& method, const std::string& target, const json::object& body,
                 const std::string& version = "", const char* language = "zh") {
        http::Headers headers{{"Content-Type", "application/json"},
                              {"Cookie", cookie_},
                              {"X-CSRF-Token", csrf_},
                              {"Accept-Language", language},
                              {"Request-Id", base::to_text(base::new_uuid())}};
        if (!version.empty())
            headers.push_back({"If-Match", version});
        http::Request request(method, target, headers, json::serialize(body));
        const http::Reply reply = front_->answer(request);
        return {reply.status, json::parse(reply.view())};
    }
    std::string person() {
        return base::to_text(house_->make("people.person", {{"name", std::string("演示某人")},
                                                            {"id_type", std::string("414")},
                                                            {"sex", std::string("1")},
                                                            {"birth_date", *base::parse_date("1950-01-01")},
                                                            {"live_region", std::string(village)}}));
    }

    std::string request() {
        return base::to_text(house_->make("services.request", {{"channel", std::string("3")},
                                                               {"place", std::string(village)},
                                                               {"applicant", std::string("演示甲")},
                                                               {"phone", std::string("0931-0000001")},
                                                               {"matter", std::string("送餐")},
                                                               {"consent", true}}));
    }
    /// What every address of one record answers: status and code.
    std::vector<std::string> acts_on(const std::string& one) {
        std::vector<std::string> answers;
        const auto say = [&](const Answered& answer) {
            const auto* error = answer.body.as_object().if_contains("error");
            answers.push_back(std::to_string(answer.status) + " " +
                              (error ? std::string(error->at("code").as_string()) : std::string()));
        };
        say(ask("GET", one, {}));
        say(ask("GET", one + "/history", {}));
        say(ask("PATCH", one, {{"fields", {{"matter", "别的"}}}}, "\"1\""));
        say(ask("POST", one + "/events/accept", {}, "\"1\""));
        say(ask("POST", one + "/events/submit", {{"fields", {{"matter", "别的"}}}}, "\"1\""));
        return answers;
    }

    std::unique_ptr<TestHouse> house_;
    pack::Pack pack_;
    std::unique_ptr<Desk> desk_;
    http::Metrics metrics_;
    std::unique_ptr<http::Front> front_;
    std::string cookie_, csrf_;
};

TEST_P(Records, ARightThatNamesItsFieldsChangesThese) {
    const auto answer =
        ask("PATCH", std::string(people) + "/" + person(), {{"fields", {{"phone", "0931-0000009"}}}}, "\"1\"");
    EXPECT_EQ(answer.status, 200) << json::serialize(answer.body);
}

TEST_P(Records, ARightThatNamesItsFieldsChangesNoOther) {
    const std::string id = person();
    const json::object body{{"fields", {{"phone", "0931-0000009"}, {"ethnic", "02"}, {"sex", "2"}}}};
    const auto refused = ask("PATCH", std::string(people) + "/" + id, body, "\"1\"");
    EXPECT_EQ(refused.status, 403);
    EXPECT_THAT(refused.findings(), testing::UnorderedElementsAre("ethnic access.field", "sex access.field"));
    EXPECT_EQ(house_->fetch("people.person", *base::parse_uuid(id)).version, 1);
    const auto told = ask("PATCH", std::string(people) + "/" + id, body, "\"1\"", "en");
    EXPECT_THAT(std::string(told.body.at("error").at("fields").at(0).at("message").as_string()),
                HasSubstr("does not include"));
}

TEST_P(Records, WhatIsSentBackAsItStandsIsNoChange) {
    const auto answer = ask("PATCH", std::string(people) + "/" + person(),
                            {{"fields", {{"phone", "0931-0000009"}, {"sex", "1"}}}}, "\"1\"");
    EXPECT_EQ(answer.status, 200) << json::serialize(answer.body);
}

TEST_P(Records, ARightThatNamesItsFieldsCreatesWithThese) {
    json::object fields{{"name", "演示新人"}, {"live_region", village}, {"ethnic", "02"}};
    fields["id_type"] = "414";
    const auto refused = ask("POST", people, {{"fields", fields}});
    EXPECT_EQ(refused.status, 422) << "what a person lacks is told first";
    fields["sex"] = "1";
    fields["birth_date"] = "1950-01-01";
    const auto narrow = ask("POST", people, {{"fields", fields}});
    EXPECT_EQ(narrow.status, 403) << json::serialize(narrow.body);
    EXPECT_THAT(narrow.findings(), testing::Contains("ethnic access.field"));
    EXPECT_THAT(narrow.findings(), testing::Not(testing::Contains("name access.field")));
}

TEST_P(Records, AChangeOfNothingStandsWhereTheJournalStands) {
    const std::string id = person();
    const auto answer = ask("PATCH", std::string(people) + "/" + id, {{"fields", json::object{}}}, "\"1\"");
    EXPECT_EQ(answer.status, 200);
    // On PostgreSQL other transactions may still hold back the final position of a journal this young.
    EXPECT_GE(answer.body.at("position").to_number<std::int64_t>(), 0);
}

TEST_P(Records, ABodyIsReadWithoutGuessing) {
    const std::string one = std::string(people) + "/" + person();
    EXPECT_THAT(ask("PATCH", one, {{"feilds", json::object{}}}, "\"1\"").findings(),
                ElementsAre("feilds record.unknown_field"));
    EXPECT_THAT(ask("PATCH", one, {{"fields", json::array{}}}, "\"1\"").findings(),
                ElementsAre("fields http.wrong_kind"));
    EXPECT_THAT(ask("PATCH", one, {{"fields", json::object{}}, {"reason", 7}}, "\"1\"").findings(),
                ElementsAre("reason http.wrong_kind"));
    EXPECT_THAT(ask("POST", std::string(people) + "/search", {{"wehre", "id = ''"}}).findings(),
                ElementsAre("wehre http.unknown_field"));
    EXPECT_THAT(ask("POST", std::string(people) + "/search", {{"total", "all"}}).findings(),
                ElementsAre("total record.no_such_word"));
}

TEST_P(Records, WhatOneMayNotReadIsAbsentWhateverOneWantsToDo) {
    const std::string there = "/api/v1/records/services.request/" + request();
    const std::string nowhere = "/api/v1/records/services.request/" + base::to_text(base::new_uuid());
    using Somebody = std::pair<const char*, const char*>;
    for (const auto& [role, region] :
         {Somebody{"province", "620000000000"}, {"county", "620121000000"}, {"town", "620123100000"}}) {
        sign_in(role, region);
        const auto unknown = acts_on(nowhere);
        EXPECT_EQ(acts_on(there), unknown) << role;
        EXPECT_THAT(unknown, testing::Each("404 record.not_found")) << role;
    }
}

TEST_P(Records, WhatOneMayReadAndNotChangeIsRefused) {
    sign_in("county", "620123000000");
    const auto refused =
        ask("PATCH", std::string(people) + "/" + person(), {{"fields", {{"phone", "0931-0000009"}}}}, "\"1\"");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.body.at("error").at("code"), "access.forbidden");
}

TEST_P(Records, WhoMayOnlyCountIsToldSo) {
    sign_in("province", "620000000000");
    for (const auto& answer : {ask("GET", "/api/v1/records/services.request", {}),
                               ask("POST", "/api/v1/records/services.request/search", json::object{}),
                               ask("POST", "/api/v1/records/services.request", {{"fields", json::object{}}})}) {
        EXPECT_EQ(answer.status, 404);
        EXPECT_EQ(answer.body.at("error").at("code"), "access.counts_only");
    }
}

LIANDONG_ON_BOTH(Records);

} // namespace
} // namespace liandong::modules::registers
