// What the pack says about a crisis on the portal: words that make a page offer help at once, and the numbers to call.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/fault.hpp"

namespace liandong::modules::services {

struct Hotline {
    std::string number;
    base::Words words; // what it is for
};

struct Crisis {
    std::vector<std::string> words;
    std::vector<Hotline> hotlines;
};

/// Whether a text holds one of the words: Chinese ones anywhere, those of Latin letters as whole words, large or small,
/// however blanks lie between them. The page asks the same (web/portal/danger.ts).
bool speaks_of_danger(const Crisis& crisis, const std::string& text);

/// Reads portal.toml of a pack. Throws pack::Mistakes with file and line when it is not there, says something it does
/// not know, has no words or no numbers, or says one twice.
Crisis read_crisis(const std::filesystem::path& pack_folder);

} // namespace liandong::modules::services
