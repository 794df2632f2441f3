// What the engine says in codes, as sentences in both languages: codes of the pack by their labels, ids by their
// titles.
#pragma once

#include <functional>

#include "engine/matching/match.hpp"
#include "modules/linkage/proposal.hpp"
#include "pack/pack.hpp"

namespace liandong::modules::linkage {

/// The title of a record as the viewer may read it.
using TitleOf = std::function<std::string(const std::string& type, const Uuid& id)>;

/// The engine's answer for one need, as it is kept.
Proposal proposal_of(const matching::NeedPlan& plan);

base::Words words_of(const pack::Pack& pack, const Said& said, const TitleOf& title_of);
/// All that speaks for one of those proposed, in Chinese, as the offer keeps it.
std::string why_of(const pack::Pack& pack, const Proposal& proposal, const Uuid& who);
/// "skill:03" or "goods:01/02" in words.
base::Words part_words(const pack::Pack& pack, const std::string& part);

} // namespace liandong::modules::linkage
