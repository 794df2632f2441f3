#include "db/postgres_connection.hpp"

#include <fmt/format.h>

#include <array>

#include "db/placeholders.hpp"
#include "db/postgres_refusal.hpp"
#include "db/postgres_values.hpp"

namespace liandong::db {
namespace {

constexpr std::size_t statements_most = 512;
constexpr std::int64_t turn = 5'213'097'104; // an advisory lock, of this program in this database

/// Messages in one language, because the names of columns are read out of them; times in one zone; and every wait
/// bounded.
std::string manners(const Options& options) {
    return fmt::format(
        "set lc_messages = 'C'; set datestyle = 'ISO'; set timezone = 'UTC'; "
        "set standard_conforming_strings = on; set extra_float_digits = 1; set bytea_output = 'hex'; "
        "set statement_timeout = {0}; set lock_timeout = {0}; "
        "set idle_in_transaction_session_timeout = {1}; set synchronous_commit = {2}",
        options.statement_most.count(), options.statement_most.count() + 60'000, options.durable ? "on" : "off");
}

} // namespace

PGconn* connected(const std::string& url) {
    constexpr std::array<const char*, 10> keywords{"connect_timeout",  "keepalives",
                                                   "keepalives_idle",  "keepalives_interval",
                                                   "keepalives_count", "tcp_user_timeout",
                                                   "client_encoding",  "fallback_application_name",
                                                   "dbname",           nullptr};
    const std::array<const char*, 10> values{"5",     "1",    "10",       "5",         "3",
                                             "15000", "UTF8", "liandong", url.c_str(), nullptr};
    return PQconnectdbParams(keywords.data(), values.data(), 1);
}

PostgresConnection::PostgresConnection(const std::string& url, const Options& options) : connection_(connected(url)) {
    if (PQstatus(connection_.get()) != CONNECTION_OK)
        throw std::runtime_error(std::string("PostgreSQL does not answer: ") + PQerrorMessage(connection_.get()));
    PQsetNoticeReceiver(
        connection_.get(),
        [](void* warned, const PGresult* notice) {
            const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
            if (severity && std::string_view(severity) == "WARNING")
                *static_cast<bool*>(warned) = true;
        },
        &warned_);
    try {
        script(manners(options));
    } catch (const StatementRefused&) {
        // Only a superuser may set lc_messages; without it, columns of a unique key are not named.
        const std::string all = manners(options);
        script(all.substr(all.find(';') + 1));
    }
}

bool PostgresConnection::commit() {
    warned_ = false;
    script("commit");
    return !warned_;
}

void PostgresConnection::await_turn() { script(fmt::format("select pg_advisory_lock({})", turn)); }

void PostgresConnection::leave_turn() noexcept {
    if (usable()) // a lost connection leaves by itself
        PQclear(PQexec(connection_.get(), fmt::format("select pg_advisory_unlock({})", turn).c_str()));
}

bool PostgresConnection::usable() const {
    return PQstatus(connection_.get()) == CONNECTION_OK && PQtransactionStatus(connection_.get()) == PQTRANS_IDLE;
}

void PostgresConnection::rollback() noexcept {
    const auto status = PQtransactionStatus(connection_.get());
    if (status != PQTRANS_INTRANS && status != PQTRANS_INERROR)
        return;
    PQclear(PQexec(connection_.get(), "rollback"));
}

PostgresConnection::Result PostgresConnection::good(PGresult* raw) {
    Result result(raw);
    switch (PQresultStatus(raw)) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
        case PGRES_SINGLE_TUPLE: return result;
        default:
            // A server that shuts down says so (57P01) before the line goes dead.
            if (PQstatus(connection_.get()) != CONNECTION_OK || !raw)
                throw ConnectionLost();
            if (const char* state = PQresultErrorField(raw, PG_DIAG_SQLSTATE);
                !state || std::string_view(state) == "57P01")
                throw ConnectionLost();
            throw_postgres(raw);
    }
}

void PostgresConnection::forget_statements() {
    good(PQexec(connection_.get(), "deallocate all"));
    statements_.clear();
    stale_ = false;
}

const std::string& PostgresConnection::prepared(std::string_view sql, std::size_t parameters) {
    if (stale_ || statements_.size() >= statements_most)
        forget_statements();
    std::string text(sql);
    if (const auto known = statements_.find(text); known != statements_.end())
        return known->second;
    const std::string name = "s" + std::to_string(++named_);
    good(PQprepare(connection_.get(), name.c_str(), numbered(sql).c_str(), static_cast<int>(parameters), nullptr));
    return statements_.emplace(std::move(text), name).first->second;
}

PostgresConnection::Result PostgresConnection::run(std::string_view sql, std::span<const Param> params) {
    for (const auto& param : params)
        refuse_nul(param);
    const PostgresParams sent(params);
    try {
        const std::string& name = prepared(sql, params.size());
        return good(PQexecPrepared(connection_.get(), name.c_str(), sent.count(), sent.values(), sent.lengths(),
                                   sent.formats(), 0));
    } catch (const StalePlan&) {
        stale_ = true; // this transaction is over; the next one prepares anew
        throw;
    }
}

Rows PostgresConnection::query(std::string_view sql, std::span<const Param> params) {
    const Result result = run(sql, params);
    Rows rows = empty_rows(result.get());
    take_rows(result.get(), rows);
    return rows;
}

std::int64_t PostgresConnection::execute(std::string_view sql, std::span<const Param> params) {
    const Result result = run(sql, params);
    const std::string_view command = PQcmdStatus(result.get());
    const std::string_view changed = PQcmdTuples(result.get());
    // A question counts its rows there too; nothing was changed by it.
    return changed.empty() || command.starts_with("SELECT") ? 0 : std::stoll(std::string(changed));
}

void PostgresConnection::each(std::string_view sql, std::span<const Param> params,
                              const std::function<void(const Row&)>& take) {
    for (const auto& param : params)
        refuse_nul(param);
    const PostgresParams sent(params);
    const std::string& name = prepared(sql, params.size());
    if (!PQsendQueryPrepared(connection_.get(), name.c_str(), sent.count(), sent.values(), sent.lengths(),
                             sent.formats(), 0))
        throw ConnectionLost();
    PQsetSingleRowMode(connection_.get());
    try {
        for (PGresult* next = PQgetResult(connection_.get()); next; next = PQgetResult(connection_.get())) {
            const Result result = good(next);
            Rows rows = empty_rows(result.get());
            take_rows(result.get(), rows);
            for (const Row row : rows)
                take(row);
        }
    } catch (...) {
        drain();
        throw;
    }
}

void PostgresConnection::drain() noexcept {
    if (PGcancel* cancel = PQgetCancel(connection_.get())) {
        std::array<char, 256> why{};
        PQcancel(cancel, why.data(), static_cast<int>(why.size()));
        PQfreeCancel(cancel);
    }
    while (PGresult* rest = PQgetResult(connection_.get()))
        PQclear(rest);
}

void PostgresConnection::script(std::string_view sql) { good(PQexec(connection_.get(), std::string(sql).c_str())); }

} // namespace liandong::db
