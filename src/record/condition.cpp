#include "record/condition.hpp"

#include <stdexcept>

namespace liandong::record {

const expr::Checked* tree(const pack::Text& text) {
    if (!text.given())
        return nullptr;
    if (!text.tree)
        throw std::logic_error("a condition of the pack was never compiled: " + text.source.file);
    return text.tree.get();
}

} // namespace liandong::record
