// Everything a plan is made on: the input in order of ids, and each kind of helper before the needs. Changes are tried
// on it and taken back.
#pragma once

#include <string>
#include <vector>

#include "engine/matching/board.hpp"
#include "engine/matching/stock.hpp"
#include "engine/matching/volunteers.hpp"
#include "engine/matching/workers.hpp"

namespace liandong::matching {

struct Desk {
    /// Takes the records in order of their ids, so that the order of the input does not matter.
    explicit Desk(Input given);
    Desk(const Desk&) = delete;

    Input input;
    std::vector<ReadyNeed> needs;
    Workers workers;
    Volunteers volunteers;
    Board worker_board, volunteer_board;
    Stock stock;

    void renew_need(int need);
};

/// Whether the change is one of the need itself.
bool of_need(const Change& change);

/// Makes a change for as long as it lives.
class Trial {
public:
    Trial(Desk& desk, int need, const Change& change);
    ~Trial();
    Trial(const Trial&) = delete;

    /// Pairings looked at to make the change.
    std::int64_t work() const { return work_; }

private:
    void renew();

    Desk& desk_;
    int need_;
    const Change& change_;
    Need need_before_;
    std::vector<Worker> worker_before_; // the changed one, if any
    std::vector<Volunteer> volunteer_before_;
    std::vector<Resource> resource_before_;
    std::size_t workers_, volunteers_, resources_, worker_ = 0, volunteer_ = 0, resource_ = 0;
    std::int64_t work_ = 0;
};

} // namespace liandong::matching
