// Decisions about offers. Pure: told what they need, they return what they found.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "modules/linkage/planner.hpp"
#include "modules/linkage/proposal.hpp"

namespace liandong::modules::linkage {

/// A planner's choice for one need.
struct Choice {
    Uuid need;
    std::optional<Uuid> worker;
    std::vector<Uuid> volunteers;
    std::vector<Share> resources; // without quantity and money: as the plan proposed, or as much as is missing
};

/// Whether somebody may be asked for a need, as far as offers that stand say: not twice for the same need, not after
/// having turned it down, not for two services at one time. Nothing when she may; otherwise the message code.
std::optional<std::string> why_not(const Uuid& who, const Record& need, const std::vector<Invitation>& invitations);

/// Whether the choice asks for no more people than are missing. `at` goes before the names of fields: "needs.0.".
std::vector<base::Finding> too_many(const Choice& choice, const Missing& missing, const std::string& at);

/// How much of a resource a choice takes: what it says itself, else what the plan proposed, else what is missing, never
/// more than that. Goods are given to the row of the same item and unit.
struct Taking {
    std::int64_t quantity = 0, money_fen = 0;
    std::optional<Uuid> goods_row;
    bool fits = false; // the need misses such a thing
};
Taking taking_of(const Share& wanted, const Record& resource, const Missing& missing,
                 const std::vector<Share>& proposed);

/// What a need does when one who was asked no longer comes: it is posted again when it was staffed, or when nobody else
/// is asked any more; otherwise the others are waited for.
bool goes_back(const std::string& need_state, const std::vector<Invitation>& invitations);

/// Whether everybody of that kind whom the need wants has accepted: one more would be too many.
bool full(const Record& need, bool to_worker);

/// Six digits for the place and the day, from a keyed digest of both (HMAC-SHA-256); whoever shows them works for the
/// need.
std::string check_code(const std::string& digest);
/// What a volunteer typed or scanned: the digits behind the last colon, without spaces.
std::string typed_code(const std::string& text);

} // namespace liandong::modules::linkage
