// SQLite's result codes in our words. Inside db/ only.
#pragma once

#include <string_view>

#include "db/param.hpp"

namespace liandong::db {

/// Throws what a result code other than OK, ROW and DONE means. `message` is SQLite's own sentence; it names tables and
/// columns, never values.
[[noreturn]] void throw_sqlite(int code, std::string_view message);

/// Throws StatementRefused for text with a NUL in it: PostgreSQL has none, so neither database takes it.
void refuse_nul(const Param& param);

} // namespace liandong::db
