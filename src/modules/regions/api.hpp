// The addresses of divisions: the tree, finding a place while typing, the working map.
#pragma once

#include "modules/routes.hpp"

namespace liandong::modules::regions {

/// The desk outlives the routes.
http::Routes routes(const Desk& desk);

} // namespace liandong::modules::regions
