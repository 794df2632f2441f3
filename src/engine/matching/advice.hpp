// For every part of a need that stays unmet: why, and the single change that would meet it, tried on the desk.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/matching/desk.hpp"

namespace liandong::matching {

/// What the finished plan has given away: which needs each helper serves, what is given of each resource, and how many
/// each need lacks of each kind.
struct Given {
    std::vector<std::vector<int>> of_worker, of_volunteer;
    std::vector<std::int64_t> of_resource; // in units or fen
    std::vector<std::int64_t> workers_missing, volunteers_missing;
};

class Advisor {
public:
    Advisor(Desk& desk, const Given& given) : desk_(desk), given_(given) {}

    /// Why places of a post are empty, and the first of the possible changes, the lightest first, that would fill them;
    /// no change when none of those tried does, or when `help_work` is used up.
    Unmet advise(const Board& board, int need, const Post& post, std::int64_t missing);
    /// Whether changes that ask for all workers to be planned again are tried, which is slow; not at first.
    void try_all(bool all) { all_ = all; }
    Unmet advise(int need, const Item& item, std::int64_t missing);

private:
    // What stands in the way of each helper before one post; those who serve the need already are marked.
    struct View {
        const Board& board;
        int need;
        const Post& post;
        std::int64_t missing;
        std::vector<unsigned> hurdles;
        std::vector<bool> serves;
    };
    struct Unfilled {
        std::int64_t total = 0;
        std::map<std::string, std::int64_t> parts;
    };

    View look(const Board& board, int need, const Post& post, std::int64_t missing) const;
    const std::vector<std::vector<int>>& given_by(const Board& board) const;
    unsigned busy(const Board& board, int need, std::size_t helper) const;
    bool busy_at(const Board& board, int need, const Span& span, std::size_t helper) const;
    Reason why(const View& view) const;
    Reason why(int need, const Item& item, std::int64_t missing) const;
    bool spent() const;

    void first_that_helps(Unmet& unmet, std::vector<Change> changes,
                          const std::function<bool(const Change&)>& helps) const;
    bool met(const View& view, const Change& change);
    bool met(int need, const Item& item, const Change& change);
    bool spare(const Board& board, int need);
    Unfilled unfilled(const Board& board, int need);
    bool slow(const Board& board) const { return &board == &desk_.worker_board && !all_; }

    std::vector<Change> changes(const View& view);
    void propose_times(const View& view, std::vector<Change>& changes);
    void propose_helpers(const View& view, std::vector<Change>& changes) const;
    void propose_less(const View& view, std::vector<Change>& changes) const;
    Change more_people(const View& view, std::int64_t count) const;
    std::vector<Change> stock_changes(int need, const Item& item, std::int64_t missing) const;

    Desk& desk_;
    const Given& given_;
    std::int64_t work_ = 0;
    bool all_ = false;
};

} // namespace liandong::matching
