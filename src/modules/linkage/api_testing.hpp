// For tests of linkage: a station with its social worker, a county official, volunteers and goods, and needs to be met;
// the addresses answer whoever is signed in.
#pragma once

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <set>

#include "http/front.hpp"
#include "modules/linkage/api.hpp"
#include "modules/linkage/store.hpp"
#include "modules/registers/api_caller.hpp"
#include "modules/testing.hpp"

namespace liandong::modules::linkage {

namespace json = boost::json;

inline constexpr const char* town = "620123103000";
inline constexpr const char* village = "620123103217"; // 榆中县 金崖镇 黄家庄村委会

struct Answered {
    int status = 0;
    json::value body;
    std::string text;

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

class Linkage : public db::OnBoth {
protected:
    using Values = std::vector<std::pair<std::string, base::Value>>;

    void SetUp() override {
        if (!db::TestDatabase::available(GetParam()))
            GTEST_SKIP() << "LIANDONG_POSTGRES names no server";
        house_ = std::make_unique<TestHouse>(GetParam(), hooks(), tables());
        http::Router router;
        router.add(routes(house_->desk));
        add_routes(router);
        const auto words = [](std::string_view code) {
            const auto found = gansu().texts.find(std::string(code));
            return found == gansu().texts.end() ? base::Words{} : found->second;
        };
        const auto before = [this](http::Request& request) { registers::let_in(request, {signed_in_, "csrf"}); };
        front_ = std::make_unique<http::Front>(std::move(router), http::StaticFiles{},
                                               http::Hooks{.words = words, .before = before}, metrics_);
        people_the_station();
    }
    virtual record::Hooks hooks() const { return {}; }
    virtual void add_routes(http::Router&) {}

    Answered send(std::string method, const std::string& target, const std::string& body = {},
                  const std::string& id = base::to_text(base::new_uuid())) {
        http::Headers headers{{"Request-Id", id}};
        if (!body.empty())
            headers.push_back({"Content-Type", "application/json"});
        http::Request request(std::move(method), "/api/v1" + target, std::move(headers), body);
        const http::Reply reply = front_->answer(request);
        Answered answered{.status = reply.status, .body = {}, .text = std::string(reply.view())};
        boost::system::error_code none;
        answered.body = json::parse(answered.text, none);
        return answered;
    }
    Answered get(const std::string& target) { return send("GET", target); }
    Answered post(const std::string& target, const json::object& body,
                  const std::string& id = base::to_text(base::new_uuid())) {
        return send("POST", target, json::serialize(body), id);
    }
    void sign_in(const access::Account& account) { signed_in_ = account; }

    access::Account account(const std::string& login, const std::string& role, const std::string& region) {
        access::Account made{.id = {},
                             .login = login,
                             .name = "演示" + login,
                             .role = role,
                             .region = region,
                             .person = {},
                             .worker = {},
                             .station = {},
                             .agency = {},
                             .org = {}};
        made.id = base::new_uuid();
        return made;
    }
    base::Uuid person(const std::string& name, const std::string& born = "1990-05-06") {
        return house_->make("people.person", {{"name", name},
                                              {"id_type", std::string("414")},
                                              {"sex", std::string("2")},
                                              {"birth_date", *base::parse_date(born)},
                                              {"languages", base::Codes{"01"}},
                                              {"live_region", std::string(village)}});
    }
    void people_the_station() {
        station_ = house_->make(
            "stations.station",
            {{"name", std::string("演示社工站")}, {"mode", std::string("1")}, {"place", std::string(town)}});
        worker_ = account("worker", "station_worker", town);
        worker_.person = person("演示社工甲");
        worker_.worker = house_->make("talent.worker", {{"person", base::to_text(*worker_.person)},
                                                        {"employ_kind", std::string("4")},
                                                        {"station", base::to_text(station_)},
                                                        {"work_region", std::string(town)},
                                                        {"fields", base::Codes{"01"}},
                                                        {"in_post", true},
                                                        {"started_on", base::today() - 400},
                                                        {"slots", all_slots()}});
        worker_.station = station_;
        county_ = account("county", "county", "620123000000");
        sign_in(worker_);
    }
    static base::Codes all_slots() {
        return {"11", "12", "21", "22", "31", "32", "41", "42", "51", "52", "61", "62", "71", "72"};
    }

