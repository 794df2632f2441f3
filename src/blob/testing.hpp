// For tests: contents of a few kinds, and a folder that goes away with its test.
#pragma once

#include <filesystem>
#include <string>

#include "base/id.hpp"

namespace liandong::blob {

struct TestFolder {
    TestFolder() = default;
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    ~TestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("liandong_blobs_" + base::to_text(base::new_uuid()));
};

/// Bytes that begin as a PNG does.
inline std::string test_picture(std::size_t size = 100, char fill = 'x') {
    std::string bytes("\x89PNG\r\n\x1A\n");
    bytes.resize(size, fill);
    return bytes;
}

} // namespace liandong::blob
