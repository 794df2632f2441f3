// What the addresses of the divisions take and answer.
#include "http/schema.hpp"
#include "modules/regions/api.hpp"

namespace liandong::modules::regions {

using namespace http::schema;

http::Schemas schemas(const pack::Pack&, http::Language) {
    const object code = formed("^[0-9]{12}$");
    const object whole_one = closed({{"code", code},
                                     {"name", text()},
                                     {"has_children", flag()},
                                     {"kind", text()},
                                     {"type", text()},
                                     {"official", flag()},
                                     maybe("lon", number()),
                                     maybe("lat", number()),
                                     maybe("approximate", flag())});
    const object brief = closed({{"code", code}, {"name", text()}, {"has_children", flag()}});
    const object path = closed({{"code", code}, {"name", text()}, {"path", text()}});
    const object asked =
        closed({maybe("q", or_null(short_text(query_most))), maybe("parent", or_null(short_text(code_most))),
                maybe("level", or_null(one_of({"", "county", "town", "village"})))});
    const object map{
        {"type", "object"},
        {"required", {"type", "features"}},
        {"properties", {{"type", word("FeatureCollection")}, {"features", list_of({{"type", "object"}})}}}};
    return {{"Regions", closed({{"items", list_of(whole_one)}})},
            {"PublicRegions", closed({{"items", list_of(brief)}})},
            {"RegionQuery", asked},
            {"RegionPaths", closed({{"items", list_of(path)}})},
            {"CountyMap", map}};
}

} // namespace liandong::modules::regions
