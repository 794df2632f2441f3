// `?` of our SQL to `$1, $2 …` of PostgreSQL.
#pragma once

#include <string>
#include <string_view>

namespace liandong::db {

/// Every `?` outside quotes, quoted names and comments becomes $n, counted from 1.
std::string numbered(std::string_view sql);

} // namespace liandong::db
