// The parts of an upload form (multipart/form-data, RFC 7578), as views into the body.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"

namespace liandong::http {

inline constexpr std::size_t parts_max = 32;

struct Part {
    std::string name;
    std::string filename;   // as the caller named it, without folders; empty for a plain field
    std::string type;       // as the caller says; empty when it does not
    std::string_view bytes; // lives as long as the request
};

/// All parts in order. Throws Fault bad_request when the form is not well-formed or has more than 32 parts, too_large
/// when a part is larger than 20 MB.
std::vector<Part> parts_of(const Request& request);

} // namespace liandong::http
