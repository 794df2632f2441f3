// One PostgreSQL connection through libpq: statements kept prepared, refusals in our words. Inside db/ only.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include "db/connection.hpp"
#include "db/database.hpp"

namespace liandong::db {

/// The connection is gone. Before a commit nothing has happened; during one nobody knows.
class ConnectionLost : public std::runtime_error {
public:
    ConnectionLost() : std::runtime_error("the connection to PostgreSQL was lost") {}
};

/// A connection by libpq with bounded waits, perhaps a broken one; what stands in the URL comes after our own wishes
/// and wins.
PGconn* connected(const std::string& url);

class PostgresConnection : public Connection {
public:
    /// Throws std::runtime_error with libpq's sentence when the server does not answer in time.
    PostgresConnection(const std::string& url, const Options& options);

    Dialect dialect() const override { return Dialect::postgres; }
    Rows query(std::string_view sql, std::span<const Param> params) override;
    std::int64_t execute(std::string_view sql, std::span<const Param> params) override;
    void each(std::string_view sql, std::span<const Param> params,
              const std::function<void(const Row&)>& take) override;
    void script(std::string_view sql) override;

    /// Commits. Throws ConnectionLost when it is not known whether it has happened; false when the server warned, as it
    /// does when it gave up waiting for its standby: done here, and perhaps nowhere else.
    bool commit();
    /// The turn of those who run again: one at a time in the whole database, all processes together.
    void await_turn();
    void leave_turn() noexcept;
    bool usable() const;
    /// Ends whatever transaction there is; a connection that cannot is no longer usable.
    void rollback() noexcept;

private:
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
        void operator()(PGconn* connection) const { PQfinish(connection); }
    };
    using Result = std::unique_ptr<PGresult, Clear>;

    Result run(std::string_view sql, std::span<const Param> params);
    const std::string& prepared(std::string_view sql, std::size_t parameters);
    void forget_statements();
    /// The result when it is good; throws what it means otherwise.
    Result good(PGresult* result);
    /// Reads and forgets what is still coming.
    void drain() noexcept;

    std::unique_ptr<PGconn, Clear> connection_;
    std::unordered_map<std::string, std::string> statements_; // SQL to name
    std::size_t named_ = 0;
    bool stale_ = false;
    bool warned_ = false;
};

} // namespace liandong::db
