// The files of a pack's folder that make up its policy, in sorted order.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace liandong::pack {

struct File {
    std::string name; // relative, with /
    std::filesystem::path path;
};

/// Every regular file below the folder but hidden ones, sorted by relative path.
std::vector<File> files_of(const std::filesystem::path& folder);
std::string contents_of(const std::filesystem::path& file);

} // namespace liandong::pack
