#include "modules/volunteers/api_volunteer.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "access/decide.hpp"
#include "http/fields.hpp"
#include "modules/linkage/api_offers.hpp"
#include "modules/linkage/values.hpp"
#include "modules/registers/api_caller.hpp"
#include "record/list.hpp"

namespace liandong::modules::volunteers {
namespace {

namespace json = boost::json;
using base::Fault;
using base::Refusal;
using linkage::Act;
using record::Record;
using record::Shape;

constexpr std::size_t offers_most = 200;
constexpr std::int64_t kept_in_sight_ms = 90LL * 24 * 3'600'000;
constexpr const char* other_reason = "9"; // code list decline_reason

const Shape& offers(const Desk& desk) { return desk.kernel.shapes().of("linkage.offer"); }

const base::Uuid& person_of(const record::Given& given) {
    if (!given.me.person)
        throw Fault(Refusal::forbidden, "access.not_this_role");
    return *given.me.person;
}

/// One offer as she may read it: name, telephone and address of the client are there only while the role's line for an
/// accepted offer shows them.
class Card {
public:
    Card(const Desk& desk, db::Session& session, const record::Given& given, const Record& offer)
        : desk_(desk),
          given_(given),
          offer_(offer),
          outside_(registers::outside(desk, given.me)),
          view_(record::view_of(desk.kernel.house(), session, given, offers(desk), outside_.sight("linkage.offer"),
                                offer)),
          printer_(desk.kernel.house(), session, given_, outside_) {}

    json::object json() {
        json::object card{{"id", base::to_text(offer_.id)}, {"state", offer_.state}, {"state_label", label()}};
        card["need_title"] = shown("task");
        card["place"] = place();
        card["starts"] = shown("starts_at");
        card["ends"] = shown("ends_at");
        for (const char* name : {"meet_at", "safety", "answer_by", "reasons", "in_at", "out_at", "minutes"})
            put(card, name, name);
        json::object client;
        put(client, "name", "contact_name");
        put(client, "phone", "contact_phone");
        put(client, "address", "address");
        if (!client.empty())
            card["client"] = std::move(client);
        return card;
    }

private:
    json::object label() const {
        const auto* state = offer_.type->state(offer_.state);
        return {{"zh", state->label.zh}, {"en", state->label.en}};
    }
    json::value shown(const char* name) {
        const std::size_t at = offers(desk_).index_of(name);
        const pack::Field& field = offers(desk_).field(at);
        return view_.clear(field, at) ? printer_.value(field, offer_.values[at], true) : json::value(nullptr);
    }
    void put(json::object& into, const char* as, const char* name) {
        if (json::value value = shown(name); !value.is_null())
            into[as] = std::move(value);
    }
    /// The village once she may know it, the township before.
    json::string place() {
        for (const char* name : {"place", "town"})
            if (const json::value region = shown(name); region.is_object())
                return region.at("name").as_string();
        return {};
    }

    const Desk& desk_;
    const record::Given& given_;
    const Record& offer_;
    const record::Outside outside_;
    const record::View view_;
    record::Printer printer_;
};

/// Her own offers that are not over, and those of the last 90 days; what waits for her first, then by time.
std::vector<Record> offers_of(const Desk& desk, db::Session& session, const record::Given& given) {
    record::Query query;
    query.size = offers_most;
    query.also = record::Piece{
        R"(t."volunteer_person" = ? and t."state" <> 'proposed' and (t."state" in ('sent', 'accepted', 'checked_in', 'checked_out') or t."starts_at" > ?))",
        {person_of(given), given.now.ms - kept_in_sight_ms},
        {}};
    const auto sight = access::sight(desk.pack, given.me, *offers(desk).type, "read");
    auto found = record::list(desk.kernel.house(), session, given, offers(desk), sight, query).records;
    const auto over = [](const Record& offer) {
        return offer.state != "sent" && offer.state != "accepted" && offer.state != "checked_in";
    };
    std::sort(found.begin(), found.end(), [&](const Record& a, const Record& b) {
        const auto key = [&](const Record& one) {
            return std::pair(over(one), (over(one) ? -1 : 1) * linkage::time_of(one, "starts_at").ms);
        };
        return key(a) < key(b);
    });
    return found;
}

http::Reply list(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    const json::object answer = desk.database.read([&](db::Session& session) {
        json::array items;
        for (const Record& offer : offers_of(desk, session, given))
            items.push_back(Card(desk, session, given, offer).json());
        return json::object{{"items", std::move(items)}};
    });
    return http::Reply::json(answer).set("Cache-Control", "no-store");
}

/// The reason for declining is a word of the list, or her own words under "other"; none has to be given.
Act act_of(const Desk& desk, const json::object& body, record::Given& given) {
    http::Fields fields(body);
    Act act{.event = fields.text("do", word_most), .patch = {}, .code = fields.maybe_text("code", word_most)};
    const std::string reason = fields.maybe_text("reason", text_most).value_or("");
    fields.done();
    static const std::vector<std::string> hers{"accept", "decline", "check_in", "check_out"};
    if (std::find(hers.begin(), hers.end(), act.event) == hers.end())
        throw Fault({{"do",
                      "record.no_such_event",
                      "15",
                      {{"type", offers(desk).type->label.zh},
                       {"type@en", offers(desk).type->label.en},
                       {"event", act.event}}}});
    if (act.event == "decline") {
        const bool listed = desk.pack.list("decline_reason")->by_code(reason) != nullptr;
        act.patch.values[offers(desk).index_of("decline_reason")] = listed ? reason : std::string(other_reason);
        given.reason = listed ? "" : reason;
    }
    return act;
}

/// Throws Fault absent for an offer that was made to somebody else.
void refuse_others(const Desk& desk, db::Session& session, const record::Given& given, const base::Uuid& id) {
    const auto offer = desk.kernel.store().fetch(session, offers(desk), id);
    if (!offer || linkage::id_of(*offer, "volunteer_person") != person_of(given))
        throw Fault(Refusal::absent, "record.not_found");
}

http::Reply answer(Desk& desk, http::Request& request) {
    auto given = registers::given(request);
    const auto id = request.uuid();
    const Act act = act_of(desk, request.json_object(), given);
    desk.database.read([&](db::Session& session) { refuse_others(desk, session, given, id); });
    return linkage::act_once(desk, request, given, id, act, [&](db::Session& session, const base::Uuid& offer) {
        const auto now = desk.kernel.store().fetch(session, offers(desk), offer);
        return json::object{{"offer", Card(desk, session, given, *now).json()}};
    });
}

} // namespace

http::Routes routes(Desk& desk) {
    const std::string address = "/api/v1/volunteer/offers";
    return {
        {.method = "GET",
         .pattern = address,
         .handler = [&desk](http::Request& request) { return list(desk, request); },
         .summary = {"志愿者收到的邀请", "The offers made to the signed-in volunteer"},
         .answers = "VolunteerOffers",
         .refusals = {403}},
        {.method = "POST",
         .pattern = address + "/{id}",
         .handler = [&desk](http::Request& request) { return answer(desk, request); },
         .summary = {"接受、谢绝、签到、签退", "Accept, decline, check in, check out"},
         .takes = "VolunteerAct",
         .answers = "VolunteerOffer",
         .once = http::Once::must,
         .refusals = {422, 429}},
    };
}

} // namespace liandong::modules::volunteers
