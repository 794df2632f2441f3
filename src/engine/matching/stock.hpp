// Goods, places and money: a transport problem for each item and one for money, solved exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/matching/ready.hpp"

namespace liandong::matching {

/// An item, or money when there is none.
using Item = std::optional<std::string>;

struct StockLine {
    int need = 0;
    std::int64_t wanted = 0;
};

struct StockShare {
    int need = 0, resource = 0;
    std::int64_t amount = 0;
};

struct StockPlan {
    Outcome outcome = Outcome::optimal;
    std::string refusal;
    std::int64_t cost = 0, lower_bound = 0, work = 0;
    std::vector<StockShare> shares;
};

class Stock {
public:
    /// Keeps references; both must outlive it.
    Stock(const Input& input, const std::vector<ReadyNeed>& needs) : input_(input), needs_(needs) { resize(); }
    /// The number of resources has changed.
    void resize();

    std::vector<Item> items() const;
    std::vector<StockLine> lines(const Item& item) const;
    /// Amounts are units, or fen. Goods and money are given up to their stock; a place may be used by as many at a time
    /// as its quantity. A place needed through several parts of the day is taken for all times joined by such needs:
    /// then the plan is feasible and the bound, which counts first parts only, says how far it may be from the best.
    StockPlan plan(const Item& item, std::int64_t work, const std::function<bool()>& stop) const;

    bool offers(const Resource& resource, const Item& item) const;
    std::int64_t held(const Resource& resource) const;
    unsigned hurdles(const ReadyNeed& need, std::size_t resource) const;
    std::int64_t penalty(const ReadyNeed& need, const Item& item) const;
    std::int64_t cost(const ReadyNeed& need, std::size_t resource) const;
    std::int64_t metres_to(const ReadyNeed& need, std::size_t resource) const;
    void explain(const ReadyNeed& need, std::size_t resource, std::int64_t amount, std::vector<Reason>& reasons) const;

private:
    StockPlan solve(const Item& item, bool joined, std::int64_t work, const std::function<bool()>& stop) const;
    std::vector<std::int64_t> times(const std::vector<StockLine>& lines, bool joined) const;

    const Input& input_;
    const std::vector<ReadyNeed>& needs_;
    std::vector<Direction> at_; // of each resource
};

} // namespace liandong::matching
