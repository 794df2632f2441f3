// A need as the plan reads it: its place, its time and the weight of its urgency, worked out once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/matching/geo.hpp"
#include "engine/matching/match.hpp"
#include "engine/matching/span.hpp"

namespace liandong::matching {

struct ReadyNeed {
    const Need* need = nullptr;
    Direction at;
    Span span;
    bool past = false;                    // over, or begun before now
    std::int64_t factor = 1;              // of its urgency
    std::uint64_t lot = 0;                // drawn from its id and the seed
    std::vector<std::string_view> except; // sorted
};

ReadyNeed ready(const Need& need, const Input& input);

/// Why somebody or something cannot serve a need. Several may hold at once.
enum Hurdle : unsigned {
    too_young = 1,    // below the least age
    minor_urgent = 2, // a minor, and the need is too urgent
    gender = 4,
    language = 8,
    skill = 16,
    too_far = 32,
    not_free = 64,      // no window of theirs holds the time, or the time is past
    booked = 128,       // planned elsewhere at that time
    full = 256,         // no case, no stock left
    long_day = 512,     // it would make their day too long
    field = 1024,       // kept for other fields
    person_type = 2048, // kept for other persons
    too_dear = 4096,    // costs more than leaving the part unmet
    not_asked = 8192    // has declined it, or the task is not for them
};

/// Every hurdle with the name that codes and words use.
struct HurdleName {
    Hurdle hurdle;
    const char* name;
};
const std::vector<HurdleName>& hurdle_names();

bool holds(const std::vector<std::string>& list, const std::string& word);
/// Whether the need leaves this helper out.
bool leaves_out(const ReadyNeed& need, const std::string& id);
bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b);

/// A number below 16 for a pair, the same for the same ids and seed: the lot that decides between equals, in
/// thousandths of a point.
std::uint64_t lot_of(const std::string& id, std::uint64_t seed);
inline std::int64_t lot(std::uint64_t a, std::uint64_t b) {
    std::uint64_t mixed = (a ^ (b * 0x9e3779b97f4a7c15ULL)) * 0xbf58476d1ce4e5b9ULL;
    return static_cast<std::int64_t>((mixed ^ (mixed >> 31)) >> 60);
}

/// `weight` points in thousandths, for a part of a whole; full beyond the whole.
inline std::int64_t share_lost(std::int64_t weight, std::int64_t part, std::int64_t whole) {
    return part >= whole ? weight * 1000 : weight * 1000 * part / whole;
}

std::int64_t distance_lost(const Weights& weights, std::int64_t metres);

} // namespace liandong::matching
