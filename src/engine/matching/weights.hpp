// The weights of a plan: what each thing that does not fit costs, in points. The four of R-FIV-03 add up to 100.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace liandong::matching {

struct Weights {
    // What a pairing loses, in points.
    std::int64_t field = 40;
    std::int64_t distance = 25;
    std::int64_t person_type = 20;
    std::int64_t time = 15;
    std::int64_t language = 10;
    std::int64_t known = 30;
    std::int64_t load = 10;
    std::int64_t level = 10;
    std::int64_t fairness = 20;
    std::int64_t skill = 5;
    // What is lost when a part stays unmet, times the factor of the urgency.
    std::int64_t unmet_worker = 1000;
    std::int64_t unmet_volunteer = 500;
    std::int64_t unmet_goods = 200;
    std::int64_t unmet_money = 200;
    std::int64_t urgency_2 = 3;
    std::int64_t urgency_3 = 9;
    // Where a term is full.
    std::int64_t distance_km = 30;
    std::int64_t fairness_minutes = 1200;
    std::int64_t slack_minutes = 30;
    // Limits.
    std::int64_t age_min = 14;
    std::int64_t adult_age = 18;
    std::int64_t minor_urgency_max = 2;
    std::int64_t minutes_a_day_max = 720;
    std::int64_t cases_max = 20;
    std::int64_t help_work = 5'000'000;
};

struct WeightKey {
    std::string_view key;
    std::int64_t Weights::*value;
    std::int64_t least, most;
    std::string_view zh, en;
};

/// Every weight with its bounds and what it means, in the order in which they are printed.
const std::vector<WeightKey>& weight_keys();

} // namespace liandong::matching
