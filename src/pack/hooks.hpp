// The C++ functions a pack asks for by name.
#pragma once

#include <set>
#include <string>

#include "pack/pack.hpp"

namespace liandong::pack {

enum class HookOf { rule, event, alert, figure };

struct Hook {
    std::string name;
    HookOf of;
    std::string owner; // the rule's or figure's id, or TYPE.EVENT
    Source source;
};

/// Every hook the pack names, in the order of types, rules, alert rules and figures.
std::vector<Hook> hooks_of(const Pack& pack);

/// A mistake for each hook that is not among those the server has, with the nearest of them.
MistakeList missing_hooks(const Pack& pack, const std::set<std::string>& server_has);

} // namespace liandong::pack
