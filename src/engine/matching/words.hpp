// What codes of reasons and changes say, in both languages.
#pragma once

#include <string>

#include "base/fault.hpp"

namespace liandong::matching {

/// The sentence of a code with its braces filled; the code itself when it has none.
base::Words words_of(const std::string& code, const base::Params& params);

/// Whether the code has words.
bool has_words(const std::string& code);

} // namespace liandong::matching
