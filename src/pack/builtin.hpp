// The server's own record types, which a pack may point to but not declare.
#pragma once

#include "pack/pack.hpp"

namespace liandong::pack {

/// regions.region, access.account and blob, with the fields that criteria, lists and copies may name.
std::vector<Type> builtin_types();

/// Word lists of their fields: region_kind and region_type.
std::vector<CodeList> builtin_lists();

/// Words of `do` that mean something on every type.
const std::vector<std::string>& common_words();

/// Regions by level, as `for`, `who` and `tell` name the office there.
const std::vector<std::string>& levels();

} // namespace liandong::pack
