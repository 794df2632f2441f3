#include "db/standing.hpp"

namespace liandong::db {
namespace {

std::set<std::string> names(const Rows& rows) {
    std::set<std::string> all;
    for (const Row row : rows)
        all.emplace(row.text(0));
    return all;
}

} // namespace

std::string sql_type(Type type, Dialect dialect) {
    const bool sqlite = dialect == Dialect::sqlite;
    switch (type) {
        case Type::integer: return sqlite ? "integer" : "bigint";
        case Type::real: return sqlite ? "real" : "double precision";
        case Type::boolean: return sqlite ? "integer" : "boolean";
        case Type::date: return sqlite ? "text" : "date";
        case Type::uuid: return sqlite ? "text" : "uuid";
        case Type::bytes: return sqlite ? "blob" : "bytea";
        default: return "text";
    }
}

std::map<std::string, std::string> standing_columns(Session& session, const std::string& table) {
    const Rows rows = session.dialect() == Dialect::sqlite
                          ? session.rows("select name, lower(type) from pragma_table_info(?)", table)
                          : session.rows(
                                "select attname::text, format_type(atttypid, null) from pg_attribute "
                                "where attrelid = to_regclass(?) and attnum > 0 and not attisdropped",
                                "\"" + table + "\"");
    std::map<std::string, std::string> columns;
    for (const Row row : rows)
        columns.emplace(row.text(0), row.text(1));
    return columns;
}

std::set<std::string> standing_indexes(Session& session, const std::string& table) {
    if (session.dialect() == Dialect::sqlite)
        return names(
            session.rows("select name from sqlite_schema where type = 'index' and tbl_name = ? "
                         "and (name like 'unique\\_%' escape '\\' or name like 'index\\_%' escape '\\')",
                         table));
    return names(session.rows(
        "select c.relname::text from pg_index i join pg_class c on c.oid = i.indexrelid "
        "where i.indrelid = to_regclass(?) and (c.relname like 'unique\\_%' or c.relname like 'index\\_%')",
        "\"" + table + "\""));
}

std::set<std::string> standing_references(Session& session, const std::string& table) {
    if (session.dialect() == Dialect::sqlite)
        return names(session.rows("select distinct \"from\" from pragma_foreign_key_list(?)", table));
    return names(
        session.rows("select distinct a.attname::text from pg_constraint c "
                     "join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) "
                     "where c.contype = 'f' and c.conrelid = to_regclass(?)",
                     "\"" + table + "\""));
}

} // namespace liandong::db
