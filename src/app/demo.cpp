// liandong demo: a demonstration province, invented and marked 演示. One county in depth, the others thinly;
// deterministic for the day it is made on.
#include <cstdio>
#include <cstdlib>

#include "app/demo/stage.hpp"
#include "app/options.hpp"

namespace liandong::app {
namespace {

using demo::Stage;
using demo::Station;

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::uint64_t seed = 620123;
constexpr const char* usual_password = "Yanshi-2026-Liandong"; // the data is invented: anybody may know it

/// What everybody of the demonstration signs in with.
std::string password_of_all() {
    const char* given = std::getenv("LIANDONG_DEMO_PASSWORD");
    return given ? given : usual_password;
}

struct Asked {
    Named named;
    std::string scale = "0.01";
    std::string region = "620123000000"; // 榆中县, in depth
    bool tells = false;
};

/// How much of everything; the county in depth has it all, the others a share.
struct Amounts {
    std::size_t stations = 20;
    int workers_each = 3;
    int volunteers_each = 30;
    int resources_each = 4;
    int requests_each = 20;
    int open_needs_each = 2;
    int agencies_each = 0;
    bool six_haves = true;
};

double share_of(const std::string& scale) {
    if (scale == "full")
        return 1.0;
    char* end = nullptr;
    const double share = std::strtod(scale.c_str(), &end);
    if (*end != '\0' || share < 0.01 || share > 1.0)
        throw Refused("--scale takes a share from 0.01 to 1, or full", 2);
    return share;
}

std::vector<std::string> towns_of(const House& house, const std::string& county, std::size_t most) {
    std::vector<std::string> towns;
    for (const auto* region : house.atlas.children(county))
        if (region->official() && towns.size() < most)
            towns.push_back(region->code);
    return towns;
}

/// One station and all that happens around it, in a few transactions.
Station fill_town(Stage& stage, const std::string& town, const Amounts& amounts) {
    db::Database& database = *stage.house.database;
    const std::int64_t now = base::now().ms;
    const base::Instant opened{now - stage.chance.number(420, 900) * day_ms};
    const base::Instant year_ago{now - 365 * day_ms};
    Station station;
    // Chance must not run twice: every closure starts from the same state of it.
    const auto once = [&](auto&& act) {
        const demo::Chance before = stage.chance;
        const Station was = station;
        database.write([&](db::Session& session) {
            stage.chance = before;
            station = was;
            act(session);
        });
    };
    once([&](db::Session& session) {
        station = demo::make_station(stage, session, town, amounts.workers_each, opened);
    });
    if (amounts.six_haves)
        once([&](db::Session& session) { demo::pass_six_haves(stage, session, station, opened); });
    once([&](db::Session& session) {
        demo::make_volunteers(stage, session, station, amounts.volunteers_each, {year_ago.ms - 220 * day_ms});
    });
    once([&](db::Session& session) {
        demo::make_resources(stage, session, station, amounts.resources_each, {year_ago.ms - 60 * day_ms});
    });
    for (int i = 0; i < amounts.requests_each; ++i) {
        const base::Instant arrived{year_ago.ms + stage.chance.number(0, 364 * 24) * 3'600'000};
        once([&](db::Session& session) { demo::make_request(stage, session, station, arrived); });
    }
    for (int i = 0; i < amounts.open_needs_each; ++i)
        once([&](db::Session& session) { demo::make_open_need(stage, session, station); });
    once([&](db::Session& session) { demo::make_agencies(stage, session, town, amounts.agencies_each, opened); });
    return station;
}

void add_account(House& house, const std::string& login, const std::string& name, const std::string& role,
                 const std::string& region, const std::string& hash, const record::Actor& is = {}) {
    house.database->write([&](db::Session& session) {
        access::add(session, house.pack,
                    {.id = {},
                     .login = login,
                     .name = name,
                     .role = role,
                     .region = region,
                     .person = is.person,
                     .worker = is.worker,
                     .station = is.station,
                     .agency = is.agency,
                     .org = is.org,
                     .demo = true},
                    hash);
    });
}

void add_accounts(House& house, const std::string& county, const Station& station) {
    const std::string password = password_of_all();
    access::check_password(house.pack, "", password);
    const std::string hash = house.door.hash(password);
    const std::string prefecture = county.substr(0, 4) + "00000000";
    add_account(house, "province", "演示·省民政", "province", house.pack.region, hash);
    add_account(house, "prefecture", "演示·市民政", "prefecture", prefecture, hash);
    add_account(house, "county", "演示·县民政", "county", county, hash);
    add_account(house, "town", "演示·乡镇民政", "town", station.town, hash);
    add_account(house, "head", station.workers.front().name, "station_head", station.town, hash,
                station.workers.front());
    add_account(house, "worker", station.workers.back().name, "station_worker", station.town, hash,
                station.workers.back());
    add_account(house, "volunteer", station.volunteer_actors.front().name, "volunteer", station.town, hash,
                station.volunteer_actors.front());
    add_account(house, "admin", "演示·系统管理员", "administrator", house.pack.region, hash);
}

void make(const Asked& asked) {
    const auto house = open(asked.named);
    const double share = share_of(asked.scale);
    const auto region = base::RegionCode::parse(asked.region);
    if (!region || house->atlas.level(region->text()) != 3)
        throw Refused("--region takes a county of the pack, such as 620123", 2);
    const bool there = house->database->read([](db::Session& session) {
        return !session.rows("select 1 from access_account where demo = ? limit 1", true).empty();
    });
    if (there)
        throw Refused("the demonstration data is there already");
    Stage stage(*house, seed);
    const Amounts deep;
    std::vector<Station> stations;
    for (const auto& town : towns_of(*house, region->text(), deep.stations))
        stations.push_back(fill_town(stage, town, deep));
    const int times = std::max(1, static_cast<int>(share * 100));
    const Amounts thin{.stations = static_cast<std::size_t>(times),
                       .workers_each = 2,
                       .volunteers_each = 4,
                       .resources_each = 1,
                       .requests_each = 2,
                       .open_needs_each = 0,
                       .agencies_each = 1,
                       .six_haves = false};
    for (const auto* prefecture : house->atlas.children(house->pack.region))
        for (const auto* county : house->atlas.children(prefecture->code))
            if (county->code != region->text())
                for (const auto& town : towns_of(*house, county->code, thin.stations))
                    fill_town(stage, town, thin);
    const demo::Chance before = stage.chance;
    house->database->write([&](db::Session& session) {
        stage.chance = before; // it must not run twice
        demo::make_agencies(stage, session, stations.front().town, 3, {base::now().ms - 500 * day_ms});
        demo::make_morning(stage, session, stations.front());
    });
    add_accounts(*house, region->text(), stations.front());
    std::printf(
        "the demonstration is ready: %s in depth, the other counties thinly; everything is invented and marked 演示\n",
        house->atlas.path(region->text()).c_str());
}

} // namespace

void add_demo(CLI::App& app) {
    auto* command = app.add_subcommand("demo", "fills in demonstration data, marked as such");
    const auto asked = std::make_shared<Asked>();
    add_named(*command, asked->named);
    command->add_option("--scale", asked->scale, "a share of the full province, 0.01 to 1; full means 1")
        ->capture_default_str();
    command->add_option("--region", asked->region, "the county in depth")->capture_default_str();
    command->get_option("--db")->required(false); // telling the password needs none
    command->add_flag("--password", asked->tells, "only prints what its accounts sign in with");
    command->callback([asked] {
        if (asked->tells)
            return void(std::printf("%s\n", password_of_all().c_str()));
        if (asked->named.db.empty())
            throw Refused("--db is required", 2);
        make(*asked);
    });
}

} // namespace liandong::app
