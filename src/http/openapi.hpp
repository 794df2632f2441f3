// Writes the OpenAPI 3.1 document from the table of routes, so that what is said of an address and what it does are
// one.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "http/language.hpp"
#include "http/router.hpp"

namespace liandong::http {

struct ApiDescription {
    base::Words title;
    std::string version;
    std::map<std::string, std::string> schemas; // name to JSON Schema 2020-12, written JSON
};

/// The document as JSON. A schema that a route names and the description lacks stands as a free one; missing_schemas
/// says which.
std::string openapi(const Router& router, const ApiDescription& description, Language language);
/// Names of schemas that routes name and the description lacks: none, in a whole house.
std::vector<std::string> missing_schemas(const Router& router, const ApiDescription& description);

} // namespace liandong::http
