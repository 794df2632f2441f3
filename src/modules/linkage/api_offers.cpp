#include "modules/linkage/api_offers.hpp"

#include <boost/json.hpp>

#include "access/decide.hpp"
#include "modules/registers/api_caller.hpp"

namespace liandong::modules::linkage {
namespace {

bool is_wrong_code(const base::Fault& fault) {
    return fault.findings.size() == 1 && fault.findings.front().code == "linkage.offer.code_wrong";
}

} // namespace

http::Reply act_once(Desk& desk, http::Request& request, const record::Given& given, const Uuid& offer,
                     const Act& wanted, const std::function<boost::json::object(db::Session&, const Uuid&)>& print) {
    try {
        // Accepting and confirming read other offers and hours of the same person.
        return registers::once(desk, request, given, 200,
                               [&](db::Session& session) {
                                   const auto saved = act(desk, session, given, offer, wanted);
                                   return registers::Made{offer, saved.position, print(session, offer)};
                               },
                               print, {.isolation = db::Isolation::serializable});
    } catch (const base::Fault& fault) {
        if (is_wrong_code(fault))
            note_wrong_code(desk, offer);
        throw;
    }
}

boost::json::object printed(const Desk& desk, db::Session& session, const record::Given& given, const Uuid& id) {
    const auto& shape = desk.kernel.shapes().of("linkage.offer");
    const auto sight = access::sight(desk.pack, given.me, *shape.type, "read");
    const auto offer = desk.kernel.fetch(session, shape, id, given, sight);
    if (!offer)
        throw base::Fault(base::Refusal::absent, "record.not_found");
    const auto outside = registers::outside(desk, given.me);
    record::Printer printer(desk.kernel.house(), session, given, outside);
    return {{"record", printer.record(shape, *offer,
                                      record::view_of(desk.kernel.house(), session, given, shape, sight, *offer))}};
}

} // namespace liandong::modules::linkage
