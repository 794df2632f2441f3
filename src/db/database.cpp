#include "db/database.hpp"

#include <stdexcept>

#include "db/postgres_database.hpp"
#include "db/sqlite_database.hpp"

namespace liandong::db {

std::unique_ptr<Database> Database::open(std::string_view url, Options options) {
    constexpr std::string_view sqlite = "sqlite:";
    if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
        return std::make_unique<PostgresDatabase>(std::string(url), options);
    if (!url.starts_with(sqlite))
        throw std::runtime_error("a database is named sqlite:PATH or postgresql://…");
    const std::string path(url.substr(sqlite.size()));
    // Readers and the writer are connections of their own and would each see another memory.
    if (path.empty() || path.starts_with(":") || path.starts_with("file:"))
        throw std::runtime_error("sqlite: wants the path of a file");
    return std::make_unique<SqliteDatabase>(path, options);
}

} // namespace liandong::db
