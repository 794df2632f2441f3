#include "journal/journal.hpp"

#include <atomic>
#include <future>
#include <set>
#include <thread>

#include "db/testing.hpp"
#include "journal/position.hpp"
#include "journal/waker.hpp"

namespace liandong::journal {
namespace {

using db::Session;

Line line(std::string_view type = "services.visit", const base::Uuid& record = base::new_uuid()) {
    Line one;
    one.at = base::now();
    one.act = "create";
    one.type = type;
    one.record = record;
    one.version = 1;
    one.digest = "1.1.x";
    return one;
}

class Journal : public db::OnBoth {
protected:
    void SetUp() override {
        OnBoth::SetUp();
        if (db_)
            database().write([](Session& session) { prepare(session); });
    }
    db::Database& database() { return **db_; }
    std::int64_t add(const Line& one) {
        return database().write([&](Session& session) { return append(session, one); });
    }
    /// Once nobody of this test writes: waits until transactions of other tests on the same server no longer hold the
    /// end back.
    void settle() {
        const auto held_back = [](Session& session) { return !ahead(session, position(session)).empty(); };
        for (int i = 0; i < 2000 && database().read(held_back); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    std::vector<Line> tail_now(std::int64_t after, std::size_t most = 1000) {
        return database().read([&](Session& session) { return tail(session, after, most); });
    }
    std::int64_t position_now() {
        return database().read([](Session& session) { return position(session); });
    }
    std::vector<Line> read_tail(std::int64_t after, std::size_t most = 1000) {
        settle();
        return tail_now(after, most);
    }
    std::int64_t final_position() {
        settle();
        return position_now();
    }
};
LIANDONG_ON_BOTH(Journal);

TEST_P(Journal, a_line_comes_back_whole) {
    Line one = line();
    one.account = base::new_uuid();
    one.role = "station_worker";
    one.request = base::new_uuid();
    one.act = "event";
    one.event = "close";
    one.from_day = base::parse_date("2024-10-01");
    one.reason = "演示";
    one.fields = {"summary", "minutes"};
    one.region = "620102001001";
    one.body = R"({"minutes":30})";
    one.position = add(one);
    EXPECT_EQ(read_tail(0), std::vector<Line>{one});
}

TEST_P(Journal, a_line_with_nothing_optional_comes_back_so_too) {
    Line one = line();
    one.position = add(one);
    EXPECT_EQ(read_tail(0), std::vector<Line>{one});
}

TEST_P(Journal, positions_grow_and_the_last_final_one_is_the_position) {
    EXPECT_EQ(final_position(), 0);
    const auto first = add(line());
    const auto second = add(line());
    EXPECT_LT(0, first);
    EXPECT_LT(first, second);
    EXPECT_EQ(final_position(), second);
}

TEST_P(Journal, lines_of_one_transaction_stand_in_their_order) {
    std::vector<std::int64_t> given;
    database().write([&](Session& session) {
        given.clear();
        for (int i = 0; i < 5; ++i)
            given.push_back(append(session, line()));
    });
    std::vector<std::int64_t> read;
    for (const auto& one : read_tail(0))
        read.push_back(one.position);
    EXPECT_EQ(read, given);
    EXPECT_TRUE(std::is_sorted(given.begin(), given.end()));
}

TEST_P(Journal, the_tail_begins_behind_a_position_and_brings_no_more_than_asked) {
    const auto first = add(line());
    const auto second = add(line());
    const auto third = add(line());
    ASSERT_EQ(read_tail(first, 1).size(), 1U);
    EXPECT_EQ(read_tail(first, 1)[0].position, second);
    EXPECT_EQ(read_tail(second)[0].position, third);
    EXPECT_TRUE(read_tail(third).empty());
}

TEST_P(Journal, a_change_that_is_undone_leaves_no_line) {
    EXPECT_THROW(database().write([](Session& session) {
        append(session, line());
        throw std::runtime_error("no");
    }),
                 std::runtime_error);
    database().write([](Session& session) {
        append(session, line());
        EXPECT_THROW(session.nested([&] {
            append(session, line());
            throw std::runtime_error("no");
        }),
                     std::runtime_error);
        append(session, line());
    });
    EXPECT_EQ(read_tail(0).size(), 2U);
}

TEST_P(Journal, a_record_has_its_own_lines) {
    const auto record = base::new_uuid();
    add(line("services.visit", record));
    add(line());
    add(line("services.visit", record));
    const auto of = [&](std::string_view type) {
        return database().read([&](Session& session) { return of_record(session, type, record).size(); });
    };
    EXPECT_EQ(of("services.visit"), 2U);
    EXPECT_EQ(of("people.person"), 0U);
}

TEST_P(Journal, values_can_be_erased_and_the_lines_stand) {
    Line one = line();
    one.body = R"({"name":"张演示"})";
    one.reason = "about a person";
    add(one);
    Line other = line();
    other.body = "{}";
    add(other);
    EXPECT_EQ(database().write([&](Session& session) { return erase_values(session, one.record); }), 1);
    const auto lines = read_tail(0);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].body, std::nullopt);
    EXPECT_EQ(lines[0].reason, "");
    EXPECT_EQ(lines[0].digest, one.digest);
    EXPECT_EQ(lines[1].body, "{}");
}

TEST_P(Journal, what_is_prepared_twice_says_nothing_the_second_time) {
    EXPECT_TRUE(database().write([](Session& session) { return prepare(session); }).empty());
}

/// Writers of different haste, some of whom give up, and one reader who follows. What was read must be what stands in
/// the end, each line once and in the order of positions.
TEST_P(Journal, a_follower_misses_nothing_while_others_write) {
    constexpr int writers = 6;
    constexpr int times = 40;
    std::atomic<int> left = writers;
    std::vector<std::thread> all;
    for (int w = 0; w < writers; ++w)
        all.emplace_back([&, w] {
            for (int i = 0; i < times; ++i) {
                const bool gives_up = (i + w) % 7 == 0;
                try {
                    database().write([&](Session& session) {
                        append(session, line());
                        std::this_thread::sleep_for(std::chrono::microseconds((w * 37 + i * 101) % 3000));
                        append(session, line());
                        if (gives_up)
                            throw std::runtime_error("gives up");
                    });
                } catch (const std::runtime_error&) {
                }
            }
            --left;
        });
    std::vector<std::int64_t> read;
    const auto follow = [&] {
        for (const auto& one : tail_now(read.empty() ? 0 : read.back(), 7))
            read.push_back(one.position);
    };
    while (left > 0)
        follow();
    for (auto& one : all)
        one.join();
    settle();
    for (std::size_t before = read.size() + 1; before != read.size();) {
        before = read.size();
        follow();
    }
    const auto standing = database().read([](Session& session) {
        std::vector<std::int64_t> positions;
        for (const db::Row row : session.rows("select position from journal order by position"))
            positions.push_back(row.integer(0));
        return positions;
    });
    EXPECT_EQ(read, standing);
    EXPECT_GT(read.size(), 300U);
}

TEST_P(Journal, a_follower_that_sleeps_is_woken_by_a_commit_and_by_stop) {
    Waker waker(database());
    const auto seen = waker.wait(0, std::chrono::milliseconds(0));
    auto sleeping = std::async(std::launch::async, [&] { return waker.wait(seen, std::chrono::minutes(1)); });
    EXPECT_EQ(sleeping.wait_for(std::chrono::milliseconds(30)), std::future_status::timeout);
    add(line());
    EXPECT_NE(sleeping.get(), seen);
    auto again = std::async(std::launch::async, [&] { return waker.wait(seen + 1, std::chrono::minutes(1)); });
    waker.stop();
    again.get();
    EXPECT_TRUE(waker.stopped());
}

TEST_P(Journal, a_sleeping_follower_looks_again_after_the_pause) {
    Waker waker(database());
    const auto seen = waker.wait(0, std::chrono::milliseconds(0));
    EXPECT_EQ(waker.wait(seen, std::chrono::milliseconds(10)), seen);
}

class JournalOnPostgres : public Journal {};
INSTANTIATE_TEST_SUITE_P(Only, JournalOnPostgres, testing::Values(db::Dialect::postgres), db::dialect_name);

TEST_P(JournalOnPostgres, a_line_is_final_only_when_nothing_older_is_under_way) {
    std::promise<void> begun;
    std::promise<void> go;
    std::int64_t slow_position = 0;
    auto slow = std::async(std::launch::async, [&] {
        database().write([&](Session& session) {
            slow_position = append(session, line());
            begun.set_value();
            go.get_future().wait();
        });
    });
    begun.get_future().wait();
    const auto quick = add(line());
    EXPECT_LT(slow_position, quick);
    EXPECT_TRUE(tail_now(0).empty()) << "the slow one will come to stand before it";
    EXPECT_EQ(position_now(), 0);
    const auto seen = database().read([](Session& session) { return ahead(session, position(session)); });
    go.set_value();
    slow.get();
    ASSERT_EQ(seen.size(), 1U) << "though that snapshot's tables showed it already";
    EXPECT_EQ(seen[0].position, quick);
    ASSERT_EQ(read_tail(0).size(), 2U);
    EXPECT_EQ(read_tail(0)[0].position, slow_position);
    EXPECT_EQ(final_position(), quick);
}

TEST_P(JournalOnPostgres, after_a_restore_on_a_younger_server_positions_go_on_growing) {
    const auto old = add(line());
    // As if the line came from a server that had counted a million transactions more.
    const std::int64_t far = old + 1'000'000LL * (lines_most + 1);
    database().write(
        [&](Session& session) { session.execute("update journal set position = ? where position = ?", far, old); });
    EXPECT_LT(add(line()), far);
    database().write([&](Session& session) { session.execute("delete from journal where position < ?", far); });
    EXPECT_EQ(database().write([](Session& session) { return prepare(session); }).size(), 1U);
    const auto next = add(line());
    EXPECT_GT(next, far);
    EXPECT_EQ(final_position(), next);
    EXPECT_TRUE(database().write([](Session& session) { return prepare(session); }).empty());
}

TEST_P(JournalOnPostgres, too_many_lines_in_one_transaction_are_refused_and_not_misplaced) {
    const auto many = [&](std::int64_t count) {
        database().write([&](Session& session) {
            append(session, line());
            session.rows("select set_config('liandong.line', ?, true)", std::to_string(count - 1));
            append(session, line());
        });
    };
    EXPECT_NO_THROW(many(lines_most));
    EXPECT_THROW(many(lines_most + 1), std::length_error);
}

TEST_P(JournalOnPostgres, appending_alone_does_not_make_serializable_transactions_conflict) {
    const auto before = database().stats().reruns;
    std::vector<std::thread> all;
    for (int w = 0; w < 4; ++w)
        all.emplace_back([&] {
            for (int i = 0; i < 25; ++i)
                database().write([](Session& session) { append(session, line()); },
                                 {.isolation = db::Isolation::serializable});
        });
    for (auto& one : all)
        one.join();
    EXPECT_EQ(database().stats().reruns, before);
}

} // namespace
} // namespace liandong::journal
