// One record in memory, who asks for it, and what she may see: the words that every part of the kernel shares.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/value.hpp"
#include "pack/pack.hpp"

namespace liandong::record {

using base::Date;
using base::Instant;
using base::Uuid;
using base::Value;

/// A record of a declared type, its values in plain, in the order of the type's fields.
struct Record {
    const pack::Type* type = nullptr;
    Uuid id;
    std::int64_t version = 0;
    std::string state;       // empty when the type has none
    std::string region;      // who owns it now, 12 digits
    std::string region_then; // where it happened; never changes
    std::vector<Value> values;

    const Value& operator[](std::string_view field) const;
    Value& operator[](std::string_view field);
};

/// Who asks. What criteria call `me`.
struct Actor {
    Uuid account;
    std::string login;
    std::string name;
    std::string role;
    std::string region; // the role's own region, 12 digits
    std::optional<Uuid> person, worker, station, agency, org;
};

/// One way in: under which conditions records of a type may be seen, and how much of them.
struct Ray {
    std::string region;                // and below; empty: everywhere
    const pack::Text* reach = nullptr; // a criterion; none: not narrowed
    const pack::Text* where = nullptr;
    pack::Privacy see = pack::Privacy::open;
    bool closed = false;      // case text
    std::vector<bool> fields; // by index; empty: all
    bool normal_only = false; // not what the type's secrecy calls restricted or sealed
};

/// What may be seen of one type. The kernel is told and never asks. A record is seen when one ray sees it.
struct Sight {
    bool everything = false; // the server itself
    std::vector<Ray> rays;

    bool blind() const { return !everything && rays.empty(); }
};

/// The sight of the server itself: system events, followers, demonstrations.
const Sight& all_seeing();

} // namespace liandong::record
