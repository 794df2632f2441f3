// Parameters and results on their way through SQLite. Inside db/ only.
#pragma once

#include <sqlite3.h>

#include "db/param.hpp"
#include "db/rows.hpp"

namespace liandong::db {

/// Binds a parameter to the place `at`, counted from 1, until the bindings are cleared: the parameter outlives that.
/// Returns SQLite's result code.
int bind(sqlite3_stmt* statement, int at, const Param& param);

/// The names of the statement's columns.
Rows::Columns columns_of(sqlite3_stmt* statement);
/// The row the statement stands on.
void take_row(sqlite3_stmt* statement, Rows& rows);

} // namespace liandong::db
