#include "db/sqlite_connection.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <stdexcept>

#include "db/sqlite_refusal.hpp"
#include "db/sqlite_values.hpp"

namespace liandong::db {
namespace {

constexpr std::size_t statements_most = 256;
constexpr int checkpoint_pages = 2'000; // about 8 MB
constexpr int clock_every = 10'000;     // virtual machine steps, well under a millisecond

/// Personal data lies in it: made for its owner only, and the log beside it inherits that.
void make_file(const std::string& path) {
    const int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0)
        throw std::runtime_error("the database file " + path + " cannot be opened for writing");
    ::close(file);
}

/// A statement goes back to its beginning however its use ends.
struct Rewind {
    sqlite3_stmt* statement;
    ~Rewind() {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
};

} // namespace

SqliteConnection::SqliteConnection(const std::string& path, const Options& options, Use use)
    : statement_most_(options.statement_most) {
    if (use == Use::writing)
        make_file(path);
    sqlite3* handle = nullptr;
    const int mode = use == Use::writing ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    const int code = sqlite3_open_v2(path.c_str(), &handle, mode | SQLITE_OPEN_NOMUTEX, nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK)
        throw std::runtime_error("the database " + path + " cannot be opened: " + sqlite3_errstr(code));
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, static_cast<int>(options.wait_most.count()));
    sqlite3_progress_handler(handle, clock_every, past_the_clock, this);
    script("pragma foreign_keys = on; pragma trusted_schema = off; pragma cache_size = -16000;");
    if (use == Use::reading) {
        script("pragma query_only = on");
        return;
    }
    script("pragma journal_mode = wal; pragma journal_size_limit = 67108864;");
    script(options.durable ? "pragma synchronous = full" : "pragma synchronous = normal");
    // Counting the log's pages here takes the place of SQLite's own checkpoint inside the commit, which callers would
    // wait for.
    const auto count = [](void* self, sqlite3*, const char*, int pages) {
        static_cast<SqliteConnection*>(self)->log_pages_ = pages;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(handle, count, this);
}

SqliteConnection::~SqliteConnection() { statements_.clear(); }

int SqliteConnection::past_the_clock(void* self) {
    return std::chrono::steady_clock::now() > static_cast<SqliteConnection*>(self)->deadline_ ? 1 : 0;
}

void SqliteConnection::start_clock() { deadline_ = std::chrono::steady_clock::now() + statement_most_; }

void SqliteConnection::refuse(int code) const { throw_sqlite(code, sqlite3_errmsg(handle_.get())); }

Rows SqliteConnection::Prepared::empty_rows() {
    const int now = sqlite3_stmt_status(get(), SQLITE_STMTSTATUS_REPREPARE, 0);
    if (!columns || now != made_anew) {
        columns = columns_of(get());
        made_anew = now;
    }
    return Rows(columns);
}

SqliteConnection::Prepared& SqliteConnection::prepared(std::string_view sql) {
    if (const auto known = statements_.find(sql); known != statements_.end())
        return known->second;
    std::string text(sql);
    if (statements_.size() >= statements_most)
        statements_.clear();
    sqlite3_stmt* statement = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), text.c_str(), static_cast<int>(text.size()) + 1,
                                        SQLITE_PREPARE_PERSISTENT, &statement, &rest);
    Statement owned(statement);
    if (code != SQLITE_OK)
        refuse(code);
    if (!statement)
        throw StatementRefused("there is no statement in the text");
    if (std::string_view(rest).find_first_not_of(" \t\r\n;") != std::string_view::npos)
        throw StatementRefused("more than one statement; use script");
    return statements_.emplace(std::move(text), Prepared{std::move(owned)}).first->second;
}

SqliteConnection::Prepared& SqliteConnection::bound(std::string_view sql, std::span<const Param> params) {
    start_clock();
    Prepared& one = prepared(sql);
    sqlite3_stmt* const statement = one.get();
    const int wanted = sqlite3_bind_parameter_count(statement);
    if (static_cast<std::size_t>(wanted) != params.size())
        throw StatementRefused("the statement has " + std::to_string(wanted) + " places for " +
                               std::to_string(params.size()) + " parameters");
    int at = 0;
    for (const auto& param : params) {
        refuse_nul(param);
        const int code = bind(statement, at + 1, param);
        if (code != SQLITE_OK)
            refuse(code);
        ++at;
    }
    return one;
}

Rows SqliteConnection::query(std::string_view sql, std::span<const Param> params) {
    Prepared& one = bound(sql, params);
    sqlite3_stmt* const statement = one.get();
    const Rewind rewind{statement};
    // The first step first: it prepares anew when the tables have changed, and only then are the columns certain.
    int code = sqlite3_step(statement);
    Rows rows = one.empty_rows();
    for (; code == SQLITE_ROW; code = sqlite3_step(statement))
        take_row(statement, rows);
    if (code != SQLITE_DONE)
        refuse(code);
    return rows;
}

void SqliteConnection::each(std::string_view sql, std::span<const Param> params,
                            const std::function<void(const Row&)>& take) {
    Prepared& one = bound(sql, params);
    sqlite3_stmt* const statement = one.get();
    const Rewind rewind{statement};
    int code = sqlite3_step(statement);
    Rows rows = one.empty_rows();
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
        rows.clear_rows();
        take_row(statement, rows);
        take(rows.front());
        start_clock(); // what the taker needs is not the statement's time
    }
    if (code != SQLITE_DONE)
        refuse(code);
}

std::int64_t SqliteConnection::execute(std::string_view sql, std::span<const Param> params) {
    sqlite3_stmt* const statement = bound(sql, params).get();
    const Rewind rewind{statement};
    const auto before = sqlite3_total_changes64(handle_.get());
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW)
        code = sqlite3_step(statement);
    if (code != SQLITE_DONE)
        refuse(code);
    // changes() keeps the number of the statement before when this one changed nothing of its kind.
    const bool changed = sqlite3_total_changes64(handle_.get()) != before;
    return changed ? sqlite3_changes64(handle_.get()) : 0;
}

void SqliteConnection::script(std::string_view sql) {
    start_clock();
    const int code = sqlite3_exec(handle_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        refuse(code);
}

void SqliteConnection::rollback() noexcept {
    try {
        if (in_transaction())
            step("rollback");
    } catch (...) {
        // SQLite has ended the transaction by itself, or the connection is closed and with it the transaction.
    }
}

bool SqliteConnection::dangling_references() const {
    int now = 0;
    int highest = 0;
    return sqlite3_db_status(handle_.get(), SQLITE_DBSTATUS_DEFERRED_FKS, &now, &highest, 0) == SQLITE_OK && now > 0;
}

void SqliteConnection::checkpoint_when_due() {
    if (log_pages_ < checkpoint_pages)
        return;
    log_pages_ = 0;
    const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY)
        refuse(code);
}

} // namespace liandong::db
