// The pack as JSON, as far as a viewer may see it: what GET /pack and GET /pack/types/{type} answer.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "pack/pack.hpp"

namespace liandong::pack {

/// Who looks. Both questions must be answered; region may be empty.
struct Viewer {
    /// The words granted on a type, somewhere: read, create, accept … A type without any is left out.
    std::function<std::vector<std::string>(const Type&)> may;
    /// Whether the field exists for this viewer (masked fields do).
    std::function<bool(const Type&, const Field&)> sees;
    /// The viewer's own region, 12 digits: fields of its county are shown.
    std::string region;
};

/// {"name","version","digest","title","languages","region","clauses","modules","types","codes","figures","bands","texts"}.
std::string describe(const Pack& pack, const Viewer& viewer);

/// One type, as it stands under "types"; empty when the viewer may do nothing on it.
std::string describe_type(const Pack& pack, const Type& type, const Viewer& viewer);

} // namespace liandong::pack
