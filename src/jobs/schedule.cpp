#include "jobs/schedule.hpp"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "jobs/lease.hpp"

namespace liandong::jobs {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr auto rest_least = 1'000ms;
constexpr auto rest_most = 60'000ms;

const db::Write low{
    .priority = db::Priority::low, .isolation = db::Isolation::snapshot, .statement_most = std::nullopt};

/// A work that failed rests, each time longer, and the others go on.
struct Rest {
    std::chrono::milliseconds length{0};
    Steady::time_point until = Steady::time_point::min();
};

} // namespace

struct Schedule::Life {
    /// Whether a piece was done.
    bool piece(const Work& work) {
        const base::Instant at = now();
        if (!database.read([&](db::Session& session) { return work.waits(session, at); }))
            return false;
        return database.write(
            [&](db::Session& session) {
                if (!hold(session, work.name, me, at, pace.lease))
                    return false;
                work.piece(session, at);
                return true;
            },
            low);
    }

    bool rested(const Work& work) { return Steady::now() >= rests[work.name].until; }

    bool tried(const Work& work) {
        Rest& rest = rests[work.name];
        try {
            const bool done = piece(work);
            rest = {};
            return done;
        } catch (const std::exception& error) {
            if (say)
                say(work.name, error.what());
            rest.length = std::clamp(rest.length * 2, std::chrono::milliseconds(rest_least),
                                     std::chrono::milliseconds(rest_most));
            rest.until = Steady::now() + rest.length;
            return false;
        }
    }

    void run() {
        while (!stopped()) {
            const bool done =
                std::any_of(works.begin(), works.end(), [&](const Work& work) { return rested(work) && tried(work); });
            if (!done)
                sleep();
        }
    }

    bool stopped() {
        const std::lock_guard lock(mutex);
        return stop;
    }
    void sleep() {
        std::unique_lock lock(mutex);
        wake.wait_for(lock, pace.look, [this] { return stop; });
    }

    db::Database& database;
    std::vector<Work> works;
    Now now;
    Say say;
    Pace pace;
    base::Uuid me = base::new_uuid();
    std::map<std::string, Rest> rests = {};
    std::mutex mutex = {};
    std::condition_variable wake = {};
    bool stop = false;
    std::thread thread = {};
};

Schedule::Schedule(db::Database& database, std::vector<Work> works, Now now, Say say, Pace pace)
    : life_(new Life{database, std::move(works), std::move(now), std::move(say), pace}) {}

Schedule::~Schedule() { stop(); }

void Schedule::start() {
    if (life_->thread.joinable())
        return;
    life_->stop = false;
    life_->thread = std::thread([this] { life_->run(); });
}

void Schedule::stop() {
    if (!life_->thread.joinable())
        return;
    {
        const std::lock_guard lock(life_->mutex);
        life_->stop = true;
    }
    life_->wake.notify_all();
    life_->thread.join();
    try {
        life_->database.write([&](db::Session& session) { release(session, life_->me); });
    } catch (const std::exception& error) { // it lapses by itself
        if (life_->say)
            life_->say("lease", error.what());
    }
}

bool Schedule::step() {
    return std::any_of(life_->works.begin(), life_->works.end(), [&](const Work& work) { return life_->piece(work); });
}

std::int64_t Schedule::catch_up() {
    std::int64_t pieces = 0;
    while (step())
        ++pieces;
    return pieces;
}

} // namespace liandong::jobs
