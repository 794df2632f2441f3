// What follows from everything read together: copies take kind and privacy from their source, rights on talent.* become
// one line a type, parts of figures keep the breakdowns their type has.
#pragma once

#include "pack/pack.hpp"

namespace liandong::pack {

/// Gives every copied field what it takes from its source. Circles and missing sources are mistakes.
void settle_copies(Pack& pack, MistakeList& mistakes);
/// Works the lines of roles.toml out to one a type.
void settle_grants(Pack& pack, MistakeList& mistakes);
/// Drops inherited breakdowns that the part's own type does not have.
void settle_figures(Pack& pack);

} // namespace liandong::pack
