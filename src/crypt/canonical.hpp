// Bytes that mean one thing only: what is digested or bound goes in with its length. Inside crypt/ only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace liandong::crypt {

/// Each piece is its length in eight bytes, then itself, so that ("ab", "c") is not ("a", "bc").
class Canonical {
public:
    Canonical& piece(std::string_view text) {
        number(text.size());
        bytes_ += text;
        return *this;
    }
    Canonical& number(std::uint64_t value) {
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes_ += static_cast<char>(value >> shift & 0xff);
        return *this;
    }
    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

} // namespace liandong::crypt
