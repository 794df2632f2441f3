#include "http/digest.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace liandong::http {
namespace {

std::uint64_t fnv(std::string_view bytes, std::uint64_t sum) {
    for (const char c : bytes)
        sum = (sum ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return sum;
}

} // namespace

std::string digest(std::string_view bytes) {
    return fmt::format("{:016x}{:016x}", fnv(bytes, 0xCBF29CE484222325ULL),
                       fnv(bytes, 0x9E3779B97F4A7C15ULL ^ bytes.size()));
}

} // namespace liandong::http
