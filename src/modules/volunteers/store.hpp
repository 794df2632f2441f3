// Named questions about volunteers' hours.
#pragma once

#include <vector>

#include "base/id.hpp"
#include "db/session.hpp"
#include "modules/volunteers/rules.hpp"

namespace liandong::modules::volunteers {

/// The lines of one volunteer on one day; a ledger, so the line that is being written is not among them.
std::vector<Hours> hours_of_day(db::Session& session, const base::Uuid& volunteer, base::Date on);

} // namespace liandong::modules::volunteers
