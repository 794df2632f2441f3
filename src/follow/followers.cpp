#include "follow/followers.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "follow/due_reader.hpp"
#include "follow/figure_reader.hpp"
#include "follow/notice_reader.hpp"
#include "follow/search_reader.hpp"
#include "journal/journal.hpp"
#include "journal/waker.hpp"

namespace liandong::follow {
namespace {

using namespace std::chrono_literals;

constexpr auto pause = 1'000ms; // the longest sleep: lines of other server processes are seen after it
constexpr auto gather = 50ms;   // after a commit, so that a busy hour is followed in batches and not line by line
constexpr auto failure_pause_least = 250ms;
constexpr auto failure_pause_most = 30'000ms;

struct Thread {
    Follower follower;
    Reader& reader;
    std::atomic<std::int64_t> failures = 0;
    std::thread runs = {};
};

} // namespace

struct Followers::Life {
    Life(db::Database& on, const record::House& of, const Figures& figures, Say tell, Directory directory)
        : database(on),
          say(std::move(tell)),
          figure_reader(of, figures.plan()),
          search_reader(of),
          due_reader(of),
          notice_reader(of, std::move(directory)),
          figure_thread{Follower(on, of, figure_reader), figure_reader},
          search_thread{Follower(on, of, search_reader), search_reader},
          due_thread{Follower(on, of, due_reader), due_reader},
          notice_thread{Follower(on, of, notice_reader), notice_reader} {}

    std::vector<Thread*> threads() { return {&figure_thread, &search_thread, &due_thread, &notice_thread}; }

    /// Prepares once, then step by step until there is nothing to do; sleeps; tries again after an error, each time
    /// later.
    void run(Thread& thread) {
        std::uint64_t seen = 0;
        bool prepared = false;
        auto wait = failure_pause_least;
        while (!waker->stopped()) {
            try {
                if (!prepared)
                    thread.follower.prepare();
                prepared = true;
                while (!waker->stopped() && thread.follower.step()) {
                }
                thread.failures = 0;
                wait = failure_pause_least;
                const auto before = seen;
                seen = waker->wait(seen, pause);
                if (seen != before)
                    rest(gather);
            } catch (const std::exception& error) {
                ++thread.failures;
                if (say)
                    say(thread.reader.name(), error.what());
                rest(wait);
                wait = std::min(wait * 2, std::chrono::milliseconds(failure_pause_most));
            }
        }
    }

    /// Sleeps whole pauses whatever is committed meanwhile, but not past stop().
    void rest(std::chrono::milliseconds most) {
        const auto until = std::chrono::steady_clock::now() + most;
        while (!waker->stopped() && std::chrono::steady_clock::now() < until)
            std::this_thread::sleep_for(20ms);
    }

    db::Database& database;
    Say say;
    FigureReader figure_reader;
    SearchReader search_reader;
    DueReader due_reader;
    NoticeReader notice_reader;
    Thread figure_thread;
    Thread search_thread;
    Thread due_thread;
    Thread notice_thread;
    std::unique_ptr<journal::Waker> waker;
};

Followers::Followers(db::Database& database, const record::House& house, const Figures& figures, Say say,
                     Directory directory)
    : life_(std::make_unique<Life>(database, house, figures, std::move(say), std::move(directory))) {}

Followers::~Followers() { stop(); }

void Followers::start() {
    if (life_->waker)
        return;
    life_->waker = std::make_unique<journal::Waker>(life_->database);
    for (Thread* thread : life_->threads())
        thread->runs = std::thread([this, thread] { life_->run(*thread); });
}

void Followers::stop() {
    if (!life_->waker)
        return;
    life_->waker->stop();
    for (Thread* thread : life_->threads())
        thread->runs.join();
    life_->waker.reset();
}

void Followers::catch_up() {
    for (Thread* thread : life_->threads()) {
        thread->follower.prepare();
        while (thread->follower.step()) {
        }
    }
}

void Followers::rebuild(const std::string& figure) { life_->figure_thread.follower.again(figure); }

std::vector<Position> Followers::positions() {
    std::vector<Position> positions = life_->database.read([&](db::Session& session) {
        std::vector<Position> found;
        const auto state = made(session);
        for (const Thread* thread : life_->threads()) {
            const std::string name = thread->reader.name();
            Position one{name, saved_position(session, name).value_or(0), journal::position(session), 0, {}};
            for (const auto& [full, made] : state)
                if (!made.done && full.starts_with(one.follower + ":"))
                    one.building.push_back(full.substr(one.follower.size() + 1));
            found.push_back(std::move(one));
        }
        return found;
    });
    for (std::size_t at = 0; at < positions.size(); ++at)
        positions[at].failures = life_->threads()[at]->failures;
    return positions;
}

} // namespace liandong::follow
