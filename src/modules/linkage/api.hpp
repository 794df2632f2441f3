// The addresses of linkage: plans, the offers sent from them, what station workers do with offers, and the code of the
// place.
#pragma once

#include "modules/linkage/plans.hpp"
#include "modules/routes.hpp"

namespace liandong::modules::linkage {

/// The desk outlives the routes. `solver` is the engine.
http::Routes routes(Desk& desk, const Solver& solver);
/// The same with the linkage engine of this program.
http::Routes routes(Desk& desk);

} // namespace liandong::modules::linkage
