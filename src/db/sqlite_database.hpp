// SQLite as a Database: one writer, several readers. Inside db/ only.
#pragma once

#include <atomic>
#include <string>

#include "db/listeners.hpp"
#include "db/pool.hpp"
#include "db/sqlite_connection.hpp"
#include "db/sqlite_writer.hpp"

namespace liandong::db {

class SqliteDatabase : public Database {
public:
    SqliteDatabase(const std::string& path, const Options& options);

    Dialect dialect() const override { return Dialect::sqlite; }
    std::shared_ptr<void> on_commit(std::function<void()> wake) override { return listeners_.add(std::move(wake)); }
    Stats stats() const override;
    bool takes_changes() const override { return !writer_.broken(); }

protected:
    void run_read(const Work& work, Read how) override;
    void run_write(const Work& work, Write how) override { writer_.run(work, how); }

private:
    const Options options_;
    Listeners listeners_;
    SqliteWriter writer_; // before the readers: it makes the file
    Pool<SqliteConnection> readers_;
    std::atomic<std::uint64_t> reads_ = 0;
};

} // namespace liandong::db
