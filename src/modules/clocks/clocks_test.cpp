// What the server does by itself, on both databases, with a clock that is set by hand.
#include <gmock/gmock.h>

#include <thread>

#include "follow/testing.hpp"
#include "jobs/lease.hpp"
#include "journal/journal.hpp"
#include "modules/clocks/works.hpp"
#include "modules/testing.hpp"

namespace liandong::modules::clocks {
namespace {

using base::Uuid;
using base::Value;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr std::int64_t hour = 3'600'000;
constexpr std::int64_t day = 24 * hour;
constexpr const char* county = "620123000000";
constexpr const char* town = "620123103000";
constexpr const char* village = "620123103217";

class Clocks : public db::OnBoth {
protected:
    void SetUp() override {
        if (!db::TestDatabase::available(GetParam()))
            GTEST_SKIP() << "LIANDONG_POSTGRES names no server";
        record::Hooks hooks;
        hooks.events["services.place_request"] = [this](record::HookCall& call) {
            call.record["station"] = Value(base::to_text(station_));
        };
        hooks.rules["volunteers.day_limit"] = [](const record::HookCall&) { return std::vector<base::Finding>{}; };
        house_ = std::make_unique<TestHouse>(GetParam(), std::move(hooks), jobs::tables());
        start_anew();
        station_ = house_->make(
            "stations.station",
            {{"name", std::string("演示社工站")}, {"mode", std::string("1")}, {"place", std::string(town)}});
        worker_ = account("worker", "station_worker", town);
        worker_.station = station_;
        asking_ = house_->make("talent.worker", {{"person", base::to_text(person("演示社工"))},
                                                 {"employ_kind", std::string("4")},
                                                 {"station", base::to_text(station_)},
                                                 {"work_region", std::string(town)},
                                                 {"fields", base::Codes{"01"}},
                                                 {"in_post", true},
                                                 {"started_on", base::today() - 400}});
        town_ = account("town", "town", town);
        county_ = account("county", "county", county);
        for (const auto* one : {&worker_, &town_, &county_})
            keep(*one);
    }
    access::Account account(const std::string& login, const std::string& role, const std::string& region) {
        access::Account made{
            .id = base::new_uuid(), .login = login, .name = "演示" + login, .role = role, .region = region};
        return made;
    }
    void keep(const access::Account& account) {
        house_->database->write([&](db::Session& session) { access::add(session, gansu(), account, "none"); });
    }

    /// As after a restart: a new process with its followers and its schedule.
    void start_anew() {
        followers_ = std::make_unique<follow::Followers>(*house_->database, house_->kernel.house(), house_->figures,
                                                         follow::Say{}, directory());
        schedule_ = another();
        follow();
    }
    std::unique_ptr<jobs::Schedule> another() {
        return std::make_unique<jobs::Schedule>(
            *house_->database, works(house_->desk, [this](const std::string& what) { refused_.push_back(what); }),
            [this] { return now_; });
    }
    void follow() { follow::to_the_end(*followers_, *house_->database); }
    /// The followers read on, and the schedule does what waits at this moment.
    void run() {
        follow();
        schedule_->catch_up();
        follow();
    }
    void run_at(base::Instant at) {
        now_ = at;
        run();
    }

