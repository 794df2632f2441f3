// Who works when several could, and what happens when a work fails; on both databases.
#include "jobs/schedule.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "db/testing.hpp"
#include "jobs/lease.hpp"

namespace liandong::jobs {
namespace {

using namespace std::chrono_literals;

class Schedules : public db::OnBoth {
protected:
    void SetUp() override {
        OnBoth::SetUp();
        if (db_)
            (*db_)->write([](db::Session& session) { db::migrate(session, tables()); });
    }
    bool hold(const base::Uuid& holder, std::int64_t at) {
        return (*db_)->write([&](db::Session& session) { return jobs::hold(session, "work", holder, {at}, 30s); });
    }
    const base::Uuid first_ = base::new_uuid(), second_ = base::new_uuid();
};
LIANDONG_ON_BOTH(Schedules);

TEST_P(Schedules, AnotherTakesOverOnlyAfterTheLeaseLapsed) {
    EXPECT_TRUE(hold(first_, 0));
    EXPECT_FALSE(hold(second_, 30'000)) << "the last moment is still the first one's";
    EXPECT_TRUE(hold(second_, 30'001));
    EXPECT_FALSE(hold(first_, 30'002));
}

TEST_P(Schedules, EachPieceProlongsTheLease) {
    EXPECT_TRUE(hold(first_, 0));
    EXPECT_TRUE(hold(first_, 20'000));
    EXPECT_FALSE(hold(second_, 40'000));
}

TEST_P(Schedules, WhoStopsGivesTheLeaseBack) {
    EXPECT_TRUE(hold(first_, 0));
    (*db_)->write([&](db::Session& session) { release(session, first_); });
    EXPECT_TRUE(hold(second_, 1));
}

TEST_P(Schedules, DaysAreRememberedWithHowFarTheyCame) {
    const base::Date day = *base::parse_date("2026-11-27");
    (*db_)->write([&](db::Session& session) {
        EXPECT_FALSE(days(session, "work").through);
        save(session, "work", {.through = day, .under_way = day + 1, .reached = "x"});
        save(session, "work", {.through = day + 1, .under_way = {}, .reached = {}});
    });
    const Days kept = (*db_)->read([](db::Session& session) { return days(session, "work"); });
    EXPECT_EQ(kept.through, day + 1);
    EXPECT_FALSE(kept.under_way);
    EXPECT_EQ(kept.reached, "");
}

TEST_P(Schedules, AWorkThatFailsIsSaidAndTheOthersGoOn) {
    std::atomic<int> said = 0, done = 0;
    const auto always = [](db::Session&, base::Instant) { return true; };
    Schedule schedule(**db_,
                      {{"broken", always, [](db::Session&, base::Instant) { throw std::runtime_error("no"); }},
                       {"whole", [&](db::Session&, base::Instant) { return done < 3; },
                        [&](db::Session&, base::Instant) { ++done; }}},
                      base::now, [&](const std::string& work, const std::string&) { said += work == "broken"; },
                      {.look = 5ms, .lease = 30s});
    schedule.start();
    for (int i = 0; i < 400 && (done < 3 || said < 1); ++i)
        std::this_thread::sleep_for(10ms);
    schedule.stop();
    EXPECT_GE(done, 3);
    EXPECT_GE(said, 1);
    EXPECT_LT(said, 5) << "it rests between its tries";
}

} // namespace
} // namespace liandong::jobs
