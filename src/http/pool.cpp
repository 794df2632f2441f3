#include "http/pool.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace liandong::http {

struct Pool::State {
    std::mutex guard;
    // The worker that fell idle last is woken first: under light load few threads do all the work, with warm caches.
    std::vector<std::condition_variable*> idle;
    std::condition_variable job_ended;
    std::deque<std::function<void()>> queue;
    std::size_t workers = 0;
    std::size_t waiting_max = 0;
    std::size_t running = 0;
    bool closed = false;

    void wait_for_job(std::unique_lock<std::mutex>& lock) {
        std::condition_variable woken;
        while (queue.empty() && !closed) {
            idle.push_back(&woken);
            woken.wait(lock);
            std::erase(idle, &woken);
        }
    }
    void wake_one() {
        if (idle.empty())
            return;
        idle.back()->notify_one();
        idle.pop_back();
    }
    void close() {
        closed = true;
        for (auto* worker : idle)
            worker->notify_one();
        idle.clear();
    }
};

Pool::Pool(std::size_t workers, std::size_t waiting_max) : state_(std::make_shared<State>()) {
    state_->workers = workers;
    state_->waiting_max = waiting_max;
    for (std::size_t i = 0; i < workers; ++i)
        workers_.emplace_back([state = state_] { work(state); });
}

Pool::~Pool() {
    {
        const std::lock_guard lock(state_->guard);
        state_->close();
    }
    for (auto& worker : workers_)
        worker.join();
}

void Pool::work(const std::shared_ptr<State>& state) {
    std::unique_lock lock(state->guard);
    while (true) {
        state->wait_for_job(lock);
        if (state->queue.empty())
            return;
        auto job = std::move(state->queue.front());
        state->queue.pop_front();
        ++state->running;
        lock.unlock();
        job();
        job = nullptr;
        lock.lock();
        --state->running;
        state->job_ended.notify_all();
    }
}

bool Pool::offer(std::function<void()> job) {
    const std::lock_guard lock(state_->guard);
    // Idle workers count as room: a queue of none still lets every worker have a job.
    const std::size_t idle = state_->workers - state_->running;
    if (state_->closed || state_->queue.size() >= idle + state_->waiting_max)
        return false;
    state_->queue.push_back(std::move(job));
    state_->wake_one();
    return true;
}

bool Pool::finish_within(std::chrono::milliseconds time) {
    std::unique_lock lock(state_->guard);
    state_->close();
    return state_->job_ended.wait_for(lock, time, [&] { return state_->queue.empty() && state_->running == 0; });
}

void Pool::abandon() {
    {
        const std::lock_guard lock(state_->guard);
        state_->queue.clear();
    }
    for (auto& worker : workers_)
        worker.detach();
    workers_.clear();
}

std::size_t Pool::waiting() const {
    const std::lock_guard lock(state_->guard);
    return state_->queue.size();
}

std::size_t Pool::running() const {
    const std::lock_guard lock(state_->guard);
    return state_->running;
}

} // namespace liandong::http
