// A year of requests: from arrival through acceptance, service, linkage with people and goods, to the rating; each as
// far as its age allows.
#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>

#include "app/demo/stage.hpp"

namespace liandong::app::demo {
namespace {

namespace json = boost::json;

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t day_ms = 24 * hour_ms;

struct Matter {
    const char* text;
    const char* field;
    const char* person_type;
    const char* task;
    bool goods = false; // brings something of the station's stock
};

const std::vector<Matter>& matters() {
    static const std::vector<Matter> all{
        {"独居老人送餐", "welfare", "living_alone", "给老人送午餐并陪伴聊天"},
        {"申请临时救助", "relief", "edge", "协助整理救助申请材料"},
        {"孩子课后辅导", "education", "left_behind_child", "周末课业辅导"},
        {"家中取暖困难", "relief", "minimum_living", "送取暖物资并检查炉具", true},
        {"残疾人康复训练", "disability", "disabled", "陪同到卫生院做康复训练"},
        {"家庭矛盾调解", "disputes", "resident", "陪同调解并做情绪疏导"},
        {"看病接送", "health", "frail_elder", "接送老人到县医院复诊"},
        {"找工作", "employment", "resident", "介绍培训班并陪同报名"},
    };
    return all;
}

/// One request on its way; `at` moves on with every step.
struct Walk {
    Stage& stage;
    db::Session& session;
    Station& station;
    const Matter& matter;
    record::Actor worker;
    base::Instant at;
    base::Instant end; // today: nothing happens later
    base::Uuid request;

