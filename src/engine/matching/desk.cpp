// A trial renews only what its change touches: one need's offers, or one helper's.
#include "engine/matching/desk.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace liandong::matching {

namespace {

template <class Records>
void by_id(Records& records) {
    std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
}

Input in_order(Input input) {
    by_id(input.needs);
    by_id(input.workers);
    by_id(input.volunteers);
    by_id(input.resources);
    return input;
}

std::vector<ReadyNeed> all_ready(const Input& input) {
    std::vector<ReadyNeed> needs;
    for (const Need& need : input.needs)
        needs.push_back(ready(need, input));
    return needs;
}

template <class Records>
auto* named(Records& records, const std::string& id) {
    const auto found = std::find_if(records.begin(), records.end(), [&](const auto& one) { return one.id == id; });
    if (found == records.end())
        throw std::logic_error("a change names an unknown id");
    return &*found;
}

template <class Records, class Record>
void add(Records& records, Record record) {
    const auto taken = [&](const std::string& id) {
        return std::any_of(records.begin(), records.end(), [&](const Record& one) { return one.id == id; });
    };
    int number = 1;
    while (taken("new-" + std::to_string(number)))
        ++number;
    record.id = "new-" + std::to_string(number);
    records.push_back(std::move(record));
}

struct Apply {
    Input& input;
    Need& need;

    void operator()(const MoveNeed& change) const { need.time = change.time; }
    void operator()(const AnyLanguage&) const { need.languages.clear(); }
    void operator()(const AnyGender&) const { need.gender = Gender::any; }
    void operator()(const WithoutSkill& change) const { std::erase(need.skills, change.skill); }
    void operator()(const GoFarther& change) const {
        for (Volunteer& volunteer : input.volunteers)
            if (volunteer.id == change.id && !change.resource)
                volunteer.max_km = change.max_km;
        for (Resource& resource : input.resources)
            if (resource.id == change.id && change.resource)
                resource.max_km = change.max_km;
    }
    void operator()(const TakeMoreCases& change) const {
        named(input.workers, change.id)->max_cases = change.max_cases;
    }
    void operator()(const MoreStock& change) const {
        Resource* resource = named(input.resources, change.id);
        resource->quantity = change.quantity;
        resource->money_fen = change.money_fen;
    }
    void operator()(const AddWorkers& change) const {
        for (int k = 0; k < change.count; ++k)
            add(input.workers, change.record);
    }
    void operator()(const AddVolunteers& change) const {
        for (int k = 0; k < change.count; ++k)
            add(input.volunteers, change.record);
    }
    void operator()(const AddResource& change) const { add(input.resources, change.record); }
};

template <class Records>
std::size_t place_of(const Records& records, const std::string& id) {
    return std::find_if(records.begin(), records.end(), [&](const auto& one) { return one.id == id; }) -
           records.begin();
}

} // namespace

void apply(Input& input, const std::string& need, const Change& change) {
    std::visit(Apply{input, *named(input.needs, need)}, change.what);
}

Desk::Desk(Input given)
    : input(in_order(std::move(given))),
      needs(all_ready(input)),
      workers(input),
      volunteers(input),
      worker_board(needs, workers),
      volunteer_board(needs, volunteers),
      stock(input, needs) {}

void Desk::renew_need(int need) {
    needs[need] = ready(input.needs[need], input);
    worker_board.renew_need(need);
    volunteer_board.renew_need(need);
}

bool of_need(const Change& change) {
    return std::holds_alternative<MoveNeed>(change.what) || std::holds_alternative<AnyLanguage>(change.what) ||
           std::holds_alternative<AnyGender>(change.what) || std::holds_alternative<WithoutSkill>(change.what);
}

Trial::Trial(Desk& desk, int need, const Change& change)
    : desk_(desk),
      need_(need),
      change_(change),
      need_before_(desk.input.needs[need]),
      workers_(desk.input.workers.size()),
      volunteers_(desk.input.volunteers.size()),
      resources_(desk.input.resources.size()) {
    if (const auto* farther = std::get_if<GoFarther>(&change.what); farther && !farther->resource) {
        volunteer_ = place_of(desk.input.volunteers, farther->id);
        volunteer_before_.push_back(desk.input.volunteers[volunteer_]);
    } else if (farther) {
        resource_ = place_of(desk.input.resources, farther->id);
        resource_before_.push_back(desk.input.resources[resource_]);
    }
    if (const auto* cases = std::get_if<TakeMoreCases>(&change.what)) {
        worker_ = place_of(desk.input.workers, cases->id);
        worker_before_.push_back(desk.input.workers[worker_]);
    }
    if (const auto* more = std::get_if<MoreStock>(&change.what)) {
        resource_ = place_of(desk.input.resources, more->id);
        resource_before_.push_back(desk.input.resources[resource_]);
    }
    apply(desk.input, need_before_.id, change);
    renew();
}

Trial::~Trial() {
    Input& input = desk_.input;
    input.needs[need_] = std::move(need_before_);
    if (!worker_before_.empty())
        input.workers[worker_] = std::move(worker_before_[0]);
    if (!volunteer_before_.empty())
        input.volunteers[volunteer_] = std::move(volunteer_before_[0]);
    if (!resource_before_.empty())
        input.resources[resource_] = std::move(resource_before_[0]);
    const std::size_t more_workers = input.workers.size(), more_volunteers = input.volunteers.size();
    input.workers.resize(workers_);
    input.volunteers.resize(volunteers_);
    input.resources.resize(resources_);
    desk_.workers.resize();
    desk_.volunteers.resize();
    desk_.stock.resize();
    for (std::size_t helper = workers_; helper < more_workers; ++helper)
        desk_.worker_board.renew_helper(static_cast<int>(helper));
    for (std::size_t helper = volunteers_; helper < more_volunteers; ++helper)
        desk_.volunteer_board.renew_helper(static_cast<int>(helper));
    renew();
}

void Trial::renew() {
    const Input& input = desk_.input;
    const auto needs = static_cast<std::int64_t>(input.needs.size());
    desk_.workers.resize();
    desk_.volunteers.resize();
    desk_.stock.resize();
    if (of_need(change_)) {
        desk_.renew_need(need_);
        work_ += static_cast<std::int64_t>(input.volunteers.size() + input.workers.size());
    }
    if (std::holds_alternative<TakeMoreCases>(change_.what)) {
        desk_.workers.renew(worker_);
        desk_.worker_board.renew_helper(static_cast<int>(worker_));
        work_ += needs;
    }
    if (const auto* farther = std::get_if<GoFarther>(&change_.what); farther && !farther->resource) {
        desk_.volunteers.renew(volunteer_);
        desk_.volunteer_board.renew_helper(static_cast<int>(volunteer_));
        work_ += needs;
    }
    for (std::size_t helper = workers_; helper < input.workers.size(); ++helper, work_ += needs)
        desk_.worker_board.renew_helper(static_cast<int>(helper));
    for (std::size_t helper = volunteers_; helper < input.volunteers.size(); ++helper, work_ += needs)
        desk_.volunteer_board.renew_helper(static_cast<int>(helper));
}

} // namespace liandong::matching
