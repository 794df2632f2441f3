#include "modules/regions/api.hpp"

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "http/digest.hpp"
#include "http/fields.hpp"
#include "http/router.hpp"
#include "modules/desk.hpp"
#include "modules/regions/atlas.hpp"

namespace liandong::modules::regions {
namespace {

namespace json = boost::json;
using base::Fault;

constexpr std::size_t items_most = 20;

/// The place a caller names, or the whole province when none is named. Throws Fault invalid on field `parent`.
const Region& parent_of(const Desk& desk, const std::string& named) {
    const auto code = base::RegionCode::parse(named.empty() ? desk.pack.region : named);
    const Region* region = code ? desk.atlas.find(code->text()) : nullptr;
    if (!region)
        throw Fault({{"parent", "record.no_such_region", {}, {{"value", base::shortened(named, 12)}}}});
    return *region;
}

json::object brief(const Atlas& atlas, const Region& region) {
    return {{"code", region.code}, {"name", region.name}, {"has_children", atlas.has_children(region.code)}};
}

json::object whole(const Atlas& atlas, const Region& region) {
    json::object out = brief(atlas, region);
    out["kind"] = region.kind;
    out["type"] = region.type;
    out["official"] = region.official();
    if (region.point) {
        out["lon"] = region.point->lon;
        out["lat"] = region.point->lat;
        out["approximate"] = region.approximate;
    }
    return out;
}

http::Reply below(const Desk& desk, http::Request& request, json::object (*written)(const Atlas&, const Region&)) {
    const Region& parent = parent_of(desk, request.query("parent").value_or(""));
    json::array items;
    for (const Region* region : desk.atlas.children(parent.code))
        items.push_back(written(desk.atlas, *region));
    auto reply = http::Reply::json(json::object{{"items", std::move(items)}});
    reply.gzip = true;
    return reply;
}

std::optional<base::RegionLevel> level_of(const std::optional<std::string>& word) {
    if (!word)
        return std::nullopt;
    return *word == "county" ? base::RegionLevel::county
           : *word == "town" ? base::RegionLevel::town
                             : base::RegionLevel::village;
}

http::Reply pick(const Desk& desk, http::Request& request) {
    http::Fields fields(request.json_object());
    const auto typed = fields.maybe_text("q", query_most);
    const auto inside = fields.maybe_text("parent", code_most);
    const auto level = fields.maybe_word("level", {"county", "town", "village"});
    fields.done();
    const Region& parent = parent_of(desk, inside.value_or(""));
    const std::string words = base::normal(base::narrow(typed.value_or("")));
    const auto found =
        words.empty()
            ? desk.atlas.children(parent.code)
            : desk.atlas.search({.words = words, .inside = parent.code, .level = level_of(level), .most = items_most});
    json::array items;
    for (const Region* region : found)
        items.push_back(
            json::object{{"code", region->code}, {"name", region->name}, {"path", desk.atlas.path(region->code)}});
    return http::Reply::json(json::object{{"items", std::move(items)}});
}

/// The working map as it lies in the pack, with its notice inside; an empty text when the pack has none.
std::shared_ptr<const std::string> map_of(const pack::Pack& pack) {
    std::ifstream in(std::filesystem::path(pack.folder) / "regions" / "counties.geojson", std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return std::make_shared<const std::string>(std::move(all).str());
}

http::Reply map(const std::shared_ptr<const std::string>& bytes, const std::string& digest) {
    if (bytes->empty())
        throw Fault(base::Refusal::absent, "http.not_found");
    http::Reply reply;
    reply.body = bytes;
    reply.gzip = true;
    return reply.set("Content-Type", "application/geo+json").set("Cache-Control", "private, no-cache").etag(digest);
}

} // namespace

http::Routes routes(const Desk& desk) {
    const auto map_bytes = map_of(desk.pack);
    const http::Parameter parent{"parent",
                                 {"上级区划的代码，不填为全省", "code of the place above; the province when empty"}};
    return {
        {.method = "GET",
         .pattern = "/api/v1/regions",
         .handler = [&desk](http::Request& request) { return below(desk, request, whole); },
         .summary = {"下一级区划", "the units one level down"},
         .query = {parent},
         .answers = "Regions",
         .refusals = {422}},
        {.method = "POST",
         .pattern = "/api/v1/pick/regions.region",
         .handler = [&desk](http::Request& request) { return pick(desk, request); },
         .right = "read",
         .summary = {"边输入边查找地点", "find a place while typing"},
         .takes = "RegionQuery",
         .answers = "RegionPaths",
         .refusals = {422}},
        {.method = "GET",
         .pattern = "/api/v1/regions/counties.geojson",
         .handler = [map_bytes, digest = http::digest(*map_bytes)](http::Request&) { return map(map_bytes, digest); },
         .summary = {"县级工作用图", "the working map of counties"},
         .answers = "CountyMap",
         .answers_type = "application/geo+json",
         .tagged = true,
         .refusals = {404}},
        {.method = "GET",
         .pattern = "/api/v1/public/regions",
         .handler = [&desk](http::Request& request) { return below(desk, request, brief); },
         .open = true,
         .summary = {"下一级区划（无需登录）", "the units one level down, without an account"},
         .query = {parent},
         .answers = "PublicRegions",
         .refusals = {422}},
    };
}

} // namespace liandong::modules::regions
