// The portal's addresses, all open: the pack as the page needs it, stations and agencies nearby, a request for help.
#pragma once

#include "modules/routes.hpp"

namespace liandong::modules::services {

/// The desk outlives the routes. Throws pack::Mistakes when portal.toml of the pack is wrong.
http::Routes routes(const Desk& desk);

/// What they take and answer.
http::Schemas schemas(const pack::Pack& pack, http::Language language);

} // namespace liandong::modules::services
