// Members of a body that nobody asked for are told, so that a misspelt name is heard and not silently lost.
#pragma once

#include <boost/json/fwd.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace liandong::record {

/// A name as it can be said back: well-formed and short.
std::string short_name(std::string_view name);

/// A finding "http.unknown_field" for every member that is not among the known ones. `at` goes before its name.
std::vector<base::Finding> unknown_members(const boost::json::object& body,
                                           std::initializer_list<std::string_view> known, const std::string& at = {});
/// Throws Fault invalid with them.
void refuse_unknown_members(const boost::json::object& body, std::initializer_list<std::string_view> known);

} // namespace liandong::record