    Uuid person(const std::string& name) {
        return house_->make("people.person", {{"name", name},
                                              {"id_type", std::string("414")},
                                              {"sex", std::string("2")},
                                              {"birth_date", *base::parse_date("1990-05-06")},
                                              {"live_region", std::string(village)}});
    }
    Uuid request() {
        const Uuid id = house_->make("services.request", {{"channel", std::string("3")},
                                                          {"place", std::string(village)},
                                                          {"applicant", std::string("演示甲")},
                                                          {"phone", std::string("0931-0000001")},
                                                          {"matter", std::string("送餐")},
                                                          {"consent", true}});
        house_->fire("services.request", id, "submit", {}, given());
        return id;
    }
    record::Given given() const { return {.me = {}, .now = now_, .request = {}, .reason = "演示"}; }
    Uuid need(base::Instant starts, base::Instant ends) {
        const Uuid id = house_->make("linkage.need", {{"station", base::to_text(station_)},
                                                      {"asked_by", base::to_text(asking_)},
                                                      {"task", std::string("送午餐")},
                                                      {"safety", std::string("注意路滑")},
                                                      {"meet_at", std::string("村委会门口")},
                                                      {"field", std::string("01")},
                                                      {"urgency", std::string("2")},
                                                      {"place", std::string(village)},
                                                      {"address", std::string("演示路1号")},
                                                      {"contact_name", std::string("演示李四")},
                                                      {"contact_phone", std::string("13900000000")},
                                                      {"starts_at", starts.ms},
                                                      {"ends_at", ends.ms},
                                                      {"people", std::int64_t{1}},
                                                      {"worker_wanted", false}});
        house_->fire("linkage.need", id, "post");
        return id;
    }
    Uuid stock(std::int64_t quantity, const std::optional<base::Date>& until = {}) {
        std::vector<std::pair<std::string, Value>> values{
            {"kind", std::string("goods")},      {"name", std::string("爱心大米（演示）")},
            {"owner_kind", std::string("1")},    {"owner", std::string("演示慈善会")},
            {"item", std::string("01")},         {"quantity", quantity},
            {"unit", std::string("02")},         {"place", std::string(town)},
            {"station", base::to_text(station_)}};
        if (until)
            values.emplace_back("until", *until);
        const Uuid id = house_->make("charity.resource", values);
        house_->fire("charity.resource", id, "offer");
        return id;
    }
    /// Rice of a need, offered and held back.
    Uuid offer(const Uuid& need, const Uuid& resource, std::int64_t quantity) {
        const Uuid goods = house_->make("linkage.need_goods", {{"need", base::to_text(need)},
                                                               {"item", std::string("01")},
                                                               {"quantity", quantity},
                                                               {"unit", std::string("02")}});
        const Uuid id = house_->make("linkage.offer", {{"need", base::to_text(need)},
                                                       {"kind", std::string("3")},
                                                       {"resource", base::to_text(resource)},
                                                       {"need_goods", base::to_text(goods)},
                                                       {"quantity", quantity}});
        house_->make("linkage.reservation", {{"offer", base::to_text(id)},
                                             {"need", base::to_text(need)},
                                             {"need_goods", base::to_text(goods)},
                                             {"resource", base::to_text(resource)},
                                             {"quantity", quantity}});
        house_->fire("linkage.offer", id, "send", {}, given());
        return id;
    }
    base::Instant time(const std::string& type, const Uuid& id, const std::string& field) {
        return {std::get<std::int64_t>(house_->fetch(type, id)[field])};
    }
    std::string state(const std::string& type, const Uuid& id) { return house_->fetch(type, id).state; }

    /// How often the server fired an event of a record.
    std::int64_t fired(const Uuid& id, const std::string& event) {
        return house_->database->read([&](db::Session& session) {
            return session.rows("select count(*) from journal where record = ? and event = ?", id, event)
                .front()
                .integer(0);
        });
    }
    /// Which notices an account has of a record, by code.
    std::vector<std::string> notices(const access::Account& account, const Uuid& record) {
        return house_->database->read([&](db::Session& session) {
            std::vector<std::string> codes;
            for (const db::Row row :
                 session.rows("select text from notice where account = ? and record = ? order by at, source",
                              account.id, record))
                codes.emplace_back(row.text(0));
            return codes;
        });
    }
    std::int64_t count(const std::string& table, const std::string& where = "1 = 1") {
        return house_->database->read([&](db::Session& session) {
            return session.rows("select count(*) from " + table + " where " + where).front().integer(0);
        });
    }

