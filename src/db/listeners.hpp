// Who wants to know of commits. Inside db/ only.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace liandong::db {

class Listeners {
public:
    std::shared_ptr<void> add(std::function<void()> wake) {
        const std::lock_guard lock(state_->mutex);
        const int id = ++state_->last;
        state_->wakes.emplace(id, std::move(wake));
        return {nullptr, [state = state_, id](void*) {
                    const std::lock_guard held(state->mutex);
                    state->wakes.erase(id);
                }};
    }

    /// Under the lock, so that a handle that has been dropped is never called again.
    void wake_all() const {
        const std::lock_guard lock(state_->mutex);
        for (const auto& [id, wake] : state_->wakes)
            wake();
    }

private:
    struct State {
        std::mutex mutex;
        std::map<int, std::function<void()>> wakes;
        int last = 0;
    };
    std::shared_ptr<State> state_ = std::make_shared<State>();
};

} // namespace liandong::db
