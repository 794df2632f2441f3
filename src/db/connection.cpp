#include "db/connection.hpp"

#include <string>

namespace liandong::db {

void refuse_nul(const Param& param) {
    const auto* value = std::get_if<base::Value>(&param.held());
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    if (text && text->find('\0') != std::string::npos)
        throw StatementRefused("a text parameter holds a NUL");
}

} // namespace liandong::db
