// Sessions recognised a moment ago: a page that asks ten things at once is looked up once.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/date.hpp"

namespace liandong::access {

struct Session;

class Known {
public:
    using Held = std::shared_ptr<const Session>;

    /// The session kept under a token; null when there is none or a second has passed.
    Held find(const std::string& token, base::Instant now) const;
    /// To be read before the database is: what is forgotten after it must not come back through `keep`.
    std::uint64_t mark() const;
    /// Keeps a session that was read from the database after `mark`.
    void keep(const std::string& token, Held session, base::Instant now, std::uint64_t mark);
    void forget(const std::string& token);

private:
    struct Entry {
        Held session;
        base::Instant since;
    };

    void make_room(base::Instant now);

    mutable std::mutex guard_;
    std::unordered_map<std::string, Entry> entries_;
    std::uint64_t forgotten_ = 0;
};

} // namespace liandong::access
