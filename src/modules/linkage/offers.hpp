// What people do with offers: accept or decline, check in and out by the code of the place, confirm; and what that
// means for the need.
#pragma once

#include <optional>
#include <string>

#include "modules/desk.hpp"
#include "modules/linkage/rules.hpp"

namespace liandong::modules::linkage {

/// One thing somebody does with an offer.
struct Act {
    std::string event;
    record::Patch patch;
    std::optional<std::string> code; // typed or scanned at the place
};

/// Moves an offer by an event of the pack under the event's own right, then the need: staffed when everybody has
/// accepted, posted again when somebody fell out. Throws Fault absent, forbidden, conflict, invalid;
/// "linkage.offer.full" when the places are taken, "linkage.offer.code_wrong" for a wrong code.
record::Saved act(const Desk& desk, db::Session& session, const record::Given& given, const Uuid& offer,
                  const Act& act);

/// Fires `staff` when the need is not yet staffed and everybody and everything it wants is there.
void staff_when_complete(const Desk& desk, db::Session& session, const record::Given& given, const Uuid& need);

/// Notes a wrong code, after the change that carried it was refused.
void note_wrong_code(const Desk& desk, const Uuid& offer);

/// The code of a need for a day. Throws Fault absent when the account may not read the need, forbidden when it does not
/// work for it.
struct Code {
    std::string digits, text; // text is what the QR code holds
    base::Date day;
};
Code code_of(const Desk& desk, db::Session& session, const record::Given& given, const Uuid& need);

} // namespace liandong::modules::linkage
