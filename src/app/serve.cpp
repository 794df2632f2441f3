// liandong serve: the server. SIGTERM lets running requests finish and exits 0.
#include <spdlog/spdlog.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <boost/json.hpp>

#include "app/options.hpp"
#include "app/says.hpp"
#include "http/front.hpp"
#include "http/openapi.hpp"
#include "http/server.hpp"
#include "journal/journal.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_caller.hpp"
#include "modules/regions/api.hpp"

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
    if (colon == std::string::npos || std::from_chars(asked.listen.data() + colon + 1, end, port).ptr != end || port > 65535)
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

http::Reply health(const House& house) {
    const bool well = house.database->takes_changes();
    const auto position = house.database->read([](db::Session& session) { return journal::position(session); });
    return http::Reply::json(boost::json::object{{"state", well ? "up" : "refusing changes"}, {"position", position}, {"pack", house.pack.digest.substr(0, 16)}},
                             well ? 200 : 503);
}

/// The addresses about the server itself.
http::Routes own_routes(const House& house, const http::Metrics& metrics) {
    return {
        {.method = "GET", .pattern = "/api/v1/health", .handler = [&house](http::Request&) { return health(house); }, .open = true,
         .summary = {"服务状态", "Whether the server is well"}, .refusals = {503}},
        {.method = "GET", .pattern = "/api/v1/metrics",
         .handler = [&metrics](http::Request&) { return http::Reply::bytes(metrics.text(), "text/plain; version=0.0.4"); }, .open = true,
         .summary = {"运行指标", "Prometheus metrics"}, .answers_type = "text/plain"},
    };
}

http::Router routes_of(House& house, const http::Metrics& metrics) {
    namespace modules = liandong::modules;
    http::Router router;
    router.add(own_routes(house, metrics));
    router.add(modules::registers::session_routes(house.desk));
    router.add(modules::registers::pack_routes(house.desk));
    router.add(modules::registers::record_routes(house.desk));
    router.add(modules::regions::routes(house.desk));
    return router;
}

void serve(const Asked& asked) {
    const auto options = options_of(asked);
    const auto house = open(asked.named);
    const auto files = static_files(asked.web);
    http::Metrics metrics;
    metrics.gauge("liandong_writes_waiting", "changes that wait for the database", [&house] { return static_cast<double>(house->database->stats().waiting); });
    http::Hooks hooks{.words = [&house](std::string_view code) { return words_of(house->pack, code); },
                      .before = [&house](http::Request& request) { modules::registers::know(house->desk, request); }};
    http::Front front(routes_of(*house, metrics), files, hooks, metrics);
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
