// What only PostgreSQL does: connections that are lost, before and during a commit.
#include <atomic>
#include <future>
#include <thread>

#include "base/fault.hpp"
#include "db/testing.hpp"

namespace liandong::db {
namespace {

class Postgres : public testing::Test {
protected:
    void SetUp() override {
        if (!TestDatabase::available(Dialect::postgres))
            GTEST_SKIP() << "LIANDONG_POSTGRES names no server";
        Options options;
        options.connections = 2;
        options.wait_most = std::chrono::milliseconds(200);
        db_ = std::make_unique<TestDatabase>(Dialect::postgres, options);
        db().write([](Session& session) { session.script("create table mark (n bigint not null)"); });
    }
    Database& db() { return **db_; }
    std::int64_t count() {
        return db().read([](Session& session) { return session.rows("select count(*) from mark").front().integer(0); });
    }
    std::unique_ptr<TestDatabase> db_;
};

constexpr auto end_own_connection = "select pg_terminate_backend(pg_backend_pid())";

TEST_F(Postgres, a_connection_lost_before_the_commit_means_another_run) {
    int runs = 0;
    db().write([&](Session& session) {
        session.execute("insert into mark (n) values (?)", ++runs);
        if (runs == 1)
            session.rows(end_own_connection);
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(count(), 1);
}

TEST_F(Postgres, connections_that_died_in_their_sleep_are_replaced) {
    const auto sleeper = Database::open(db_->url() + "&application_name=" + db_->place());
    const auto ask = [&] { sleeper->read([](Session& session) { session.rows("select 1"); }); };
    ask();
    db().read([&](Session& session) {
        session.rows("select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?",
                     db_->place().substr(0, 63));
    });
    EXPECT_NO_THROW(ask());
}

TEST_F(Postgres, a_connection_lost_while_reading_is_said_as_busy) {
    EXPECT_THROW(db().read([](Session& session) { session.rows(end_own_connection); }), base::Fault);
    EXPECT_NO_THROW(count());
}

TEST_F(Postgres, a_connection_lost_during_the_commit_is_an_unknown_outcome) {
    db().write([](Session& session) {
        session.script(
            "create function go() returns trigger language plpgsql as $$ begin perform "
            "pg_terminate_backend(pg_backend_pid()); return null; end $$;"
            "create constraint trigger go after insert on mark deferrable initially deferred for each row execute "
            "function go()");
    });
    int runs = 0;
    const auto insert = [&](Session& session) {
        ++runs;
        session.execute("insert into mark (n) values (1)");
    };
    EXPECT_THROW(db().write(insert), OutcomeUnknown);
    EXPECT_EQ(runs, 1) << "what may have happened is not done again";
}

TEST_F(Postgres, what_one_process_commits_the_others_hear) {
    const auto other = Database::open(db_->url());
    std::atomic<int> heard = 0;
    const auto listening = db().on_commit([&] { ++heard; });
    const auto theirs = other->on_commit([] {});
    for (int tries = 0; tries < 100 && heard == 0; ++tries) { // until both lines are up
        other->write([](Session& session) { session.execute("insert into mark (n) values (1)"); });
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
    }
    EXPECT_GT(heard, 0);
}

TEST_F(Postgres, a_conflict_is_run_again_with_new_eyes) {
    db().write([](Session& session) { session.execute("insert into mark (n) values (0)"); });
    int runs = 0;
    db().write([&](Session& session) {
        const auto n = session.rows("select n from mark").front().integer(0);
        if (++runs == 1)
            std::async(std::launch::async, [&] {
                db().write([](Session& other) { other.execute("update mark set n = 10"); });
            }).get();
        session.execute("update mark set n = ?", n + 1);
    });
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(db().read([](Session& session) { return session.rows("select n from mark").front().integer(0); }), 11);
}

TEST_F(Postgres, when_all_connections_are_taken_the_answer_is_busy) {
    EXPECT_THROW(db().read([&](Session&) { db().read([&](Session&) { db().read([](Session&) {}); }); }), base::Fault);
}

TEST_F(Postgres, a_server_that_is_not_there_is_said_in_a_sentence) {
    try {
        Database::open("postgresql:///x?host=/nowhere");
        FAIL() << "it opened";
    } catch (const std::runtime_error& error) {
        EXPECT_TRUE(std::string(error.what()).starts_with("PostgreSQL does not answer")) << error.what();
    }
}

TEST(DatabaseUrl, must_name_a_file_or_a_server) {
    for (const char* bad : {"", "liandong.db", "sqlite:", "sqlite::memory:", "mysql://x", "sqlite:/nowhere/at/all.db"})
        EXPECT_THROW(Database::open(bad), std::runtime_error) << bad;
}

} // namespace
} // namespace liandong::db
