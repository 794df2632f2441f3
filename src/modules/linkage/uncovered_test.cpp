// A request that no station covers is linked by the county itself: its need, offers and hours without a station.
#include "modules/linkage/api_testing.hpp"
#include "modules/registers/api.hpp"

namespace liandong::modules::linkage {
namespace {

using testing::HasSubstr;

class Uncovered : public Linkage {
protected:
    void SetUp() override {
        Linkage::SetUp();
        if (house_)
            take_up();
    }
    record::Hooks hooks() const override {
        record::Hooks hooks;
        hooks.events["services.place_request"] = [](record::HookCall&) {};
        return hooks;
    }
    void add_routes(http::Router& router) override {
        router.add(registers::record_routes(house_->desk));
        router.add(registers::find_routes(house_->desk));
    }
    /// A request without a station, taken up by the county.
    void take_up() {
        request_ = house_->make("services.request", {{"channel", std::string("3")},
                                                     {"place", std::string(village)},
                                                     {"applicant", std::string("演示李四")},
                                                     {"phone", std::string("13900000000")},
                                                     {"matter", std::string("送餐")},
                                                     {"consent", true}});
        house_->fire("services.request", request_, "submit");
        house_->fire("services.request", request_, "accept");
        house_->change("services.request", request_, {{"field", std::string("01")}});
        sign_in(county_);
    }
    Answered ask(const json::object& more = {}) {
        json::object fields{{"request", base::to_text(request_)},
                            {"task", "给老人送午餐"},
                            {"safety", "注意路滑"},
                            {"meet_at", "村委会门口"},
                            {"starts_at", base::to_text(tomorrow(9))},
                            {"ends_at", base::to_text(tomorrow(11))},
                            {"worker_wanted", false},
                            {"people", 1}};
        for (const auto& one : more)
            fields[one.key()] = one.value();
        return post("/records/linkage.need", {{"fields", fields}});
    }
    Answered fire(const std::string& type, const base::Uuid& id, const std::string& event,
                  const json::object& fields = {}) {
        http::Request request("POST", "/api/v1/records/" + type + "/" + base::to_text(id) + "/events/" + event,
                              {{"Request-Id", base::to_text(base::new_uuid())},
                               {"Content-Type", "application/json"},
                               {"If-Match", "\"" + std::to_string(house_->fetch(type, id).version) + "\""}},
                              json::serialize(json::object{{"fields", fields}}));
        const http::Reply reply = front_->answer(request);
        Answered answered{.status = reply.status, .body = {}, .text = std::string(reply.view())};
        answered.body = json::parse(answered.text);
        return answered;
    }
    static base::Uuid id_in(const Answered& made) { return *base::parse_uuid(made.at("/record/id")); }

    base::Uuid request_;
};
LIANDONG_ON_BOTH(Uncovered);

TEST_P(Uncovered, TheCountyAsksPlansAndEntersTheAnswerWithoutAStation) {
    const auto helper = volunteer("演示志愿者甲");
    const Answered made = ask();
    ASSERT_EQ(made.status, 201) << made.text;
    const auto need = id_in(made);
    EXPECT_TRUE(base::is_empty(house_->fetch("linkage.need", need)["station"]));
    ASSERT_EQ(fire("linkage.need", need, "post").status, 200);
    EXPECT_THAT(get("/todo").text, HasSubstr(base::to_text(need))) << "it is the county's to match";
    ASSERT_EQ(send_all(plan("620123000000")).status, 200);
    const auto offer = offer_to(helper.id, need);
    const Answered entered = post("/linkage/offers/" + base::to_text(offer),
                                  {{"do", "accept_for"}, {"fields", json::object{{"answer_how", "电话同意（演示）"}}}});
    ASSERT_EQ(entered.at("/record/state"), "accepted") << entered.text;
    EXPECT_EQ(state_of("linkage.need", need), "staffed");
    EXPECT_EQ(get("/linkage/needs/" + base::to_text(need) + "/code").status, 200);
}

TEST_P(Uncovered, ANeedWithoutStationComesFromARequestWithoutStation) {
    EXPECT_THAT(ask({{"request", nullptr}, {"place", village}, {"field", "01"}, {"urgency", "2"}}).findings(),
                testing::ElementsAre("station record.required"));
    const Answered for_a_station =
        ask({{"station", base::to_text(station_)}, {"asked_by", base::to_text(*worker_.worker)}});
    EXPECT_EQ(for_a_station.status, 422) << "a station asks for itself " << for_a_station.text;
    const auto of_a_station = need({{"people", std::int64_t{1}}});
    EXPECT_EQ(fire("linkage.need", of_a_station, "cancel").status, 403) << "a station's need is the station's";
}

TEST_P(Uncovered, CaseGroupAndServiceAreForAStationThatHasTheClient) {
    for (const char* event : {"open_case", "join_group", "serve"})
        EXPECT_EQ(fire("services.request", request_, event).status, 403) << event;
    const Answered pack = get("/records/services.request/" + base::to_text(request_));
    EXPECT_EQ(pack.status, 200);
    EXPECT_THAT(pack.text, testing::Not(HasSubstr("open_case")));
    EXPECT_EQ(fire("services.request", request_, "settle", {{"result", "已送餐（演示）"}}).status, 200);
}

} // namespace
} // namespace liandong::modules::linkage
