// From a condition as the pack writes it to the tree that can be asked.
#pragma once

#include "expr/criterion.hpp"
#include "pack/pack.hpp"

namespace liandong::record {

/// The checked tree; null when the pack gives none. Throws std::logic_error when it was given but never compiled.
const expr::Checked* tree(const pack::Text& text);

} // namespace liandong::record
