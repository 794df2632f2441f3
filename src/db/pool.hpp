// Connections that wait to be used. Taking one waits a bounded time in a bounded crowd and then says busy. Inside db/
// only.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/fault.hpp"
#include "db/database.hpp"

namespace liandong::db {

template <class C>
class Pool {
public:
    using Make = std::function<std::unique_ptr<C>()>;

    Pool(std::size_t most, const Options& options, Make make)
        : most_(most), waiting_most_(options.waiting_most), wait_most_(options.wait_most), make_(std::move(make)) {}

    /// Holds one connection; gives it back, or drops it when it was told to or is no longer usable.
    class Lease {
    public:
        Lease(Pool& pool, std::unique_ptr<C> one) : pool_(&pool), one_(std::move(one)) {}
        Lease(Lease&& other) noexcept : pool_(std::exchange(other.pool_, nullptr)), one_(std::move(other.one_)) {}
        Lease& operator=(Lease&&) = delete;
        ~Lease() {
            if (pool_)
                pool_->give_back(std::move(one_));
        }
        C* operator->() { return one_.get(); }
        C& operator*() { return *one_; }
        void drop() { one_.reset(); }

    private:
        Pool* pool_;
        std::unique_ptr<C> one_;
    };

    /// Throws Fault(busy), or what making a connection throws.
    Lease take() {
        std::unique_lock lock(mutex_);
        if (waiting_ >= waiting_most_)
            throw base::Fault(base::Refusal::busy, "db.busy");
        ++waiting_;
        const bool free = freed_.wait_for(lock, wait_most_, [&] { return !idle_.empty() || open_ < most_; });
        --waiting_;
        if (!free)
            throw base::Fault(base::Refusal::busy, "db.busy");
        if (!idle_.empty()) {
            auto one = std::move(idle_.back());
            idle_.pop_back();
            return Lease(*this, std::move(one));
        }
        ++open_;
        lock.unlock();
        return Lease(*this, made());
    }

    /// Forgets connections nobody uses: after one was lost, the others of the same server are likely lost too.
    void forget_idle() {
        const std::lock_guard lock(mutex_);
        open_ -= idle_.size();
        idle_.clear();
    }

    std::size_t waiting() const {
        const std::lock_guard lock(mutex_);
        return waiting_;
    }

private:
    std::unique_ptr<C> made() {
        try {
            return make_();
        } catch (...) {
            give_back(nullptr);
            throw;
        }
    }

    void give_back(std::unique_ptr<C> one) {
        {
            const std::lock_guard lock(mutex_);
            if (one && one->usable())
                idle_.push_back(std::move(one));
            else
                --open_;
        }
        freed_.notify_one();
    }

    const std::size_t most_;
    const std::size_t waiting_most_;
    const std::chrono::milliseconds wait_most_;
    const Make make_;
    mutable std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<C>> idle_;
    std::size_t open_ = 0;
    std::size_t waiting_ = 0;
};

} // namespace liandong::db
