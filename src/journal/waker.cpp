#include "journal/waker.hpp"

namespace liandong::journal {

Waker::Waker(db::Database& database) : listening_(database.on_commit([this] { wake(); })) {}

std::uint64_t Waker::wait(std::uint64_t seen, std::chrono::milliseconds pause) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, pause, [&] { return stopped_ || count_ != seen; });
    return count_;
}

void Waker::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    changed_.notify_all();
}

bool Waker::stopped() const {
    const std::lock_guard lock(mutex_);
    return stopped_;
}

void Waker::wake() {
    {
        const std::lock_guard lock(mutex_);
        ++count_;
    }
    changed_.notify_all();
}

} // namespace liandong::journal
