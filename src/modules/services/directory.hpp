// What anybody may see without an account: records of a type that says [public], the nearest first.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>

#include "modules/desk.hpp"
#include "modules/regions/atlas.hpp"

namespace liandong::modules::services {

struct Wanted {
    std::optional<regions::Point> near; // WGS-84; without it by name
    std::string region = {};            // 12 digits: only what lies there; empty: the province
    std::size_t size = 50;
};

/// {"items":[{"id", the public fields …, "point"?:{"lon","lat"},"approximate"?:true,"km"?}]}. A record without a point
/// of its own stands at its place, as approximate; km has one decimal. Throws Fault absent when the type has no
/// [public].
boost::json::object directory(const Desk& desk, const std::string& type, const Wanted& wanted);

/// "103.82,36.06". Throws Fault invalid on field `near`.
regions::Point read_point(const std::string& text);

} // namespace liandong::modules::services
