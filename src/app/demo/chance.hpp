// Chance that is the same every time: a demonstration made twice on one day is the same demonstration.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"

namespace liandong::app::demo {

/// SplitMix64 (Steele, Lea, Flood 2014).
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next();
    /// A whole number from `low` to `high`, both included.
    std::int64_t number(std::int64_t low, std::int64_t high);
    /// True in `percent` of a hundred cases.
    bool happens(int percent) { return number(1, 100) <= percent; }
    template <class T>
    const T& one_of(const std::vector<T>& list) {
        return list[static_cast<std::size_t>(number(0, static_cast<std::int64_t>(list.size()) - 1))];
    }
    /// A UUID of version 7 whose time is `at`.
    base::Uuid id(base::Instant at);

private:
    std::uint64_t state_;
};

/// An invented name, marked 演示.
std::string invented_name(Chance& chance, bool woman);
/// A number that passes the check of GB 11643 with a region prefix that no region has (999999): nobody's number.
std::string invented_id_no(Chance& chance, base::Date birth, bool woman);
/// A telephone number in a block that is not given out (0931-000 …).
std::string invented_phone(Chance& chance);

} // namespace liandong::app::demo
