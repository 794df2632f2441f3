// The addresses of the signed-in volunteer: the offers made to her, and what she answers. Nobody is assigned by force.
#pragma once

#include <cstddef>

#include "modules/routes.hpp"

namespace liandong::modules::volunteers {

/// How long the texts of an answer may be.
constexpr std::size_t text_most = 200, word_most = 100;

/// The desk outlives the routes.
http::Routes routes(Desk& desk);

/// What they take and answer.
http::Schemas schemas(const pack::Pack& pack, http::Language language);

} // namespace liandong::modules::volunteers
