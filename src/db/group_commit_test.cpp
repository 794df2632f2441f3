// SQLite's writer: what shares a commit, what is undone alone, and what happens when the disk says no.
#include <atomic>
#include <future>
#include <latch>
#include <thread>

#include "base/fault.hpp"
#include "db/failing_disk.hpp"
#include "db/testing.hpp"

namespace liandong::db {
namespace {

using std::chrono::milliseconds;

class GroupCommit : public testing::Test {
protected:
    GroupCommit() : db_(Dialect::sqlite, options()) {
        db_->write([](Session& session) { session.script("create table mark (name text primary key) strict"); });
    }
    ~GroupCommit() override { FailingDisk::fails = false; }

    static Options options() {
        Options options;
        options.waiting_most = 20;
        return options;
    }
    static void add(Session& session, std::string_view name) {
        session.execute("insert into mark (name) values (?)", name);
    }
    std::int64_t count() {
        return db_->read([](Session& session) { return session.rows("select count(*) from mark").front().integer(0); });
    }

    /// Starts each closure on a thread of its own while the writer is held, so that all of them share the next group.
    std::vector<std::future<void>> together(const std::vector<std::function<void(Session&)>>& closures) {
        std::promise<void> held;
        std::promise<void> go;
        auto holder = std::async(std::launch::async, [&] {
            db_->write(
                [&](Session&) {
                    held.set_value();
                    go.get_future().wait();
                },
                {.priority = Priority::low});
        });
        held.get_future().wait();
        std::vector<std::future<void>> outcomes;
        for (const auto& closure : closures) {
            outcomes.push_back(std::async(std::launch::async, [&db = *db_, closure] { db.write(closure); }));
            while (db_->stats().waiting < outcomes.size())
                std::this_thread::yield();
        }
        go.set_value();
        holder.get();
        return outcomes;
    }

