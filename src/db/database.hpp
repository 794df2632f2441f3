// The two doors: read(fn) sees one unmoving snapshot, write(fn) is one transaction. SQLite runs the closures of a write
// on one thread, each in a savepoint, and commits waiting ones together; PostgreSQL runs them side by side and again on
// conflict.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "db/errors.hpp"
#include "db/session.hpp"

namespace liandong::db {

struct Options {
    bool durable = true;                      // false: commits may be lost with the power; for controls of fault tests
    std::size_t connections = 8;              // SQLite: that read at one time; PostgreSQL: in all
    std::size_t waiting_most = 1000;          // writes (and reads) that may wait before the answer is busy
    std::size_t group_most = 256;             // SQLite: closures in one commit
    std::chrono::milliseconds group_time{50}; // SQLite: a group takes no more closures after this
    std::chrono::milliseconds wait_most{5'000};
    std::chrono::milliseconds statement_most{30'000};
    int tries_most = 12; // PostgreSQL: runs of one closure before the answer is busy
};

/// normal: people wait. low: bulk; it runs when nobody else waits, or after a second.
enum class Priority { normal, low };
/// snapshot: REPEATABLE READ. serializable: for a rule that declares that it reads other rows. One on SQLite.
enum class Isolation { snapshot, serializable };

struct Write {
    Priority priority = Priority::normal;
    Isolation isolation = Isolation::snapshot;
    std::optional<std::chrono::milliseconds> statement_most = {}; // instead of Options.statement_most: migrations
};
struct Read {
    std::optional<std::chrono::milliseconds> statement_most = {}; // instead of Options.statement_most
};

/// Counted since the start, for /metrics and tests.
struct Stats {
    std::uint64_t reads = 0;
    std::uint64_t writes = 0;        // closures whose change was committed
    std::uint64_t commits = 0;       // commits that carried them
    std::uint64_t reruns = 0;        // closures run again
    std::uint64_t group_largest = 0; // closures in the largest commit
    std::uint64_t waiting = 0;       // now
};

class Database {
public:
    /// "sqlite:PATH" (made when absent, mode 600) or "postgresql://…". Throws std::runtime_error with a sentence when
    /// it cannot be opened.
    static std::unique_ptr<Database> open(std::string_view url, Options options = {});
    virtual ~Database() = default;

    virtual Dialect dialect() const = 0;

    /// Calls `act(Session&)` on one unmoving snapshot and returns its result. Throws what `act` throws, Fault(busy).
    template <class F>
    auto read(F&& act, Read how = {}) {
        return through<F>(act, [&](const Work& work) { run_read(work, how); });
    }

    /// Calls `act(Session&)` in one transaction and returns its result after the commit is on the disk. The closure may
    /// run again, on another thread, and touches nothing but the session and what it returns. When it throws, nothing
    /// of it stands and the exception arrives here. Throws besides: Fault(busy), Fault(disk_full), Broken,
    /// OutcomeUnknown.
    template <class F>
    auto write(F&& act, Write how = {}) {
        return through<F>(act, [&](const Work& work) { run_write(work, how); });
    }

    /// Calls `wake` after every commit of this process until the handle is dropped. It must be short and not throw.
    [[nodiscard]] virtual std::shared_ptr<void> on_commit(std::function<void()> wake) = 0;
    virtual Stats stats() const = 0;
    /// False after a commit failed below the database: changes are refused until a new start.
    virtual bool takes_changes() const = 0;

protected:
    using Work = std::function<void(Session&)>;
    virtual void run_read(const Work& work, Read how) = 0;
    virtual void run_write(const Work& work, Write how) = 0;

private:
    template <class F, class Run>
    static auto through(F& act, const Run& run) {
        using Result = std::invoke_result_t<F&, Session&>;
        if constexpr (std::is_void_v<Result>) {
            run([&](Session& session) { act(session); });
        } else {
            std::optional<Result> result;
            run([&](Session& session) {
                result.reset();
                result.emplace(act(session));
            });
            return std::move(*result);
        }
    }
};

} // namespace liandong::db
