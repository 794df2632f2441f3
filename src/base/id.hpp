// Identities: UUID version 7, made by whoever creates the record, so that a phone without signal can.
// Nothing reads time or order from them.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace liandong::base {

struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const Uuid&) const = default;
    int version() const { return bytes[6] >> 4; }
};

/// A fresh UUIDv7 (RFC 9562, section 5.7) from the system's random source.
Uuid new_uuid();
/// Reads 36 characters with dashes, capitals allowed; nothing for anything else.
std::optional<Uuid> parse_uuid(std::string_view text);
/// 36 characters, lower case.
std::string to_text(const Uuid& id);

/// The identity of one kind of thing; ids of different kinds do not mix.
template <class Thing>
struct Id {
    Uuid value;

    auto operator<=>(const Id&) const = default;
};

template <class Thing>
Id<Thing> new_id() {
    return {new_uuid()};
}
template <class Thing>
std::string to_text(const Id<Thing>& id) {
    return to_text(id.value);
}

} // namespace liandong::base

template <>
struct std::hash<liandong::base::Uuid> {
    std::size_t operator()(const liandong::base::Uuid& id) const noexcept {
        std::size_t h = 1469598103934665603ULL;
        for (auto byte : id.bytes)
            h = (h ^ byte) * 1099511628211ULL;
        return h;
    }
};
