#include "db/postgres_news.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <system_error>
#include <utility>

#include "db/postgres_connection.hpp"

namespace liandong::db {
namespace {

using namespace std::chrono_literals;

constexpr auto between_tellings = 20ms;
constexpr auto between_connections = 1s;

struct Clear {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* result) const { PQclear(result); }
    void operator()(PGnotify* notice) const { PQfreemem(notice); }
};

int new_bell() {
    const int bell = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (bell < 0)
        throw std::system_error(errno, std::generic_category(), "eventfd");
    return bell;
}

bool done(PGconn* connection, const std::string& command) {
    const std::unique_ptr<PGresult, Clear> result(PQexec(connection, command.c_str()));
    return PQresultStatus(result.get()) == PGRES_COMMAND_OK;
}

/// Those whose tables lie in another schema of the same database are not meant.
std::string channel_of(PGconn* connection) {
    const std::unique_ptr<PGresult, Clear> schema(
        PQexec(connection, "select quote_ident('liandong_' || current_schema())"));
    return PQntuples(schema.get()) == 1 ? PQgetvalue(schema.get(), 0, 0) : "liandong";
}

/// Whether some of what has arrived was told by others than ourselves.
bool told_by_others(PGconn* connection) {
    bool others = false;
    while (const auto notice = std::unique_ptr<PGnotify, Clear>(PQnotifies(connection)))
        others = others || notice->be_pid != PQbackendPID(connection);
    return others;
}

/// Waits for either, no longer than a time.
void wait(int bell, int line, std::chrono::milliseconds most) {
    pollfd either[] = {{bell, POLLIN, 0}, {line, POLLIN, 0}};
    poll(either, line < 0 ? 1 : 2, static_cast<int>(most.count()));
    eventfd_t rung = 0;
    eventfd_read(bell, &rung);
}

} // namespace

PostgresNews::PostgresNews(std::string url, std::function<void()> heard)
    : url_(std::move(url)), heard_(std::move(heard)), bell_(new_bell()), thread_([this] { run(); }) {}

PostgresNews::~PostgresNews() {
    ended_ = true;
    wake();
    thread_.join();
    close(bell_);
}

void PostgresNews::tell() {
    if (!untold_.exchange(true))
        wake();
}

void PostgresNews::wake() { eventfd_write(bell_, 1); }

void PostgresNews::run() {
    while (!ended_) {
        talk();
        if (!ended_)
            wait(bell_, -1, between_connections);
    }
}

/// As long as the line holds.
void PostgresNews::talk() {
    const std::unique_ptr<PGconn, Clear> connection(connected(url_));
    if (PQstatus(connection.get()) != CONNECTION_OK)
        return;
    const std::string channel = channel_of(connection.get());
    if (!done(connection.get(), "listen " + channel))
        return;
    if (std::exchange(was_up_, true)) // what was told meanwhile was missed
        heard_();
    while (!ended_) {
        if (untold_.exchange(false)) {
            if (!done(connection.get(), "notify " + channel))
                return;
            std::this_thread::sleep_for(between_tellings);
        } else {
            wait(bell_, PQsocket(connection.get()), 10s);
        }
        if (PQconsumeInput(connection.get()) == 0)
            return;
        if (told_by_others(connection.get()))
            heard_();
    }
}

} // namespace liandong::db
