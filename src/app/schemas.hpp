// Gathers what every module says of its addresses into one description.
#pragma once

#include "http/openapi.hpp"
#include "pack/pack.hpp"

namespace liandong::app {

http::ApiDescription description_of(const pack::Pack& pack, http::Language language);

} // namespace liandong::app
