#include "db/postgres_database.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <thread>

#include "base/fault.hpp"

namespace liandong::db {
namespace {

constexpr std::size_t bulk_connections = 2;

Pool<PostgresConnection>::Make maker(const std::string& url, const Options& options) {
    return [url, options] { return std::make_unique<PostgresConnection>(url, options); };
}

[[noreturn]] void unreachable() { throw base::Fault(base::Refusal::busy, "db.unreachable"); }

std::string limited(std::string begin, std::optional<std::chrono::milliseconds> statement_most) {
    if (statement_most)
        begin +=
            fmt::format("; set local statement_timeout = {0}; set local lock_timeout = {0}", statement_most->count());
    return begin;
}

std::string begin_of(const Write& how) {
    return limited(how.isolation == Isolation::serializable ? "begin isolation level serializable"
                                                            : "begin isolation level repeatable read",
                   how.statement_most);
}

} // namespace

PostgresDatabase::PostgresDatabase(const std::string& url, const Options& options)
    : url_(url),
      options_(options),
      all_(options.connections, options, maker(url, options)),
      bulk_(std::min(bulk_connections, options.connections), options, maker(url, options)) {
    all_.take(); // a server that does not answer is said at once
}

/// A connection with a transaction begun. Those that went stale while they lay idle are replaced.
PostgresDatabase::Connections::Lease PostgresDatabase::begun(Connections& pool, const std::string& how) {
    for (int tries = 0; tries < 2; ++tries) {
        auto connection = pool.take();
        try {
            connection->script(how);
            return connection;
        } catch (const ConnectionLost&) {
            connection.drop();
            pool.forget_idle();
        }
    }
    unreachable();
}

/// Those that met others queue up, one of them at a time and with eyes that open only when it is her turn: however many
/// draw from one counter, each has to try twice and not as often as there are others.
PostgresDatabase::Connections::Lease PostgresDatabase::begun_in_turn(Connections& pool, const std::string& how) {
    auto connection = pool.take();
    connection->await_turn();
    try {
        connection->script(how);
    } catch (...) {
        connection->leave_turn();
        throw;
    }
    return connection;
}

void PostgresDatabase::run_read(const Work& work, Read how) {
    auto connection = begun(all_, limited("begin isolation level repeatable read read only", how.statement_most));
    try {
        Session session(*connection);
        work(session);
        refuse_if_failed(session);
    } catch (const ConnectionLost&) {
        unreachable();
    } catch (const Again&) { // a question whose table has just got another shape
        connection->rollback();
        throw base::Fault(base::Refusal::busy, "db.busy");
    } catch (...) {
        connection->rollback();
        throw;
    }
    connection->rollback();
    ++reads_;
}

void PostgresDatabase::run_write(const Work& work, Write how) {
    bool met = false; // others
    for (int run = 1;; ++run) {
        try {
            return run_once(work, how, met);
        } catch (const Again&) {
            met = true;
            if (run >= options_.tries_most)
                throw base::Fault(base::Refusal::busy, "db.busy");
        } catch (const ConnectionLost&) {
            all_.forget_idle();
            bulk_.forget_idle();
            if (run >= 3)
                unreachable();
        }
        ++reruns_;
        pause(run);
    }
}

void PostgresDatabase::run_once(const Work& work, Write how, bool in_turn) {
    auto& pool = how.priority == Priority::low ? bulk_ : all_;
    auto connection = in_turn ? begun_in_turn(pool, begin_of(how)) : begun(pool, begin_of(how));
    try {
        Session session(*connection);
        work(session);
        refuse_if_failed(session);
        commit(connection);
    } catch (...) {
        connection->rollback();
        if (in_turn)
            connection->leave_turn();
        throw;
    }
    if (in_turn)
        connection->leave_turn();
    ++commits_;
    listeners_.wake_all();
    if (PostgresNews* news = told_)
        news->tell();
}

std::shared_ptr<void> PostgresDatabase::on_commit(std::function<void()> wake) {
    std::call_once(listened_, [this] {
        news_ = std::make_unique<PostgresNews>(url_, [this] { listeners_.wake_all(); });
        told_ = news_.get();
    });
    return listeners_.add(std::move(wake));
}

/// A commit that its standby has not confirmed is confirmed by a later one that it has: the log is sent in order. Until
/// then nothing is told as done, not even what an earlier run of the same request did.
void PostgresDatabase::commit(Connections::Lease& connection) {
    try {
        if (!connection->commit())
            ++warned_;
        const std::uint64_t warned = warned_;
        if (warned <= confirmed_)
            return;
        connection->script("begin; select pg_logical_emit_message(true, 'liandong', '')");
        if (!connection->commit())
            throw OutcomeUnknown("no standby of PostgreSQL has confirmed a commit");
        for (std::uint64_t known = confirmed_; known < warned && !confirmed_.compare_exchange_weak(known, warned);) {
        }
    } catch (const ConnectionLost&) {
        throw OutcomeUnknown("the connection to PostgreSQL was lost during a commit");
    }
}

/// Longer each time and never the same for two: those that met once should not meet again.
void PostgresDatabase::pause(int run) const {
    thread_local std::minstd_rand chance{std::random_device{}()};
    const int most_us = std::min(1'000 << std::min(run, 7), 100'000);
    std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution(100, most_us)(chance)));
}

Stats PostgresDatabase::stats() const {
    Stats stats;
    stats.reads = reads_;
    stats.writes = stats.commits = commits_;
    stats.group_largest = commits_ > 0 ? 1 : 0;
    stats.reruns = reruns_;
    stats.waiting = all_.waiting() + bulk_.waiting();
    return stats;
}

} // namespace liandong::db
