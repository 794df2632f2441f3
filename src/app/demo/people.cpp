// The people and places of the demonstration: stations with their workers, volunteers, and what charity has in stock.
#include <fmt/format.h>
#include <boost/json.hpp>

#include "app/demo/stage.hpp"

namespace liandong::app::demo {
namespace {

namespace json = boost::json;

constexpr std::int64_t day_ms = 86'400'000;

std::string day(base::Instant at) { return base::to_text(base::day_of(at)); }

std::string some_village(Stage& stage, const std::string& town) {
    const auto villages = stage.house.atlas.children(town);
    return villages.empty() ? town
                            : villages[static_cast<std::size_t>(
                                           stage.chance.number(0, static_cast<std::int64_t>(villages.size()) - 1))]
                                  ->code;
}

std::string last_name(const Stage& stage, const std::string& region) {
    const auto* found = stage.house.atlas.find(region);
    return found ? found->name : region;
}

record::Actor actor(const std::string& login, const std::string& name, const std::string& role,
                    const std::string& region) {
    record::Actor me;
    me.login = login;
    me.name = name;
    me.role = role;
    me.region = region;
    return me;
}

record::Actor make_worker(Stage& stage, db::Session& session, const Station& station, base::Instant from, int order) {
    const Person person = make_person(stage, session, station.town, 23, 52, from);
    record::Actor me = actor("demo", person.name, "station_worker", station.town);
    me.account = stage.chance.id(from);
    const auto id = stage.create(session, "talent.worker",
                                 {{"person", base::to_text(person.id)},
                                  {"employ_kind", stage.code("employ_kind", "town_station")},
                                  {"station", base::to_text(station.id)},
                                  {"work_region", station.town},
                                  {"fields", stage.some_codes("service_field", 6)},
                                  {"in_post", true},
                                  {"sw_degree", stage.chance.happens(40)},
                                  {"started_on", day({from.ms - stage.chance.number(30, 2500) * day_ms})}},
                                 me, from);
    if (stage.chance.happens(60)) {
        const base::Instant issued{from.ms - stage.chance.number(60, 1500) * day_ms};
        const std::string level = stage.chance.happens(75) ? "assistant" : "intermediate";
        stage.create(session, "talent.certificate",
                     {{"person", base::to_text(person.id)},
                      {"level", stage.code("cert_level", level)},
                      {"number", fmt::format("YANSHI{:010}", stage.chance.number(0, 9'999'999'999))},
                      {"issued_on", day(issued)},
                      {"passed_on", day({issued.ms - 90 * day_ms})}},
                     me, from);
    }
    me.person = person.id;
    me.worker = id;
    me.station = station.id;
    me.role = order == 0 ? "station_head" : "station_worker";
    return me;
}

} // namespace

Person make_person(Stage& stage, db::Session& session, const std::string& town, int age_low, int age_high,
                   base::Instant at) {
    Chance& chance = stage.chance;
    const bool woman = chance.happens(52);
    const base::Date birth = base::day_of(at) - chance.number(age_low * 366LL, age_high * 365LL);
    Person person{.id = {}, .name = invented_name(chance, woman), .village = some_village(stage, town)};
    json::array languages{stage.code("language", chance.happens(70) ? "mandarin" : "gansu_dialect")};
    if (chance.happens(6))
        languages.push_back(json::string(stage.code("language", "dongxiang")));
    if (chance.happens(5))
        languages.push_back(json::string(stage.code("language", "tibetan")));
    person.id = stage.create(session, "people.person",
                             {{"name", person.name},
                              {"id_no", invented_id_no(chance, birth, woman)},
                              {"phone", invented_phone(chance)},
                              {"languages", std::move(languages)},
                              {"live_region", person.village},
                              {"address", fmt::format("演示路{}号", chance.number(1, 300))}},
                             {}, at);
    return person;
}

Station make_station(Stage& stage, db::Session& session, const std::string& town, int workers, base::Instant opened) {
    Station station{.id = {},
                    .name = last_name(stage, town) + "社会工作服务站（演示）",
                    .town = town,
                    .workers = {},
                    .volunteers = {},
                    .volunteer_actors = {},
                    .busy = {},
                    .resources = {}};
    json::object fields{{"name", station.name},
                        {"mode", stage.code("station_mode", "single")},
                        {"place", town},
                        {"address", last_name(stage, town) + "便民服务中心一楼"},
                        {"phone", invented_phone(stage.chance)},
                        {"open_hours", "周一至周五 8:30–17:30"},
                        {"area", stage.chance.number(400, 2600)},
                        {"signboard", true},
                        {"run_by", stage.code("station_operator", "town_staff")},
                        {"planned_year", base::parts_of(base::day_of(opened)).year}};
    if (const auto* region = stage.house.atlas.find(town); region && region->point)
        fields["point"] = {{"lon", region->point->lon}, {"lat", region->point->lat}};
    const base::Instant planned{opened.ms - 60 * day_ms};
    station.id = stage.create(session, "stations.station", fields, {}, planned);
    stage.create(session, "stations.coverage",
                 {{"station", base::to_text(station.id)}, {"town", town}, {"since", day(opened)}}, {}, planned);
    stage.fire(session, "stations.station", station.id, "build", {}, {}, {planned.ms + day_ms});
    stage.fire(session, "stations.station", station.id, "present", {}, {}, {opened.ms - day_ms});
    stage.fire(session, "stations.station", station.id, "accept", {}, {}, opened);
    for (int i = 0; i < workers; ++i)
        station.workers.push_back(make_worker(stage, session, station, opened, i));
    return station;
}

void make_volunteers(Stage& stage, db::Session& session, Station& station, int count, base::Instant from) {
    for (int i = 0; i < count; ++i) {
        const base::Instant at{from.ms + stage.chance.number(0, 200) * day_ms};
        const Person person = make_person(stage, session, station.town, 19, 68, at);
        record::Actor me = actor("demo", person.name, "volunteer", station.town);
        me.account = stage.chance.id(at);
        me.person = person.id;
        const auto id = stage.create(session, "volunteers.volunteer",
                                     {{"person", base::to_text(person.id)},
                                      {"skills", stage.some_codes("skill", 4)},
                                      {"slots", stage.some_codes("half_day", 8)},
                                      {"max_distance", stage.chance.number(5, 30)},
                                      {"station", base::to_text(station.id)},
                                      {"registered_on", day(at)}},
                                     me, at);
        if (stage.chance.happens(94)) {
            stage.fire(session, "volunteers.volunteer", id, "verify", {}, station.workers.front(), {at.ms + day_ms});
            station.volunteers.push_back(id);
            station.volunteer_actors.push_back(me);
            station.busy.emplace_back();
        }
    }
}

void make_resources(Stage& stage, db::Session& session, Station& station, int count, base::Instant from) {
    struct Kind {
        const char* item;
        const char* unit;
        const char* name;
    };
    static const std::vector<Kind> goods{{"rice", "bag", "爱心大米"},
                                         {"oil", "bottle", "食用油"},
                                         {"quilt", "bed", "过冬棉被"},
                                         {"winter_coat", "piece", "冬衣"},
                                         {"food_parcel", "set", "生活物资包"}};
    for (int i = 0; i < count; ++i) {
        const base::Instant at{from.ms + stage.chance.number(0, 250) * day_ms};
        json::object fields{{"owner_kind", stage.code("resource_owner", "charity")},
                            {"owner", "演示慈善协会"},
                            {"place", station.town},
                            {"station", base::to_text(station.id)},
                            {"since", day(at)}};
        if (i % 4 == 3) {
            fields["kind"] = stage.code("resource_kind", "money");
            fields["name"] = "助困资金（演示）";
            fields["amount"] = stage.chance.number(5, 60) * 100'000;
        } else {
            const Kind& kind = stage.chance.one_of(goods);
            fields["kind"] = stage.code("resource_kind", "goods");
            fields["name"] = std::string(kind.name) + "（演示）";
            fields["item"] = stage.code("goods_item", kind.item);
            fields["unit"] = stage.code("goods_unit", kind.unit);
            fields["quantity"] = stage.chance.number(20, 200);
        }
        const auto id = stage.create(session, "charity.resource", fields, station.workers.front(), at);
        stage.fire(session, "charity.resource", id, "offer", {}, station.workers.front(), {at.ms + 3'600'000});
        if (i % 4 != 3)
            station.resources.push_back(id);
    }
}

} // namespace liandong::app::demo
