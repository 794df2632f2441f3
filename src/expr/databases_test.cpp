#include "expr/databases_test.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include <cstdlib>

#include "expr/world_test.hpp"

namespace liandong::expr::testing {
namespace {

class Sqlite : public Database {
public:
    Sqlite() { EXPECT_EQ(sqlite3_open(":memory:", &db_), SQLITE_OK); }
    ~Sqlite() override { sqlite3_close(db_); }
    Sqlite(const Sqlite&) = delete;
    Sqlite& operator=(const Sqlite&) = delete;

    Dialect dialect() const override { return Dialect::sqlite; }

    void run(const std::string& sql, const std::vector<base::Value>& values) override {
        if (!values.empty())
            return each(sql, values, [](sqlite3_stmt*) {});
        char* wrong = nullptr;
        EXPECT_EQ(sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, &wrong), SQLITE_OK) << (wrong ? wrong : "") << "\n"
                                                                                       << sql;
        sqlite3_free(wrong);
    }

    std::vector<Truth> truths(const std::string& sql, const std::vector<base::Value>& values) override {
        std::vector<Truth> answers;
        each(sql, values, [&](sqlite3_stmt* row) {
            const bool known = sqlite3_column_type(row, 0) != SQLITE_NULL;
            answers.push_back(!known ? Truth::unknown : sqlite3_column_int64(row, 0) != 0 ? Truth::yes : Truth::no);
        });
        return answers;
    }

    std::optional<std::string> text(const std::string& sql, const std::vector<base::Value>& values) override {
        std::optional<std::string> answer;
        each(sql, values, [&](sqlite3_stmt* row) {
            if (const auto* bytes = sqlite3_column_text(row, 0))
                answer = reinterpret_cast<const char*>(bytes);
        });
        return answer;
    }

private:
    template <class See>
    void each(const std::string& sql, const std::vector<base::Value>& values, See see) {
        sqlite3_stmt* statement = nullptr;
        const int prepared = sqlite3_prepare_v2(db_, sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr);
        EXPECT_EQ(prepared, SQLITE_OK) << sqlite3_errmsg(db_) << "\n" << sql;
        for (std::size_t i = 0; i < values.size(); ++i)
            bind(statement, static_cast<int>(i + 1), values[i]);
        int step = SQLITE_ROW;
        while ((step = sqlite3_step(statement)) == SQLITE_ROW)
            see(statement);
        EXPECT_EQ(step, SQLITE_DONE) << sqlite3_errmsg(db_) << "\n" << sql;
        sqlite3_finalize(statement);
    }

    static void bind(sqlite3_stmt* statement, int at, const base::Value& value) {
        const auto text = [&](const std::string& bytes) {
            sqlite3_bind_text(statement, at, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
        };
        if (const auto* number = std::get_if<std::int64_t>(&value))
            sqlite3_bind_int64(statement, at, *number);
        else if (const auto* truth = std::get_if<bool>(&value))
            sqlite3_bind_int64(statement, at, *truth);
        else if (const auto* date = std::get_if<base::Date>(&value))
            text(base::to_text(*date));
        else if (const auto* bytes = std::get_if<std::string>(&value))
            text(*bytes);
        else if (const auto* codes = std::get_if<base::Codes>(&value))
            text(base::to_column(*codes));
        else
            sqlite3_bind_null(statement, at);
    }

    sqlite3* db_ = nullptr;
};

class Postgres : public Database {
public:
    explicit Postgres(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
        EXPECT_EQ(PQstatus(connection_), CONNECTION_OK) << PQerrorMessage(connection_);
        schema_ = fmt::format("expr_test_{}", PQbackendPID(connection_));
        run("set client_min_messages = warning", {});
        run("create schema " + schema_, {});
        run("set search_path to " + schema_, {});
    }
    ~Postgres() override {
        run("drop schema " + schema_ + " cascade", {});
        PQfinish(connection_);
    }
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;

    Dialect dialect() const override { return Dialect::postgres; }

    void run(const std::string& sql, const std::vector<base::Value>& values) override { PQclear(ask(sql, values)); }

    std::vector<Truth> truths(const std::string& sql, const std::vector<base::Value>& values) override {
        PGresult* result = ask(sql, values);
        std::vector<Truth> answers;
        for (int row = 0; row < PQntuples(result); ++row)
            answers.push_back(PQgetisnull(result, row, 0)            ? Truth::unknown
                              : PQgetvalue(result, row, 0)[0] == 't' ? Truth::yes
                                                                     : Truth::no);
        PQclear(result);
        return answers;
    }

