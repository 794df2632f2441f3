#include "base/id.hpp"

#include <sys/random.h>

#include <stdexcept>

#include "base/date.hpp"

namespace liandong::base {
namespace {

int nibble(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool dash_belongs(std::size_t at) { return at == 8 || at == 13 || at == 18 || at == 23; }

} // namespace

Uuid new_uuid() {
    Uuid id;
    if (getrandom(id.bytes.data(), id.bytes.size(), 0) != static_cast<ssize_t>(id.bytes.size()))
        throw std::runtime_error("the system gives no random bytes");
    const auto ms = static_cast<std::uint64_t>(now().ms);
    for (int i = 0; i < 6; ++i)
        id.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
    id.bytes[6] = static_cast<std::uint8_t>(0x70 | (id.bytes[6] & 0x0f));
    id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
    return id;
}

std::optional<Uuid> parse_uuid(std::string_view text) {
    if (text.size() != 36)
        return std::nullopt;
    Uuid id;
    std::size_t half = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (dash_belongs(i)) {
            if (text[i] != '-')
                return std::nullopt;
            continue;
        }
        const int value = nibble(text[i]);
        if (value < 0)
            return std::nullopt;
        auto& byte = id.bytes[half / 2];
        byte = static_cast<std::uint8_t>(half % 2 == 0 ? value << 4 : byte | value);
        ++half;
    }
    return id;
}

std::string to_text(const Uuid& id) {
    static constexpr char hex[] = "0123456789abcdef";
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < 16; ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            text += '-';
        text += hex[id.bytes[i] >> 4];
        text += hex[id.bytes[i] & 15];
    }
    return text;
}

} // namespace liandong::base
