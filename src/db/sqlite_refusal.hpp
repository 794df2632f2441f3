// SQLite's result codes in our words. Inside db/ only.
#pragma once

#include <string_view>

namespace liandong::db {

/// Throws what a result code other than OK, ROW and DONE means. `message` is SQLite's own sentence; it names tables and
/// columns, never values.
[[noreturn]] void throw_sqlite(int code, std::string_view message);

} // namespace liandong::db
