// For every part of a need that stays unmet: why, and the single change that would meet it, tried on the desk.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "engine/matching/desk.hpp"

namespace liandong::matching {

/// What the finished plan has given away: which needs each helper serves, what is left of each resource.
struct Given {
    std::vector<std::vector<int>> of_worker, of_volunteer;
    std::vector<std::int64_t> of_resource; // given, in units or fen
};

class Advisor {
public:
    Advisor(Desk& desk, const Given& given);

    /// Why `missing` places of a post are empty.
    Reason why(const Board& board, int need, const Post& post) const;
    Reason why(int need, const Item& item, std::int64_t missing) const;

    /// The first of the possible changes, the lightest first, with which the part is met when the plan is made again;
    /// nothing when none of those tried is, or when `help_work` is used up.
    std::optional<Change> help(const Board& board, int need, const Post& post, std::int64_t missing);
    std::optional<Change> help(int need, const Item& item, std::int64_t missing);

private:
    const std::vector<std::vector<int>>& given_by(const Board& board) const;
    unsigned hurdles(const Board& board, int need, const Post& post, std::size_t helper) const;
    unsigned busy(const Board& board, int need, std::size_t helper) const;
    struct Unfilled {
        std::int64_t total = 0;
        std::map<std::string, std::int64_t> parts;
    };
    Unfilled unfilled(const Board& board, int need);
    bool met(const Board& board, int need, const Unmet& part, const Change& change);
    bool met(int need, const Item& item, const Change& change);
    bool busy_at(const Board& board, int need, const Span& span, std::size_t helper) const;
    bool spent() const;

    void propose_times(const Board& board, int need, std::vector<Change>& changes);
    void propose_helpers(const Board& board, int need, const Post& post, std::vector<Change>& changes) const;
    void propose_less(const Board& board, int need, const Post& post, std::vector<Change>& changes) const;
    Change one_more(const Board& board, int need, const Post& post, std::int64_t missing) const;
    std::vector<Change> stock_changes(int need, const Item& item, std::int64_t missing) const;

    Desk& desk_;
    const Given& given_;
    std::int64_t work_ = 0;
};

} // namespace liandong::matching
