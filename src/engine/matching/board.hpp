// One kind of helper before all needs: who may serve whom, kept so that a changed need or helper is looked at alone.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/matching/people.hpp"
#include "engine/matching/roster.hpp"

namespace liandong::matching {

struct Seat {
    int need = 0, post = 0, helper = 0;
};

struct BoardPlan {
    Outcome outcome = Outcome::optimal;
    std::string refusal;
    std::int64_t cost = 0, lower_bound = 0, work = 0;
    std::int64_t looked_at = 0; // offers, over all relaxations
    std::vector<Seat> seats;
};

class Board {
public:
    /// Keeps references; needs and people must outlive it.
    Board(const std::vector<ReadyNeed>& needs, const People& people);

    const People& people() const { return people_; }
    const std::vector<Post>& posts(int need) const { return posts_[need]; }

    /// The needs that must be planned together, each list in order: those of days joined by a need, or all of them
    /// where helpers have a capacity across days.
    std::vector<std::vector<int>> groups() const;
    std::vector<int> group_of(int need) const;

    /// Plans these needs, which must be one group. `work` 0 is no bound.
    BoardPlan plan(const std::vector<int>& needs, std::int64_t work, const std::function<bool()>& stop) const;
    void renew_need(int need);
    void renew_helper(int helper);

private:
    struct Offer {
        int post, helper;
        std::int64_t cost;
    };
    void offer(int need, std::size_t helper);

    const std::vector<ReadyNeed>& needs_;
    const People& people_;
    std::vector<std::vector<Post>> posts_;   // of each need
    std::vector<std::vector<Offer>> offers_; // of each need
};

} // namespace liandong::matching
