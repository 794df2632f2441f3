// A place of the country's statistical divisions: 12 digits, of which the trailing zeros tell the level.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace liandong::base {

enum class RegionLevel { province = 1, prefecture, county, town, village };

/// 12 digits: 2 province, 2 prefecture, 2 county, 3 township, 3 village (NBS, statistical division codes).
class RegionCode {
public:
    /// Takes 2, 4, 6, 9 or 12 digits and pads with zeros; nothing for anything else.
    static std::optional<RegionCode> parse(std::string_view digits);

    const std::string& text() const { return text_; }
    RegionLevel level() const;
    /// The unit one level up; the province is its own parent.
    RegionCode parent() const;
    /// The unit of that level in which this place lies; itself when it already stands at or above the level.
    RegionCode at(RegionLevel level) const;
    /// Whether this place is `other` or lies in it.
    bool within(const RegionCode& other) const;
    /// The largest code that lies in this unit, for `between` in the databases: 620123999999.
    std::string last() const;

    auto operator<=>(const RegionCode&) const = default;

private:
    explicit RegionCode(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

} // namespace liandong::base
