// What a plan proposes for one need, as it is kept beside the plan: who and what by their ids, and the codes that say
// why. It names nobody: words and titles are added for each viewer as that viewer may read them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "base/id.hpp"

namespace liandong::modules::linkage {

using base::Uuid;

/// Why: a code of the engine with its values, about somebody or something, or about the need itself.
struct Said {
    std::string who; // an id; empty: the need
    std::string code;
    base::Params params;
};

/// What stays missing, why, and what single change would help.
struct Lack {
    std::string part; // worker, volunteers, skill:CODE, goods:ITEM/UNIT, money
    std::int64_t missing = 0;
    Said why;
    std::optional<Said> would_help;
};

struct Share {
    Uuid id;
    std::int64_t quantity = 0, money_fen = 0;
};

struct Proposal {
    Uuid need;
    std::int64_t version = 0; // of the need when it was planned
    bool sent = false;
    std::optional<Uuid> worker;
    std::vector<Uuid> volunteers;
    std::vector<Share> resources;
    std::vector<Said> reasons;
    std::vector<Lack> unmet;

    /// Whether there is anybody or anything to ask.
    bool offers() const { return worker || !volunteers.empty() || !resources.empty(); }
};

/// The people, resources and reasons of a proposal as JSON text, and back.
std::string to_json(const Proposal& proposal);
void read_json(std::string_view text, Proposal& proposal);

} // namespace liandong::modules::linkage