    std::unique_ptr<TestHouse> house_;
    std::unique_ptr<follow::Followers> followers_;
    std::unique_ptr<jobs::Schedule> schedule_;
    std::vector<std::string> refused_;
    base::Instant now_ = base::now();
    access::Account worker_, town_, county_;
    Uuid station_, asking_;
};
LIANDONG_ON_BOTH(Clocks);

TEST_P(Clocks, AnOfferLapsesRightAfterItsTimeAndItsStockIsFreeAgain) {
    const Uuid rice = stock(10);
    const Uuid id = offer(need({now_.ms + 90 * hour}, {now_.ms + 92 * hour}), rice, 4);
    const base::Instant answer_by = time("linkage.offer", id, "answer_by");
    EXPECT_EQ(house_->fetch("charity.resource", rice)["left"], Value(std::int64_t{6}));
    run_at(answer_by);
    EXPECT_EQ(state("linkage.offer", id), "sent") << "the last moment is still in time";
    run_at({answer_by.ms + 1});
    EXPECT_EQ(state("linkage.offer", id), "expired");
    EXPECT_EQ(house_->fetch("charity.resource", rice)["left"], Value(std::int64_t{10}));
    EXPECT_THAT(notices(worker_, id), ElementsAre("linkage.offer.sent", "linkage.offer.expired"));
    EXPECT_THAT(refused_, IsEmpty());
}

TEST_P(Clocks, AWorkerIsToldOfAnOfferMadeToHer) {
    access::Account asked = account("asked", "station_worker", town);
    asked.worker = asking_;
    keep(asked);
    const Uuid id =
        house_->make("linkage.offer", {{"need", base::to_text(need({now_.ms + 90 * hour}, {now_.ms + 92 * hour}))},
                                       {"kind", std::string("1")},
                                       {"worker", base::to_text(asking_)}});
    record::Given planner = given();
    planner.me = access::actor_of(county_);
    house_->fire("linkage.offer", id, "send", {}, planner);
    follow();
    EXPECT_THAT(notices(asked, id), ElementsAre("linkage.offer.sent"));
}

TEST_P(Clocks, ARestartOrASecondProcessFiresNothingTwice) {
    const Uuid id = offer(need({now_.ms + 90 * hour}, {now_.ms + 92 * hour}), stock(10), 4);
    follow();
    now_ = {time("linkage.offer", id, "answer_by").ms + 1};
    const auto second = another();
    std::vector<std::thread> processes;
    for (jobs::Schedule* one : {schedule_.get(), second.get()})
        processes.emplace_back([one] { one->catch_up(); });
    for (auto& one : processes)
        one.join();
    schedule_->catch_up();
    follow();
    EXPECT_EQ(fired(id, "expire"), 1);
    start_anew();
    run_at({now_.ms + day});
    EXPECT_EQ(fired(id, "expire"), 1);
    EXPECT_THAT(notices(worker_, id), ElementsAre("linkage.offer.sent", "linkage.offer.expired"));
}

TEST_P(Clocks, WhileOneProcessHoldsTheLeaseAnotherWaitsUntilItLapses) {
    const Uuid first = offer(need({now_.ms + 90 * hour}, {now_.ms + 92 * hour}), stock(10), 1);
    run_at({time("linkage.offer", first, "answer_by").ms + 1}); // holds the lease now
    now_ = base::now();
    const Uuid second = offer(need({now_.ms + 90 * hour}, {now_.ms + 92 * hour}), stock(10), 1);
    follow();
    now_ = {std::max(time("linkage.offer", second, "answer_by"), time("linkage.offer", first, "answer_by")).ms + 1'000};
    const auto other = another();
    EXPECT_EQ(other->catch_up(), 0) << "the first process did something a second ago";
    EXPECT_EQ(state("linkage.offer", second), "sent");
    now_ = {now_.ms + 31'000};
    other->catch_up();
    EXPECT_EQ(state("linkage.offer", second), "expired");
}

TEST_P(Clocks, WhatIsAnsweredInTimeDoesNotLapse) {
    const Uuid id = offer(need({now_.ms + 90 * hour}, {now_.ms + 92 * hour}), stock(10), 4);
    follow();
    const base::Instant answer_by = time("linkage.offer", id, "answer_by");
    house_->fire("linkage.offer", id, "accept", {}, given());
    now_ = {answer_by.ms + 1};
    schedule_->catch_up(); // before the follower knows that the offer was accepted
    EXPECT_EQ(state("linkage.offer", id), "accepted");
    run();
    EXPECT_EQ(state("linkage.offer", id), "accepted");
    EXPECT_EQ(fired(id, "expire"), 0);
}

TEST_P(Clocks, AnOverdueRequestIsMarkedOnceAndTheTownIsTold) {
    const Uuid id = request();
    const auto answer_on = std::get<base::Date>(house_->fetch("services.request", id)["answer_on"]);
    run_at(base::end_of(answer_on));
    EXPECT_EQ(fired(id, "escalate"), 0) << "not before the day is over";
    run_at(base::start_of(answer_on + 1));
    EXPECT_EQ(fired(id, "escalate"), 1);
    EXPECT_EQ(house_->fetch("services.request", id)["pressed_on"], Value(answer_on + 1));
    EXPECT_THAT(notices(town_, id), UnorderedElementsAre("services.request.overdue", "clock.late"));
    run_at({now_.ms + 20 * day});
    EXPECT_EQ(fired(id, "escalate"), 1);
    EXPECT_THAT(notices(town_, id), UnorderedElementsAre("services.request.overdue", "clock.late"));
    EXPECT_THAT(notices(county_, id), ElementsAre("clock.late")) << "a working day later";
    EXPECT_THAT(notices(worker_, id), ElementsAre("services.request.arrived"));
}

TEST_P(Clocks, AnEventThatLeavesItsConditionTrueHappensOnce) {
    const Uuid id = request();
    const auto answer_on = std::get<base::Date>(house_->fetch("services.request", id)["answer_on"]);
    run_at(base::start_of(answer_on + 1));
    ASSERT_EQ(fired(id, "escalate"), 1);
    house_->database->write([&](db::Session& session) { // as if it had set nothing
        session.execute("update services_request set pressed_on = null where id = ?", id);
        session.execute(
            "insert into due (record, what, due_at, type, next_at, failures) values "
            "(?, 'event escalate', ?, 'services.request', 0, 0)",
            id, base::start_of(answer_on + 1));
    });
    run_at({now_.ms + hour});
    EXPECT_EQ(fired(id, "escalate"), 1);
}

TEST_P(Clocks, NoticesSayOpenValuesInBothLanguagesAndNobodysName) {
    const Uuid id = request();
    run_at({now_.ms + 40 * day});
    house_->database->read([&](db::Session& session) {
        for (const db::Row row : session.rows("select params from notice where record = ?", id)) {
            EXPECT_EQ(row.text(0).find("演示甲"), std::string::npos);
            EXPECT_EQ(row.text(0).find("0931"), std::string::npos);
        }
        const auto rows = session.rows("select params from notice where text = ?", "services.request.arrived");
        const auto params = follow::params_from_text(std::string(rows.front().text(0)));
        EXPECT_EQ(params.at("matter"), "送餐");
        EXPECT_THAT(params.at("answer_by"), testing::MatchesRegex("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}"));
    });
}

TEST_P(Clocks, WhoDidItIsNotTold) {
    const Uuid id = request();
    record::Given press = given();
    press.me = access::actor_of(worker_);
    house_->fire("services.request", id, "press", {}, press);
    run();
    EXPECT_THAT(notices(worker_, id), ElementsAre("services.request.arrived")) << "not of her own pressing";
}

TEST_P(Clocks, ANeedWhoseTimeIsOverEndsAndAResourcePastItsDayToo) {
    const Uuid lapsing = need({now_.ms + 20 * hour}, {now_.ms + 22 * hour});
    const Uuid rice = stock(3, base::day_of(now_) + 2);
    run_at({now_.ms + 22 * hour - 10'000});
    EXPECT_EQ(state("linkage.need", lapsing), "posted");
    run_at(base::end_of(base::day_of(base::now()) + 2));
    EXPECT_EQ(state("linkage.need", lapsing), "unmet");
    EXPECT_EQ(state("charity.resource", rice), "available") << "its last day is still its own";
    run_at(base::start_of(base::day_of(base::now()) + 3));
    EXPECT_EQ(state("charity.resource", rice), "ended");
}

TEST_P(Clocks, AfterThreeDaysDownEverythingIsCaughtUp) {
    const Uuid waiting = request(), rice = stock(10, base::day_of(now_));
    const Uuid sent = offer(need({now_.ms + 60 * hour}, {now_.ms + 62 * hour}), stock(5), 5);
    followers_.reset();
    schedule_.reset();
    now_ = {now_.ms + 14 * day};
    start_anew();
    run();
    EXPECT_EQ(state("linkage.offer", sent), "expired") << "its own time came before the need's";
    schedule_->catch_up();
    EXPECT_EQ(state("charity.resource", rice), "ended");
    EXPECT_EQ(fired(waiting, "escalate"), 1);
    EXPECT_EQ(count("due", "next_at <= " + std::to_string(now_.ms)), 0);
}

TEST_P(Clocks, WhatFallsDueIsMadeAnewWhenItIsLost) {
    const Uuid id = offer(need({now_.ms + 90 * hour}, {now_.ms + 92 * hour}), stock(10), 4);
    follow();
    house_->database->write([](db::Session& session) {
        session.execute("delete from due");
        session.execute("delete from follower_made where name like 'due:%'");
    });
    start_anew();
    EXPECT_GT(count("due"), 0);
    run_at({time("linkage.offer", id, "answer_by").ms + 1});
    EXPECT_EQ(fired(id, "expire"), 1);
}

TEST_P(Clocks, ANightRuleIsFoundOnItsDayAndGoneWhenMended) {
    const Uuid id = need({now_.ms + 200 * day}, {now_.ms + 200 * day + hour});
    const auto posted = std::get<base::Date>(house_->fetch("linkage.need", id)["posted_on"]);
    const std::int64_t unanswered = *gansu().parameter("linkage.unanswered")->on(posted);
    run_at(base::end_of(posted + unanswered));
    EXPECT_EQ(count("finding", "rule = 'R-FIV-04'"), 0);
    run_at(base::start_of(posted + unanswered + 1));
    EXPECT_EQ(count("finding", "rule = 'R-FIV-04'"), 1);
    EXPECT_THAT(notices(town_, id), testing::Contains("R-FIV-04"));
    run_at({now_.ms + 3 * day});
    EXPECT_EQ(count("notice", "text = 'R-FIV-04'"), 2) << "station and town, once each";
    house_->fire("linkage.need", id, "cancel", {}, given());
    run();
    EXPECT_EQ(count("finding", "rule = 'R-FIV-04'"), 0);
}

TEST_P(Clocks, ARefusedEventIsTriedAgainLaterAndHoldsUpNothing) {
    const Uuid stuck = stock(5, base::day_of(now_)), fine = stock(5, base::day_of(now_));
    house_->database->write([&](db::Session& session) {
        session.execute("update charity_resource set name = null, name_sort = null where id = ?", stuck);
    });
    run_at(base::start_of(base::day_of(now_) + 1));
    EXPECT_EQ(state("charity.resource", stuck), "available");
    EXPECT_EQ(state("charity.resource", fine), "ended");
    ASSERT_EQ(refused_.size(), 1u);
    EXPECT_THAT(refused_.front(), testing::HasSubstr("record.required"));
    house_->change("charity.resource", stuck, {{"name", std::string("大米（演示）")}});
    run_at({now_.ms + 60'000});
    EXPECT_EQ(state("charity.resource", stuck), "ended");
}

TEST_P(Clocks, HoursLeaveTheMovingWindowWhenTheirDayHasPassed) {
    const auto today = base::day_of(now_);
    const Uuid helper = house_->make("volunteers.volunteer", {{"person", base::to_text(person("演示志愿者"))},
                                                              {"skills", base::Codes{"07"}},
                                                              {"slots", base::Codes{"11", "61"}}});
    house_->fire("volunteers.volunteer", helper, "verify");
    house_->make("volunteers.hours", {{"volunteer", base::to_text(helper)},
                                      {"starts_at", base::start_of(today).ms - 2 * hour},
                                      {"ends_at", base::start_of(today).ms - hour},
                                      {"minutes", std::int64_t{60}},
                                      {"source", std::string("1")},
                                      {"matter", std::string("陪伴探访")},
                                      {"place", std::string(village)},
                                      {"field", std::string("01")},
                                      {"confirmed_by", base::to_text(worker_.id)}});
    const auto minutes = [&](const char* field) { return house_->fetch("volunteers.volunteer", helper)[field]; };
    run();
    EXPECT_EQ(minutes("minutes_month"), Value(std::int64_t{60}));
    base::Date last = today; // the last day on which yesterday lies within a month
    while (base::add_months(last + 1, -1) < today - 1)
        last = last + 1;
    run_at(base::end_of(last));
    EXPECT_EQ(minutes("minutes_month"), Value(std::int64_t{60}));
    const auto version = house_->fetch("volunteers.volunteer", helper).version;
    run_at(base::start_of(last + 1));
    EXPECT_EQ(minutes("minutes_month"), Value(std::int64_t{0}));
    EXPECT_EQ(minutes("minutes_year"), Value(std::int64_t{60}));
    EXPECT_EQ(house_->fetch("volunteers.volunteer", helper).version, version + 1) << "with its line in the journal";
    run_at({now_.ms + 3 * hour});
    EXPECT_EQ(house_->fetch("volunteers.volunteer", helper).version, version + 1);
}

TEST_P(Clocks, OldTriesAndEndedSessionsGoOnceADay) {
    house_->database->write([&](db::Session& session) {
        session.execute("insert into access_tries (what, failed, since) values ('login a', 3, ?), ('login b', 1, ?)",
                        now_.ms - 3 * day, now_);
        session.execute(
            "insert into access_session (token, account, csrf, began_at, seen_at) values "
            "('old', ?, 'c', ?, ?), ('new', ?, 'c', ?, ?)",
            worker_.id, now_.ms - 2 * day, now_.ms - 2 * day, worker_.id, now_, now_);
    });
    run();
    EXPECT_EQ(count("access_tries"), 1);
    EXPECT_EQ(count("access_session"), 1);
}

} // namespace
} // namespace liandong::modules::clocks
