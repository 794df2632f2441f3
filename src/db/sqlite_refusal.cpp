#include "db/sqlite_refusal.hpp"

#include <sqlite3.h>

#include <new>
#include <string>

#include "base/fault.hpp"
#include "db/errors.hpp"

namespace liandong::db {
namespace {

/// "UNIQUE constraint failed: people_person.name, people_person.born" gives table and columns.
struct Named {
    std::string table;
    std::vector<std::string> columns;
};

Named named_in(std::string_view message) {
    Named named;
    const auto colon = message.find(": ");
    if (colon == std::string_view::npos)
        return named;
    auto rest = message.substr(colon + 2);
    while (!rest.empty()) {
        const auto comma = rest.find(", ");
        const auto one = rest.substr(0, comma);
        const auto dot = one.find('.');
        if (dot == std::string_view::npos)
            return {};
        named.table = one.substr(0, dot);
        named.columns.emplace_back(one.substr(dot + 1));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 2);
    }
    return named;
}

[[noreturn]] void throw_constraint(int code, std::string_view message) {
    Named named = named_in(message);
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID: throw NotUnique(std::move(named.table), "", std::move(named.columns));
        case SQLITE_CONSTRAINT_FOREIGNKEY: throw BrokenReference("", "");
        case SQLITE_CONSTRAINT_NOTNULL:
            throw ConstraintBroken("required", std::move(named.table), "", std::move(named.columns));
        case SQLITE_CONSTRAINT_DATATYPE: throw StatementRefused(std::string(message));
        default: throw ConstraintBroken("check", "", std::string(message), {});
    }
}

} // namespace

void throw_sqlite(int code, std::string_view message) {
    using base::Fault;
    using base::Refusal;
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT: throw_constraint(code, message);
        case SQLITE_FULL: throw Fault(Refusal::disk_full, "disk.full");
        case SQLITE_INTERRUPT: throw Fault(Refusal::busy, "db.too_slow");
        case SQLITE_BUSY:
        case SQLITE_LOCKED: throw Fault(Refusal::busy, "db.busy");
        case SQLITE_NOMEM: throw std::bad_alloc();
        case SQLITE_IOERR:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_CANTOPEN:
        case SQLITE_PROTOCOL:
            throw Broken("the database file failed: " + std::string(sqlite3_errstr(code)) + " (" +
                         std::to_string(code) + ")");
        default: throw StatementRefused(std::string(message));
    }
}

} // namespace liandong::db
