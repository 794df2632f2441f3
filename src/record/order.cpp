#include "record/order.hpp"

namespace liandong::record {

std::optional<db::Index> order_index(const Shape& shape) {
    const auto at = shape.find(shape.type->list.sort);
    if (!at || shape.field(*at).encrypted())
        return std::nullopt;
    const std::string& name = shape.field(*at).name;
    return db::Index{.columns = {shape.sorted[*at] ? name + "_sort" : name, "id", "region"}};
}

} // namespace liandong::record
