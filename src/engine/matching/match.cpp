// From the input to the plan: workers, volunteers and resources are planned each for themselves, as none of them takes
// anything from another; then every choice is explained and every gap advised on.
#include "engine/matching/match.hpp"

#include <algorithm>
#include <map>

#include "engine/matching/advice.hpp"

namespace liandong::matching {

namespace {

class Planner {
public:
    explicit Planner(const Input& input) : given_order_(input), desk_(input) {}

    Solution solve() {
        start();
        place(desk_.worker_board, given_.of_worker, given_.workers_missing);
        place(desk_.volunteer_board, given_.of_volunteer, given_.volunteers_missing);
        supply();
        if (solution_.outcome == Outcome::refused)
            return refused();
        solution_.repeatable = solution_.outcome != Outcome::time_limit;
        if (solution_.outcome != Outcome::time_limit && solution_.cost == solution_.lower_bound)
            solution_.outcome = Outcome::optimal;
        advise();
        answer();
        return std::move(solution_);
    }

private:
    void start();
    void place(const Board& board, std::vector<std::vector<int>>& given, std::vector<std::int64_t>& missing);
    void seat(const Board& board, const Seat& seat);
    void supply();
    void share(const Item& item, const StockPlan& plan);
    template <class Plan>
    void take(const Plan& plan);
    std::int64_t work_left() const;
    Solution refused() const;
    void advise();
    void advise_people(Advisor& advisor, const Board& board, int need);
    void advise_stock(Advisor& advisor, int need);
    void answer();

    struct OpenPart {
        const Board* board;
        int need;
        std::size_t post, unmet;
    };

