// Text as people type it and as we keep it: well-formed UTF-8, trimmed, NFC.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace liandong::base {

/// Whether the bytes are UTF-8 without NUL, surrogates and overlong forms.
bool well_formed(std::string_view text);
/// Number of code points of well-formed text.
std::size_t length(std::string_view text);
/// The text, or its first `most` characters and … when it is longer: what was typed, said back.
std::string shortened(std::string_view text, std::size_t most);
/// Trimmed of white space (wide space included) and brought to NFC. Throws std::invalid_argument when not well-formed.
std::string normal(std::string_view text);
/// A person's name: normal, every form of the middle dot made · (U+00B7), spaces between Chinese characters dropped.
std::string normal_name(std::string_view text);
/// Wide digits, letters and marks (U+FF01..FF5E, U+3000) made narrow.
std::string narrow(std::string_view text);

} // namespace liandong::base
