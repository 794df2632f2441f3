// The door of this room: a folder in, a checked pack out.
#pragma once

#include <filesystem>
#include <string>

#include "pack/pack.hpp"

namespace liandong::pack {

/// Reads a policy pack, checks every name and compiles every condition in it. Throws Mistakes with all that is wrong:
/// file, line and what would be right, in Chinese and English.
Pack load(const std::filesystem::path& folder);

/// The same without throwing: what could be read, and what is wrong. A pack with mistakes is not to be run.
Pack read(const std::filesystem::path& folder, MistakeList& mistakes);

/// SHA-256 over the sorted relative paths and contents of the pack's files, in hex. Throws Mistakes when the folder is
/// not there.
std::string digest(const std::filesystem::path& folder);

} // namespace liandong::pack