    bool later(std::int64_t ms) {
        at.ms += ms;
        return at < end;
    }
};

std::string word_or(const Stage& stage, const std::string& list, const std::string& word,
                    const std::string& otherwise) {
    const auto* found = stage.house.pack.list(list)->by_name(word);
    return found ? found->code : stage.code(list, otherwise);
}

base::Uuid client_of(Walk& walk, const Person& person) {
    return walk.stage.create(
        walk.session, "services.client",
        {{"person", base::to_text(person.id)},
         {"kinds", json::array{word_or(walk.stage, "person_type", walk.matter.person_type, "resident")}},
         {"station", base::to_text(walk.station.id)},
         {"worker", base::to_text(*walk.worker.worker)},
         {"since", base::to_text(base::day_of(walk.at))}},
        walk.worker, walk.at);
}

void contact(Walk& walk, const base::Uuid& client) {
    Stage& stage = walk.stage;
    stage.create(walk.session, "services.contact",
                 {{"client", base::to_text(client)},
                  {"request", base::to_text(walk.request)},
                  {"station", base::to_text(walk.station.id)},
                  {"worker", base::to_text(*walk.worker.worker)},
                  {"on", base::to_text(base::day_of(walk.at))},
                  {"minutes", stage.chance.number(2, 10) * 15},
                  {"field", stage.code("service_field", walk.matter.field)},
                  {"method", stage.code("service_method", "visit")},
                  {"mode", stage.code("contact_mode", "home")},
                  {"content", "演示记录：了解近况，商定下一步。"}},
                 walk.worker, walk.at);
}

base::Uuid send_offer(Walk& walk, const base::Uuid& need, std::size_t who) {
    Stage& stage = walk.stage;
    const std::string type = "linkage.offer";
    const auto id = stage.create(walk.session, type,
                                 {{"need", base::to_text(need)},
                                  {"kind", stage.code("offer_kind", "to_volunteer")},
                                  {"volunteer", base::to_text(walk.station.volunteers[who])},
                                  {"score", stage.chance.number(55, 98)},
                                  {"reasons", "技能相符，路程近，时间合适"}},
                                 walk.worker, walk.at);
    stage.fire(walk.session, type, id, "send", {}, walk.worker, walk.at);
    return id;
}

/// One volunteer's way through an offer; whether she came.
bool offer(Walk& walk, const base::Uuid& need, std::size_t who, base::Instant starts, base::Instant ends) {
    Stage& stage = walk.stage;
    const record::Actor& volunteer = walk.station.volunteer_actors[who];
    const std::string type = "linkage.offer";
    const auto id = send_offer(walk, need, who);
    if (stage.chance.happens(18)) {
        stage.fire(walk.session, type, id, "decline", {{"decline_reason", stage.code("decline_reason", "no_time")}},
                   volunteer, {walk.at.ms + hour_ms});
        return false;
    }
    stage.fire(walk.session, type, id, "accept", {}, volunteer, {walk.at.ms + 2 * hour_ms});
    if (ends >= walk.end)
        return true;
    const std::string code = stage.code("check_method", "code");
    stage.fire(walk.session, type, id, "check_in", {{"in_method", code}}, volunteer, {starts.ms + 60'000});
    stage.fire(walk.session, type, id, "check_out", {{"out_method", code}}, volunteer, {ends.ms - 60'000});
    stage.fire(walk.session, type, id, "confirm", {}, walk.worker, {ends.ms + 2 * hour_ms});
    return true;
}

/// A volunteer who has nothing else to do then; nothing when a few that were asked are all busy.
std::optional<std::size_t> free_volunteer(Walk& walk, base::Instant starts, base::Instant ends) {
    for (int tries = 0; tries < 12; ++tries) {
        const auto who = static_cast<std::size_t>(
            walk.stage.chance.number(0, static_cast<std::int64_t>(walk.station.volunteers.size()) - 1));
        const auto& busy = walk.station.busy[who];
        if (std::any_of(busy.begin(), busy.end(),
                        [&](const auto& time) { return time.first < ends && starts < time.second; }))
            continue;
        walk.station.busy[who].emplace_back(starts, ends);
        return who;
    }
    return std::nullopt;
}

void link(Walk& walk) {
    Stage& stage = walk.stage;
    const base::Instant starts{base::start_of(base::day_of(walk.at) + stage.chance.number(2, 6)).ms +
                               stage.chance.number(9, 15) * hour_ms};
    const base::Instant ends{starts.ms + stage.chance.number(1, 3) * hour_ms};
    const std::int64_t people =
        std::min<std::int64_t>(stage.chance.number(1, 3), static_cast<std::int64_t>(walk.station.volunteers.size()));
    const bool goods = walk.matter.goods && !walk.station.resources.empty();
    const std::string type = "linkage.need";
    const auto need = stage.create(walk.session, type,
                                   {{"request", base::to_text(walk.request)},
                                    {"task", walk.matter.task},
                                    {"safety", "注意路滑，夜间不单独上门。"},
                                    {"meet_at", "村委会门口"},
                                    {"starts_at", base::to_text(starts)},
                                    {"ends_at", base::to_text(ends)},
                                    {"worker_wanted", false},
                                    {"people", people}},
                                   walk.worker, walk.at,
                                   goods ? goods_of(stage, walk.session, walk.station, walk.at) : json::object{});
    if (!walk.later(2 * hour_ms))
        return;
    stage.fire(walk.session, type, need, "post", {}, walk.worker, walk.at);
    if (stage.chance.happens(12) || !walk.later(4 * hour_ms))
        return;
    stage.fire(walk.session, type, need, "plan", {}, {}, walk.at);
    stage.fire(walk.session, type, need, "offer", {}, {}, walk.at);
    std::optional<base::Uuid> gift;
    if (goods)
        gift = hold_goods(stage, walk.session, walk.station, need, walk.worker, walk.at);
    int came = 0;
    for (std::int64_t i = 0; i < people; ++i)
        if (const auto who = free_volunteer(walk, starts, ends))
            came += offer(walk, need, *who, starts, ends);
    if (came == 0)
        return;
    if (came >= people)
        stage.fire(walk.session, type, need, "staff", {}, {}, {walk.at.ms + 3 * hour_ms});
    else
        stage.fire(walk.session, type, need, "go_ahead", {}, walk.worker, {walk.at.ms + 3 * hour_ms},
                   "时间紧，先由已接受的志愿者服务");
    if (ends.ms + 6 * hour_ms >= walk.end.ms)
        return;
    walk.at = {ends.ms + 3 * hour_ms};
    if (gift)
        stage.fire(walk.session, "linkage.offer", *gift, "finish", {}, walk.worker, walk.at);
    stage.fire(walk.session, type, need, "serve", {{"outcome", "服务顺利完成（演示）"}}, walk.worker, walk.at);
    stage.fire(walk.session, type, need, "confirm", {}, walk.worker, {walk.at.ms + hour_ms});
    walk.at.ms += 2 * hour_ms;
}

void rate(Walk& walk) {
    if (!walk.stage.chance.happens(65) || !walk.later(walk.stage.chance.number(1, 12) * day_ms))
        return;
    const std::int64_t stars =
        walk.stage.chance.happens(88) ? walk.stage.chance.number(4, 5) : walk.stage.chance.number(1, 3);
    walk.stage.fire(walk.session, "services.request", walk.request, "rate", {{"rating", stars}}, {}, walk.at);
}

void serve(Walk& walk, const base::Uuid& client) {
    const std::string type = "services.request";
    walk.stage.fire(walk.session, type, walk.request, "serve", {}, walk.worker, walk.at);
    link(walk);
    if (!walk.later(day_ms))
        return;
    contact(walk, client);
    const auto needs_open =
        walk.stage.house.kernel.store().fetch(walk.session, walk.stage.house.kernel.shapes().of(type), walk.request);
    if ((*needs_open)["needs_open"] != record::Value(std::int64_t{0}) || !walk.later(day_ms))
        return;
    walk.stage.fire(walk.session, type, walk.request, "conclude", {{"result", "已完成服务并回访（演示）"}}, walk.worker,
                    walk.at);
    rate(walk);
}

void accepted(Walk& walk, const Person& person) {
    Stage& stage = walk.stage;
    const std::string type = "services.request";
    const auto client = client_of(walk, person);
    stage.fire(walk.session, type, walk.request, "accept",
               {{"client", base::to_text(client)}, {"field", stage.code("service_field", walk.matter.field)}},
               walk.worker, walk.at);
    if (!walk.later(stage.chance.number(1, 30) * hour_ms))
        return;
    const auto way = stage.chance.number(1, 100);
    if (way <= 25) {
        stage.fire(walk.session, type, walk.request, "settle", {{"result", "当场说明政策并协助办理（演示）"}},
                   walk.worker, walk.at);
        rate(walk);
    } else if (way <= 78) {
        serve(walk, client);
    } else if (way <= 86) {
        stage.fire(walk.session, type, walk.request, "open_case", {}, walk.worker, walk.at);
    } else if (way <= 93) {
        stage.fire(walk.session, type, walk.request, "refer",
                   {{"refer_to", "县残联（演示）"}, {"refer_basis", "本人同意"}}, walk.worker, walk.at);
        if (walk.later(5 * day_ms))
            stage.fire(walk.session, type, walk.request, "feedback", {{"result", "已由转往单位办理（演示）"}},
                       walk.worker, walk.at);
    } else {
        stage.fire(walk.session, type, walk.request, "hand_over", {}, walk.worker, walk.at, "属于救助申请");
    }
}

/// A request that has arrived, at the moment of the walk.
base::Uuid ask(Stage& stage, db::Session& session, const Walk& walk, const Person& person, const std::string& urgency) {
    Chance& chance = stage.chance;
    const std::string type = "services.request";
    const auto request = stage.create(session, type,
                                      {{"channel", stage.code("channel", chance.happens(55) ? "web" : "window")},
                                       {"place", person.village},
                                       {"applicant", person.name},
                                       {"phone", invented_phone(chance)},
                                       {"matter", std::string(walk.matter.text) + "（演示）"},
                                       {"story", "演示数据，不是真实求助。"},
                                       {"consent", true},
                                       {"urgency", stage.code("urgency", urgency)}},
                                      {}, walk.at);
    stage.fire(session, type, request, "submit", {}, {}, walk.at);
    return request;
}

/// A walk that begins some hours ago; the person who asks is made on the way.
Walk begun(Stage& stage, db::Session& session, Station& station, std::int64_t hours) {
    const base::Instant now = base::now();
    const auto& matter = stage.chance.one_of(matters());
    return {stage, session, station, matter, stage.chance.one_of(station.workers), {now.ms - hours * hour_ms}, now, {}};
}

base::Uuid open_need(Walk& walk) {
    Stage& stage = walk.stage;
    db::Session& session = walk.session;
    Chance& chance = stage.chance;
    const base::Instant now = walk.end;
    const Person person = make_person(stage, session, walk.station.town, 60, 88, walk.at);
    walk.request = ask(stage, session, walk, person, chance.happens(20) ? "urgent" : "normal");
    walk.at.ms += 2 * hour_ms;
    const auto client = client_of(walk, person);
    const std::string type = "services.request";
    const std::string field = stage.code("service_field", walk.matter.field);
    stage.fire(session, type, walk.request, "accept", {{"client", base::to_text(client)}, {"field", field}},
               walk.worker, walk.at);
    stage.fire(session, type, walk.request, "serve", {}, walk.worker, walk.at);
    const base::Instant starts{base::start_of(base::day_of(now) + chance.number(1, 6)).ms +
                               chance.number(9, 15) * hour_ms};
    json::object fields{
        {"request", base::to_text(walk.request)}, {"task", walk.matter.task},
        {"safety", "注意路滑，夜间不单独上门。"}, {"meet_at", "村委会门口"},
        {"starts_at", base::to_text(starts)},     {"ends_at", base::to_text(base::Instant{starts.ms + 2 * hour_ms})},
        {"worker_wanted", chance.happens(50)},    {"people", chance.number(1, 3)}};
    if (chance.happens(40))
        fields["skills"] = stage.some_codes("skill", 1);
    const auto need = stage.create(session, "linkage.need", fields, walk.worker, walk.at);
    stage.fire(session, "linkage.need", need, "post", {}, walk.worker, walk.at);
    return need;
}

} // namespace

void make_open_need(Stage& stage, db::Session& session, Station& station) {
    Walk walk = begun(stage, session, station, stage.chance.number(20, 60));
    open_need(walk);
}

void make_morning(Stage& stage, db::Session& session, Station& station) {
    for (const auto* urgency : {"soon", "normal"}) {
        Walk walk = begun(stage, session, station, stage.chance.number(1, 3));
        ask(stage, session, walk, make_person(stage, session, station.town, 60, 88, walk.at), urgency);
    }
    Walk walk = begun(stage, session, station, 5);
    const auto need = open_need(walk);
    stage.fire(session, "linkage.need", need, "plan", {}, {}, walk.at);
    stage.fire(session, "linkage.need", need, "offer", {}, {}, walk.at);
    send_offer(walk, need, 0);
}

void make_request(Stage& stage, db::Session& session, Station& station, base::Instant arrived) {
    Chance& chance = stage.chance;
    const Person person = make_person(stage, session, station.town, 20, 88, arrived);
    Walk walk{stage,   session,     station, chance.one_of(matters()), chance.one_of(station.workers),
              arrived, base::now(), {}};
    const auto way = chance.number(1, 100);
    const std::string urgency = way % 10 == 0 ? "urgent" : way % 3 == 0 ? "soon" : "normal";
    const std::string type = "services.request";
    walk.request = ask(stage, session, walk, person, urgency);
    if (!walk.later(chance.number(1, urgency == "urgent" ? 20 : 110) * hour_ms))
        return;
    if (way <= 3)
        stage.fire(session, type, walk.request, "withdraw", {}, {}, walk.at);
    else if (way <= 6)
        stage.fire(session, type, walk.request, "refuse", {{"result", "不属于社工站服务范围，请拨打12345（演示）"}},
                   walk.worker, walk.at);
    else if (way == 7)
        stage.fire(session, type, walk.request, "crisis", {}, walk.worker, walk.at, "发现人身安全风险");
    else
        accepted(walk, person);
}

} // namespace liandong::app::demo
