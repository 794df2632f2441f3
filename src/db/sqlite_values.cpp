#include "db/sqlite_values.hpp"

namespace liandong::db {
namespace {

int bind_held(sqlite3_stmt* statement, int at, const base::Value& value) {
    struct Binder {
        sqlite3_stmt* statement;
        int at;
        int text(const std::string& text, sqlite3_destructor_type lives) const {
            return sqlite3_bind_text64(statement, at, text.data(), text.size(), lives, SQLITE_UTF8);
        }
        int operator()(base::Empty) const { return sqlite3_bind_null(statement, at); }
        int operator()(bool yes) const { return sqlite3_bind_int64(statement, at, yes ? 1 : 0); }
        int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, at, number); }
        int operator()(base::Date date) const { return text(base::to_text(date), SQLITE_TRANSIENT); }
        int operator()(const std::string& words) const { return text(words, SQLITE_STATIC); }
        int operator()(const base::Codes& codes) const {
            return codes.empty() ? sqlite3_bind_null(statement, at) : text(base::to_column(codes), SQLITE_TRANSIENT);
        }
    };
    return std::visit(Binder{statement, at}, value);
}

int bind_held(sqlite3_stmt* statement, int at, const Bytes& bytes) {
    const void* data = bytes.empty() ? static_cast<const void*>("") : bytes.data();
    return sqlite3_bind_blob64(statement, at, data, bytes.size(), SQLITE_STATIC);
}

} // namespace

int bind(sqlite3_stmt* statement, int at, const Param& param) {
    return std::visit([&](const auto& value) { return bind_held(statement, at, value); }, param.held());
}

void take_row(sqlite3_stmt* statement, Rows& rows) {
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        switch (sqlite3_column_type(statement, i)) {
            case SQLITE_INTEGER: rows.add(static_cast<std::int64_t>(sqlite3_column_int64(statement, i))); break;
            case SQLITE_FLOAT: rows.add(sqlite3_column_double(statement, i)); break;
            case SQLITE_TEXT: {
                const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
                rows.add_text({text, static_cast<std::size_t>(sqlite3_column_bytes(statement, i))});
                break;
            }
            case SQLITE_BLOB: {
                const void* data = sqlite3_column_blob(statement, i);
                rows.add_bytes(data, static_cast<std::size_t>(sqlite3_column_bytes(statement, i)));
                break;
            }
            default: rows.add_null();
        }
    }
}

Rows::Columns columns_of(sqlite3_stmt* statement) {
    std::vector<std::string> names;
    for (int i = 0; i < sqlite3_column_count(statement); ++i)
        names.emplace_back(sqlite3_column_name(statement, i));
    return std::make_shared<const std::vector<std::string>>(std::move(names));
}

} // namespace liandong::db
