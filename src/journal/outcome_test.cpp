#include "journal/outcome.hpp"

#include <atomic>
#include <thread>

#include "base/fault.hpp"
#include "db/testing.hpp"
#include "journal/journal.hpp"

namespace liandong::journal {
namespace {

using db::Session;

class Requests : public db::OnBoth {
protected:
    void SetUp() override {
        OnBoth::SetUp();
        if (db_)
            database().write([](Session& session) {
                prepare(session);
                session.script("create table thing (id text primary key)");
            });
    }
    db::Database& database() { return **db_; }
    std::int64_t things() {
        return database().read(
            [](Session& session) { return session.rows("select count(*) from thing").front().integer(0); });
    }
    /// What a handler does: ask, make the record whose id the request brings, keep the outcome.
    Outcome make_thing(const Request& request, const std::string& id, int status = 201) {
        return database().write([&](Session& session) {
            if (const auto before = earlier(session, request))
                return *before;
            session.execute("insert into thing (id) values (?)", id);
            const Outcome outcome{.status = status, .record = request.id, .position = 42, .answer = "made"};
            keep(session, request, outcome);
            return outcome;
        });
    }
};
LIANDONG_ON_BOTH(Requests);

Request request() { return {base::new_uuid(), base::new_uuid(), "digest"}; }

TEST_P(Requests, the_same_again_has_the_same_outcome_and_happens_once) {
    const Request one = request();
    const Outcome first = make_thing(one, "a");
    EXPECT_EQ(make_thing(one, "b", 500), first);
    EXPECT_EQ(things(), 1);
}

TEST_P(Requests, another_body_or_account_under_the_same_id_is_a_conflict) {
    Request one = request();
    make_thing(one, "a");
    Request other_body = one;
    other_body.digest = "another";
    Request other_account = one;
    other_account.account = base::new_uuid();
    Request no_account = one;
    no_account.account.reset();
    for (const auto& other : {other_body, other_account, no_account})
        try {
            make_thing(other, "b");
            FAIL() << "it went through";
        } catch (const base::Fault& fault) {
            EXPECT_EQ(fault.refusal, base::Refusal::conflict);
            EXPECT_EQ(fault.code, "request_id.other_body");
        }
}

TEST_P(Requests, a_refused_one_may_be_sent_again) {
    const Request one = request();
    EXPECT_THROW(database().write([&](Session& session) {
        earlier(session, one);
        throw base::Fault(base::Refusal::busy, "later");
    }),
                 base::Fault);
    EXPECT_EQ(make_thing(one, "a").status, 201);
}

TEST_P(Requests, without_an_account_are_known_too) {
    Request one = request();
    one.account.reset();
    make_thing(one, "a");
    EXPECT_EQ(make_thing(one, "a").status, 201);
}

TEST_P(Requests, many_times_at_once_happen_once_and_all_hear_the_same) {
    for (int round = 0; round < 5; ++round) {
        const Request one = request();
        const std::string id = base::to_text(one.id);
        std::atomic<int> same = 0;
        std::vector<std::thread> all;
        for (int i = 0; i < 6; ++i)
            all.emplace_back([&] { same += make_thing(one, id).status == 201 ? 1 : 0; });
        for (auto& thread : all)
            thread.join();
        EXPECT_EQ(same, 6);
    }
    EXPECT_EQ(things(), 5);
}

TEST_P(Requests, an_outcome_nobody_asked_about_is_a_bug) {
    EXPECT_THROW(database().write([](Session& session) { keep(session, request(), {}); }), std::logic_error);
}

} // namespace
} // namespace liandong::journal
