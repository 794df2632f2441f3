// Why a criterion was refused, and where: the character it stands at, in both languages, with what would fit.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace liandong::expr {

/// Thrown by parse and check. what() is the English sentence.
class Trouble : public std::runtime_error {
public:
    /// `said` without the place; the place is put before both sentences: 第13个字：… / character 13: …
    Trouble(std::size_t at, const base::Words& said);

    std::size_t position; // 1-based, in characters (code points)
    base::Words words;
};

/// The names most like `wrong`, nearest first, at most three; none when nothing is near.
std::vector<std::string> nearest(std::string_view wrong, const std::vector<std::string>& names);

/// "; did you mean `senior`?" in both languages, or the whole list when it is short; empty when nothing fits.
base::Words suggestion(std::string_view wrong, const std::vector<std::string>& names, const base::Words& what);

} // namespace liandong::expr