    FailingDisk disk_; // before the database, so that it is opened through it
    TestDatabase db_;
};

TEST_F(GroupCommit, writes_that_wait_share_one_commit_and_one_sync) {
    const auto syncs = FailingDisk::log_syncs.load();
    const auto before = db_->stats();
    std::vector<std::function<void(Session&)>> closures;
    for (int i = 0; i < 16; ++i)
        closures.emplace_back([i](Session& session) { add(session, std::to_string(i)); });
    for (auto& outcome : together(closures))
        outcome.get();
    EXPECT_EQ(count(), 16);
    EXPECT_EQ(db_->stats().commits - before.commits, 2U) << "the holder's and the group's";
    EXPECT_EQ(db_->stats().group_largest, 16U);
    EXPECT_EQ(FailingDisk::log_syncs - syncs, 1) << "the holder wrote nothing";
}

TEST_F(GroupCommit, a_closure_that_throws_is_undone_alone) {
    auto outcomes =
        together({[](Session& session) { add(session, "before"); },
                  [](Session& session) {
                      add(session, "half");
                      throw std::runtime_error("changed my mind");
                  },
                  [](Session& session) { add(session, "before"); }, [](Session& session) { add(session, "after"); }});
    EXPECT_NO_THROW(outcomes[0].get());
    EXPECT_THROW(outcomes[1].get(), std::runtime_error);
    EXPECT_THROW(outcomes[2].get(), NotUnique);
    EXPECT_NO_THROW(outcomes[3].get());
    EXPECT_EQ(count(), 2);
}

TEST_F(GroupCommit, no_result_is_handed_out_before_the_commit) {
    std::promise<void> slow_runs;
    std::promise<void> go;
    auto slow_goes = go.get_future().share();
    std::atomic<bool> first_has_run = false;
    auto first = together({[&](Session& session) {
                               add(session, "first");
                               first_has_run = true;
                           },
                           [&slow_runs, slow_goes](Session&) {
                               slow_runs.set_value();
                               slow_goes.wait();
                           }});
    slow_runs.get_future().wait();
    EXPECT_TRUE(first_has_run);
    EXPECT_EQ(first[0].wait_for(milliseconds(50)), std::future_status::timeout) << "its group is still open";
    EXPECT_EQ(count(), 0) << "and nobody sees it yet";
    go.set_value();
    first[0].get();
    EXPECT_EQ(count(), 1);
}

TEST_F(GroupCommit, a_deferred_reference_to_nothing_fails_its_own_closure_only) {
    db_->write([](Session& session) {
        session.script("create table child (name text references mark (name) deferrable initially deferred) strict");
    });
    auto outcomes =
        together({[](Session& session) { add(session, "innocent"); },
                  [](Session& session) { session.execute("insert into child (name) values (?)", "nobody"); }});
    EXPECT_NO_THROW(outcomes[0].get());
    EXPECT_THROW(outcomes[1].get(), BrokenReference);
}

TEST_F(GroupCommit, a_full_disk_refuses_the_one_it_happened_to_and_the_others_run_again) {
    auto outcomes = together({[](Session& session) { add(session, "small"); },
                              [](Session& session) {
                                  const auto pages = session.rows("pragma page_count").front().integer(0);
                                  session.rows("pragma max_page_count = " + std::to_string(pages));
                                  add(session, std::string(1'000'000, 'x'));
                              },
                              [](Session& session) {
                                  session.rows("pragma max_page_count = 1000000");
                                  add(session, "small too");
                              }});
    EXPECT_NO_THROW(outcomes[0].get());
    try {
        outcomes[1].get();
        FAIL() << "there was room";
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.refusal, base::Refusal::disk_full);
        EXPECT_EQ(fault.code, "disk.full");
    }
    EXPECT_NO_THROW(outcomes[2].get());
    EXPECT_EQ(count(), 2);
    EXPECT_TRUE(db_->takes_changes());
}

TEST_F(GroupCommit, a_statement_past_its_time_costs_the_others_a_second_run_and_no_more) {
    auto slow = [&] {
        db_->write(
            [](Session& session) {
                session.execute(
                    "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000000000) "
                    "insert into mark select i from n");
            },
            {.statement_most = milliseconds(100)});
    };
    EXPECT_THROW(slow(), base::Fault);
    EXPECT_NO_THROW(db_->write([](Session& session) { add(session, "goes on"); }));
    EXPECT_EQ(count(), 1);
}

TEST_F(GroupCommit, a_failed_sync_promises_nothing_and_ends_all_changes) {
    FailingDisk::fails = true;
    EXPECT_THROW(db_->write([](Session& session) { add(session, "lost"); }), Broken);
    FailingDisk::fails = false;
    EXPECT_FALSE(db_->takes_changes());
    EXPECT_THROW(db_->write([](Session& session) { add(session, "refused"); }), Broken);
    EXPECT_EQ(count(), 0) << "but reading goes on";
    db_.open_again();
    EXPECT_NO_THROW(db_->write([](Session& session) { add(session, "after a new start"); }));
}

TEST_F(GroupCommit, everyone_of_a_group_whose_sync_failed_hears_it) {
    auto outcomes =
        together({[](Session& session) { add(session, "a"); },
                  [](Session&) { throw std::runtime_error("its own reason, seen in a state that never was"); },
                  [](Session& session) {
                      add(session, "b");
                      FailingDisk::fails = true;
                  }});
    for (auto& outcome : outcomes)
        EXPECT_THROW(outcome.get(), Broken);
}

TEST_F(GroupCommit, one_too_many_waiting_hears_busy_at_once) {
    std::promise<void> held;
    std::promise<void> go;
    auto holder = std::async(std::launch::async, [&] {
        db_->write([&](Session&) {
            held.set_value();
            go.get_future().wait();
        });
    });
    held.get_future().wait();
    std::vector<std::future<void>> waiting;
    for (std::size_t i = 0; i < options().waiting_most; ++i)
        waiting.push_back(std::async(std::launch::async, [&] { db_->write([](Session&) {}); }));
    while (db_->stats().waiting < options().waiting_most)
        std::this_thread::yield();
    try {
        db_->write([](Session&) {});
        FAIL() << "it found a place";
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.refusal, base::Refusal::busy);
    }
    go.set_value();
    holder.get();
    for (auto& one : waiting)
        EXPECT_NO_THROW(one.get());
}

