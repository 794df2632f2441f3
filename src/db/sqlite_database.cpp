#include "db/sqlite_database.hpp"

namespace liandong::db {

SqliteDatabase::SqliteDatabase(const std::string& path, const Options& options)
    : options_(options),
      writer_(path, options, [this] { listeners_.wake_all(); }),
      readers_(options.connections, options, [path, options] {
          return std::make_unique<SqliteConnection>(path, options, SqliteConnection::Use::reading);
      }) {}

void SqliteDatabase::run_read(const Work& work, Read how) {
    auto reader = readers_.take();
    reader->set_statement_most(how.statement_most.value_or(options_.statement_most));
    reader->step("begin");
    try {
        Session session(*reader);
        work(session);
        refuse_if_failed(session);
    } catch (...) {
        reader->rollback();
        throw;
    }
    reader->rollback();
    ++reads_;
}

Stats SqliteDatabase::stats() const {
    Stats stats;
    stats.reads = reads_;
    stats.waiting = readers_.waiting();
    writer_.add_to(stats);
    return stats;
}

} // namespace liandong::db
