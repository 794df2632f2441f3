// What the addresses of linkage take and answer.
#include "http/schema.hpp"
#include "modules/linkage/api.hpp"
#include "modules/linkage/sending.hpp"

namespace liandong::modules::linkage {
namespace {

using namespace http::schema;

/// An id, or what carries one: a page may send back what it was told.
object who(boost::json::object more = {}) {
    more["id"] = text("uuid");
    return either({text("uuid"), {{"type", "object"}, {"properties", std::move(more)}, {"required", {"id"}}}});
}

/// A resource, and how much of it.
object share_wanted() {
    return who({{"quantity", or_null(whole(0, quantity_most))}, {"money_fen", or_null(whole(0, money_most))}});
}

object choice() {
    const object need = closed({{"id", text("uuid")},
                                maybe("worker", or_null(who())),
                                maybe("volunteers", or_null(list_of(who(), 0, people_most))),
                                maybe("resources", or_null(list_of(share_wanted(), 0, people_most)))});
    return closed({{"needs", list_of(need, 1, needs_most)}});
}

object planned_need() {
    const object reason = closed({{"zh", text()}, {"en", text()}, maybe("who", text("uuid"))});
    const object share = closed({{"id", text("uuid")},
                                 {"title", text()},
                                 maybe("quantity", whole()),
                                 maybe("unit", refers("Words")),
                                 maybe("money_fen", whole())});
    const object offer = closed({maybe("id", text("uuid")),
                                 maybe("title", text()),
                                 {"type", text()},
                                 {"state", text()},
                                 {"state_label", refers("Words")}});
    const object lack = closed({{"part", text()},
                                {"label", refers("Words")},
                                {"missing", whole()},
                                {"why", refers("Words")},
                                maybe("would_help", refers("Words"))});
    return closed({{"id", text("uuid")},
                   {"title", text()},
                   {"state", text()},
                   {"region", text()},
                   {"starts_at", text("date-time")},
                   {"ends_at", text("date-time")},
                   {"urgency", refers("codes.urgency")},
                   {"people", whole()},
                   {"worker_wanted", flag()},
                   {"offers", list_of(offer)},
                   {"sent", flag()},
                   maybe("lon", number()),
                   maybe("lat", number()),
                   {"worker", or_null(refers("Reference"))},
                   {"volunteers", list_of(refers("Reference"))},
                   {"resources", list_of(share)},
                   {"reasons", list_of(reason)},
                   {"unmet", list_of(lack)}});
}

object plan() {
    return closed({{"id", text("uuid")},
                   {"number", text()},
                   {"state", text()},
                   {"region", refers("Region")},
                   {"run_at", text("date-time")},
                   {"outcome", one_of({"optimal", "feasible", "time_limit"})},
                   {"repeatable", flag()},
                   {"cost", whole()},
                   {"lower_bound", whole()},
                   {"needs", list_of(refers("PlannedNeed"))},
                   maybe("position", refers("Position"))});
}

} // namespace

http::Schemas schemas(const pack::Pack&, http::Language) {
    const object scope = closed({maybe("region", or_null(short_text(region_most))),
                                 maybe("since", or_null(text("date"))), maybe("until", or_null(text("date")))});
    const object act = closed({{"do", short_text(word_most)},
                               maybe("fields", or_null(refers("linkage.offer.in"))),
                               maybe("reason", or_null(short_text(text_most))),
                               maybe("code", or_null(short_text(word_most)))});
    const object code =
        closed({{"need", text("uuid")}, {"code", formed("^[0-9]+$")}, {"text", text()}, {"day", text("date")}});
    return {{"OpenBoard", closed({{"region", refers("Region")}, {"needs", list_of(refers("PlannedNeed"))}})},
            {"PlanScope", scope},
            {"PlanChoice", choice()},
            {"Plan", plan()},
            {"PlannedNeed", planned_need()},
            {"OfferAct", act},
            {"PlaceCode", code}};
}

} // namespace liandong::modules::linkage