TEST_F(GroupCommit, people_go_before_bulk) {
    std::vector<std::string> order;
    const auto note = [&](const char* name) { return [&order, name](Session&) { order.emplace_back(name); }; };
    std::promise<void> held;
    std::promise<void> go;
    auto holder = std::async(std::launch::async, [&] {
        db_->write(
            [&](Session&) {
                held.set_value();
                go.get_future().wait();
            },
            {.priority = Priority::low});
    });
    held.get_future().wait();
    auto bulk = std::async(std::launch::async, [&] { db_->write(note("bulk"), {.priority = Priority::low}); });
    while (db_->stats().waiting < 1)
        std::this_thread::yield();
    auto person = std::async(std::launch::async, [&] { db_->write(note("person")); });
    while (db_->stats().waiting < 2)
        std::this_thread::yield();
    go.set_value();
    bulk.get(), person.get(), holder.get();
    EXPECT_EQ(order, (std::vector<std::string>{"person", "bulk"}));
}

TEST_F(GroupCommit, bulk_work_that_nobody_waits_behind_shares_a_commit) {
    const auto before = db_->stats().commits;
    std::promise<void> held;
    std::promise<void> go;
    const auto low = [&](std::function<void(Session&)> work) {
        return std::async(std::launch::async, [&db = *db_, work] { db.write(work, {.priority = Priority::low}); });
    };
    auto holder = low([&](Session&) {
        held.set_value();
        go.get_future().wait();
    });
    held.get_future().wait();
    auto second = low([](Session& session) { session.execute("insert into mark (name) values (?)", "two"); });
    auto third = low([](Session& session) { session.execute("insert into mark (name) values (?)", "three"); });
    while (db_->stats().waiting < 2)
        std::this_thread::yield();
    go.set_value();
    holder.get(), second.get(), third.get();
    EXPECT_EQ(db_->stats().commits - before, 1u);
    EXPECT_EQ(count(), 2);
}

TEST_F(GroupCommit, a_write_inside_a_write_is_a_bug_and_no_deadlock) {
    EXPECT_THROW(db_->write([&](Session&) { db_->write([](Session&) {}); }), std::logic_error);
}

TEST_F(GroupCommit, the_file_is_for_its_owner_only) {
    const auto mode = std::filesystem::status(db_.place() + "/test.db").permissions();
    EXPECT_EQ(mode & std::filesystem::perms::mask,
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

class CommitSpeed : public OnBoth {
protected:
    /// Writes a second by that many callers side by side.
    std::uint64_t measure(int callers) {
        Database& db = **db_;
        const auto before = db.stats();
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(1);
        std::vector<std::thread> all;
        for (int i = 0; i < callers; ++i)
            all.emplace_back([&] {
                while (std::chrono::steady_clock::now() < until)
                    db.write([](Session& session) {
                        session.execute("insert into mark (name) values (?)", base::to_text(base::new_uuid()));
                    });
            });
        for (auto& one : all)
            one.join();
        const auto after = db.stats();
        std::printf("%2d callers: %6llu writes/s in %5llu commits\n", callers,
                    static_cast<unsigned long long>(after.writes - before.writes),
                    static_cast<unsigned long long>(after.commits - before.commits));
        return after.writes - before.writes;
    }
};
LIANDONG_ON_BOTH(CommitSpeed);

/// Said, not asserted: it is the disk's number.
TEST_P(CommitSpeed, of_many_callers_against_one_is_said) {
    (*db_)->write([](Session& session) { session.script("create table mark (name text primary key)"); });
    const auto alone = measure(1);
    const auto together = measure(64);
    std::printf("%.1f times as many, on %s\n", static_cast<double>(together) / static_cast<double>(alone),
                db_->place().c_str());
}

} // namespace
} // namespace liandong::db