    /// A verified volunteer, and the account with which she signs in.
    struct Volunteer {
        base::Uuid id;
        access::Account account;
    };
    Volunteer volunteer(const std::string& name, const Values& otherwise = {}, const std::string& born = "1990-05-06") {
        Volunteer made{{}, account("volunteer", "volunteer", town)};
        made.account.person = person(name, born);
        Values values{{"person", base::to_text(*made.account.person)},
                      {"skills", base::Codes{"07"}},
                      {"slots", all_slots()},
                      {"max_distance", std::int64_t{30}}};
        for (const auto& one : otherwise)
            values.push_back(one);
        made.id = house_->make("volunteers.volunteer", values);
        house_->fire("volunteers.volunteer", made.id, "verify");
        return made;
    }

    /// Tomorrow from 9 to 11.
    static base::Instant tomorrow(int hour) { return {base::start_of(base::today() + 1).ms + hour * 3'600'000LL}; }
    base::Uuid need(const Values& otherwise = {}, const json::array& goods = {}) {
        Values values{{"station", base::to_text(station_)},
                      {"asked_by", base::to_text(*worker_.worker)},
                      {"task", std::string("给老人送午餐")},
                      {"safety", std::string("注意路滑")},
                      {"meet_at", std::string("村委会门口")},
                      {"field", std::string("01")},
                      {"urgency", std::string("2")},
                      {"place", std::string(village)},
                      {"address", std::string("演示路1号")},
                      {"contact_name", std::string("演示李四")},
                      {"contact_phone", std::string("13900000000")},
                      {"starts_at", tomorrow(9).ms},
                      {"ends_at", tomorrow(11).ms},
                      {"worker_wanted", false}};
        for (const auto& one : otherwise) {
            std::erase_if(values, [&](const auto& value) { return value.first == one.first; });
            values.push_back(one);
        }
        const auto id = house_->make("linkage.need", values);
        for (const auto& row : goods)
            house_->make("linkage.need_goods", {{"need", base::to_text(id)},
                                                {"item", std::string(row.at("item").as_string())},
                                                {"quantity", row.at("quantity").as_int64()},
                                                {"unit", std::string("02")}});
        house_->fire("linkage.need", id, "post");
        return id;
    }
    base::Uuid stock(std::int64_t quantity, const std::string& item = "01") {
        const auto id = house_->make("charity.resource", {{"kind", std::string("goods")},
                                                          {"name", std::string("爱心大米（演示）")},
                                                          {"owner_kind", std::string("1")},
                                                          {"owner", std::string("演示慈善会")},
                                                          {"item", item},
                                                          {"quantity", quantity},
                                                          {"unit", std::string("02")},
                                                          {"place", std::string(town)},
                                                          {"station", base::to_text(station_)}});
        house_->fire("charity.resource", id, "offer");
        return id;
    }

    Answered plan(const std::string& region = town) { return post("/linkage/plans", {{"region", region}}); }
    /// Sends the whole plan as it was proposed.
    static json::object all_of(const Answered& plan) {
        json::array needs;
        for (const auto& need : plan.body.at("needs").as_array()) {
            json::object one{
                {"id", need.at("id")},
                {"worker", need.at("worker").is_object() ? need.at("worker").at("id") : json::value(nullptr)}};
            for (const char* list : {"volunteers", "resources"}) {
                json::array ids;
                for (const auto& reference : need.at(list).as_array())
                    ids.push_back(reference.at("id"));
                one[list] = std::move(ids);
            }
            needs.push_back(std::move(one));
        }
        return {{"needs", std::move(needs)}};
    }
    Answered send_all(const Answered& plan) {
        return post("/linkage/plans/" + plan.at("/id") + "/offers", all_of(plan));
    }

    std::int64_t count(const std::string& table, const std::string& where = "1 = 1") {
        return house_->database->read([&](db::Session& session) {
            return session.rows("select count(*) from " + table + " where " + where).front().integer(0);
        });
    }
    std::string state_of(const std::string& type, const base::Uuid& id) { return house_->fetch(type, id).state; }
    /// The offer of a need to somebody.
    base::Uuid offer_to(const base::Uuid& volunteer, const base::Uuid& need) {
        return house_->database->read([&](db::Session& session) {
            return session
                .rows("select id from linkage_offer where volunteer = ? and need = ? order by id desc", volunteer, need)
                .front()
                .uuid(0);
        });
    }

    std::unique_ptr<TestHouse> house_;
    http::Metrics metrics_;
    std::unique_ptr<http::Front> front_;
    access::Account signed_in_, worker_, county_;
    base::Uuid station_;
};

} // namespace liandong::modules::linkage