    const Input& given_order_;
    Desk desk_;
    Given given_;
    Solution solution_;
    std::vector<OpenPart> open_parts_; // unmet, and nothing quick was found to help
    std::vector<NeedPlan> plans_;      // in the order of the desk
    std::map<std::pair<int, int>, std::int64_t> seated_workers_, seated_volunteers_; // how many, by need and post
    std::map<Item, std::map<int, std::int64_t>> supplied_;                           // item and need
};

void Planner::start() {
    given_.of_worker.resize(desk_.input.workers.size());
    given_.of_volunteer.resize(desk_.input.volunteers.size());
    given_.of_resource.assign(desk_.input.resources.size(), 0);
    plans_.resize(desk_.needs.size());
    for (std::size_t need = 0; need < plans_.size(); ++need)
        plans_[need].id = desk_.input.needs[need].id;
}

std::int64_t Planner::work_left() const {
    return desk_.input.work == 0 ? 0 : std::max<std::int64_t>(1, desk_.input.work - solution_.work);
}

template <class Plan>
void Planner::take(const Plan& plan) {
    solution_.cost += plan.cost;
    solution_.lower_bound += plan.lower_bound;
    solution_.work += plan.work;
    const auto rank = [](Outcome outcome) {
        return outcome == Outcome::refused      ? 3
               : outcome == Outcome::time_limit ? 2
               : outcome == Outcome::feasible   ? 1
                                                : 0;
    };
    if (rank(plan.outcome) > rank(solution_.outcome))
        solution_.outcome = plan.outcome;
    if (solution_.refusal.empty())
        solution_.refusal = plan.refusal;
}

void Planner::place(const Board& board, std::vector<std::vector<int>>& given, std::vector<std::int64_t>& missing) {
    missing.assign(desk_.needs.size(), 0);
    for (std::size_t need = 0; need < missing.size(); ++need)
        for (const Post& post : board.posts(static_cast<int>(need)))
            missing[need] += post.count;
    for (const std::vector<int>& group : board.groups()) {
        const BoardPlan plan = board.plan(group, work_left(), desk_.input.stop);
        take(plan);
        for (const Seat& one : plan.seats) {
            given[one.helper].push_back(one.need);
            --missing[one.need];
            seat(board, one);
        }
    }
}

void Planner::seat(const Board& board, const Seat& seat) {
    const bool of_workers = &board == &desk_.worker_board;
    const Post& post = board.posts(seat.need)[seat.post];
    NeedPlan& plan = plans_[seat.need];
    if (of_workers)
        plan.worker = board.people().id(seat.helper);
    else
        plan.volunteers.push_back(board.people().id(seat.helper));
    ++(of_workers ? seated_workers_ : seated_volunteers_)[{seat.need, seat.post}];
    board.people().explain(desk_.needs[seat.need], post, seat.helper, plan.reasons);
}

void Planner::supply() {
    for (const Item& item : desk_.stock.items()) {
        const StockPlan plan = desk_.stock.plan(item, work_left(), desk_.input.stop);
        take(plan);
        share(item, plan);
    }
}

void Planner::share(const Item& item, const StockPlan& plan) {
    for (const StockShare& one : plan.shares) {
        const Resource& resource = desk_.input.resources[one.resource];
        given_.of_resource[one.resource] += one.amount;
        supplied_[item][one.need] += one.amount;
        plans_[one.need].resources.push_back({resource.id, item ? one.amount : 0, item ? 0 : one.amount});
        desk_.stock.explain(desk_.needs[one.need], one.resource, one.amount, plans_[one.need].reasons);
    }
}

Solution Planner::refused() const {
    Solution none;
    none.outcome = Outcome::refused;
    none.refusal = solution_.refusal;
    return none;
}

// The most urgent needs first, as the trying of changes is bounded; quick ones for all before slow ones for any.
void Planner::advise() {
    Advisor advisor(desk_, given_);
    std::vector<int> order;
    for (std::size_t need = 0; need < desk_.needs.size(); ++need)
        order.push_back(static_cast<int>(need));
    std::stable_sort(order.begin(), order.end(),
                     [this](int a, int b) { return desk_.input.needs[a].urgency > desk_.input.needs[b].urgency; });
    for (int need : order) {
        advise_people(advisor, desk_.worker_board, need);
        advise_people(advisor, desk_.volunteer_board, need);
        advise_stock(advisor, need);
    }
    advisor.try_all(true);
    for (const OpenPart& open : open_parts_) {
        Unmet& unmet = plans_[open.need].unmet[open.unmet];
        unmet = advisor.advise(*open.board, open.need, Post(open.board->posts(open.need)[open.post]), unmet.missing);
    }
}

void Planner::advise_people(Advisor& advisor, const Board& board, int need) {
    auto& seated = &board == &desk_.worker_board ? seated_workers_ : seated_volunteers_;
    std::vector<Unmet>& unmet = plans_[need].unmet;
    for (std::size_t k = 0; k < board.posts(need).size(); ++k) {
        const Post post = board.posts(need)[k]; // a copy: trials renew the posts
        const std::int64_t missing = post.count - seated[{need, static_cast<int>(k)}];
        if (missing == 0)
            continue;
        unmet.push_back(advisor.advise(board, need, post, missing));
        if (!unmet.back().would_help)
            open_parts_.push_back({&board, need, k, unmet.size() - 1});
    }
}

void Planner::advise_stock(Advisor& advisor, int need) {
    std::map<Item, std::int64_t> wanted;
    if (desk_.input.needs[need].money_fen > 0)
        wanted[Item{}] = desk_.input.needs[need].money_fen;
    for (const Goods& goods : desk_.input.needs[need].goods)
        wanted[goods.item] += goods.quantity;
    for (const auto& [item, amount] : wanted)
        if (const std::int64_t missing = amount - supplied_[item][need]; missing > 0)
            plans_[need].unmet.push_back(advisor.advise(need, item, missing));
}

// Back in the order of the input.
void Planner::answer() {
    std::map<std::string, int> at;
    for (std::size_t need = 0; need < plans_.size(); ++need)
        at[plans_[need].id] = static_cast<int>(need);
    for (const Need& need : given_order_.needs)
        solution_.needs.push_back(std::move(plans_[at[need.id]]));
}

} // namespace

Solution match(const Input& input) { return Planner(input).solve(); }

} // namespace liandong::matching
