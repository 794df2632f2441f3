// liandong serve: the server. SIGTERM lets running requests finish and exits 0.
#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <boost/json.hpp>
#include <charconv>
#include <cstdio>
#include <cstdlib>

#include "app/options.hpp"
#include "app/says.hpp"
#include "app/schemas.hpp"
#include "follow/followers.hpp"
#include "http/front.hpp"
#include "http/openapi.hpp"
#include "http/server.hpp"
#include "http/upkeep.hpp"
#include "jobs/schedule.hpp"
#include "journal/journal.hpp"
#include "modules/clocks/works.hpp"
#include "modules/linkage/api.hpp"
#include "modules/regions/api.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_caller.hpp"
#include "modules/services/api.hpp"
#include "modules/volunteers/api_volunteer.hpp"

namespace liandong::app {
namespace {

struct Asked {
    Named named;
    std::string listen = "127.0.0.1:8080";
    std::string web = "web/dist";
    std::vector<std::string> proxies;
};

http::ServerOptions options_of(const Asked& asked) {
    http::ServerOptions options;
    const auto colon = asked.listen.rfind(':');
    unsigned port = 0;
    const char* const end = asked.listen.data() + asked.listen.size();
    if (colon == std::string::npos || std::from_chars(asked.listen.data() + colon + 1, end, port).ptr != end ||
        port > 65535)
        throw Refused("--listen takes ADDR:PORT", 2);
    options.address = asked.listen.substr(0, colon);
    options.port = static_cast<std::uint16_t>(port);
    options.proxies = asked.proxies;
    options.signals = true;
    return options;
}

http::StaticFiles static_files(const std::string& folder) {
    if (!std::filesystem::exists(folder)) {
        spdlog::warn("no web client in {}: only the addresses of the interface answer", folder);
        return {};
    }
    return {folder, {{"/admin/", "/admin/index.html"}, {"/m/", "/m/index.html"}, {"/", "/index.html"}}};
}

double behind(follow::Followers& followers) {
    std::int64_t most = 0;
    for (const auto& one : followers.positions())
        most = std::max(most, one.journal - one.position);
    return static_cast<double>(most);
}

http::Reply health(const House& house) {
    const bool well = house.database->takes_changes();
    const auto position = house.database->read([](db::Session& session) { return journal::position(session); });
    return http::Reply::json(boost::json::object{{"state", well ? "up" : "refusing changes"},
                                                 {"position", position},
                                                 {"pack", house.pack.digest.substr(0, 16)}},
                             well ? 200 : 503);
}

http::Router routes_of(House& house, const http::Metrics& metrics,
                       const std::shared_ptr<std::map<http::Language, std::string>>& documents) {
    namespace modules = liandong::modules;
    http::Router router;
    router.add(http::upkeep_routes(
        metrics, [&house](http::Request&) { return health(house); },
        [documents](http::Language language) { return documents->at(language); }));
    router.add(modules::registers::session_routes(house.desk));
    router.add(modules::registers::pack_routes(house.desk));
    router.add(modules::registers::record_routes(house.desk));
    router.add(modules::registers::find_routes(house.desk));
    router.add(modules::registers::notice_routes(house.desk));
    router.add(modules::registers::figure_routes(house.desk));
    router.add(modules::registers::blob_routes(house.desk));
    router.add(modules::regions::routes(house.desk));
    router.add(modules::services::routes(house.desk));
    router.add(modules::linkage::routes(house.desk));
    router.add(modules::volunteers::routes(house.desk));
    return router;
}

void serve(const Asked& asked) {
    // Lines go out on a thread of their own: a slow terminal must not hold a request.
    spdlog::set_default_logger(spdlog::create_async_nb<spdlog::sinks::stderr_sink_mt>("liandong"));
    const auto options = options_of(asked);
    const auto house = open(asked.named);
    const auto files = static_files(asked.web);
    if (const auto dropped = house->attachments.drop_stale(*house->database, base::now()); dropped > 0)
        spdlog::info("{} uploads of earlier days were never finished and are dropped", dropped);
    http::Metrics metrics;
    metrics.gauge("liandong_writes_waiting", "changes that wait for the database",
                  [&house] { return static_cast<double>(house->database->stats().waiting); });
    http::Hooks hooks{
        .words = [&house](std::string_view code) { return words_of(house->pack, code); },
        .before = [&house](http::Request& request) { modules::registers::know(house->desk, request); },
        .unsure =
            [](const std::exception& error) { return dynamic_cast<const db::OutcomeUnknown*>(&error) != nullptr; }};
    const auto documents = std::make_shared<std::map<http::Language, std::string>>();
    http::Router router = routes_of(*house, metrics, documents);
    for (const auto language : {http::Language::zh, http::Language::en})
        (*documents)[language] = http::openapi(router, description_of(house->pack, language), language);
    http::Front front(std::move(router), files, hooks, metrics);
    follow::Followers followers(
        *house->database, house->kernel.house(), house->figures,
        [](const std::string& follower, const std::string& what) { spdlog::error("follower {}: {}", follower, what); },
        modules::clocks::directory());
    followers.start();
    jobs::Schedule schedule(
        *house->database,
        modules::clocks::works(house->desk,
                               [](const std::string& what) { spdlog::warn("not done by itself: {}", what); }),
        base::now, [](const std::string& work, const std::string& what) { spdlog::error("work {}: {}", work, what); });
    schedule.start();
    metrics.gauge("liandong_followers_behind", "positions the slowest follower is behind the journal",
                  [&followers] { return behind(followers); });
    http::Server server(options, front);
    spdlog::info("serving {} on http://{}:{}", house->pack.name, options.address, server.port());
    if (!server.run()) {
        spdlog::error("some requests did not finish in time");
        std::_Exit(0);
    }
    spdlog::info("all requests are answered; good-bye");
}

} // namespace

void add_serve(CLI::App& app) {
    auto* command = app.add_subcommand("serve", "the server");
    const auto asked = std::make_shared<Asked>();
    add_named(*command, asked->named);
    command->add_option("--listen", asked->listen, "ADDR:PORT")->capture_default_str();
    command->add_option("--web", asked->web, "the built web client")->capture_default_str();
    command->add_option("--proxy", asked->proxies, "an address whose X-Forwarded-For is believed");
    command->callback([asked] { serve(*asked); });
}

} // namespace liandong::app
