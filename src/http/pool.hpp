// A fixed number of workers and a queue that is never longer than agreed: who finds it full hears so at once.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace liandong::http {

class Pool {
public:
    /// Starts the workers. A job must not throw.
    Pool(std::size_t workers, std::size_t waiting_max);
    /// Waits for the running jobs, unless abandoned.
    ~Pool();
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;

    /// Takes a job; false when every worker is busy and the queue is full, or the pool is closed.
    bool offer(std::function<void()> job);
    /// Takes no more jobs and waits for those it has; false when some still run after that time.
    bool finish_within(std::chrono::milliseconds time);
    /// Leaves running jobs to themselves, for a process that is about to end.
    void abandon();

    std::size_t waiting() const;
    std::size_t running() const;

private:
    struct State;
    static void work(const std::shared_ptr<State>& state);

    std::shared_ptr<State> state_;
    std::vector<std::thread> workers_;
};

} // namespace liandong::http
