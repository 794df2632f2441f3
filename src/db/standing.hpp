// What stands in a database already: columns, indexes and references of one table. Inside db/ only.
#pragma once

#include <map>
#include <set>
#include <string>

#include "db/schema.hpp"

namespace liandong::db {

/// The type a column of that kind is given, as the database itself writes it.
std::string sql_type(Type type, Dialect dialect);

/// Column to type, as sql_type writes it; empty when there is no such table.
std::map<std::string, std::string> standing_columns(Session& session, const std::string& table);
/// The indexes that migrate made on the table.
std::set<std::string> standing_indexes(Session& session, const std::string& table);
/// The columns of the table that point to another one.
std::set<std::string> standing_references(Session& session, const std::string& table);

} // namespace liandong::db
