// Followers sleep here until there may be new lines: at once after a commit of this process, and at the latest after
// the pause in which lines of other server processes are looked for.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>

#include "db/database.hpp"

namespace liandong::journal {

class Waker {
public:
    explicit Waker(db::Database& database);

    /// Waits until something was committed since `seen`, or the pause is over, or `stop` was called. Returns the new
    /// count to hand in next time; begin with 0.
    std::uint64_t wait(std::uint64_t seen, std::chrono::milliseconds pause);
    /// Wakes everyone for good: wait returns at once from now on.
    void stop();
    bool stopped() const;

private:
    void wake();

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t count_ = 1;
    bool stopped_ = false;
    std::shared_ptr<void> listening_; // last: dropped first, so that no wake comes to a waker that is gone
};

} // namespace liandong::journal
