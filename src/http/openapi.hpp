// Writes the OpenAPI 3.1 document from the table of routes, so that what is said of an address and what it does are
// one.
#pragma once

#include <string>
#include <vector>

#include "http/router.hpp"
#include "http/schema.hpp"

namespace liandong::http {

struct ApiDescription {
    base::Words title;
    std::string version;
    Schemas schemas;                       // those that routes name, and those that these name
    std::vector<Parameter> path = {};      // what stands in the addresses in braces, by name
    std::vector<std::string> cookies = {}; // of the session: either signs in
};

/// The document as JSON. A schema that a route names and the description lacks stands as a free one; missing_schemas
/// says which.
std::string openapi(const Router& router, const ApiDescription& description, Language language);
/// Names of schemas that routes name and the description lacks: none, in a whole house.
std::vector<std::string> missing_schemas(const Router& router, const ApiDescription& description);

/// The statuses a route may answer besides its own, worked out from what it is and what its table adds.
std::vector<int> refusals_of(const Route& route);

} // namespace liandong::http
