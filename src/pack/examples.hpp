// The worked examples beside the rules, run.
#pragma once

#include "pack/pack.hpp"

namespace liandong::pack {

/// Asks every rule of a loaded pack of its good and bad records. A good one that gives a finding, and a bad one that
/// gives none, are mistakes at the example's line. An example of a rule that looks at the clock must say its `today`
/// (or `now`).
MistakeList run_examples(const Pack& pack);

} // namespace liandong::pack
