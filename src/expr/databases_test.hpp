// The two databases as the tests of this room need them: run a statement, ask a list of answers. SQLite in memory;
// PostgreSQL at LIANDONG_POSTGRES, in a schema of its own that goes with the connection.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/value.hpp"
#include "expr/sql.hpp"

namespace liandong::expr::testing {

class Database {
public:
    virtual ~Database() = default;
    virtual Dialect dialect() const = 0;
    /// Runs a statement with ? placeholders; fails the test when the database refuses it.
    virtual void run(const std::string& sql, const std::vector<base::Value>& values = {}) = 0;
    /// The first column of every row as yes, no or unknown.
    virtual std::vector<Truth> truths(const std::string& sql, const std::vector<base::Value>& values) = 0;
    /// The first column of the first row as text; nothing when it is null.
    virtual std::optional<std::string> text(const std::string& sql, const std::vector<base::Value>& values = {}) = 0;
};

std::unique_ptr<Database> sqlite();
/// Null without LIANDONG_POSTGRES.
std::unique_ptr<Database> postgres();
/// SQLite, and PostgreSQL where there is one.
std::vector<std::unique_ptr<Database>> databases();

/// Makes the tables of the world, the calendar among them.
void make_tables(Database& database);
/// Writes one row; `values` by Type::fields. Encrypted columns get a digest beside them.
void write_row(Database& database, const Type& type, const std::vector<base::Value>& values);

} // namespace liandong::expr::testing
