// Test help: the small pack of test/packs, read once, and copies of it with one thing changed.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/id.hpp"
#include "pack/files.hpp"
#include "pack/load.hpp"

namespace liandong::pack::testing {

inline std::filesystem::path small_folder() { return std::filesystem::path(LIANDONG_SOURCE) / "test/packs/small"; }

inline const Pack& small_pack() {
    static const Pack pack = load(small_folder());
    return pack;
}

/// A copy of the small pack in a folder of its own, gone at the end.
class Copied {
public:
    Copied() : folder_(std::filesystem::temp_directory_path() / ("pack-" + base::to_text(base::new_uuid()))) {
        std::filesystem::copy(small_folder(), folder_, std::filesystem::copy_options::recursive);
    }
    Copied(const Copied&) = delete;
    Copied& operator=(const Copied&) = delete;
    ~Copied() { std::filesystem::remove_all(folder_); }

    const std::filesystem::path& folder() const { return folder_; }

    /// Replaces the first `from` in a file and answers the line on which it stood; 0 when it does not stand there.
    /// An empty `from` writes the whole file.
    int change(const std::string& file, const std::string& from, const std::string& to) {
        auto text = contents_of(folder_ / file);
        const auto at = from.empty() ? 0 : text.find(from);
        if (at == std::string::npos)
            return 0;
        const int line = 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
        text.replace(at, from.empty() ? text.size() : from.size(), to);
        std::filesystem::create_directories((folder_ / file).parent_path());
        std::ofstream(folder_ / file, std::ios::binary) << text;
        return line;
    }

private:
    std::filesystem::path folder_;
};

} // namespace liandong::pack::testing
