// One process at a time does a work. Who holds its lease does it, and every piece of it prolongs the lease within the
// same transaction: a process that lost it cannot commit, and when one dies another goes on after the lease lapses.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "db/schema.hpp"
#include "db/session.hpp"

namespace liandong::jobs {

/// The tables of this room, for migrate.
std::vector<db::Table> tables();

/// Takes or prolongs the lease of a work. False while another process holds it.
bool hold(db::Session& session, const std::string& work, const base::Uuid& holder, base::Instant now,
          std::chrono::milliseconds length);
/// Gives the lease back, so that another process need not wait for it to lapse.
void release(db::Session& session, const base::Uuid& holder);

/// How far a work that is done day by day has come.
struct Days {
    std::optional<base::Date> through; // done for this day and all before; nothing: never done
    std::optional<base::Date> under_way;
    std::string reached; // of what is under way: the last one done
};
Days days(db::Session& session, const std::string& work);
void save(db::Session& session, const std::string& work, const Days& days);

} // namespace liandong::jobs
