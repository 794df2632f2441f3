// Reasons count helpers by what stands in their way; those with a single hurdle point to the change that takes it away.
#include "engine/matching/advice.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liandong::matching {

namespace {

std::string kind_of(const Post& post) { return post.part == "worker" ? "worker" : "volunteer"; }

// How many are held back by each hurdle alone, and by it among others.
struct Counts {
    std::map<unsigned, std::int64_t> alone, among;
    std::int64_t total = 0, without = 0;

    void add(unsigned hurdles) {
        ++total;
        if (hurdles == 0)
            ++without;
        for (const HurdleName& name : hurdle_names()) {
            alone[name.hurdle] += hurdles == name.hurdle;
            among[name.hurdle] += (hurdles & name.hurdle) != 0;
        }
    }
};

Reason said(const std::string& kind, const Counts& counts, base::Params params) {
    params["total"] = std::to_string(counts.total);
    if (counts.total == 0)
        return {"", kind + ".none", std::move(params)};
    if (counts.without > 0) {
        params["count"] = std::to_string(counts.without);
        return {"", kind + ".cut_short", std::move(params)};
    }
    const auto most = [](const auto& of) {
        const HurdleName* best = &hurdle_names().front();
        for (const HurdleName& name : hurdle_names())
            if (of.at(name.hurdle) > of.at(best->hurdle))
                best = &name;
        return *best;
    };
    const HurdleName alone = most(counts.alone), among = most(counts.among);
    if (const std::int64_t count = counts.alone.at(alone.hurdle); count > 0) {
        params["count"] = std::to_string(count);
        return {"", kind + "." + alone.name, std::move(params)};
    }
    params["count"] = std::to_string(counts.among.at(among.hurdle));
    return {"", kind + ".all." + among.name, std::move(params)};
}

} // namespace

Advisor::Advisor(Desk& desk, const Given& given) : desk_(desk), given_(given) {}

const std::vector<std::vector<int>>& Advisor::given_by(const Board& board) const {
    return &board == &desk_.worker_board ? given_.of_worker : given_.of_volunteer;
}

// What the helper's other needs of this plan leave no room for.
unsigned Advisor::busy(const Board& board, int need, std::size_t helper) const {
    const auto& given = given_by(board);
    if (helper >= given.size())
        return 0;
    const ReadyNeed& ready = desk_.needs[need];
    std::int64_t minutes = ready.need->time ? minutes_of(*ready.need->time) : 0;
    unsigned found = 0;
    for (int other : given[helper]) {
        const ReadyNeed& served = desk_.needs[other];
        if (served.span.meets(ready.span))
            found |= booked;
        if (day_of_part(served.span.first) == day_of_part(ready.span.first))
            minutes += minutes_of(*served.need->time);
    }
    const std::int64_t longest = board.people().minutes_a_day_max();
    if (longest > 0 && minutes > longest && !given[helper].empty())
        found |= long_day;
    const std::vector<std::int64_t> capacities = board.people().capacities();
    if (!capacities.empty() && static_cast<std::int64_t>(given[helper].size()) >= capacities[helper])
        found |= full;
    return found;
}

unsigned Advisor::hurdles(const Board& board, int need, const Post& post, std::size_t helper) const {
    const People& people = board.people();
    const ReadyNeed& ready = desk_.needs[need];
    unsigned found = people.hurdles(ready, helper, false) | busy(board, need, helper);
    if (!people.skilled(post, helper))
        found |= skill;
    if (people.cost(ready, post, helper) >= people.penalty(ready))
        found |= too_dear;
    return found;
}

Reason Advisor::why(const Board& board, int need, const Post& post) const {
    const ReadyNeed& ready = desk_.needs[need];
    base::Params params{{"skills", fmt::format("{}", fmt::join(post.skills, "+"))},
                        {"languages", fmt::format("{}", fmt::join(ready.need->languages, "/"))}};
    if (ready.past)
        return {"", "need.past", std::move(params)};
    Counts counts;
    for (std::size_t helper = 0; helper < board.people().size(); ++helper) {
        const auto& served = given_by(board)[helper];
        if (std::find(served.begin(), served.end(), need) == served.end())
            counts.add(hurdles(board, need, post, helper));
    }
    return said(kind_of(post), counts, std::move(params));
}

