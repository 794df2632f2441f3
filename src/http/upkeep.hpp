// The addresses by which the house is looked after: health, metrics, its own description.
#pragma once

#include <functional>
#include <string>

#include "http/metrics.hpp"
#include "http/router.hpp"
#include "http/schema.hpp"

namespace liandong::http {

/// GET /api/v1/health, /metrics and /openapi.json, open to everyone. `health` answers the first one; `document` gives
/// the OpenAPI document in a language. `metrics` outlives the routes.
Routes upkeep_routes(const Metrics& metrics, Handler health, std::function<std::string(Language)> document);

/// What they answer.
Schemas upkeep_schemas();

} // namespace liandong::http
