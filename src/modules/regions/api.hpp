// The addresses of divisions: the tree, finding a place while typing, the working map.
#pragma once

#include <cstddef>

#include "modules/routes.hpp"

namespace liandong::modules::regions {

/// How much finding a place takes.
constexpr std::size_t query_most = 60, code_most = 20;

/// The desk outlives the routes.
http::Routes routes(const Desk& desk);

/// What they take and answer.
http::Schemas schemas(const pack::Pack& pack, http::Language language);

} // namespace liandong::modules::regions
