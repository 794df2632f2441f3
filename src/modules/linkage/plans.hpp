// A plan: one snapshot of the registers read, the engine asked outside of any transaction, its answer kept.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/matching/match.hpp"
#include "modules/desk.hpp"
#include "modules/linkage/planner.hpp"
#include "modules/linkage/proposal.hpp"

namespace liandong::modules::linkage {

/// The engine: matching::match, or what a test puts in its place.
using Solver = std::function<matching::Solution(const matching::Input&)>;

/// What is to be planned.
struct Scope {
    std::string region;                     // 12 digits
    std::optional<base::Date> since, until; // days of service; none: from now on, without end
};

/// The open needs of the scope that the account may read. Throws Fault as `draft` does when she may not plan there.
std::vector<Record> open_needs_of(const Desk& desk, db::Session& session, const record::Given& given,
                                  const Scope& scope);

/// A plan that is solved and not yet kept.
struct Draft {
    Scope scope;
    matching::Solution solution;
    std::vector<Proposal> proposals;
    Policy policy;
    std::uint64_t seed = 0;
    std::string digest; // of everything that was read
    Instant run_at;
    std::int64_t matched = 0, partly = 0, unmet = 0;
    base::Date since, until;
};

/// Reads and solves. Throws Fault forbidden when the account may not plan, invalid when the region is not hers or
/// nothing is to be matched there, busy when the engine refuses the numbers.
Draft draft(const Desk& desk, const record::Given& given, const Scope& scope, const Solver& solver);

/// Keeps the plan and its proposals; the state is `ready`.
struct Kept {
    Uuid plan;
    std::int64_t position = 0;
};
Kept keep(const Desk& desk, db::Session& session, const record::Given& given, const Draft& draft);

/// The plan, when the account may read it. Throws Fault absent otherwise.
Record plan_of(const Desk& desk, db::Session& session, const record::Given& given, const Uuid& id);

} // namespace liandong::modules::linkage
