// The addresses of linkage: plans, the offers sent from them, what station workers do with offers, and the code of the
// place.
#pragma once

#include "modules/linkage/plans.hpp"
#include "modules/routes.hpp"

namespace liandong::modules::linkage {

/// How long the texts of a question and of an act may be.
constexpr std::size_t text_most = 500, word_most = 100, region_most = 20;

/// The desk outlives the routes. `solver` is the engine.
http::Routes routes(Desk& desk, const Solver& solver);
/// The same with the linkage engine of this program.
http::Routes routes(Desk& desk);

/// What they take and answer.
http::Schemas schemas(const pack::Pack& pack, http::Language language);

} // namespace liandong::modules::linkage
