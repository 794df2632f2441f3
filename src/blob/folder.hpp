// The folder beside the database where contents lie. A file appears there whole, under its own name, or not at all.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace liandong::blob {

class Folder {
public:
    explicit Folder(std::filesystem::path root) : root_(std::move(root)) {}

    /// Where the content of that digest lies, or will.
    std::filesystem::path content(std::string_view digest) const { return root_ / "contents" / digest; }
    /// Where a part of an upload lies, or will.
    std::filesystem::path part(std::string_view upload, std::string_view digest) const {
        return root_ / "parts" / (std::string(upload) + "." + std::string(digest));
    }
    const std::filesystem::path& root() const { return root_; }

    /// Makes the folders, for the server alone (mode 700), when they are not there.
    void make() const;
    /// Files of an upload's parts, by name.
    std::vector<std::filesystem::path> parts() const;
    /// Removes what was being written when a process ended, older than so long.
    void drop_unfinished(std::chrono::hours older) const;

private:
    friend class NewFile;
    std::filesystem::path root_;
};

/// A file under a temporary name until `put`: then it is on the disk, and stands under its own.
class NewFile {
public:
    /// Throws Fault disk_full, or std::runtime_error without the path's end.
    NewFile(const Folder& folder, std::filesystem::path where);
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile();

    void write(std::span<const std::uint8_t> bytes);
    /// Syncs the file, gives it its name and syncs its folder.
    void put();

private:
    std::filesystem::path where_;
    std::filesystem::path made_;
    int file_ = -1;
};

} // namespace liandong::blob
