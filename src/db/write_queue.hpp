// Writes that wait for SQLite's one writer: two lanes, bounded, in order. Inside db/ only.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>

#include "db/database.hpp"

namespace liandong::db {

/// One closure on its way. Its caller waits on `settled` and owns what the closure touches.
struct Job {
    const std::function<void(Session&)>* work = nullptr;
    Write how;
    std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
    int runs = 0;
    std::exception_ptr refused; // what the closure threw; handed out when the group has ended
    std::promise<void> settled;
};
using JobPtr = std::shared_ptr<Job>;

class WriteQueue {
public:
    explicit WriteQueue(std::size_t most) : most_(most) {}

    /// Throws Fault(busy) when the lane is full, Broken when closed.
    void push(JobPtr job);
    /// Puts back a job that has to run again, before all others.
    void push_front(JobPtr job);
    /// Waits for a job; null when the queue was closed.
    JobPtr next();
    /// A normal job that is there already, or null.
    JobPtr next_normal();
    /// A job of low priority that is there already while no other waits, or null.
    JobPtr next_low();
    /// No more jobs; those that wait are handed back.
    std::deque<JobPtr> close();
    std::size_t waiting() const;

private:
    JobPtr pop();

    const std::size_t most_;
    mutable std::mutex mutex_;
    std::condition_variable filled_;
    std::deque<JobPtr> normal_;
    std::deque<JobPtr> low_;
    bool closed_ = false;
};

} // namespace liandong::db
