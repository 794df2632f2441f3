// The portal from outside: a resident asks without an account and follows, withdraws and rates with a receipt and its
// code.
#include "modules/services/api.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <set>
#include <thread>

#include "access/account.hpp"
#include "http/front.hpp"
#include "modules/services/hooks.hpp"
#include "modules/services/store.hpp"
#include "modules/testing.hpp"
#include "record/list.hpp"

namespace liandong::modules::services {
namespace {

namespace json = boost::json;
using testing::AnyOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char* village = "620123103217"; // 榆中县 金崖镇 黄家庄村委会
constexpr const char* town = "620123103000";
constexpr const char* path = "/api/v1/public/requests";

struct Answered {
    int status = 0;
    json::value body;
    std::string text;
    std::string etag;

    std::string at(const std::string& pointer) const {
        boost::system::error_code none;
        const json::value* found = body.find_pointer(pointer, none);
        return !found ? "(nothing)" : found->is_string() ? std::string(found->get_string()) : json::serialize(*found);
    }
    std::string code() const { return at("/error/code"); }
    std::vector<std::string> findings() const {
        std::vector<std::string> found;
        for (const auto& one : body.at("error").at("fields").as_array())
            found.push_back(std::string(one.at("field").as_string()) + " " + std::string(one.at("code").as_string()));
        return found;
    }
};

class Portal : public db::OnBoth {
protected:
    void SetUp() override {
        if (!db::TestDatabase::available(GetParam()))
            GTEST_SKIP() << "LIANDONG_POSTGRES names no server";
        record::Hooks hooks;
        add_hooks(hooks, read_crisis(LIANDONG_SOURCE "/pack/gansu-2021"));
        house_ = std::make_unique<TestHouse>(GetParam(), hooks, tables());
        http::Router router;
        router.add(routes(house_->desk));
        const auto words = [](std::string_view code) {
            const auto found = gansu().texts.find(std::string(code));
            return found == gansu().texts.end() ? base::Words{} : found->second;
        };
        front_ = std::make_unique<http::Front>(std::move(router), http::StaticFiles{},
                                               http::Hooks{.words = words, .before = {}}, metrics_);
    }

    Answered send(std::string method, const std::string& target, http::Headers headers = {}, std::string body = {}) {
        http::Request request(std::move(method), target, std::move(headers), std::move(body));
        request.client = address_;
        const http::Reply reply = front_->answer(request);
        Answered answered{.status = reply.status, .body = {}, .text = std::string(reply.view()), .etag = {}};
        if (const auto tag = http::find(reply.headers, "ETag"))
            answered.etag = *tag;
        boost::system::error_code none;
        answered.body = json::parse(answered.text, none);
        return answered;
    }
    Answered get(const std::string& target) { return send("GET", target); }
    Answered post(const std::string& target, const std::string& body,
                  const std::string& request_id = base::to_text(base::new_uuid())) {
        return send("POST", target, {{"Content-Type", "application/json"}, {"Request-Id", request_id}}, body);
    }

    /// A request that is as it should be, with some of it otherwise; null takes a field out.
    static std::string form(const json::object& otherwise = {}) {
        json::object body{{"place", village}, {"matter", "老人需要送餐"},       {"urgency", "1"},
                          {"is_self", true},  {"applicant", "演示张三"},        {"phone", "13900000000"},
                          {"consent", true},  {"story", "演示：独居，腿脚不便"}};
        for (const auto& [name, value] : otherwise)
            body[name] = value;
        return json::serialize(body);
    }
    struct Held {
        std::string receipt, code;
    };
    Held asked(const json::object& otherwise = {}) {
        const Answered answered = post(path, form(otherwise));
        EXPECT_EQ(answered.status, 201) << answered.text;
        return {answered.at("/receipt"), answered.at("/code")};
    }
    Answered act(const Held& held, const json::object& body,
                 const std::string& request_id = base::to_text(base::new_uuid())) {
        json::object whole = body;
        whole["code"] = held.code;
        return post(std::string(path) + "/" + held.receipt, json::serialize(whole), request_id);
    }
    Answered follow(const Held& held) { return act(held, {{"do", "follow"}}); }

    base::Uuid record_of(const Held& held) {
        return house_->database->read([&](db::Session& session) { return receipt_of(session, held.receipt)->request; });
    }
    /// A station of some state that covers the town from a day, perhaps to a day.
    base::Uuid station(const std::string& name, const std::vector<const char*>& events, base::Value until = {},
                       base::Date since = *base::parse_date("2022-01-01"), const std::string& point = "") {
        const base::Uuid id =
            house_->make("stations.station", {{"name", name},
                                              {"level", std::string("1")},
                                              {"place", std::string(town)},
                                              {"phone", std::string("0931-1234567")},
                                              {"point", point.empty() ? base::Value() : base::Value(point)}});
        for (const char* event : events)
            house_->fire("stations.station", id, event);
        house_->make("stations.coverage",
                     {{"station", base::to_text(id)}, {"town", std::string(town)}, {"since", since}, {"until", until}});
        return id;
    }
    /// Settled on the spot, so many days ago.
    void settle(const Held& held, std::int64_t days_ago = 0) {
        const base::Uuid id = record_of(held);
        house_->change("services.request", id, {{"anonymous", true}});
        house_->fire("services.request", id, "accept");
        record::Given given;
        given.now.ms -= days_ago * 24 * 3'600'000;
        house_->fire("services.request", id, "settle",
                     {{"result", std::string("已安排送餐")}, {"field", std::string("01")}}, given);
    }

