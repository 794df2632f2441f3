// One SQLite connection: statements kept prepared, a clock over each statement, refusals in our words. Inside db/ only.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <string>
#include <unordered_map>

#include "db/connection.hpp"
#include "db/database.hpp"

namespace liandong::db {

class SqliteConnection : public Connection {
public:
    enum class Use { reading, writing };

    /// Throws std::runtime_error when the file cannot be opened.
    SqliteConnection(const std::string& path, const Options& options, Use use);
    ~SqliteConnection() override;

    Dialect dialect() const override { return Dialect::sqlite; }
    Rows query(std::string_view sql, std::span<const Param> params) override;
    std::int64_t execute(std::string_view sql, std::span<const Param> params) override;
    void each(std::string_view sql, std::span<const Param> params,
              const std::function<void(const Row&)>& take) override;
    void script(std::string_view sql) override;

    bool usable() const { return true; }
    bool in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }
    /// One statement without parameters, kept prepared: begin, commit, savepoint.
    void step(std::string_view sql) { execute(sql, {}); }
    /// Ends whatever transaction there is; a failure to do so leaves none either.
    void rollback() noexcept;
    /// Whether references declared as deferred point nowhere just now: the commit would fail for everyone in the group.
    bool dangling_references() const;
    /// Moves pages from the log to the file once enough have gathered. Waits for no reader.
    void checkpoint_when_due();
    void set_statement_most(std::chrono::milliseconds most) { statement_most_ = most; }

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Close>;

    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };

    /// A statement kept prepared, and its columns as they were when SQLite last prepared it anew.
    struct Prepared {
        Statement statement;
        Rows::Columns columns = nullptr;
        int made_anew = 0;

        sqlite3_stmt* get() const { return statement.get(); }
        /// No rows yet. To be asked after the first step, which prepares anew when the tables have changed.
        Rows empty_rows();
    };

    Prepared& prepared(std::string_view sql);
    Prepared& bound(std::string_view sql, std::span<const Param> params);
    void start_clock();
    [[noreturn]] void refuse(int code) const;
    static int past_the_clock(void* self);

    std::unique_ptr<sqlite3, Close> handle_;
    std::unordered_map<std::string, Prepared, Hash, std::equal_to<>> statements_;
    std::chrono::milliseconds statement_most_;
    std::chrono::steady_clock::time_point deadline_;
    int log_pages_ = 0;
};

} // namespace liandong::db
