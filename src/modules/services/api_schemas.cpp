// What the portal's addresses take and answer. Fields of records are those of the pack, named and not written again.
#include "http/schema.hpp"
#include "modules/services/api.hpp"
#include "modules/services/rules.hpp"
#include "pack/pack.hpp"

namespace liandong::modules::services {
namespace {

using namespace http::schema;

object field_of(const std::string& schema, const std::string& field) { return refers(schema + "/properties/" + field); }

object request(const pack::Pack& pack) {
    std::vector<Member> members;
    for (const auto& name : portal_fields())
        members.push_back(
            {name, field_of("services.request.in", name), pack.type("services.request")->field(name)->required});
    return closed(members);
}

object station() { return or_null(closed({{"name", or_null(text())}, {"phone", or_null(text())}})); }

object receipt() {
    return closed({{"receipt", formed("^QZ[0-9]+$")},
                   {"code", text()},
                   {"answer_by", text("date-time")},
                   {"station", station()},
                   {"county", text()},
                   {"in_danger", flag()}});
}

object act() {
    return closed({{"code", text()},
                   maybe("do", one_of({"follow", "withdraw", "rate"})), // follow by default
                   maybe("rating", field_of("services.request.in", "rating")),
                   maybe("remark", field_of("services.request.in", "comment"))});
}

object progress() {
    const object step = closed({{"state", text()}, {"label", refers("Words")}, {"at", text("date-time")}});
    return closed({{"receipt", text()},
                   {"matter", or_null(text())},
                   {"state", text()},
                   {"state_label", refers("Words")},
                   {"steps", list_of(step)},
                   {"answer_by", or_null(text("date-time"))},
                   {"station", station()},
                   {"county", text()},
                   {"in_danger", flag()},
                   maybe("result", text()),
                   maybe("rating", whole()),
                   maybe("comment", text()),
                   {"may", list_of(one_of({"withdraw", "rate"}))}});
}

/// A page of what the pack opens of a type, the nearest first when a place was named.
object directory(const pack::Pack& pack, const std::string& type) {
    std::vector<Member> members{{"id", text("uuid")}};
    for (const auto& name : pack.type(type)->open->fields)
        if (name != "point")
            members.push_back(maybe(name, field_of(type + ".fields", name)));
    members.push_back(maybe("point", refers("Point")));
    members.push_back(maybe("approximate", flag()));
    members.push_back(maybe("km", number()));
    return closed({{"items", list_of(closed(members))}});
}

object public_pack() {
    const object field = closed({{"label", refers("Words")},
                                 {"required", flag()},
                                 maybe("help", refers("Words")),
                                 maybe("most", whole()),
                                 maybe("list", text())});
    const object hotline = closed({{"number", text()}, {"label", refers("Words")}});
    return closed({{"digest", text()},
                   maybe("demo", flag()),
                   {"name", text()},
                   {"title", refers("Words")},
                   {"region", text()},
                   {"fields", map_of(field)},
                   {"states", map_of(refers("Words"))},
                   {"codes", map_of(refers("PackCodes"))},
                   {"texts", map_of(refers("Words"))},
                   {"crisis", closed({{"words", list_of(text())}, {"numbers", list_of(hotline)}})}});
}

} // namespace

http::Schemas schemas(const pack::Pack& pack, http::Language) {
    return {{"PortalRequest", request(pack)},
            {"PortalReceipt", receipt()},
            {"PortalAct", act()},
            {"PortalProgress", progress()},
            {"PublicStations", directory(pack, "stations.station")},
            {"PublicAgencies", directory(pack, "agencies.agency")},
            {"PublicPack", public_pack()}};
}

} // namespace liandong::modules::services
