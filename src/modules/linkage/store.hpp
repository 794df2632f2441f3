// Named questions about needs, who was asked for them, and what plans proposed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/schema.hpp"
#include "db/session.hpp"
#include "modules/linkage/planner.hpp"
#include "modules/linkage/proposal.hpp"

namespace liandong::modules::linkage {

/// The table of proposals, for migrate.
std::vector<db::Table> tables();

/// Everybody who was asked for a service that is not over: what stands, and what was turned down.
std::vector<Invitation> invitations(db::Session& session, Instant now);
/// Offers of one need to workers and volunteers.
std::vector<Invitation> invitations_of(db::Session& session, const Uuid& need);

/// Goods that are missing for the open needs of a region, and for one need.
std::vector<MissingGoods> missing_goods(db::Session& session, const std::string& region);
/// An offer as the board tells of it.
struct Asked {
    Uuid offer;
    std::string type, field; // of whom or what was asked, and where the offer names it
    Uuid who;
    std::string state;
};
/// All offers of a need that were sent, in the order of sending.
std::vector<Asked> asked_for(db::Session& session, const Uuid& need);
std::vector<MissingGoods> missing_goods_of(db::Session& session, const Uuid& need);

/// Who has served the clients of a region's open needs before.
std::vector<Acquaintance> acquaintances(db::Session& session, const std::string& region);

/// Keeps and reads what a plan proposes, in the order of the plan.
void keep(db::Session& session, const Uuid& plan, const std::vector<Proposal>& proposals);
std::vector<Proposal> proposals_of(db::Session& session, const Uuid& plan);
void mark_sent(db::Session& session, const Uuid& plan, const Uuid& need);

} // namespace liandong::modules::linkage
