// For tests of what follows the journal.
#pragma once

#include <chrono>
#include <thread>

#include "db/database.hpp"
#include "follow/followers.hpp"
#include "journal/journal.hpp"

namespace liandong::follow {

/// The followers read to the end. Other tests' transactions on the same PostgreSQL hold back what counts as final, so
/// the end may have to be waited for, ten seconds at most.
inline void to_the_end(Followers& followers, db::Database& database) {
    for (int tries = 0; tries < 1'000; ++tries) {
        followers.catch_up();
        const bool final = database.read(
            [](db::Session& session) { return journal::ahead(session, journal::position(session)).empty(); });
        if (final)
            break;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    followers.catch_up();
}

} // namespace liandong::follow
