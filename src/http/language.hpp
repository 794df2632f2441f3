// The two languages a text is written in, and which one a caller reads.
#pragma once

#include <string>
#include <string_view>

#include "base/fault.hpp"

namespace liandong::http {

enum class Language { zh, en };

/// The language an Accept-Language header prefers; Chinese when it names neither. Understands q-values (RFC
/// 9110, 12.5.4).
Language language_of(std::string_view accept_language);
/// The sentence in that language; the other one when it is missing.
const std::string& in(Language language, const base::Words& words);
/// "zh-CN" or "en", as Content-Language says it.
std::string_view tag(Language language);
/// Puts the values where the sentence has their names in braces; a name without a value stays as it is written.
std::string filled(std::string_view sentence, const base::Params& params);

/// A limit as people read it: "20 MB", "16 KB", "900 B".
std::string in_bytes(std::size_t bytes);

} // namespace liandong::http
