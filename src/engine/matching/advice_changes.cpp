// The changes worth trying for a part that stays unmet, the lightest first: another time, a helper who goes a little
// farther or takes one case more, less asked for, and at last one more helper or more stock.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/matching/advice.hpp"

namespace liandong::matching {

namespace {

constexpr std::int64_t minute_ms = 60'000, hour_ms = 3'600'000, day_ms = 24 * hour_ms;
constexpr std::size_t times_tried = 3, windows_seen = 60;

std::string shown(const Window& time) {
    // 2026-11-28T09:00:00+08:00 is read as 2026-11-28 09:00.
    const auto minute = [](base::Instant at) {
        std::string text = base::to_text(at).substr(0, 16);
        text[10] = ' ';
        return text;
    };
    return minute(time.from) + "–" + minute(time.to).substr(11);
}

// The usual hours of the next two weeks around the need's time, and the starts of the windows of those who could come.
std::vector<Window> other_times(const Window& time, base::Instant now, const std::vector<base::Instant>& starts) {
    const std::int64_t length = time.to.ms - time.from.ms;
    const base::Instant midnight = base::start_of(base::day_of(time.from));
    const std::int64_t clock = time.from.ms - midnight.ms;
    std::set<std::int64_t> from;
    for (std::int64_t day = -14; day <= 14; ++day)
        for (std::int64_t at : {clock, 9 * hour_ms, 14 * hour_ms, 19 * hour_ms})
            from.insert(midnight.ms + day * day_ms + at);
    for (base::Instant start : starts)
        from.insert((start.ms + 30 * minute_ms - 1) / (30 * minute_ms) * (30 * minute_ms));
    from.erase(time.from.ms);
    from.erase(from.begin(), from.lower_bound(now.ms));
    std::vector<Window> found;
    for (std::int64_t at : from)
        found.push_back({{at}, {at + length}});
    std::stable_sort(found.begin(), found.end(), [&](const Window& a, const Window& b) {
        return std::abs(a.from.ms - time.from.ms) < std::abs(b.from.ms - time.from.ms);
    });
    return found;
}

} // namespace

std::vector<Change> Advisor::changes(const View& view) {
    std::vector<Change> found;
    propose_times(view, found);
    if (view.missing == 1)
        propose_helpers(view, found);
    propose_less(view, found);
    if (desk_.needs[view.need].past)
        return found;
    found.push_back(more_people(view, view.missing));
    // A single worker may be taken up by more urgent needs; as many as all needs lack cannot.
    if (&view.board == &desk_.worker_board) {
        const auto& missing = given_.workers_missing;
        const std::int64_t all = std::accumulate(missing.begin(), missing.end(), std::int64_t{0});
        const std::int64_t enough = all / desk_.input.weights.cases_max + 1;
        if (enough > 1)
            found.push_back(more_people(view, enough));
    }
    return found;
}

void Advisor::propose_times(const View& view, std::vector<Change>& changes) {
    constexpr unsigned timing = not_free | booked | long_day;
    const auto& [board, need, post, missing, hurdles, serves] = view;
    const People& people = board.people();
    const Need& wanted = *desk_.needs[need].need;
    if (!wanted.time)
        return;
    std::int64_t places = 0;
    for (const Post& one : board.posts(need))
        places += one.count;
    std::vector<std::size_t> could;
    std::vector<base::Instant> starts;
    for (std::size_t helper = 0; helper < people.size(); ++helper) {
        if ((hurdles[helper] & ~(timing | skill)) != 0)
            continue;
        could.push_back(helper);
        if (&board == &desk_.volunteer_board && starts.size() < windows_seen)
            for (const Window& window : desk_.input.volunteers[helper].available)
                starts.push_back(window.from);
    }
    if (static_cast<std::int64_t>(could.size()) < places)
        return;

    std::size_t found = 0;
    Need moved = wanted;
    for (const Window& time : other_times(*wanted.time, desk_.input.now, starts)) {
        moved.time = time;
        ReadyNeed there = ready(moved, desk_.input);
        std::int64_t free = 0;
        for (std::size_t k = 0; k < could.size() && free < places; ++k, ++work_)
            free += people.hurdles(there, could[k], true) == 0 && !busy_at(board, need, there.span, could[k]);
        if (free < places)
            continue;
        changes.push_back({"help.move", {{"time", shown(time)}}, MoveNeed{time}});
        if (++found == times_tried)
            return;
    }
}

bool Advisor::busy_at(const Board& board, int need, const Span& span, std::size_t helper) const {
    const auto& served = given_by(board)[helper];
    return std::any_of(served.begin(), served.end(),
                       [&](int other) { return other != need && desk_.needs[other].span.meets(span); });
}

// A single helper with a single hurdle: too far by a little, or at the limit of cases.
void Advisor::propose_helpers(const View& view, std::vector<Change>& changes) const {
    const bool of_workers = &view.board == &desk_.worker_board;
    const unsigned hurdle = of_workers ? full : too_far;
    const ReadyNeed& ready = desk_.needs[view.need];
    const People& people = view.board.people();
    std::vector<std::pair<std::int64_t, std::size_t>> near;
    for (std::size_t helper = 0; helper < people.size(); ++helper)
        if (view.hurdles[helper] == hurdle)
            near.emplace_back(people.cost(ready, view.post, helper), helper);
    std::sort(near.begin(), near.end());
    for (std::size_t k = 0; k < std::min<std::size_t>(near.size(), 2); ++k) {
        if (of_workers) {
            const Worker& worker = desk_.input.workers[near[k].second];
            const int cases = std::max(worker.max_cases, worker.open_cases) + 1;
            changes.push_back(
                {"help.cases", {{"id", worker.id}, {"cases", std::to_string(cases)}}, TakeMoreCases{worker.id, cases}});
            continue;
        }
        const Volunteer& volunteer = desk_.input.volunteers[near[k].second];
        const double km = std::ceil(static_cast<double>(metres(ready.at, direction_of(volunteer.at)) + 1) / 1000);
        if (km > std::max(2 * volunteer.max_km, volunteer.max_km + 5))
            continue; // nobody is asked for a journey
        changes.push_back({"help.farther",
                           {{"id", volunteer.id}, {"km", fmt::format("{:g}", km)}},
                           GoFarther{volunteer.id, km, false}});
    }
}

void Advisor::propose_less(const View& view, std::vector<Change>& changes) const {
    const auto some = [&](unsigned hurdle) {
        return std::find(view.hurdles.begin(), view.hurdles.end(), hurdle) != view.hurdles.end();
    };
    const Need& wanted = *desk_.needs[view.need].need;
    const Post& post = view.post;
    if (some(skill))
        for (const std::string& skill_left : post.skills)
            changes.push_back({"help.skill", {{"skill", skill_left}}, WithoutSkill{skill_left}});
    if (some(gender))
        changes.push_back({"help.gender", {}, AnyGender{}});
    if (some(language))
        changes.push_back(
            {"help.language", {{"languages", fmt::format("{}", fmt::join(wanted.languages, "/"))}}, AnyLanguage{}});
}

Change Advisor::more_people(const View& view, std::int64_t count) const {
    const Post& post = view.post;
    const Need& wanted = *desk_.needs[view.need].need;
    const Weights& weights = desk_.input.weights;
    const std::int64_t slack = weights.slack_minutes * minute_ms;
    const Window window{{wanted.time->from.ms - slack}, {wanted.time->to.ms + slack}};
    base::Params params{{"count", std::to_string(count)},
                        {"skills", fmt::format("{}", fmt::join(post.skills, "+"))},
                        {"languages", fmt::format("{}", fmt::join(wanted.languages, "/"))},
                        {"time", shown(*wanted.time)}};
    if (&view.board == &desk_.worker_board) {
        const Worker worker{"",
                            wanted.at,
                            {wanted.field},
                            wanted.urgency,
                            0,
                            static_cast<int>(weights.cases_max),
                            wanted.languages,
                            wanted.gender,
                            std::vector<Window>{window}};
        return {"help.worker", std::move(params), AddWorkers{worker, static_cast<int>(count)}};
    }
    const Volunteer volunteer{
        "", wanted.at, post.skills, wanted.languages, wanted.gender, static_cast<int>(weights.adult_age), {window},
        10, 0};
    return {"help.volunteers", std::move(params), AddVolunteers{volunteer, static_cast<int>(count)}};
}

std::vector<Change> Advisor::stock_changes(int need, const Item& item, std::int64_t missing) const {
    const ReadyNeed& ready = desk_.needs[need];
    const Stock& stock = desk_.stock;
    std::vector<std::pair<std::int64_t, std::size_t>> fitting, far;
    for (std::size_t r = 0; r < desk_.input.resources.size(); ++r) {
        const Resource& resource = desk_.input.resources[r];
        if (!stock.offers(resource, item))
            continue;
        const unsigned found = stock.hurdles(ready, r);
        if ((found & ~unsigned{full}) == 0)
            fitting.emplace_back(stock.cost(ready, r), r);
        else if (found == too_far && stock.held(resource) - given_.of_resource[r] >= missing)
            far.emplace_back(stock.cost(ready, r), r);
    }
    std::sort(fitting.begin(), fitting.end());
    std::sort(far.begin(), far.end());

    std::vector<Change> changes;
    if (!far.empty()) {
        const Resource& resource = desk_.input.resources[far[0].second];
        const double km = std::ceil(static_cast<double>(stock.metres_to(ready, far[0].second) + 1) / 1000);
        changes.push_back({"help.resource_farther",
                           {{"id", resource.id}, {"km", fmt::format("{:g}", km)}},
                           GoFarther{resource.id, km, true}});
    }
    // What is short of one need may go to a more urgent one first, so the whole shortage is tried as well.
    std::int64_t shortage = 0;
    for (const StockLine& line : stock.lines(item))
        shortage += line.wanted;
    for (std::size_t r = 0; r < desk_.input.resources.size(); ++r)
        if (stock.offers(desk_.input.resources[r], item))
            shortage -= std::min(given_.of_resource[r], shortage);
    const auto amount_text = [&](std::int64_t amount) {
        return item ? std::to_string(amount) : fmt::format("{}.{:02}", amount / 100, amount % 100);
    };
    for (std::int64_t more : {missing, std::max(missing, shortage)}) {
        if (!fitting.empty()) {
            const Resource& resource = desk_.input.resources[fitting[0].second];
            changes.push_back({item ? "help.more_goods" : "help.more_money",
                               {{"id", resource.id}, {"amount", amount_text(more)}, {"item", item.value_or("")}},
                               MoreStock{resource.id, resource.quantity + (item ? more : 0),
                                         resource.money_fen + (item ? 0 : more)}});
        } else {
            Resource resource{"",
                              item ? Kind::goods : Kind::money,
                              item.value_or(""),
                              item ? more : 0,
                              item ? 0 : more,
                              {ready.need->field},
                              ready.need->person_types,
                              ready.need->at,
                              10.0};
            changes.push_back({item ? "help.goods" : "help.money",
                               {{"amount", amount_text(more)}, {"item", item.value_or("")}},
                               AddResource{resource}});
        }
    }
    return changes;
}

} // namespace liandong::matching
