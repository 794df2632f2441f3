#include "db/write_queue.hpp"

#include "base/fault.hpp"

namespace liandong::db {
namespace {

/// Bulk work yields to people, but not for ever.
constexpr auto low_waits_most = std::chrono::seconds(1);

} // namespace

void WriteQueue::push(JobPtr job) {
    {
        const std::lock_guard lock(mutex_);
        if (closed_)
            throw Broken("the database takes no more changes");
        auto& lane = job->how.priority == Priority::low ? low_ : normal_;
        if (lane.size() >= most_)
            throw base::Fault(base::Refusal::busy, "db.busy");
        lane.push_back(std::move(job));
    }
    filled_.notify_one();
}

void WriteQueue::push_front(JobPtr job) {
    const std::lock_guard lock(mutex_);
    (job->how.priority == Priority::low ? low_ : normal_).push_front(std::move(job));
}

JobPtr WriteQueue::next() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return closed_ || !normal_.empty() || !low_.empty(); });
    return closed_ ? nullptr : pop();
}

JobPtr WriteQueue::next_normal() {
    const std::lock_guard lock(mutex_);
    if (closed_ || normal_.empty())
        return nullptr;
    JobPtr job = std::move(normal_.front());
    normal_.pop_front();
    return job;
}

JobPtr WriteQueue::next_low() {
    const std::lock_guard lock(mutex_);
    return closed_ || !normal_.empty() || low_.empty() ? nullptr : pop();
}

JobPtr WriteQueue::pop() {
    const bool overdue = !low_.empty() && std::chrono::steady_clock::now() - low_.front()->since > low_waits_most;
    auto& lane = normal_.empty() || overdue ? low_ : normal_;
    JobPtr job = std::move(lane.front());
    lane.pop_front();
    return job;
}

std::deque<JobPtr> WriteQueue::close() {
    std::deque<JobPtr> left;
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        left.swap(normal_);
        left.insert(left.end(), low_.begin(), low_.end());
        low_.clear();
    }
    filled_.notify_all();
    return left;
}

std::size_t WriteQueue::waiting() const {
    const std::lock_guard lock(mutex_);
    return normal_.size() + low_.size();
}

} // namespace liandong::db
