// A planner's choice becomes offers: people are asked, resources are held while enough is left.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <vector>

#include "modules/desk.hpp"
#include "modules/linkage/rules.hpp"

namespace liandong::modules::linkage {

/// How much one choice takes: needs, people or resources of one need, and of a resource.
constexpr std::size_t needs_most = 200, people_most = 50;
constexpr std::int64_t quantity_most = 1'000'000, money_most = 100'000'000'000;

/// Reads {"needs":[{"id","worker","volunteers":[ids],"resources":[id | {"id","quantity","money_fen"}]}]}. Throws Fault
/// invalid with everything that cannot be read, for a need twice, and for a choice that asks for nobody and nothing.
std::vector<Choice> read_choices(const boost::json::object& body);

/// Sends offers for needs of a plan, holds what they take from stock, and moves needs and plan. The right is that of
/// the plan's own event `send`. Returns the position. What is left of a resource is read in the transaction that takes
/// it, and its row is written at the version that was read, so that of two who take at one time the second reads again.
/// Throws Fault absent when there is no such plan for this account, forbidden when she may not plan, conflict
/// "linkage.plan.stale" when a need has changed since it was planned, "linkage.plan.sent_already" when it was sent
/// before, invalid with all that does not fit.
std::int64_t send(const Desk& desk, db::Session& session, const record::Given& given, const Uuid& plan,
                  const std::vector<Choice>& choices);

} // namespace liandong::modules::linkage