    std::optional<std::string> text(const std::string& sql, const std::vector<base::Value>& values) override {
        PGresult* result = ask(sql, values);
        std::optional<std::string> answer;
        if (PQntuples(result) > 0 && !PQgetisnull(result, 0, 0))
            answer = PQgetvalue(result, 0, 0);
        PQclear(result);
        return answer;
    }

private:
    PGresult* ask(const std::string& sql, const std::vector<base::Value>& values) {
        if (values.empty()) {
            PGresult* plain = PQexec(connection_, sql.c_str());
            check(plain, sql);
            return plain;
        }
        std::vector<std::string> texts;
        for (const auto& value : values)
            texts.push_back(text_of(value));
        std::vector<const char*> pointers;
        for (std::size_t i = 0; i < values.size(); ++i)
            pointers.push_back(base::is_empty(values[i]) ? nullptr : texts[i].c_str());
        const std::string numbered_sql = numbered(sql);
        PGresult* result = PQexecParams(connection_, numbered_sql.c_str(), static_cast<int>(values.size()), nullptr,
                                        pointers.data(), nullptr, nullptr, 0);
        check(result, numbered_sql);
        return result;
    }

    void check(const PGresult* result, const std::string& sql) const {
        const auto status = PQresultStatus(result);
        EXPECT_TRUE(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) << PQerrorMessage(connection_) << "\n"
                                                                             << sql;
    }

    /// ? becomes $1, $2 …: no text of ours holds a question mark.
    static std::string numbered(const std::string& sql) {
        std::string out;
        int count = 0;
        for (char c : sql)
            out += c == '?' ? fmt::format("${}", ++count) : std::string(1, c);
        return out;
    }

    static std::string text_of(const base::Value& value) {
        if (const auto* number = std::get_if<std::int64_t>(&value))
            return std::to_string(*number);
        if (const auto* truth = std::get_if<bool>(&value))
            return *truth ? "t" : "f";
        if (const auto* date = std::get_if<base::Date>(&value))
            return base::to_text(*date);
        if (const auto* codes = std::get_if<base::Codes>(&value))
            return base::to_column(*codes);
        const auto* bytes = std::get_if<std::string>(&value);
        return bytes == nullptr ? "" : *bytes;
    }

    PGconn* connection_;
    std::string schema_;
};

std::string json_of(const base::Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return std::to_string(*number);
    if (const auto* truth = std::get_if<bool>(&value))
        return *truth ? "true" : "false";
    const auto* date = std::get_if<base::Date>(&value);
    const auto* text = std::get_if<std::string>(&value);
    std::string quoted = "\"";
    for (char c : date ? base::to_text(*date) : *text)
        quoted += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
    return quoted + "\"";
}

void make_table(Database& database, const Type& type) {
    std::string columns = "\"ord\" integer";
    for (const Field& field : type.fields) {
        if (field.local)
            continue;
        const auto kind = field.encrypted ? base::Kind::text : field.kind;
        columns += fmt::format(", \"{}\" {}", field.name, column_type(kind, database.dialect()));
        if (field.encrypted)
            columns += fmt::format(", \"{}_digest\" {}", field.name, column_type(base::Kind::text, database.dialect()));
    }
    database.run(fmt::format("create table \"{}\" ({}, \"local\" text, primary key (\"id\"))", type.table(), columns));
}

} // namespace

std::unique_ptr<Database> sqlite() { return std::make_unique<Sqlite>(); }

std::unique_ptr<Database> postgres() {
    const char* url = std::getenv("LIANDONG_POSTGRES");
    return url == nullptr ? nullptr : std::make_unique<Postgres>(url);
}

std::vector<std::unique_ptr<Database>> databases() {
    std::vector<std::unique_ptr<Database>> all;
    all.push_back(sqlite());
    if (auto more = postgres())
        all.push_back(std::move(more));
    return all;
}

void make_tables(Database& database) {
    for (const char* type : {"test.record", "test.person", "test.agency"})
        make_table(database, *world().type(type));
    database.run(std::string(calendar_table(database.dialect())));
    std::string rows;
    for (const CalendarDay& one : calendar().days())
        rows += fmt::format("{}('{}', {:d}, {})", rows.empty() ? "" : ", ", base::to_text(one.day), one.work, one.seq);
    database.run(R"(insert into "calendar" ("day", "work", "seq") values )" + rows);
}

void write_row(Database& database, const Type& type, const std::vector<base::Value>& values) {
    std::string columns, places, json;
    std::vector<base::Value> bound;
    const auto add = [&](const std::string& column, base::Value value) {
        columns += fmt::format("{}\"{}\"", columns.empty() ? "" : ", ", column);
        places += places.empty() ? "?" : ", ?";
        bound.push_back(std::move(value));
    };
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Field& field = type.fields[i];
        if (field.local && !base::is_empty(values[i]))
            json += fmt::format("{}\"{}\":{}", json.empty() ? "" : ",", field.name, json_of(values[i]));
        if (field.local)
            continue;
        const bool hidden = field.encrypted && !base::is_empty(values[i]);
        add(field.name, hidden ? base::Value(std::string("sealed")) : values[i]);
        if (hidden)
            add(field.name + "_digest", digest(type, field, values[i]));
    }
    add("ord", values[pseudo::version]);
    if (!json.empty())
        add("local", "{" + json + "}");
    database.run(fmt::format("insert into \"{}\" ({}) values ({})", type.table(), columns, places), bound);
}

} // namespace liandong::expr::testing
