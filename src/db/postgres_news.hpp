// News of commits between processes that share one PostgreSQL (LISTEN, NOTIFY). Inside db/ only. Whoever misses some,
// because the line was down, is woken when it is up again; nobody relies on the news alone.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace liandong::db {

class PostgresNews {
public:
    /// `heard` is called on a thread of its own when another process has committed, and whenever the line came up
    /// again.
    PostgresNews(std::string url, std::function<void()> heard);
    ~PostgresNews();
    PostgresNews(const PostgresNews&) = delete;
    PostgresNews& operator=(const PostgresNews&) = delete;

    /// Something was committed here. Cheap: the others are told soon after, once for many commits and outside of any
    /// transaction, because NOTIFY in one would make all commits of the database queue.
    void tell();

private:
    void run();
    void talk();
    void wake();

    const std::string url_;
    const std::function<void()> heard_;
    const int bell_; // rung by tell and at the end
    std::atomic<bool> untold_ = false;
    std::atomic<bool> ended_ = false;
    bool was_up_ = false; // of the thread alone
    std::thread thread_;
};

} // namespace liandong::db
