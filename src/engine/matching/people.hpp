// What the two kinds of helpers, workers and volunteers, have in common for the plan.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/matching/ready.hpp"

namespace liandong::matching {

/// A place for one or more helpers of a need. A helper at a post with skills has all of them.
struct Post {
    std::vector<std::string> skills;
    std::int64_t count = 1;
    std::string part; // as Unmet.part names it
};

class People {
public:
    virtual ~People() = default;

    virtual std::size_t size() const = 0;
    virtual const std::string& id(std::size_t helper) const = 0;
    /// The posts of a need for this kind of helper.
    virtual std::vector<Post> posts(const Need& need) const = 0;
    /// What an unfilled place costs, in thousandths of a point.
    virtual std::int64_t penalty(const ReadyNeed& need) const = 0;
    /// Why the helper cannot serve the need, skills aside; only the first hurdle found when `first_only`.
    virtual unsigned hurdles(const ReadyNeed& need, std::size_t helper, bool first_only) const = 0;
    virtual bool skilled(const Post& post, std::size_t helper) const = 0;
    /// In thousandths of a point, with the lot.
    virtual std::int64_t cost(const ReadyNeed& need, const Post& post, std::size_t helper) const = 0;
    /// Posts each helper can take in all; empty when not bounded.
    virtual std::vector<std::int64_t> capacities() const = 0;
    virtual std::int64_t minutes_a_day_max() const = 0;
    /// Why this helper at this post: what speaks for and against it, in the order of weight.
    virtual void explain(const ReadyNeed& need, const Post& post, std::size_t helper,
                         std::vector<Reason>& reasons) const = 0;
    /// The input has changed: the records of one helper, or their number.
    virtual void renew(std::size_t helper) = 0;
    virtual void resize() = 0;
};

/// Kilometres with one digit, as words show them.
std::string km_text(std::int64_t metres);
/// Points with one digit of a cost in thousandths.
std::string points_text(std::int64_t thousandths);

} // namespace liandong::matching
