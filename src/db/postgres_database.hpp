// PostgreSQL as a Database: a pool of connections, closures side by side, again on conflict. Inside db/ only.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

#include "db/listeners.hpp"
#include "db/pool.hpp"
#include "db/postgres_connection.hpp"
#include "db/postgres_news.hpp"

namespace liandong::db {

class PostgresDatabase : public Database {
public:
    PostgresDatabase(const std::string& url, const Options& options);

    Dialect dialect() const override { return Dialect::postgres; }
    std::shared_ptr<void> on_commit(std::function<void()> wake) override;
    Stats stats() const override;
    bool takes_changes() const override { return true; }

protected:
    void run_read(const Work& work, Read how) override;
    void run_write(const Work& work, Write how) override;

private:
    using Connections = Pool<PostgresConnection>;

    Connections::Lease begun(Connections& pool, const std::string& how);
    Connections::Lease begun_in_turn(Connections& pool, const std::string& how);
    void run_once(const Work& work, Write how, bool in_turn);
    void commit(Connections::Lease& connection);
    void pause(int run) const;

    const std::string url_;
    const Options options_;
    Listeners listeners_;
    std::atomic<std::uint64_t> warned_ = 0,
                               confirmed_ = 0; // commits that are here and perhaps not at the standby, and of these
    Connections all_;
    Connections bulk_; // few and apart, so that bulk work never takes the connections people wait for
    std::atomic<std::uint64_t> reads_ = 0;
    std::atomic<std::uint64_t> commits_ = 0;
    std::atomic<std::uint64_t> reruns_ = 0;
    std::once_flag listened_;
    std::atomic<PostgresNews*> told_ = nullptr; // once somebody here listens
    std::unique_ptr<PostgresNews> news_;
};

} // namespace liandong::db
