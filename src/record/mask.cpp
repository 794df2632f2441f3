#include "record/mask.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace liandong::record {
namespace {

/// The text cut into characters.
std::vector<std::string> characters(const std::string& text) {
    std::vector<std::string> cut;
    for (char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
            cut.emplace_back();
        cut.back() += c;
    }
    return cut;
}

/// The first `head` and last `tail` characters with stars between; all stars when little would be hidden.
std::string starred(const std::string& text, std::size_t head, std::size_t tail) {
    const auto all = characters(text);
    if (all.size() <= head + tail)
        return "***";
    std::string out;
    for (std::size_t i = 0; i < all.size(); ++i)
        out += i < head || i >= all.size() - tail ? all[i] : "*";
    return out;
}

std::string masked_text(const pack::Field& field, const std::string& text) {
    if (field.shape == "id_no")
        return starred(text, 6, 2);
    if (field.shape == "phone")
        return starred(text, 3, 4);
    if (field.name == "name" || field.name == "applicant")
        return base::length(text) == 2 ? starred(text, 1, 0) : starred(text, 1, 1);
    return "***";
}

} // namespace

std::string masked(const pack::Field& field, const base::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value); text && field.kind == base::Kind::text)
        return masked_text(field, *text);
    if (const auto* date = std::get_if<base::Date>(&value))
        return base::to_text(*date).substr(0, 5) + "**-**";
    return "***";
}

} // namespace liandong::record
