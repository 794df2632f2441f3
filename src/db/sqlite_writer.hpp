// SQLite's one writer: runs closures each in a savepoint, commits those that wait together, and hands results out only
// when the commit is on the disk. Inside db/ only.
#pragma once

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "db/sqlite_connection.hpp"
#include "db/write_queue.hpp"

namespace liandong::db {

class SqliteWriter {
public:
    /// `committed` is called after each commit, before its results are handed out.
    SqliteWriter(const std::string& path, const Options& options, std::function<void()> committed);
    ~SqliteWriter();

    /// Runs the closure and returns after its commit. Throws as Database::write says.
    void run(const std::function<void(Session&)>& work, Write how);
    bool broken() const { return broken_; }
    void add_to(Stats& stats) const;

private:
    using Group = std::vector<JobPtr>;

    void loop();
    void run_group(JobPtr first);
    bool begin(const JobPtr& first);
    void run_one(Job& job);
    void run_in_savepoint(const Job& job);
    void undo_one(Job& job, std::exception_ptr reason);
    JobPtr next_of(const Group& group, std::chrono::steady_clock::time_point until);
    void run_again_without(Group& group);
    void commit(const Group& group);
    void count(const Group& group);
    void fail_all(const Group& group, const std::exception_ptr& reason);
    void stop_for_good(const char* why);

    const Options options_;
    const std::function<void()> committed_;
    SqliteConnection connection_;
    WriteQueue queue_;
    std::atomic<bool> broken_ = false;
    std::atomic<std::uint64_t> writes_ = 0;
    std::atomic<std::uint64_t> commits_ = 0;
    std::atomic<std::uint64_t> reruns_ = 0;
    std::atomic<std::uint64_t> group_largest_ = 0;
    std::thread thread_; // last: it uses all the others
};

} // namespace liandong::db
