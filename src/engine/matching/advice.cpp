// Reasons count helpers by what stands in their way; those with a single hurdle point to the change that takes it away.
#include "engine/matching/advice.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liandong::matching {

namespace {

std::string kind_of(const Post& post) { return post.part == "worker" ? "worker" : "volunteer"; }

// How many are held back by each hurdle alone, and by it among others; in the order of hurdle_names().
struct Counts {
    std::vector<std::int64_t> alone, among;
    std::int64_t total = 0, without = 0;

    Counts() : alone(hurdle_names().size(), 0), among(alone) {}
    void add(unsigned hurdles) {
        ++total;
        without += hurdles == 0;
        for (std::size_t k = 0; hurdles != 0 && k < alone.size(); ++k) {
            alone[k] += hurdles == hurdle_names()[k].hurdle;
            among[k] += (hurdles & hurdle_names()[k].hurdle) != 0;
        }
    }
};

std::int64_t places(const Board& board, int need) {
    std::int64_t count = 0;
    for (const Post& post : board.posts(need))
        count += post.count;
    return count;
}

Reason said(const std::string& kind, const Counts& counts, base::Params params) {
    params["total"] = std::to_string(counts.total);
    if (counts.total == 0)
        return {"", kind + ".none", std::move(params)};
    if (counts.without > 0) {
        params["count"] = std::to_string(counts.without);
        return {"", kind + ".cut_short", std::move(params)};
    }
    const std::size_t alone = std::max_element(counts.alone.begin(), counts.alone.end()) - counts.alone.begin();
    const std::size_t among = std::max_element(counts.among.begin(), counts.among.end()) - counts.among.begin();
    if (counts.alone[alone] > 0) {
        params["count"] = std::to_string(counts.alone[alone]);
        return {"", kind + "." + hurdle_names()[alone].name, std::move(params)};
    }
    params["count"] = std::to_string(counts.among[among]);
    return {"", kind + ".all." + hurdle_names()[among].name, std::move(params)};
}

} // namespace

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
    return found;
}

Advisor::View Advisor::look(const Board& board, int need, const Post& post, std::int64_t missing) const {
    const People& people = board.people();
    const ReadyNeed& ready = desk_.needs[need];
    const std::vector<std::int64_t> capacities = people.capacities();
    const auto& given = given_by(board);
    View view{board, need, post, missing, std::vector<unsigned>(people.size()), std::vector<bool>(people.size())};
    for (std::size_t helper = 0; helper < people.size(); ++helper) {
        unsigned found = people.hurdles(ready, helper, false) | busy(board, need, helper);
        if (!people.skilled(post, helper))
            found |= skill;
        if (!capacities.empty() && static_cast<std::int64_t>(given[helper].size()) >= capacities[helper])
            found |= full;
        if ((found == 0 || found == full || found == too_far) &&
            people.cost(ready, post, helper) >= people.penalty(ready))
            found |= too_dear;
        view.hurdles[helper] = found;
        view.serves[helper] = std::find(given[helper].begin(), given[helper].end(), need) != given[helper].end();
    }
    return view;
}

Reason Advisor::why(const View& view) const {
    const ReadyNeed& ready = desk_.needs[view.need];
    base::Params params{{"skills", fmt::format("{}", fmt::join(view.post.skills, "+"))},
                        {"languages", fmt::format("{}", fmt::join(ready.need->languages, "/"))}};
    if (ready.past)
        return {"", "need.past", std::move(params)};
    Counts counts;
    for (std::size_t helper = 0; helper < view.hurdles.size(); ++helper)
        if (!view.serves[helper])
            counts.add(view.hurdles[helper]);
    return said(kind_of(view.post), counts, std::move(params));
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
    const BoardPlan plan = board.plan(group, desk_.input.work, desk_.input.stop);
    work_ += plan.looked_at;
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

// Whether the need's only place can be given to somebody the plan leaves idle. No plan that leaves the place empty can
// cost less than the best plan did before the change of the need, and this one does, so every best plan fills it.
bool Advisor::spare(const Board& board, int need) {
    const People& people = board.people();
    const std::vector<std::int64_t> capacities = people.capacities();
    const auto& given = given_by(board);
    const Post& post = board.posts(need).front();
    const ReadyNeed& ready = desk_.needs[need];
    work_ += static_cast<std::int64_t>(people.size());
    for (std::size_t helper = 0; helper < people.size(); ++helper) {
        const bool room = capacities.empty() || static_cast<std::int64_t>(given[helper].size()) < capacities[helper];
        if (room && people.hurdles(ready, helper, true) == 0 && busy(board, need, helper) == 0 &&
            people.skilled(post, helper) && people.cost(ready, post, helper) < people.penalty(ready))
            return true;
    }
    return false;
}

// The change is made and the needs it touches are planned again: the part lacks nobody, the need as a whole lacks fewer
// by as many, and its other kind of helper no more than before.
bool Advisor::met(const View& view, const Change& change) {
    const bool of_workers = &view.board == &desk_.worker_board;
    const Board& other = of_workers ? desk_.volunteer_board : desk_.worker_board;
    const bool moved = std::holds_alternative<MoveNeed>(change.what) && !other.posts(view.need).empty();
    const auto before = (of_workers ? given_.workers_missing : given_.volunteers_missing)[view.need];
    const auto other_before = (of_workers ? given_.volunteers_missing : given_.workers_missing)[view.need];
    const bool only_place = view.board.posts(view.need).size() == 1 && view.post.count == 1;
    // What is empty already cannot become worse.
    const bool look_at_other = moved && other_before < places(other, view.need);
    const bool by_spare = only_place && of_need(change);
    if ((!by_spare && slow(view.board)) || (look_at_other && slow(other)))
        return false;
    const Trial trial(desk_, view.need, change);
    work_ += trial.work();
    if (by_spare) {
        if (!spare(view.board, view.need))
            return false;
    } else {
        Unfilled after = unfilled(view.board, view.need);
        if (after.parts[view.post.part] > 0 || after.total > before - view.missing)
            return false;
    }
    return !look_at_other || unfilled(other, view.need).total <= other_before;
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

Unmet Advisor::advise(const Board& board, int need, const Post& post, std::int64_t missing) {
    const View view = look(board, need, post, missing);
    Unmet unmet{post.part, missing, why(view), {}, !spent()};
    if (unmet.all_tried)
        first_that_helps(unmet, changes(view), [&](const Change& change) { return met(view, change); });
    return unmet;
}

Unmet Advisor::advise(int need, const Item& item, std::int64_t missing) {
    Unmet unmet{item ? "goods:" + *item : "money", missing, why(need, item, missing), {}, true};
    first_that_helps(unmet, stock_changes(need, item, missing),
                     [&](const Change& change) { return met(need, item, change); });
    return unmet;
}

void Advisor::first_that_helps(Unmet& unmet, std::vector<Change> changes,
                               const std::function<bool(const Change&)>& helps) const {
    for (Change& change : changes) {
        unmet.all_tried = !spent();
        if (!unmet.all_tried)
            return;
        if (helps(change)) {
            unmet.would_help = std::move(change);
            return;
        }
    }
}

} // namespace liandong::matching
