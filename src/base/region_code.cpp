#include "base/region_code.hpp"

#include <algorithm>
#include <array>

namespace liandong::base {
namespace {

constexpr std::array<std::size_t, 6> lengths{0, 2, 4, 6, 9, 12};

std::size_t length_of(RegionLevel level) { return lengths[static_cast<std::size_t>(level)]; }

bool zeros_from(std::string_view text, std::size_t at) {
    return text.find_first_not_of('0', at) == std::string_view::npos;
}

} // namespace

std::optional<RegionCode> RegionCode::parse(std::string_view digits) {
    const bool whole = std::find(lengths.begin() + 1, lengths.end(), digits.size()) != lengths.end();
    const bool numeric = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!whole || !numeric || digits.substr(0, 2) == "00")
        return std::nullopt;
    std::string text(digits);
    text.resize(12, '0');
    return RegionCode(std::move(text));
}

RegionLevel RegionCode::level() const {
    for (int level = 1; level < 5; ++level)
        if (zeros_from(text_, lengths[static_cast<std::size_t>(level)]))
            return static_cast<RegionLevel>(level);
    return RegionLevel::village;
}

RegionCode RegionCode::parent() const {
    const auto own = level();
    return own == RegionLevel::province ? *this : at(static_cast<RegionLevel>(static_cast<int>(own) - 1));
}

RegionCode RegionCode::at(RegionLevel wanted) const {
    if (level() <= wanted)
        return *this;
    std::string text = text_.substr(0, length_of(wanted));
    text.resize(12, '0');
    return RegionCode(std::move(text));
}

bool RegionCode::within(const RegionCode& other) const {
    const std::size_t length = length_of(other.level());
    return text_.compare(0, length, other.text_, 0, length) == 0;
}

std::string RegionCode::last() const {
    std::string text = text_.substr(0, length_of(level()));
    text.resize(12, '9');
    return text;
}

} // namespace liandong::base
