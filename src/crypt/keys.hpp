// The keys of one installation, read from one file of mode 600. Several of a purpose may stand in it: the last one
// writes, all of them read, so that a key can be replaced without a day of standing still.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <vector>

#include "base/bytes.hpp"

namespace liandong::crypt {

using base::Bytes;
using Key = std::array<std::uint8_t, 32>;

/// field: sealing sensitive fields. digest: equality of sensitive fields. token: sessions and receipt codes.
/// journal: digests of records in the journal.
enum class Purpose { field, digest, token, journal };

struct NumberedKey {
    std::uint8_t number = 0; // 1..255, stands in every value made with it
    Key key{};
};

class Keys {
public:
    /// Throws std::runtime_error with a sentence when the file is absent, open to others, damaged or lacks a purpose.
    static Keys read(const std::filesystem::path& path);
    /// Fresh keys that live as long as the process: tests and tools.
    static Keys fresh();

    /// The key that writes.
    const NumberedKey& current(Purpose purpose) const;
    /// The key of that number; null when there is none.
    const Key* find(Purpose purpose, std::uint8_t number) const;
    /// All keys of a purpose, the oldest first.
    const std::vector<NumberedKey>& all(Purpose purpose) const;

    /// Adds a fresh key that writes from now on.
    void renew(Purpose purpose);
    /// Writes a new file of mode 600, on the disk before it returns. Throws std::runtime_error when the file exists.
    void save(const std::filesystem::path& path) const;

private:
    std::map<Purpose, std::vector<NumberedKey>> keys_;
};

/// Makes the file with one fresh key of each purpose. Throws std::runtime_error when it exists: keys are never
/// overwritten.
void make_keys(const std::filesystem::path& path);

} // namespace liandong::crypt