    const std::vector<const char*> on_trial_{"build", "present", "accept"};
    const std::vector<const char*> building_{"build"};
    std::string address_ = "192.0.2.1";
    std::unique_ptr<TestHouse> house_;
    http::Metrics metrics_;
    std::unique_ptr<http::Front> front_;
};
LIANDONG_ON_BOTH(Portal);

// Asking

TEST_P(Portal, ARequestIsAnsweredWithReceiptAndCode) {
    const Answered answered = post(path, form());
    ASSERT_EQ(answered.status, 201) << answered.text;
    EXPECT_THAT(answered.at("/receipt"), testing::MatchesRegex("QZ[0-9]{8}620123[0-9]{4}"));
    EXPECT_THAT(answered.at("/code"), testing::MatchesRegex("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"));
    EXPECT_EQ(answered.at("/county"), "榆中县");
    EXPECT_EQ(answered.at("/station"), "null");
    EXPECT_TRUE(base::parse_instant(answered.at("/answer_by")));
}

TEST_P(Portal, TheRequestWaitsFromTheWebWithEverythingThatWasTyped) {
    const auto request =
        house_->fetch("services.request", record_of(asked({{"is_self", false}, {"relation", "邻居"}})));
    EXPECT_EQ(request.state, "waiting");
    EXPECT_EQ(request.region, village);
    EXPECT_EQ(request["channel"], base::Value(std::string("3")));
    EXPECT_EQ(request["applicant"], base::Value(std::string("演示张三")));
    EXPECT_EQ(request["relation"], base::Value(std::string("邻居")));
    EXPECT_EQ(request["story"], base::Value(std::string("演示：独居，腿脚不便")));
    EXPECT_EQ(request["consent"], base::Value(true));
}

TEST_P(Portal, AnUrgentRequestIsAnsweredWithinADay) {
    const Answered answered = post(path, form({{"urgency", "3"}}));
    const auto answer_by = base::parse_instant(answered.at("/answer_by"));
    ASSERT_TRUE(answer_by) << answered.text;
    EXPECT_NEAR(static_cast<double>(answer_by->ms - base::now().ms), 24 * 3'600'000.0, 60'000.0);
}

TEST_P(Portal, WhatSpeaksOfDangerIsUrgentWhateverWasTicked) {
    for (const json::object& said :
         {json::object{{"matter", "家暴，想离开"}}, json::object{{"story", "She was BEATEN"}}}) {
        const Answered answered = post(path, form(said));
        ASSERT_EQ(answered.status, 201) << answered.text;
        EXPECT_EQ(answered.at("/in_danger"), "true");
        EXPECT_NEAR(static_cast<double>(base::parse_instant(answered.at("/answer_by"))->ms - base::now().ms),
                    24 * 3'600'000.0, 60'000.0);
        const Held held{answered.at("/receipt"), answered.at("/code")};
        const auto request = house_->fetch("services.request", record_of(held));
        EXPECT_EQ(request["urgency"], base::Value(std::string("3")));
        EXPECT_EQ(follow(held).at("/in_danger"), "true");
    }
    EXPECT_EQ(post(path, form()).at("/in_danger"), "false");
}

TEST_P(Portal, InDangerNobodyWaitsForConsent) {
    EXPECT_EQ(post(path, form({{"matter", "有人要自杀"}, {"consent", false}})).status, 201);
}

TEST_P(Portal, WhatSpeaksOfDangerStandsBeforeWhatIsOverdue) {
    asked();
    house_->database->write([](db::Session& session) {
        session.execute("update services_request set turn = turn - 864000000, answer_by = answer_by - 864000000");
    });
    const Held danger = asked({{"matter", "被家暴"}});
    const auto first = house_->database->read([&](db::Session& session) {
        return record::list(house_->kernel.house(), session, {}, house_->shape("services.request"),
                            record::all_seeing(), {.sort = gansu().type("services.request")->list.sort})
            .records.front()
            .id;
    });
    EXPECT_EQ(first, record_of(danger));
}

TEST_P(Portal, WhoAsksCannotSayThatThereIsNoDanger) {
    EXPECT_EQ(post(path, form({{"matter", "家暴"}, {"in_danger", false}})).findings(),
              std::vector<std::string>{"in_danger record.unknown_field"});
}

TEST_P(Portal, TheSameRequestAgainHasTheSameReceiptAndCode) {
    const std::string id = base::to_text(base::new_uuid());
    const Answered first = post(path, form(), id), again = post(path, form(), id);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(first.text, again.text);
    EXPECT_EQ(house_->database->read([](db::Session& session) {
        return session.rows("select count(*) from services_request").front().integer(0);
    }),
              1);
}

TEST_P(Portal, TheSameRequestIdWithAnotherBodyIsRefused) {
    const std::string id = base::to_text(base::new_uuid());
    post(path, form(), id);
    EXPECT_EQ(post(path, form({{"matter", "别的事"}}), id).status, 409);
}

TEST_P(Portal, WithoutARequestIdNothingIsMade) {
    EXPECT_EQ(send("POST", path, {{"Content-Type", "application/json"}}, form()).status, 400);
    EXPECT_EQ(house_->database->read([](db::Session& session) {
        return session.rows("select count(*) from services_request").front().integer(0);
    }),
              0);
}

TEST_P(Portal, TheCodeStandsNowhereInTheDatabase) {
    const Held held = asked();
    house_->database->read([&](db::Session& session) {
        const auto receipts = session.rows("select code_digest, caller_digest from services_receipt");
        EXPECT_THAT(std::string(receipts.front().text(0)), Not(HasSubstr(held.code)));
        EXPECT_THAT(std::string(receipts.front().text(1)), Not(HasSubstr(address_)));
        const auto kept = session.rows("select answer from request");
        EXPECT_THAT(std::string(kept.front().text(0)), Not(HasSubstr(held.code)));
    });
}

TEST_P(Portal, WithoutConsentOnlyAnUrgentRequestGoesAhead) {
    const Answered refused = post(path, form({{"consent", false}}));
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.findings(), ElementsAre("consent portal.consent"));
    EXPECT_EQ(post(path, form({{"consent", nullptr}, {"urgency", "3"}})).status, 201);
}

TEST_P(Portal, EverythingThatIsMissingIsSaidAtOnceUnderThePagesNames) {
    const Answered refused = post(path, "{}");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.findings(), testing::UnorderedElementsAre("place record.required", "matter record.required",
                                                                  "applicant record.required", "phone record.required",
                                                                  "consent portal.consent"));
}

TEST_P(Portal, WhoAsksForSomebodyElseSaysHowTheyAreRelated) {
    EXPECT_THAT(post(path, form({{"is_self", false}})).findings(), ElementsAre("relation record.required"));
}

TEST_P(Portal, EveryKindOfBadInputGetsAnAnswerAndLeavesNothing) {
    const std::string long_text(61 * 3, 'x');
    const std::vector<std::pair<json::object, std::string>> bad{
        {{{"place", "620123000000"}}, "place"},
        {{{"place", "629999999999"}}, "place"},
        {{{"place", "here"}}, "place"},
        {{{"place", 620123103217}}, "place"},
        {{{"place", json::object{}}}, "place"},
        {{{"matter", long_text}}, "matter"},
        {{{"matter", 7}}, "matter"},
        {{{"matter", "  "}}, "matter"},
        {{{"story", std::string(2001, 'x')}}, "story"},
        {{{"story", json::array{}}}, "story"},
        {{{"urgency", "9"}}, "urgency"},
        {{{"urgency", "urgent"}}, "urgency"},
        {{{"urgency", 3}}, "urgency"},
        {{{"is_self", "yes"}}, "is_self"},
        {{{"phone", "110"}}, "phone"},
        {{{"phone", "not a phone"}}, "phone"},
        {{{"phone", 13900000000}}, "phone"},
        {{{"applicant", std::string(61, 'x')}}, "applicant"},
        {{{"consent", "true"}}, "consent"},
        {{{"state", "done"}}, "state"},
        {{{"station", "x"}}, "station"},
        {{{"channel", "1"}}, "channel"},
        {{{"no_such_field", 1}}, "no_such_field"},
        {{{"number", "QZ1"}}, "number"},
    };
    for (const auto& [otherwise, field] : bad) {
        const Answered refused = post(path, form(otherwise));
        EXPECT_EQ(refused.status, 422) << json::serialize(otherwise) << refused.text;
        ASSERT_EQ(refused.code(), "record.invalid") << json::serialize(otherwise);
        EXPECT_THAT(refused.findings(), Each(HasSubstr(field + " "))) << json::serialize(otherwise);
    }
    house_->database->read([](db::Session& session) {
        for (const char* table : {"services_request", "services_receipt", "journal", "request"})
            EXPECT_EQ(session.rows("select count(*) from " + std::string(table)).front().integer(0), 0) << table;
    });
}

TEST_P(Portal, WhatCannotBeReadIsRefusedAsSuch) {
    for (const char* body : {"", "{", "[]", "null", "\"x\"", "{\"matter\":\"\xff\"}", "{\"matter\":\"\\u0000\"}",
                             "{\"place\":1,\"place\":2}"})
        EXPECT_EQ(post(path, body).status, 400) << body;
    const std::string deep = std::string(100, '[') + std::string(100, ']');
    EXPECT_EQ(post(path, "{\"story\":" + deep + "}").status, 400);
}

TEST_P(Portal, FromOnePlaceAVillageOfficeAsksForManyAnHourButNotForever) {
    const std::string id = base::to_text(base::new_uuid());
    for (int i = 0; i < 60; ++i)
        ASSERT_EQ(post(path, form(), i == 0 ? id : base::to_text(base::new_uuid())).status, 201);
    const Answered refused = post(path, form());
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.code(), "portal.too_many");
    EXPECT_EQ(post(path, form(), id).status, 201) << "the same request again is not another one";
    address_ = "192.0.2.2";
    EXPECT_EQ(post(path, form()).status, 201);
}

TEST_P(Portal, TheSameRequestSentManyTimesAtOnceIsMadeOnce) {
    const std::string id = base::to_text(base::new_uuid());
    std::vector<Answered> answers(6);
    std::vector<std::thread> senders;
    for (Answered& answer : answers)
        senders.emplace_back([&] { answer = post(path, form(), id); });
    for (auto& sender : senders)
        sender.join();
    for (const Answered& answer : answers)
        EXPECT_EQ(answer.text, answers.front().text);
    EXPECT_EQ(answers.front().status, 201);
    house_->database->read([](db::Session& session) {
        EXPECT_EQ(session.rows("select count(*) from services_request").front().integer(0), 1);
    });
}

TEST_P(Portal, RequestsSentAtOnceEachHaveAReceiptOfTheirOwn) {
    station("演示社工站", on_trial_);
    std::vector<Answered> answers(6);
    std::vector<std::thread> senders;
    for (Answered& answer : answers)
        senders.emplace_back([&] { answer = post(path, form()); });
    for (auto& sender : senders)
        sender.join();
    std::set<std::string> receipts;
    for (const Answered& answer : answers) {
        EXPECT_EQ(answer.status, 201) << answer.text;
        receipts.insert(answer.at("/receipt"));
    }
    EXPECT_EQ(receipts.size(), answers.size());
}

TEST_P(Portal, AfterAnHourNobodyKnowsWhereARequestCameFrom) {
    asked();
    house_->database->write(
        [](db::Session& session) { session.execute("update services_receipt set given_at = given_at - 3600001"); });
    asked();
    house_->database->read([](db::Session& session) {
        EXPECT_EQ(
            session.rows("select count(*) from services_receipt where caller_digest is not null").front().integer(0),
            1);
    });
}

// Where it goes

TEST_P(Portal, ARequestGoesToTheOpenStationThatCoversTheTownship) {
    const base::Uuid id = station("演示社工站", on_trial_);
    const Answered answered = post(path, form());
    EXPECT_EQ(answered.at("/station/name"), "演示社工站");
    EXPECT_EQ(answered.at("/station/phone"), "0931-1234567");
    EXPECT_EQ(house_->fetch("services.request", record_of({answered.at("/receipt"), ""}))["station"],
              base::Value(base::to_text(id)));
    EXPECT_EQ(house_->fetch("stations.station", id)["waiting"], base::Value(std::int64_t{1}));
}

TEST_P(Portal, AStationStillBeingBuiltGetsNoRequests) {
    station("演示在建站", building_);
    EXPECT_EQ(post(path, form()).at("/station"), "null");
}

TEST_P(Portal, AStationWhoseCoverageHasEndedGetsNoRequests) {
    station("演示旧站", on_trial_, base::today() - 1);
    EXPECT_EQ(post(path, form()).at("/station"), "null");
}

TEST_P(Portal, AStationThatCoversFromTomorrowGetsNoRequestsToday) {
    station("演示新站", on_trial_, {}, base::today() + 1);
    EXPECT_EQ(post(path, form()).at("/station"), "null");
}

TEST_P(Portal, AnotherTownshipsVillageIsNotCovered) {
    station("演示社工站", on_trial_);
    const std::string elsewhere = gansu_atlas().children("620123101000").front()->code;
    EXPECT_EQ(post(path, form({{"place", elsewhere}})).at("/station"), "null");
}

// Following

TEST_P(Portal, WhoHoldsReceiptAndCodeSeesHowFarItIs) {
    station("演示社工站", on_trial_);
    const Held held = asked();
    const Answered seen = follow(held);
    ASSERT_EQ(seen.status, 200) << seen.text;
    EXPECT_EQ(seen.at("/receipt"), held.receipt);
    EXPECT_EQ(seen.at("/matter"), "老人需要送餐");
    EXPECT_EQ(seen.at("/state"), "waiting");
    EXPECT_EQ(seen.at("/state_label/zh"), "待受理");
    EXPECT_EQ(seen.at("/state_label/en"), "Waiting");
    EXPECT_EQ(seen.at("/steps/0/state"), "waiting");
    EXPECT_EQ(seen.at("/steps/1"), "(nothing)");
    EXPECT_EQ(seen.at("/station/name"), "演示社工站");
    EXPECT_EQ(seen.at("/may"), R"(["withdraw"])");
}

TEST_P(Portal, NobodyIsNamedAndNoStoryIsTold) {
    const Answered seen = follow(asked());
    for (const char* word : {"演示张三", "13900000000", "独居"})
        EXPECT_THAT(seen.text, Not(HasSubstr(word)));
}

TEST_P(Portal, StepsFollowTheJournalAndTheResultIsThere) {
    const Held held = asked();
    settle(held);
    const Answered seen = follow(held);
    EXPECT_EQ(seen.at("/steps/0/state"), "waiting");
    EXPECT_EQ(seen.at("/steps/1/state"), "assessing");
    EXPECT_EQ(seen.at("/steps/2/state"), "done");
    EXPECT_TRUE(base::parse_instant(seen.at("/steps/2/at")));
    EXPECT_EQ(seen.at("/result"), "已安排送餐");
    EXPECT_EQ(seen.at("/may"), R"(["rate"])");
}

TEST_P(Portal, ThatHelpIsArrangedAndThatItCameIsShownWithoutNames) {
    const base::Uuid at = station("演示社工站", on_trial_);
    const Held held = asked();
    const auto person = house_->make("people.person", {{"name", std::string("演示李四")},
                                                       {"id_type", std::string("000")},
                                                       {"sex", std::string("2")},
                                                       {"birth_date", *base::parse_date("1990-05-06")},
                                                       {"live_region", std::string(village)}});
    const auto worker = house_->make("talent.worker", {{"person", base::to_text(person)},
                                                       {"employ_kind", std::string("4")},
                                                       {"station", base::to_text(at)},
                                                       {"work_region", std::string(town)},
                                                       {"fields", base::Codes{"01"}},
                                                       {"in_post", true},
                                                       {"started_on", base::today() - 400}});
    const base::Instant soon{base::now().ms + 60'000};
    house_->change("services.request", record_of(held), {{"anonymous", true}});
    house_->fire("services.request", record_of(held), "accept");
    const base::Uuid need = base::new_uuid();
    house_->database->write([&](db::Session& session) {
        record::Given given;
        given.me.station = at; // who writes the need chooses among her own station's requests
        house_->kernel.create(session, house_->shape("linkage.need"), need,
                              house_->patch("linkage.need", {{"request", base::to_text(record_of(held))},
                                                             {"station", base::to_text(at)},
                                                             {"asked_by", base::to_text(worker)},
                                                             {"field", std::string("01")},
                                                             {"task", std::string("送餐")},
                                                             {"starts_at", soon.ms},
                                                             {"ends_at", soon.ms + 3'600'000}}),
                              given, record::all_seeing());
    });
    house_->fire("linkage.need", need, "post");
    house_->fire("linkage.need", need, "offer");
    const Answered seen = follow(held);
    EXPECT_EQ(seen.at("/steps/2/state"), "need.offered");
    EXPECT_EQ(seen.at("/steps/2/label/zh"), gansu().texts.at("portal.step.offered").zh);
    EXPECT_EQ(seen.at("/steps/3"), "(nothing)") << "that a need was written down is the station's own affair";
    EXPECT_THAT(seen.text, Not(HasSubstr("演示李四")));
}

TEST_P(Portal, WhoIsAskedForIsSealedAsWhoAsksAndKept) {
    const Held held = asked({{"is_self", false},
                             {"relation", "邻居"},
                             {"for_name", "演示王奶奶"},
                             {"for_phone", "13900000001"},
                             {"for_where", "村委会东边第二家"},
                             {"for_knows", true}});
    const auto request = house_->fetch("services.request", record_of(held));
    EXPECT_EQ(request["for_name"], base::Value(std::string("演示王奶奶")));
    EXPECT_EQ(request["for_where"], base::Value(std::string("村委会东边第二家")));
    EXPECT_EQ(request["for_knows"], base::Value(true));
    EXPECT_THAT(follow(held).text, Not(HasSubstr("演示王奶奶")));
    for (const char* name : {"for_phone", "for_where"})
        EXPECT_TRUE(gansu().type("services.request")->field(name)->encrypted()) << name;
}

TEST_P(Portal, TheCodeMayBeTypedAnyWay) {
    Held held = asked();
    std::string typed;
    for (const char c : held.code)
        typed += c == '-' ? std::string(" ") : std::string(1, static_cast<char>(std::tolower(c)));
    held.code = typed;
    EXPECT_EQ(follow(held).status, 200);
}

TEST_P(Portal, FollowingNeedsNoRequestId) {
    const Held held = asked();
    const std::string body = json::serialize(json::object{{"code", held.code}, {"do", "follow"}});
    EXPECT_EQ(send("POST", std::string(path) + "/" + held.receipt, {{"Content-Type", "application/json"}}, body).status,
              200);
}

TEST_P(Portal, AWrongCodeAndAWrongReceiptGetTheSameAnswer) {
    const Held held = asked();
    const Answered wrong_code = follow({held.receipt, "0000-0000"});
    const Answered wrong_receipt = follow({"QZ202611236201239999", held.code});
    EXPECT_EQ(wrong_code.status, 404);
    EXPECT_EQ(wrong_code.code(), "portal.code_wrong");
    EXPECT_EQ(wrong_code.text, wrong_receipt.text);
    EXPECT_EQ(wrong_code.status, wrong_receipt.status);
}

TEST_P(Portal, ACodeOpensNoOtherReceipt) {
    const Held one = asked(), other = asked();
    EXPECT_EQ(follow({one.receipt, other.code}).status, 404);
}

TEST_P(Portal, AfterFiveWrongCodesTheReceiptRestsEvenForTheRightOne) {
    const Held held = asked();
    for (int i = 0; i < 5; ++i)
        ASSERT_EQ(follow({held.receipt, "0000-0000"}).status, 404);
    const Answered locked = follow(held);
    EXPECT_EQ(locked.status, 429);
    EXPECT_EQ(locked.code(), "portal.tries");
    EXPECT_THAT(locked.at("/error/message"), HasSubstr("15分钟"));
    house_->database->write(
        [](db::Session& session) { session.execute("update access_tries set since = since - 900000"); });
    EXPECT_EQ(follow(held).status, 200) << "after a quarter of an hour it opens again";
}

TEST_P(Portal, TheRightCodeForgetsTheWrongOnes) {
    const Held held = asked();
    for (int i = 0; i < 4; ++i)
        ASSERT_EQ(follow({held.receipt, "0000-0000"}).status, 404);
    ASSERT_EQ(follow(held).status, 200);
    ASSERT_EQ(follow({held.receipt, "0000-0000"}).status, 404);
    EXPECT_EQ(follow(held).status, 200);
}

TEST_P(Portal, WrongCodesOverManyReceiptsRestThePlaceTheyComeFromAndNoOther) {
    const Held held = asked();
    for (int i = 0; i < 300; ++i)
        ASSERT_EQ(follow({"QZ20261123620123" + std::to_string(1000 + i), "0000-0000"}).status, 404) << i;
    EXPECT_EQ(follow(held).code(), "portal.tries");
    address_ = "192.0.2.2";
    EXPECT_EQ(follow(held).status, 200);
}

TEST_P(Portal, AStrangerElsewhereDoesNotLockTheOwnerOut) {
    const Held held = asked();
    address_ = "192.0.2.2";
    for (int i = 0; i < 5; ++i)
        ASSERT_EQ(follow({held.receipt, "0000-0000"}).status, 404);
    EXPECT_EQ(follow(held).code(), "portal.tries");
    address_ = "192.0.2.3";
    EXPECT_EQ(follow(held).status, 200);
}

TEST_P(Portal, AWrongReceiptRestsAfterAsManyTries) {
    const Held nobody{"QZ202611236201239999", "0000-0000"};
    for (int i = 0; i < 5; ++i)
        ASSERT_EQ(follow(nobody).status, 404);
    EXPECT_EQ(follow(nobody).status, 429);
}

TEST_P(Portal, StrangeReceiptsCodesAndActsAreNoBug) {
    const Held held = asked();
    for (const std::string receipt : {"x", "%E4%B8%AD", "..%2F", "QZ%20", "%27%3B--"}) {
        const int status = follow({receipt, held.code}).status;
        EXPECT_THAT(status, AnyOf(400, 404)) << receipt;
    }
    EXPECT_EQ(follow({std::string(500, 'Q'), held.code}).status, 404);
    EXPECT_EQ(act(held, {{"do", "dance"}}).findings(), std::vector<std::string>{"do record.no_such_word"});
    EXPECT_EQ(act(held, {}).status, 200) << "following is what is done when nothing is said";
    EXPECT_EQ(act(held, {{"do", nullptr}}).status, 422);
    EXPECT_EQ(act(held, {{"do", 7}}).status, 422);
    EXPECT_EQ(act(held, {{"do", "follow"}, {"extra", 1}}).findings(),
              std::vector<std::string>{"extra record.unknown_field"});
    EXPECT_EQ(follow({held.receipt, ""}).findings(), std::vector<std::string>{"code record.required"});
    EXPECT_EQ(follow({held.receipt, std::string(5000, 'A')}).status, 404);
    EXPECT_EQ(follow({held.receipt, "中文"}).status, 404);
}

// Withdrawing

TEST_P(Portal, AWithdrawnRequestIsOverAndTheReasonStandsInTheJournal) {
    const Held held = asked();
    const Answered gone = act(held, {{"do", "withdraw"}, {"remark", "已经解决"}});
    ASSERT_EQ(gone.status, 200) << gone.text;
    EXPECT_EQ(gone.at("/state"), "withdrawn");
    EXPECT_EQ(gone.at("/may"), "[]");
    const auto lines = house_->database->read(
        [&](db::Session& session) { return journal::of_record(session, "services.request", record_of(held)); });
    EXPECT_EQ(lines.back().event, "withdraw");
    EXPECT_EQ(lines.back().reason, "已经解决");
    EXPECT_EQ(lines.back().role, "resident");
    EXPECT_FALSE(lines.back().account);
}

TEST_P(Portal, TheSameWithdrawalAgainHasTheSameAnswerAndANewOneIsRefused) {
    const Held held = asked();
    const std::string id = base::to_text(base::new_uuid());
    const Answered first = act(held, {{"do", "withdraw"}}, id), again = act(held, {{"do", "withdraw"}}, id);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(first.text, again.text);
    const Answered refused = act(held, {{"do", "withdraw"}});
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "record.event_not_open");
}

TEST_P(Portal, WithdrawingNeedsARequestId) {
    const Held held = asked();
    const std::string body = json::serialize(json::object{{"code", held.code}, {"do", "withdraw"}});
    EXPECT_EQ(send("POST", std::string(path) + "/" + held.receipt, {{"Content-Type", "application/json"}}, body).status,
              400);
}

// Rating

TEST_P(Portal, AGoodRatingEndsTheRequest) {
    const Held held = asked();
    settle(held);
    const Answered rated = act(held, {{"do", "rate"}, {"rating", 5}, {"remark", "很好"}});
    ASSERT_EQ(rated.status, 200) << rated.text;
    EXPECT_EQ(rated.at("/state"), "rated");
    EXPECT_EQ(rated.at("/rating"), "5") << "who rated reads her own stars";
    EXPECT_EQ(rated.at("/comment"), "很好");
    const auto request = house_->fetch("services.request", record_of(held));
    EXPECT_EQ(request["rating"], base::Value(std::int64_t{5}));
    EXPECT_EQ(request["comment"], base::Value(std::string("很好")));
    EXPECT_EQ(act(held, {{"do", "rate"}, {"rating", 1}}).status, 409) << "nobody rates twice";
}

TEST_P(Portal, ARatingOfTwoIsReviewedAndOfThreeIsNot) {
    const Held low = asked(), fair = asked();
    settle(low);
    settle(fair);
    EXPECT_EQ(act(low, {{"do", "rate"}, {"rating", 2}}).at("/state"), "to_review");
    EXPECT_EQ(act(fair, {{"do", "rate"}, {"rating", 3}}).at("/state"), "rated");
    EXPECT_EQ(act(low, {{"do", "rate"}, {"rating", 5}}).status, 409);
}

TEST_P(Portal, ARatingIsTakenOnTheThirtiethDayAndNotOnTheNext) {
    const Held in_time = asked(), late = asked();
    settle(in_time, 30);
    settle(late, 31);
    EXPECT_EQ(act(in_time, {{"do", "rate"}, {"rating", 4}}).status, 200);
    EXPECT_EQ(follow(late).at("/may"), "[]");
    const Answered refused = act(late, {{"do", "rate"}, {"rating", 4}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.findings(), ElementsAre("rating portal.rate_closed"));
}

TEST_P(Portal, WhatIsNotFinishedCannotBeRated) {
    const Answered refused = act(asked(), {{"do", "rate"}, {"rating", 4}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.findings(), ElementsAre("rating portal.not_yet"));
}

TEST_P(Portal, ARatingIsAWholeNumberFromOneToFive) {
    const Held held = asked();
    settle(held);
    for (const json::value& rating : {json::value(0), json::value(6), json::value("5"), json::value(4.5),
                                      json::value(nullptr), json::value(true)}) {
        const Answered refused = act(held, {{"do", "rate"}, {"rating", rating}});
        EXPECT_EQ(refused.status, 422) << json::serialize(rating);
        EXPECT_THAT(refused.findings(), Each(HasSubstr("rating "))) << json::serialize(rating);
    }
    EXPECT_THAT(act(held, {{"do", "rate"}, {"rating", 5}, {"remark", std::string(501, 'x')}}).findings(),
                ElementsAre("remark record.too_long"));
    EXPECT_EQ(follow(held).at("/state"), "done");
}

// What is nearby

TEST_P(Portal, OpenStationsComeByDistance) {
    station("演示远站", on_trial_, {}, base::today(), "104.100000,36.000000");
    station("演示近站", on_trial_, {}, base::today(), "104.010000,36.000000");
    station("演示在建站", building_, {}, base::today(), "104.000000,36.000000");
    const Answered seen = get("/api/v1/public/stations?near=104.00,36.00");
    ASSERT_EQ(seen.status, 200) << seen.text;
    EXPECT_EQ(seen.at("/items/0/name"), "演示近站");
    EXPECT_EQ(json::value_to<double>(seen.body.at_pointer("/items/0/km")), 0.9);
    EXPECT_EQ(json::value_to<double>(seen.body.at_pointer("/items/0/point/lon")), 104.01);
    EXPECT_EQ(seen.at("/items/0/phone"), "0931-1234567");
    EXPECT_EQ(seen.at("/items/1/name"), "演示远站");
    EXPECT_EQ(seen.at("/items/2"), "(nothing)");
    EXPECT_EQ(seen.at("/items/0/full_time"), "(nothing)") << "only what the pack calls public";
}

TEST_P(Portal, AStationWithoutAPointStandsAtItsTownAsApproximate) {
    station("演示社工站", on_trial_);
    const Answered seen = get("/api/v1/public/stations?near=104.00,36.00");
    EXPECT_EQ(seen.at("/items/0/approximate"), "true");
    EXPECT_EQ(json::value_to<double>(seen.body.at_pointer("/items/0/point/lon")), gansu_atlas().find(town)->point->lon);
}

TEST_P(Portal, StationsOfAnotherRegionAreLeftOutWhenOneIsAsked) {
    station("演示社工站", on_trial_);
    EXPECT_EQ(get("/api/v1/public/stations?region=620123000000").at("/items/0/name"), "演示社工站");
    EXPECT_EQ(get("/api/v1/public/stations?region=620102000000").at("/items/0"), "(nothing)");
}

TEST_P(Portal, AgenciesAreADirectoryToo) {
    const auto person = house_->make("people.person", {{"name", std::string("演示李四")},
                                                       {"id_no", std::string("11010519491231002X")},
                                                       {"live_region", std::string(village)}});
    const auto id = house_->make("agencies.agency", {{"name", std::string("演示社工服务中心")},
                                                     {"credit_code", std::string("52620000MJ000000XJ")},
                                                     {"founded_on", *base::parse_date("2020-01-01")},
                                                     {"legal_person", base::to_text(person)},
                                                     {"place", std::string("620123000000")}});
    EXPECT_EQ(get("/api/v1/public/agencies").at("/items/0"), "(nothing)") << "it only applies so far";
    house_->fire("agencies.agency", id, "list");
    const Answered seen = get("/api/v1/public/agencies");
    EXPECT_EQ(seen.at("/items/0/name"), "演示社工服务中心");
    EXPECT_EQ(seen.at("/items/0/place/name"), "兰州市 榆中县");
    EXPECT_THAT(seen.text, Not(HasSubstr("演示李四")));
}

TEST_P(Portal, WhatIsNoPlaceIsSaidSo) {
    for (const char* near : {"x", "104", "104,", "104,36,1", "0,0", "nan,nan", "1e400,36", "36,104", "104;36"})
        EXPECT_EQ(get(std::string("/api/v1/public/stations?near=") + near).status, 422) << near;
    EXPECT_EQ(get("/api/v1/public/stations?region=629999").status, 422);
    EXPECT_EQ(get("/api/v1/public/stations?size=0").status, 400);
    EXPECT_EQ(get("/api/v1/public/stations?size=201").status, 400);
}

TEST_P(Portal, ThePublicPackHasTheListsMessagesAndNumbersOfThePage) {
    const Answered seen = get("/api/v1/public/pack");
    ASSERT_EQ(seen.status, 200);
    EXPECT_EQ(seen.at("/digest"), gansu().digest);
    EXPECT_THAT(seen.etag, HasSubstr(gansu().digest));
    EXPECT_EQ(seen.at("/codes/urgency/words/2/code"), "3");
    EXPECT_EQ(seen.at("/codes/service_field/words/0/label/zh"), "社会福利");
    EXPECT_EQ(seen.at("/fields/matter/most"), "60");
    EXPECT_EQ(seen.at("/fields/remark/most"), "500");
    EXPECT_EQ(seen.at("/states/waiting/en"), "Waiting");
    EXPECT_EQ(seen.body.at_pointer("/texts").at("portal.code_wrong").at("zh").as_string(),
              gansu().texts.at("portal.code_wrong").zh);
    std::vector<std::string> numbers;
    for (const auto& one : seen.body.at_pointer("/crisis/numbers").as_array())
        numbers.emplace_back(one.at("number").as_string());
    EXPECT_THAT(numbers, ElementsAre("110", "120", "12345", "12355"));
    EXPECT_THAT(seen.text, Not(HasSubstr("record.computed")));
    EXPECT_EQ(send("GET", "/api/v1/public/pack", {{"If-None-Match", seen.etag}}).status, 304);
}

TEST_P(Portal, ThePublicPackSaysDemoWhereAccountsOfADemonstrationAre) {
    const Answered real = get("/api/v1/public/pack");
    EXPECT_EQ(real.at("/demo"), "(nothing)");
    house_->database->write([](db::Session& session) {
        access::Account account;
        account.login = "demo-official";
        account.role = "county";
        account.region = "620123000000";
        account.demo = true;
        access::add(session, gansu(), account, "a hash");
    });
    const Answered demo = send("GET", "/api/v1/public/pack", {{"If-None-Match", real.etag}});
    EXPECT_EQ(demo.status, 200);
    EXPECT_EQ(demo.at("/demo"), "true");
}

} // namespace
} // namespace liandong::modules::services
