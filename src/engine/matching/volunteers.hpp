// Volunteers: who may serve a need, at what cost, and why.
#pragma once

#include "engine/matching/people.hpp"

namespace liandong::matching {

class Volunteers : public People {
public:
    /// Keeps a reference; `input` must outlive it.
    explicit Volunteers(const Input& input);

    std::size_t size() const override { return ready_.size(); }
    const std::string& id(std::size_t helper) const override { return input_.volunteers[helper].id; }
    std::vector<Post> posts(const Need& need) const override;
    std::int64_t penalty(const ReadyNeed& need) const override;
    unsigned hurdles(const ReadyNeed& need, std::size_t helper, bool first_only) const override;
    bool skilled(const Post& post, std::size_t helper) const override;
    std::int64_t cost(const ReadyNeed& need, const Post& post, std::size_t helper) const override;
    std::vector<std::int64_t> capacities() const override { return {}; }
    std::int64_t minutes_a_day_max() const override { return input_.weights.minutes_a_day_max; }
    void explain(const ReadyNeed& need, const Post& post, std::size_t helper,
                 std::vector<Reason>& reasons) const override;
    void renew(std::size_t helper) override;
    void resize() override;

private:
    struct Ready {
        Direction at;
        double reach = 0; // square of the chord
        std::uint64_t lot = 0;
        std::vector<Window> windows;
    };

    const Input& input_;
    std::vector<Ready> ready_;
};

} // namespace liandong::matching
