// Closures side by side: lost updates, reruns, and what an acknowledged write survives.
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <future>
#include <latch>
#include <thread>

#include "base/fault.hpp"
#include "db/testing.hpp"

namespace liandong::db {
namespace {

class Concurrency : public OnBoth {
protected:
    void SetUp() override {
        OnBoth::SetUp();
        if (!db_)
            return;
        db().write([](Session& session) {
            session.script("create table counter (id bigint primary key, n bigint not null)");
            session.script("insert into counter (id, n) values (1, 0), (2, 0)");
        });
    }
    Database& db() { return **db_; }
    std::int64_t sum() {
        return db().read(
            [](Session& session) { return session.rows("select sum(n) from counter").front().integer(0); });
    }
};
LIANDONG_ON_BOTH(Concurrency);

std::int64_t n_of(Session& session, int id) {
    return session.rows("select n from counter where id = ?", id).front().integer(0);
}

/// Reads, adds one, writes. False when the database was too busy for that.
bool adds_one(Database& database) {
    try {
        database.write(
            [](Session& session) { session.execute("update counter set n = ? where id = 1", n_of(session, 1) + 1); });
        return true;
    } catch (const base::Fault&) {
        return false;
    } catch (const std::exception& error) {
        ADD_FAILURE() << error.what();
        return true;
    }
}

TEST_P(Concurrency, reading_then_writing_loses_no_update) {
    constexpr int threads = 4;
    constexpr int times = 25;
    std::vector<std::thread> all;
    for (int i = 0; i < threads; ++i)
        all.emplace_back([&] {
            for (int k = 0; k < times;)
                k += adds_one(db()) ? 1 : 0;
        });
    for (auto& one : all)
        one.join();
    EXPECT_EQ(sum(), threads * times);
}

TEST_P(Concurrency, serializable_sees_through_two_rules_that_read_each_others_rows) {
    // Each may take 1 as long as both together hold less than 1. At mere snapshots both would find 0 and both would
    // take.
    const auto take = [&](int own) {
        db().write(
            [own](Session& session) {
                const auto both = session.rows("select sum(n) from counter").front().integer(0);
                std::this_thread::sleep_for(std::chrono::milliseconds(30));
                if (both < 1)
                    session.execute("update counter set n = 1 where id = ?", own);
            },
            {.isolation = Isolation::serializable});
    };
    auto first = std::async(std::launch::async, take, 1);
    auto second = std::async(std::launch::async, take, 2);
    first.get(), second.get();
    EXPECT_EQ(sum(), 1);
}

TEST_P(Concurrency, a_closure_that_asks_for_it_runs_again_and_leaves_no_trace_of_the_first_run) {
    int runs = 0;
    const auto seen = db().write([&](Session& session) {
        session.execute("update counter set n = n + 1 where id = 1");
        if (++runs < 3)
            throw Again("once more");
        return n_of(session, 1);
    });
    EXPECT_EQ(runs, 3);
    EXPECT_EQ(seen, 1);
    EXPECT_GE(db().stats().reruns, 2U);
}

TEST_P(Concurrency, a_closure_that_never_gets_through_ends_as_busy) {
    int runs = 0;
    try {
        db().write([&](Session&) {
            ++runs;
            throw Again("always");
        });
        FAIL() << "it came through";
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.refusal, base::Refusal::busy);
    }
    EXPECT_EQ(runs, Options().tries_most);
}

TEST_P(Concurrency, whoever_listens_is_called_after_the_commit_and_no_more_once_the_handle_is_gone) {
    int calls = 0;
    std::int64_t seen = -1;
    auto handle = db().on_commit([&] { ++calls; });
    db().write([](Session& session) { session.execute("update counter set n = 7 where id = 1"); });
    seen = sum();
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(seen, 7);
    handle.reset();
    db().write([](Session& session) { session.execute("update counter set n = 8 where id = 1"); });
    EXPECT_EQ(calls, 1);
}

/// In a process of its own: writes 1, 2, 3 … and reports each through the pipe when its write has returned.
[[noreturn]] void write_and_report(const std::string& url, int pipe) {
    const auto own = Database::open(url);
    for (std::int64_t n = 1;; ++n) {
        own->write([n](Session& session) { session.execute("update counter set n = ? where id = 1", n); });
        if (::write(pipe, &n, sizeof n) != sizeof n)
            ::_exit(1);
    }
}

TEST_P(Concurrency, what_was_acknowledged_survives_a_kill) {
    const std::string url = db_->url();
    db_->close(); // SQLite's locks must not be carried into another process
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    const pid_t child = ::fork();
    if (child == 0)
        write_and_report(url, ends[1]);
    ::close(ends[1]);
    std::int64_t acknowledged = 0;
    for (int i = 0; i < 20; ++i)
        ASSERT_EQ(::read(ends[0], &acknowledged, sizeof acknowledged), static_cast<ssize_t>(sizeof acknowledged));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    std::int64_t more = 0;
    while (::read(ends[0], &more, sizeof more) == static_cast<ssize_t>(sizeof more))
        acknowledged = more;
    ::close(ends[0]);
    db_->open_again();
    const auto kept = db().read([](Session& session) { return n_of(session, 1); });
    EXPECT_GE(kept, acknowledged);
    EXPECT_LE(kept, acknowledged + 1) << "at most the one under way";
}

} // namespace
} // namespace liandong::db
