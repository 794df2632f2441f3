#include "modules/linkage/offers.hpp"

#include <algorithm>

#include "access/decide.hpp"
#include "access/door.hpp"
#include "crypt/digest.hpp"
#include "crypt/secret.hpp"
#include "modules/linkage/store.hpp"
#include "modules/linkage/values.hpp"
#include "record/condition.hpp"
#include "record/sight.hpp"

namespace liandong::modules::linkage {
namespace {

using base::Fault;
using base::Refusal;
using record::Shape;
using record::Sight;

constexpr const char* by_code = "1"; // code list check_method
constexpr std::int64_t tries_otherwise = 5, lock_minutes_otherwise = 60;

const Shape& shape_of(const Desk& desk, const char* type) { return desk.kernel.shapes().of(type); }
const Shape& offers(const Desk& desk) { return shape_of(desk, "linkage.offer"); }
const Shape& needs(const Desk& desk) { return shape_of(desk, "linkage.need"); }

Sight sight(const Desk& desk, const record::Given& given, const Shape& shape, const std::string& word) {
    return access::sight(desk.pack, given.me, *shape.type, word);
}

/// The need goes on by itself: the server's own event, for a reason of its own when it asks for one.
void move(const Desk& desk, db::Session& session, record::Given given, const Uuid& need, const char* event,
          const char* reason = "") {
    given.reason = reason;
    desk.kernel.fire_system(session, needs(desk), need, event, {}, given);
}

void look_for_others(const Desk& desk, db::Session& session, const record::Given& given, const Uuid& id) {
    const auto need = desk.kernel.store().fetch(session, needs(desk), id);
    if (need && goes_back(need->state, invitations_of(session, id)))
        move(desk, session, given, id, "again", "有人不能参加，重新对接");
}

std::string digest_name() { return "linkage.check_code"; }
std::string digest_text(const Uuid& need, base::Date day) { return base::to_text(need) + " " + base::to_text(day); }
std::string failures_of(const Uuid& offer) { return "linkage.code " + base::to_text(offer); }

std::int64_t parameter(const Desk& desk, const char* name, std::int64_t otherwise) {
    const auto* found = desk.pack.parameter(name);
    return found ? found->on(base::today()).value_or(otherwise) : otherwise;
}

/// The code of the place: of today, made with any key of the file.
void check_the_code(const Desk& desk, db::Session& session, const record::Given& given, const Record& offer,
                    const std::string& typed) {
    access::refuse_when_locked(session, failures_of(offer.id), parameter(desk, "portal.code_tries", tries_otherwise),
                               parameter(desk, "portal.code_lock", lock_minutes_otherwise), "access.locked");
    const std::string code = typed_code(typed);
    const auto digests = crypt::digests(desk.keys, digest_name(), digest_text(*id_of(offer, "need"), given.today()));
    if (std::none_of(digests.begin(), digests.end(),
                     [&](const auto& digest) { return crypt::same_secret(code, check_code(digest)); }))
        throw Fault({{"code", "linkage.offer.code_wrong", "15", {}}});
    access::forget_failures(session, failures_of(offer.id));
}

/// Checking in and out by code needs the code; the way is then known.
record::Patch checked(const Desk& desk, db::Session& session, const record::Given& given, const Record& offer,
                      const Act& act) {
    record::Patch patch = act.patch;
    if (act.event != "check_in" && act.event != "check_out")
        return patch;
    const std::size_t method = offers(desk).index_of(act.event == "check_in" ? "in_method" : "out_method");
    const auto wanted = patch.values.find(method);
    if (wanted != patch.values.end() && wanted->second != base::Value(std::string(by_code)))
        return patch;
    check_the_code(desk, session, given, offer, act.code.value_or(""));
    patch.values[method] = std::string(by_code);
    return patch;
}

void refuse_when_full(const Desk& desk, db::Session& session, const Record& offer) {
    const bool to_worker = id_of(offer, "worker").has_value();
    if (!to_worker && !id_of(offer, "volunteer"))
        return;
    const auto need = desk.kernel.store().fetch(session, needs(desk), *id_of(offer, "need"));
    if (full(*need, to_worker))
        throw Fault(Refusal::conflict, "linkage.offer.full");
}

} // namespace

void staff_when_complete(const Desk& desk, db::Session& session, const record::Given& given, const Uuid& id) {
    const auto need = desk.kernel.store().fetch(session, needs(desk), id);
    const bool sought = need && (need->state == "posted" || need->state == "planned");
    if (!need || (need->state != "offered" && !sought))
        return;
    const record::AskedOf asked(desk.kernel.house(), given, &session, needs(desk), *need);
    if (!expr::holds(*record::tree(need->type->event("staff")->guard), asked))
        return;
    // Offers that were sent before the need was posted again still count.
    if (sought)
        move(desk, session, given, id, "offer");
    move(desk, session, given, id, "staff");
}

record::Saved act(const Desk& desk, db::Session& session, const record::Given& given, const Uuid& id, const Act& act) {
    const Shape& shape = offers(desk);
    const pack::Event* event = shape.type->event(act.event);
    if (!event || event->right == "system")
        throw Fault({{"do",
                      "record.no_such_event",
                      "15",
                      {{"type", shape.type->label.zh}, {"type@en", shape.type->label.en}, {"event", act.event}}}});
    const Sight seen = sight(desk, given, shape, "read"), may = sight(desk, given, shape, event->right);
    const auto offer = desk.kernel.fetch(session, shape, id, given, seen);
    if (!offer || offer->state == "proposed")
        throw Fault(Refusal::absent, "record.not_found");
    if (!record::view_of(desk.kernel.house(), session, given, shape, may, *offer).seen)
        throw Fault(Refusal::forbidden, "access.forbidden");
    if (event->to == "accepted" && offer->state == "sent")
        refuse_when_full(desk, session, *offer);
    const record::Patch patch = checked(desk, session, given, *offer, act);
    auto saved = desk.kernel.fire(session, shape, id, offer->version, act.event, patch, given, seen, may);
    const Uuid need = *id_of(*offer, "need");
    if (event->to == "accepted")
        staff_when_complete(desk, session, given, need);
    if (event->to == "declined" || event->to == "taken_back")
        look_for_others(desk, session, given, need);
    return saved;
}

void note_wrong_code(const Desk& desk, const Uuid& offer) {
    desk.database.write([&](db::Session& session) {
        access::note_failure(session, failures_of(offer), parameter(desk, "portal.code_lock", lock_minutes_otherwise));
    });
}

Code code_of(const Desk& desk, db::Session& session, const record::Given& given, const Uuid& id) {
    const auto need = desk.kernel.fetch(session, needs(desk), id, given, sight(desk, given, needs(desk), "read"));
    if (!need)
        throw Fault(Refusal::absent, "record.not_found");
    if (!record::view_of(desk.kernel.house(), session, given, needs(desk), sight(desk, given, needs(desk), "work"),
                         *need)
             .seen)
        throw Fault(Refusal::forbidden, "access.forbidden");
    const std::string digits = check_code(crypt::digest(desk.keys, digest_name(), digest_text(id, given.today())));
    return {digits, "liandong:" + base::to_text(id) + ":" + digits, given.today()};
}

} // namespace liandong::modules::linkage
