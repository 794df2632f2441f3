#include "modules/services/api.hpp"

#include <boost/json.hpp>

#include "access/account.hpp"
#include "base/text.hpp"
#include "http/router.hpp"
#include "modules/services/crisis.hpp"
#include "modules/services/directory.hpp"
#include "modules/services/public_pack.hpp"
#include "modules/services/requests.hpp"

namespace liandong::modules::services {
namespace {

using base::Fault;

constexpr std::int64_t size_most = 200;

/// The public pack as text, with the data of a province and with that of a demonstration.
struct PackTexts {
    std::shared_ptr<const std::string> real, demo;
};

http::Reply pack(const Desk& desk, const PackTexts& texts) {
    const bool demo = desk.database.read([](db::Session& session) { return access::is_demonstration(session); });
    http::Reply reply;
    reply.body = demo ? texts.demo : texts.real;
    reply.gzip = true;
    return reply.set("Content-Type", "application/json; charset=utf-8")
        .set("Cache-Control", "no-cache")
        .etag(desk.pack.digest + (demo ? "-demo" : ""));
}

/// A region of the query as 12 digits; empty when none is asked. Throws Fault invalid.
std::string region_of(const Desk& desk, const http::Request& request) {
    const auto named = request.query("region");
    const auto code = named ? base::RegionCode::parse(*named) : std::nullopt;
    if (named && (!code || !desk.atlas.find(code->text())))
        throw Fault({{"region", "record.no_such_region", {}, {{"value", base::shortened(*named, 12)}}}});
    return code ? code->text() : "";
}

http::Reply nearby(const Desk& desk, const http::Request& request, const std::string& type) {
    Wanted wanted{.near = std::nullopt, .region = region_of(desk, request)};
    if (const auto near = request.query("near"))
        wanted.near = read_point(*near);
    wanted.size = static_cast<std::size_t>(request.query_number("size", 50, 1, size_most));
    auto reply = http::Reply::json(directory(desk, type, wanted));
    reply.gzip = true;
    return reply;
}

Sent sent(const http::Request& request) {
    return {.id = request.change_id(),
            .words = request.method + " " + request.path + "\n" + request.body,
            .address = request.client};
}

http::Reply answered(const Answer& answer) {
    return http::Reply::json_text(answer.json, answer.status).set("Cache-Control", "no-store");
}

http::Reply asked(const Desk& desk, const Crisis& crisis, const http::Request& request) {
    return answered(ask(desk, crisis, sent(request), request.json_object()));
}

http::Reply acted(const Desk& desk, const http::Request& request) {
    return answered(act(
        desk, [&] { return sent(request); }, request.client, request.param("receipt"), request.json_object()));
}

} // namespace

http::Routes routes(const Desk& desk) {
    const auto crisis = read_crisis(desk.pack.folder);
    const PackTexts texts{std::make_shared<const std::string>(public_pack(desk.pack, crisis, false)),
                          std::make_shared<const std::string>(public_pack(desk.pack, crisis, true))};
    const std::vector<http::Parameter> where{
        {"near", {"经度,纬度（WGS-84），由近到远排列", "lon,lat (WGS-84): the nearest first"}},
        {"region", {"只看该区划内", "only within this division"}},
        {.name = "size", .words = {"最多条数", "at most so many"}, .kind = "integer", .least = 1, .most = size_most},
    };
    return {
        {.method = "GET",
         .pattern = "/api/v1/public/pack",
         .handler = [&desk, texts](http::Request&) { return pack(desk, texts); },
         .open = true,
         .summary = {"门户所需的词表、提示语和求助电话", "the lists, messages and help lines the portal needs"},
         .answers = "PublicPack",
         .tagged = true},
        {.method = "GET",
         .pattern = "/api/v1/public/stations",
         .handler = [&desk](http::Request& request) { return nearby(desk, request, "stations.station"); },
         .open = true,
         .summary = {"开放的社工站", "open stations"},
         .query = where,
         .answers = "PublicStations",
         .refusals = {422}},
        {.method = "GET",
         .pattern = "/api/v1/public/agencies",
         .handler = [&desk](http::Request& request) { return nearby(desk, request, "agencies.agency"); },
         .open = true,
         .summary = {"社工机构名录", "the directory of agencies"},
         .query = where,
         .answers = "PublicAgencies",
         .refusals = {422}},
        {.method = "POST",
         .pattern = "/api/v1/public/requests",
         .handler = [&desk, crisis](http::Request& request) { return asked(desk, crisis, request); },
         .open = true,
         .summary = {"有困难找社工：提交求助", "ask for help"},
         .takes = "PortalRequest",
         .answers = "PortalReceipt",
         .status = 201,
         .once = http::Once::must,
         .refusals = {422, 429}},
        {.method = "POST",
         .pattern = "/api/v1/public/requests/{receipt}",
         .handler = [&desk](http::Request& request) { return acted(desk, request); },
         .open = true,
         .summary = {"凭查询码查看、撤回或评价", "follow, withdraw or rate with the code"},
         .takes = "PortalAct",
         .answers = "PortalProgress",
         .once = http::Once::may,
         .refusals = {422, 429}},
    };
}

} // namespace liandong::modules::services
