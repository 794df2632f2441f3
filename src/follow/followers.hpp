// The threads that follow the journal: figures, search terms, what falls due, and notices have one each. They sleep
// until something is committed, go on from their saved position after a restart, and never die of an error: they say
// it, wait, and try again.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "follow/figures.hpp"
#include "follow/notices.hpp"

namespace liandong::follow {

struct Position {
    std::string follower;              // "figures", "search", "due", "notices"
    std::int64_t position = 0;         // what it has followed
    std::int64_t journal = 0;          // the journal's own
    std::int64_t failures = 0;         // in a row, of this process
    std::vector<std::string> building; // figures that are being counted anew
};

/// Told what went wrong, for the log; holds no personal data.
using Say = std::function<void(const std::string& follower, const std::string& what)>;

class Followers {
public:
    /// All outlive it. Nothing runs before start(). Without a directory nobody is told anything.
    Followers(db::Database& database, const record::House& house, const Figures& figures, Say say = {},
              Directory directory = {});
    ~Followers(); // stops
    Followers(const Followers&) = delete;
    Followers& operator=(const Followers&) = delete;

    void start();
    /// Returns when the threads have ended; a batch under way is finished or undone.
    void stop();

    /// Follows to the end of the journal on the calling thread, for commands and tests; not while started.
    void catch_up();
    /// Counts a figure anew from the records; the threads do it, or catch_up.
    void rebuild(const std::string& figure);
    std::vector<Position> positions();

private:
    struct Life;
    std::unique_ptr<Life> life_;
};

} // namespace liandong::follow
