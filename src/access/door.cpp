#include "access/door.hpp"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include "crypt/digest.hpp"
#include "crypt/secret.hpp"

namespace liandong::access {
namespace {

using base::Fault;
using base::Refusal;

constexpr std::size_t hashes_waiting_most = 64;
constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t tries_kept_ms = 2 * 24 * 60 * minute_ms; // longer than anything rests after failed tries
constexpr std::int64_t seen_again_ms = 60'000; // a session's last sight is written at most once a minute

} // namespace

/// Two threads that hash. A hash costs 20 ms and 19 MB; more at once would take the machine from those who work.
class Door::Pool {
public:
    Pool() {
        for (int i = 0; i < 2; ++i)
            threads_.emplace_back([this] { run(); });
    }
    ~Pool() {
        {
            const std::lock_guard lock(mutex_);
            stopped_ = true;
        }
        wake_.notify_all();
        for (auto& thread : threads_)
            thread.join();
    }

    template <class F>
    auto operator()(F&& work) -> std::invoke_result_t<F&> {
        auto task = std::make_shared<std::packaged_task<std::invoke_result_t<F&>()>>(std::forward<F>(work));
        auto result = task->get_future();
        {
            const std::lock_guard lock(mutex_);
            if (waiting_.size() >= hashes_waiting_most)
                throw Fault(Refusal::busy, "http.busy", {{"seconds", "5"}});
            waiting_.push_back([task] { (*task)(); });
        }
        wake_.notify_one();
        return result.get();
    }

private:
    void run() {
        for (;;) {
            std::function<void()> work;
            {
                std::unique_lock lock(mutex_);
                wake_.wait(lock, [this] { return stopped_ || !waiting_.empty(); });
                if (waiting_.empty())
                    return;
                work = std::move(waiting_.front());
                waiting_.pop_front();
            }
            work();
        }
    }

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> waiting_;
    bool stopped_ = false;
    std::vector<std::thread> threads_;
};

void refuse_when_locked(db::Session& session, const std::string& what, std::int64_t most, std::int64_t minutes,
                        const std::string& code) {
    const auto rows = session.rows("select failed, since from access_tries where what = ?", what);
    if (rows.empty() || rows.front().integer(0) < most)
        return;
    const std::int64_t left = rows.front().integer(1) + minutes * minute_ms - base::now().ms;
    if (left > 0)
        throw Fault(Refusal::too_many, code, {{"minutes", std::to_string((left + minute_ms - 1) / minute_ms)}});
}

void note_failure(db::Session& session, const std::string& what, std::int64_t minutes) {
    const auto now = base::now();
    session.execute(
        "insert into access_tries (what, failed, since) values (?, 1, ?) on conflict (what) do update set "
        "failed = case when access_tries.since < ? then 1 else access_tries.failed + 1 end, since = ?",
        what, now, now.ms - minutes * minute_ms, now);
}

void forget_failures(db::Session& session, const std::string& what) {
    session.execute("delete from access_tries where what = ?", what);
}

bool failed_before(db::Session& session, const std::string& what) {
    return !session.rows("select 1 from access_tries where what = ?", what).empty();
}

Door::Door(db::Database& database, const crypt::Keys& keys, const pack::Pack& pack)
    : database_(database), keys_(keys), pack_(pack), pool_(std::make_unique<Pool>()) {}

Door::~Door() = default;

std::int64_t Door::minutes(const std::string& name, std::int64_t otherwise) const {
    const auto* parameter = pack_.parameter(name);
    return parameter ? parameter->on(base::today()).value_or(otherwise) : otherwise;
}

std::string Door::hash(const std::string& password) {
    return (*pool_)([&] { return crypt::password_hash(password); });
}

bool Door::drop_old(db::Session& session, Instant now, std::size_t most) const {
    const std::int64_t ended = session.execute(
        "delete from access_session where token in (select token from access_session where began_at < ? or seen_at < ? "
        "limit ?)",
        now.ms - minutes("access.session", 12 * 60) * minute_ms, now.ms - minutes("access.idle", 30) * minute_ms, most);
    const std::int64_t forgotten = session.execute(
        "delete from access_tries where what in (select what from access_tries where since < ? limit ?)",
        now.ms - tries_kept_ms, most);
    return ended + forgotten > 0;
}

SignedIn Door::sign_in(const std::string& login, const std::string& password) {
    // Somebody who does not exist takes as long as somebody who does.
    static const std::string nobody = crypt::password_hash("nobody signs in with this");
    const std::string what = "login " + crypt::token_digest(keys_, login);
    const std::int64_t most = minutes("access.tries", 5);
    const std::int64_t rest = minutes("access.lock", 15);
    struct Found {
        std::optional<Account> account;
        std::string hash;
    };
    const Found found = database_.read([&](db::Session& session) {
        refuse_when_locked(session, what, most, rest, "access.locked");
        Found one{by_login(session, login), nobody};
        if (one.account)
            one.hash = session.rows("select password from access_account where login = ?", login).front().text(0);
        return one;
    });
    const bool right = (*pool_)([&] { return crypt::password_matches(password, found.hash); });
    if (!right || !found.account || found.account->closed) {
        database_.write([&](db::Session& session) { note_failure(session, what, rest); });
        throw Fault(Refusal::signed_out, "access.wrong_login");
    }
    SignedIn in{crypt::new_token(), {*found.account, crypt::new_token()}};
    const auto now = base::now();
    database_.write([&](db::Session& session) {
        forget_failures(session, what);
        session.execute("delete from access_session where seen_at < ?",
                        now.ms - minutes("access.session", 12 * 60) * minute_ms);
        session.execute("insert into access_session (token, account, csrf, began_at, seen_at) values (?, ?, ?, ?, ?)",
                        crypt::token_digest(keys_, in.token), in.session.account.id, in.session.csrf, now, now);
    });
    return in;
}

std::shared_ptr<const Session> Door::session(const std::string& token) {
    if (token.empty() || token.size() > 100)
        return nullptr;
    const auto now = base::now();
    if (auto known = known_.find(token, now))
        return known;
    const auto mark = known_.mark();
    auto found = look_up(token, now);
    if (found)
        known_.keep(token, found, now, mark);
    return found;
}

std::shared_ptr<const Session> Door::look_up(const std::string& token, Instant now) {
    const std::string digest = crypt::token_digest(keys_, token);
    bool write_sight = false;
    auto found = database_.read([&](db::Session& session) -> std::shared_ptr<const Session> {
        const auto rows =
            session.rows("select account, csrf, began_at, seen_at from access_session where token = ?", digest);
        if (rows.empty())
            return nullptr;
        const bool idle = rows.front().integer(3) < now.ms - minutes("access.idle", 30) * minute_ms;
        const bool over = rows.front().integer(2) < now.ms - minutes("access.session", 12 * 60) * minute_ms;
        write_sight = rows.front().integer(3) < now.ms - seen_again_ms;
        auto account = by_id(session, rows.front().uuid(0));
        if (idle || over || !account || account->closed)
            return nullptr;
        return std::make_shared<const Session>(Session{std::move(*account), std::string(rows.front().text(1))});
    });
    if (found && write_sight)
        database_.write([&](db::Session& session) {
            session.execute("update access_session set seen_at = ? where token = ?", now, digest);
        });
    return found;
}

void Door::sign_out(const std::string& token) {
    const std::string digest = crypt::token_digest(keys_, token);
    database_.write(
        [&](db::Session& session) { session.execute("delete from access_session where token = ?", digest); });
    known_.forget(token);
}

} // namespace liandong::access
