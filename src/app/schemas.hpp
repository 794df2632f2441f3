// The schemas of the OpenAPI document: the shapes every type shares, and one a record type, made from its declaration.
#pragma once

#include "http/openapi.hpp"
#include "pack/pack.hpp"

namespace liandong::app {

http::ApiDescription description_of(const pack::Pack& pack);

} // namespace liandong::app
