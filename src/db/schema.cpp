#include "db/schema.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "db/errors.hpp"
#include "db/standing.hpp"

namespace liandong::db {
namespace {

constexpr std::size_t name_most = 63; // PostgreSQL cuts longer names without a word

void check_name(const std::string& name) {
    const bool fits = !name.empty() && name.size() <= name_most && name[0] >= 'a' && name[0] <= 'z' &&
                      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
    if (!fits)
        throw std::invalid_argument("\"" + name + "\" cannot name a table or column");
}

std::string quoted(const std::string& name) { return "\"" + name + "\""; }

std::string joined(const std::vector<std::string>& names) {
    std::vector<std::string> all;
    std::transform(names.begin(), names.end(), std::back_inserter(all), quoted);
    return fmt::format("{}", fmt::join(all, ", "));
}

/// FNV-1a, 32 bits: tells names apart that would be cut to the same.
std::string checksum(const std::string& text) {
    std::uint32_t sum = 2166136261U;
    for (const unsigned char c : text)
        sum = (sum ^ c) * 16777619U;
    return fmt::format("{:08x}", sum);
}

std::string column_of(const Column& column, Dialect dialect, bool table_is_new) {
    std::string sql = quoted(column.name) + " " + sql_type(column.type, dialect);
    if (column.type == Type::text && dialect == Dialect::postgres)
        sql += " collate \"C\"";
    if (column.required && table_is_new)
        sql += " not null";
    if (!column.otherwise.empty())
        sql += " default " + column.otherwise;
    // PostgreSQL wants the other table to be there already; there references come when all tables stand.
    if (!column.references.empty() && dialect == Dialect::sqlite)
        sql += " references " + quoted(column.references) + " (\"id\")";
    return sql;
}

std::string create_of(const Table& table, Dialect dialect) {
    std::vector<std::string> parts;
    for (const auto& column : table.columns)
        parts.push_back(column_of(column, dialect, true));
    if (!table.key.empty())
        parts.push_back("primary key (" + joined(table.key) + ")");
    for (const auto& check : table.checks)
        parts.push_back("check (" + check + ")");
    const char* kept = dialect == Dialect::postgres ? "" : table.by_key ? " strict, without rowid" : " strict";
    return fmt::format("create table {} (\n    {}\n){}", quoted(table.name), fmt::join(parts, ",\n    "), kept);
}

void check(const Table& table) {
    check_name(table.name);
    for (const auto& column : table.columns)
        check_name(column.name);
}

class Migration {
public:
    explicit Migration(Session& session) : session_(session), dialect_(session.dialect()) {}

    std::vector<std::string> run(const std::vector<Table>& tables) {
        take_turns();
        std::for_each(tables.begin(), tables.end(), check);
        for (const auto& table : tables)
            stand_up(table);
        for (const auto& table : tables)
            index(table);
        if (dialect_ == Dialect::postgres)
            for (const auto& table : tables)
                refer(table);
        return std::move(said_);
    }

private:
    /// Two servers that start at one time must not both find the same table missing. Waiting for the lock inside this
    /// snapshot would show the tables as they were before the other one made them, so it is tried from the beginning.
    /// Tables of another schema are nobody's concern here.
    void take_turns() {
        if (dialect_ == Dialect::postgres &&
            !session_.rows("select pg_try_advisory_xact_lock(731120, hashtext(current_schema()))").front().boolean(0))
            throw Again("another process is migrating this database");
    }

    void stand_up(const Table& table) {
        const auto columns = standing_columns(session_, table.name);
        if (columns.empty())
            return act(create_of(table, dialect_), "table {} made", table.name);
        for (const auto& column : table.columns) {
            const auto known = columns.find(column.name);
            if (known == columns.end())
                act("alter table " + quoted(table.name) + " add column " + column_of(column, dialect_, false),
                    "column {}.{} added", table.name, column.name);
            else if (known->second != sql_type(column.type, dialect_))
                throw std::invalid_argument(
                    fmt::format("column {}.{} stands as {} and is declared as {}: a new meaning "
                                "wants a new name",
                                table.name, column.name, known->second, sql_type(column.type, dialect_)));
        }
    }

    void index(const Table& table) {
        const auto standing = standing_indexes(session_, table.name);
        std::set<std::string> declared;
        for (const auto& index : table.indexes) {
            const auto name = name_of(table, index);
            if (!declared.insert(name).second || standing.contains(name))
                continue;
            act(fmt::format("create {}index {} on {} ({}){}", index.unique ? "unique " : "", quoted(name),
                            quoted(table.name), joined(index.columns),
                            index.where.empty() ? "" : " where " + index.where),
                "index {} made", name);
        }
        for (const auto& name : standing)
            if (!declared.contains(name))
                act("drop index " + quoted(name), "index {} is declared no more and went", name);
    }

    void refer(const Table& table) {
        const auto standing = standing_references(session_, table.name);
        for (const auto& column : table.columns)
            if (!column.references.empty() && !standing.contains(column.name))
                act(fmt::format("alter table {} add foreign key ({}) references {} (\"id\")", quoted(table.name),
                                quoted(column.name), quoted(column.references)),
                    "reference from {}.{} to {} made", table.name, column.name, column.references);
    }

    template <class... A>
    void act(const std::string& sql, fmt::format_string<A...> sentence, A&&... names) {
        session_.script(sql);
        said_.push_back(fmt::format(sentence, std::forward<A>(names)...));
    }

    Session& session_;
    const Dialect dialect_;
    std::vector<std::string> said_;
};

} // namespace

std::vector<std::string> migrate(Session& session, const std::vector<Table>& tables) {
    return Migration(session).run(tables);
}

std::string name_of(const Table& table, const Index& index) {
    std::string name =
        fmt::format("{}_{}_{}", index.unique ? "unique" : "index", table.name, fmt::join(index.columns, "_"));
    if (!index.where.empty())
        name += "_" + checksum(index.where);
    if (name.size() > name_most)
        name = name.substr(0, name_most - 9) + "_" + checksum(name);
    return name;
}

} // namespace liandong::db
