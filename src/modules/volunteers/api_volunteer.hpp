// The addresses of the signed-in volunteer: the offers made to her, and what she answers. Nobody is assigned by force.
#pragma once

#include "modules/routes.hpp"

namespace liandong::modules::volunteers {

/// The desk outlives the routes.
http::Routes routes(Desk& desk);

} // namespace liandong::modules::volunteers
