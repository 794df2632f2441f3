#include "access/known.hpp"

namespace liandong::access {
namespace {

// A right taken away by another process or command holds this much longer at most (docs/decisions/sessions.md).
constexpr std::int64_t known_ms = 1'000;
constexpr std::size_t known_most = 10'000;

bool fresh(base::Instant since, base::Instant now) { return now.ms >= since.ms && now.ms - since.ms < known_ms; }

} // namespace

Known::Held Known::find(const std::string& token, base::Instant now) const {
    const std::lock_guard lock(guard_);
    const auto found = entries_.find(token);
    return found != entries_.end() && fresh(found->second.since, now) ? found->second.session : nullptr;
}

std::uint64_t Known::mark() const {
    const std::lock_guard lock(guard_);
    return forgotten_;
}

void Known::keep(const std::string& token, Held session, base::Instant now, std::uint64_t mark) {
    const std::lock_guard lock(guard_);
    if (mark != forgotten_)
        return;
    if (entries_.size() >= known_most)
        make_room(now);
    entries_.insert_or_assign(token, Entry{std::move(session), now});
}

void Known::forget(const std::string& token) {
    const std::lock_guard lock(guard_);
    entries_.erase(token);
    ++forgotten_;
}

void Known::make_room(base::Instant now) {
    std::erase_if(entries_, [&](const auto& one) { return !fresh(one.second.since, now); });
    if (entries_.size() >= known_most)
        entries_.clear();
}

} // namespace liandong::access
