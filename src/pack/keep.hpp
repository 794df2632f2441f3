// The two small notations inside a field's words: what is kept from the rows that point here, and how numbers are
// drawn.
#pragma once

#include "pack/pack.hpp"

namespace liandong::pack {

/// Reads `FUNCTION TYPE by FIELD [= OWN] [order FIELD] [during N months|days of FIELD] [where CONDITION]`.
Keep parse_keep(const std::string& text, const Source& at, MistakeList& mistakes);

/// Reads `GA{region:9}{yy}{count:4}` into its parts.
std::vector<Sequence::Part> parse_sequence(const std::string& text, const Source& at, MistakeList& mistakes);

/// Names in braces of a message or title: "{number} {person.name}" has two.
struct Placeholder {
    std::string name;
    std::size_t at = 0; // byte in the text
};
/// A brace without its partner is answered as a placeholder with an empty name.
std::vector<Placeholder> placeholders(const std::string& text);

} // namespace liandong::pack