Reason Advisor::why(int need, const Item& item, std::int64_t missing) const {
    const ReadyNeed& ready = desk_.needs[need];
    Counts counts;
    for (std::size_t r = 0; r < desk_.input.resources.size(); ++r) {
        const Resource& resource = desk_.input.resources[r];
        if (!desk_.stock.offers(resource, item))
            continue;
        unsigned found = desk_.stock.hurdles(ready, r);
        if (found == 0 && resource.kind == Kind::place && given_.of_resource[r] > 0)
            found = booked;
        if (found == 0 && resource.kind != Kind::place && given_.of_resource[r] >= desk_.stock.held(resource))
            found = full;
        counts.add(found);
    }
    const std::string shown = item ? std::to_string(missing) : fmt::format("{}.{:02}", missing / 100, missing % 100);
    return said(item ? "goods" : "money", counts, {{"item", item.value_or("")}, {"missing", shown}});
}

bool Advisor::spent() const {
    return work_ >= desk_.input.weights.help_work || (desk_.input.stop && desk_.input.stop());
}

Advisor::Unfilled Advisor::unfilled(const Board& board, int need) {
    const std::vector<int> group = board.group_of(need);
    if (group.empty())
        return {};
    work_ += board.offers(group);
    const BoardPlan plan = board.plan(group, desk_.input.work, desk_.input.stop);
    Unfilled found;
    for (const Post& post : board.posts(need)) {
        found.parts[post.part] += post.count;
        found.total += post.count;
    }
    for (const Seat& seat : plan.seats)
        if (seat.need == need) {
            --found.parts[board.posts(need)[seat.post].part];
            --found.total;
        }
    return found;
}

// The change is made and the needs it touches are planned again: the part lacks nobody, the need as a whole lacks fewer
// by as many, and its other kind of helper no more than before.
bool Advisor::met(const Board& board, int need, const Unmet& part, const Change& change) {
    const Board& other = &board == &desk_.worker_board ? desk_.volunteer_board : desk_.worker_board;
    const bool moved = std::holds_alternative<MoveNeed>(change.what) && !other.posts(need).empty();
    const Unfilled before = unfilled(board, need);
    const std::int64_t other_before = moved ? unfilled(other, need).total : 0;
    const Trial trial(desk_, need, change);
    work_ += trial.work();
    Unfilled after = unfilled(board, need);
    if (after.parts[part.part] > 0 || after.total > before.total - part.missing)
        return false;
    return !moved || unfilled(other, need).total <= other_before;
}

bool Advisor::met(int need, const Item& item, const Change& change) {
    const Trial trial(desk_, need, change);
    work_ += trial.work();
    const StockPlan plan = desk_.stock.plan(item, desk_.input.work, desk_.input.stop);
    std::int64_t left = 0;
    for (const StockLine& line : desk_.stock.lines(item))
        left += line.need == need ? line.wanted : 0;
    for (const StockShare& share : plan.shares)
        left -= share.need == need ? share.amount : 0;
    work_ += static_cast<std::int64_t>(desk_.input.resources.size());
    return left == 0;
}

std::optional<Change> Advisor::help(const Board& board, int need, const Post& post, std::int64_t missing) {
    std::vector<Change> changes;
    propose_times(board, need, changes);
    if (missing == 1)
        propose_helpers(board, need, post, changes);
    propose_less(board, need, post, changes);
    if (!desk_.needs[need].past)
        changes.push_back(one_more(board, need, post, missing));
    for (Change& change : changes) {
        if (spent())
            return {};
        if (met(board, need, {post.part, missing, {}, {}}, change))
            return std::move(change);
    }
    return {};
}

std::optional<Change> Advisor::help(int need, const Item& item, std::int64_t missing) {
    for (Change& change : stock_changes(need, item, missing)) {
        if (spent())
            return {};
        if (met(need, item, change))
            return std::move(change);
    }
    return {};
}

} // namespace liandong::matching
