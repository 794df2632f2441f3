// What the server does by itself, piece by piece: it looks whether a work waits, takes its lease, and does one small
// piece in a transaction of its own, so that people who write wait no longer than a piece takes.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "db/database.hpp"

namespace liandong::jobs {

struct Work {
    std::string name; // "due", "windows": what its lease is called
    /// Whether there is something to do at this moment; it only reads.
    std::function<bool(db::Session&, base::Instant now)> waits;
    /// One small piece of it. May run again, like every write.
    std::function<void(db::Session&, base::Instant now)> piece;
};

/// The clock on the wall, or a test's own.
using Now = std::function<base::Instant()>;
/// Told what went wrong, for the log; holds no personal data.
using Say = std::function<void(const std::string& work, const std::string& what)>;

struct Pace {
    std::chrono::milliseconds look{5'000};   // how long nobody looks when nothing waits
    std::chrono::milliseconds lease{30'000}; // how long another process waits for one that fell silent
};

class Schedule {
public:
    /// The database outlives it. Works are done in the order they are given: what comes first has nothing left before
    /// the next begins. Nothing runs before start().
    Schedule(db::Database& database, std::vector<Work> works, Now now = base::now, Say say = {}, Pace pace = {});
    ~Schedule(); // stops
    Schedule(const Schedule&) = delete;
    Schedule& operator=(const Schedule&) = delete;

    void start();
    /// Returns when the piece under way is finished or undone, and gives the leases back.
    void stop();

    /// One piece of the first work that waits, on the calling thread; false when nothing waits, or another process
    /// holds what does. Throws what the piece throws.
    bool step();
    /// Pieces until nothing waits, for commands and tests; not while started. Returns how many.
    std::int64_t catch_up();

private:
    struct Life;
    std::unique_ptr<Life> life_;
};

} // namespace liandong::jobs
