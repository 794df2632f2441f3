// The part of the pack that the portal needs and anybody may read.
#pragma once

#include <string>

#include "modules/services/crisis.hpp"
#include "pack/pack.hpp"

namespace liandong::modules::services {

/// {"digest","name","title","region","demo"?,"fields":{name:{"label","help"?,"most"?,"list"?,"required"}},"states":{name:label},
/// "codes":{list:{"label","words":[{"name","code","label"}]}},"texts":{code:words},"crisis":{"words","numbers"}} as
/// JSON text: what the page asks, every list that its fields and the public directories use, and the messages of the
/// portal. `demo` where the data is a demonstration, which every page then says.
std::string public_pack(const pack::Pack& pack, const Crisis& crisis, bool demo);

} // namespace liandong::modules::services
