// What every made field is made from, and the check that nothing is made from itself.
#pragma once

#include <string>
#include <vector>

#include "pack/pack.hpp"

namespace liandong::pack {

/// A field of a type; "region" is one too where it comes from elsewhere.
struct FieldOf {
    std::string type;
    std::string field;

    auto operator<=>(const FieldOf&) const = default;
};

/// The fields that the value of this one is worked out from, on this record and on others. The pack must be compiled.
std::vector<FieldOf> made_from(const Pack& pack, const Type& type, const Field& field);

/// Copied, calculated and kept fields form a graph without circles; a circle is a mistake that names its way.
void check_circles(const Pack& pack, MistakeList& mistakes);

} // namespace liandong::pack
