#include "crypt/text.hpp"

namespace liandong::crypt {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view url_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

} // namespace

std::string to_hex(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const auto byte : bytes)
        text.append({hex_digits[byte >> 4], hex_digits[byte & 15]});
    return text;
}

std::optional<base::Bytes> from_hex(std::string_view text) {
    if (text.size() % 2 != 0)
        return std::nullopt;
    base::Bytes bytes;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const auto high = hex_digits.find(text[i]);
        const auto low = hex_digits.find(text[i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos)
            return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
    }
    return bytes;
}

std::string to_base64url(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve((bytes.size() * 8 + 5) / 6);
    std::uint32_t held = 0;
    int bits = 0;
    for (const auto byte : bytes) {
        held = held << 8 | byte;
        for (bits += 8; bits >= 6; bits -= 6)
            text += url_digits[held >> (bits - 6) & 63];
    }
    if (bits > 0)
        text += url_digits[held << (6 - bits) & 63];
    return text;
}

std::optional<base::Bytes> from_base64url(std::string_view text) {
    base::Bytes bytes;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : text) {
        const auto digit = url_digits.find(c);
        if (digit == std::string_view::npos)
            return std::nullopt;
        held = held << 6 | static_cast<std::uint32_t>(digit);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes.push_back(static_cast<std::uint8_t>(held >> bits));
        }
    }
    const bool left_over = bits >= 6 || (held & ((1U << bits) - 1)) != 0;
    return left_over ? std::nullopt : std::optional(std::move(bytes));
}

} // namespace liandong::crypt
