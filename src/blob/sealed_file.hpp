// A content as it lies on the disk: pieces of 256 KB, each sealed (AES-256-GCM) and bound to the file's name, its own
// place in it and the whole size. A piece moved, a file cut or renamed does not open, and no more than one piece is in
// memory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "blob/folder.hpp"
#include "crypt/seal.hpp"

namespace liandong::blob {

inline constexpr std::uint64_t piece_bytes = 256 * 1024;

class SealedWriter {
public:
    /// `name` is bound to every piece; `size` is how much will be added.
    SealedWriter(const Folder& folder, const crypt::Keys& keys, const std::filesystem::path& where, std::string name,
                 std::uint64_t size);
    void add(std::string_view plain);
    /// Everything was added: the file stands. Throws std::logic_error when it was another size.
    void put();

private:
    void seal_piece();

    NewFile file_;
    const crypt::Keys& keys_;
    std::string name_;
    std::uint64_t size_;
    std::uint64_t added_ = 0;
    std::uint64_t pieces_ = 0;
    std::string waiting_;
};

class SealedReader {
public:
    /// Throws CannotOpen when there is no such file.
    SealedReader(const crypt::Keys& keys, const std::filesystem::path& where, std::string name, std::uint64_t size);

    std::uint64_t size() const { return size_; }
    /// At most `most` bytes from a place on, as far as its piece reaches; empty at the end. Throws CannotOpen.
    std::string read(std::uint64_t from, std::uint64_t most);

private:
    const crypt::Keys& keys_;
    std::ifstream file_;
    std::string name_;
    std::uint64_t size_;
    std::uint64_t held_ = 0; // which piece is in `piece_`, counted from 1; 0: none
    std::string piece_;
};

} // namespace liandong::blob
