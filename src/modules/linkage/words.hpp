// What the engine says in codes, as sentences in both languages.
#pragma once

#include "engine/matching/match.hpp"
#include "modules/linkage/proposal.hpp"
#include "pack/pack.hpp"

namespace liandong::modules::linkage {

/// The text of a code with its values filled in; a value whose name ends in @en is the English one. The code itself
/// when the pack has no text for it.
base::Words words_of(const pack::Pack& pack, const std::string& code, const base::Params& params);

/// The engine's answer for one need, as it is kept.
Proposal proposal_of(const pack::Pack& pack, const matching::NeedPlan& plan);

/// "skill:03" or "goods:01/02" in words.
base::Words part_words(const pack::Pack& pack, const std::string& part);

} // namespace liandong::modules::linkage
