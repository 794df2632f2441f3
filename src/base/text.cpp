#include "base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <stdexcept>

namespace liandong::base {
namespace {

icu::UnicodeString trimmed(icu::UnicodeString text) {
    std::int32_t from = 0;
    std::int32_t to = text.length();
    while (from < to && u_isUWhiteSpace(text.char32At(from)))
        ++from;
    while (to > from && u_isUWhiteSpace(text.char32At(to - 1)))
        --to;
    return text.tempSubStringBetween(from, to);
}

icu::UnicodeString composed(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    icu::UnicodeString out = nfc->normalize(text, status);
    if (U_FAILURE(status))
        throw std::runtime_error("the text could not be normalised");
    return out;
}

icu::UnicodeString normal_unicode(std::string_view text) {
    if (!well_formed(text))
        throw std::invalid_argument("the text is not well-formed UTF-8");
    const auto wide =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
    return composed(trimmed(wide));
}

bool is_middle_dot(UChar32 c) {
    return c == 0x00B7 || c == 0x2022 || c == 0x2027 || c == 0x2219 || c == 0x22C5 || c == 0x30FB || c == 0xFF65 ||
           c == 0x0387 || c == 0x25CF || c == 0xFF0E;
}

bool is_han(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(c, &status) == USCRIPT_HAN;
}

} // namespace

bool well_formed(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, size, c);
        if (c <= 0)
            return false;
    }
    return true;
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    for (char c : text)
        count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::string shortened(std::string_view text, std::size_t most) {
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80 && characters++ == most)
            return std::string(text.substr(0, at)) + "…";
    return std::string(text);
}

std::string normal(std::string_view text) {
    std::string out;
    return normal_unicode(text).toUTF8String(out);
}

std::string normal_name(std::string_view text) {
    const icu::UnicodeString name = normal_unicode(text);
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < name.length(); i = name.moveIndex32(i, 1)) {
        const UChar32 c = name.char32At(i);
        const bool between_han =
            u_isUWhiteSpace(c) && i > 0 && is_han(name.char32At(i - 1)) && is_han(name.char32At(i + 1));
        if (!between_han)
            out.append(is_middle_dot(c) ? UChar32{0x00B7} : c);
    }
    std::string bytes;
    return out.toUTF8String(bytes);
}

std::string narrow(std::string_view text) {
    std::string out;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < size;) {
        const std::int32_t from = i;
        UChar32 c = 0;
        U8_NEXT(bytes, i, size, c);
        if (c >= 0xFF01 && c <= 0xFF5E)
            out += static_cast<char>(c - 0xFF01 + '!');
        else if (c == 0x3000)
            out += ' ';
        else
            out.append(text.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(i - from)));
    }
    return out;
}

} // namespace liandong::base
