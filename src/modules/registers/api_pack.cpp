// The pack as the viewer may see it: pages are drawn from this.
#include "access/decide.hpp"
#include "http/router.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_caller.hpp"
#include "pack/describe.hpp"

namespace liandong::modules::registers {
namespace {

pack::Viewer viewer_of(const Desk& desk, const record::Actor& actor) {
    return {
        .may =
            [&desk, actor](const pack::Type& type) {
                const auto words = access::words(desk.pack, actor, type);
                return std::vector<std::string>(words.begin(), words.end());
            },
        .sees =
            [&desk, actor](const pack::Type& type, const pack::Field& field) {
                return access::sees(desk.pack, actor, type, static_cast<std::size_t>(&field - type.fields.data()));
            },
        .region = actor.region,
    };
}

http::Reply whole(Desk& desk, http::Request& request) {
    const auto actor = access::actor_of(caller(request).account);
    http::Reply reply = http::Reply::json_text(pack::describe(desk.pack, viewer_of(desk, actor)));
    reply.etag(desk.pack.digest.substr(0, 16) + "-" + actor.role);
    reply.gzip = true;
    return reply;
}

http::Reply one(Desk& desk, http::Request& request) {
    const pack::Type* type = desk.pack.type(request.param("type"));
    const auto actor = access::actor_of(caller(request).account);
    std::string text = type ? pack::describe_type(desk.pack, *type, viewer_of(desk, actor)) : "";
    if (text.empty())
        throw base::Fault(base::Refusal::absent, "http.not_found");
    return http::Reply::json_text(std::move(text)).etag(desk.pack.digest.substr(0, 16) + "-" + actor.role);
}

} // namespace

http::Routes pack_routes(Desk& desk) {
    return {
        {.method = "GET",
         .pattern = "/api/v1/pack",
         .handler = [&desk](http::Request& r) { return whole(desk, r); },
         .summary = {"政策包", "The policy pack as the viewer may see it"},
         .answers = "Pack",
         .tagged = true},
        {.method = "GET",
         .pattern = "/api/v1/pack/types/{type}",
         .handler = [&desk](http::Request& r) { return one(desk, r); },
         .summary = {"一种记录的定义", "One record type"},
         .answers = "PackType",
         .tagged = true},
    };
}

} // namespace liandong::modules::registers
