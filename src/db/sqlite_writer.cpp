#include "db/sqlite_writer.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/fault.hpp"

namespace liandong::db {
namespace {

void settle(Job& job) {
    if (job.refused)
        job.settled.set_exception(job.refused);
    else
        job.settled.set_value();
}

} // namespace

SqliteWriter::SqliteWriter(const std::string& path, const Options& options, std::function<void()> committed)
    : options_(options),
      committed_(std::move(committed)),
      connection_(path, options, SqliteConnection::Use::writing),
      queue_(options.waiting_most),
      thread_([this] { loop(); }) {}

SqliteWriter::~SqliteWriter() {
    const auto left = queue_.close();
    thread_.join();
    fail_all({left.begin(), left.end()}, std::make_exception_ptr(Broken("the database was closed")));
}

void SqliteWriter::run(const std::function<void(Session&)>& work, Write how) {
    if (std::this_thread::get_id() == thread_.get_id())
        throw std::logic_error("a write inside a write: the closure has a session already");
    auto job = std::make_shared<Job>();
    job->work = &work;
    job->how = how;
    auto settled = job->settled.get_future();
    queue_.push(std::move(job));
    settled.get();
}

void SqliteWriter::loop() {
    while (JobPtr first = queue_.next()) {
        run_group(std::move(first));
        try {
            if (!broken_)
                connection_.checkpoint_when_due();
        } catch (const base::Fault&) {
            // The disk is full: the log keeps growing as long as it can, and the next commit will say so to its caller.
        } catch (const std::exception& error) {
            stop_for_good(error.what());
        }
    }
}

void SqliteWriter::run_group(JobPtr first) {
    if (!begin(first))
        return;
    const auto until = std::chrono::steady_clock::now() + options_.group_time;
    Group group;
    for (JobPtr job = std::move(first); job; job = next_of(group, until)) {
        group.push_back(job);
        run_one(*job);
        if (broken_)
            return fail_all(group, job->refused);
        if (!connection_.in_transaction())
            return run_again_without(group);
    }
    commit(group);
}

bool SqliteWriter::begin(const JobPtr& first) {
    try {
        connection_.step("begin immediate");
        return true;
    } catch (const Broken& error) {
        stop_for_good(error.what());
        fail_all({first}, std::current_exception());
    } catch (...) {
        fail_all({first}, std::current_exception());
    }
    return false;
}

JobPtr SqliteWriter::next_of(const Group& group, std::chrono::steady_clock::time_point until) {
    if (group.size() >= options_.group_most || std::chrono::steady_clock::now() > until)
        return nullptr;
    // Nobody is made to wait longer for bulk work than it took; bulk work that nobody waits behind shares its commit.
    const bool bulk = group.back()->how.priority == Priority::low;
    return bulk ? queue_.next_low() : queue_.next_normal();
}

void SqliteWriter::run_one(Job& job) {
    for (;;) {
        ++job.runs;
        try {
            return run_in_savepoint(job);
        } catch (const Again&) {
            undo_one(job, std::make_exception_ptr(base::Fault(base::Refusal::busy, "db.busy")));
        } catch (const Broken& error) {
            stop_for_good(error.what());
            return undo_one(job, std::current_exception());
        } catch (...) {
            return undo_one(job, std::current_exception());
        }
        if (job.runs >= options_.tries_most || !connection_.in_transaction())
            return;
        job.refused = nullptr;
        ++reruns_;
    }
}

void SqliteWriter::run_in_savepoint(const Job& job) {
    connection_.set_statement_most(job.how.statement_most.value_or(options_.statement_most));
    connection_.step("savepoint closure");
    Session session(connection_);
    (*job.work)(session);
    refuse_if_failed(session);
    if (connection_.dangling_references())
        throw BrokenReference("", "");
    connection_.step("release closure");
}

void SqliteWriter::undo_one(Job& job, std::exception_ptr reason) {
    job.refused = std::move(reason);
    if (!connection_.in_transaction())
        return;
    try {
        connection_.script("rollback to closure; release closure");
    } catch (...) {
        connection_.rollback(); // the others of the group run again
    }
}

/// A full disk or a passed time limit makes SQLite undo the whole transaction. The one it happened to is refused; the
/// others have done nothing wrong and run again.
void SqliteWriter::run_again_without(Group& group) {
    const JobPtr culprit = group.back();
    group.pop_back();
    for (auto job = group.rbegin(); job != group.rend(); ++job) {
        (*job)->refused = nullptr;
        ++reruns_;
        queue_.push_front(*job);
    }
    settle(*culprit);
}

void SqliteWriter::commit(const Group& group) {
    try {
        connection_.step("commit");
    } catch (const base::Fault&) {
        connection_.rollback();
        return fail_all(group, std::current_exception());
    } catch (const std::exception& error) {
        connection_.rollback();
        // After a failed sync nobody knows what is on the disk, and asking again would be told that all is well.
        stop_for_good(error.what());
        return fail_all(group, std::make_exception_ptr(Broken(std::string("the commit failed: ") + error.what())));
    }
    count(group);
    committed_();
    for (const auto& job : group)
        settle(*job);
}

void SqliteWriter::count(const Group& group) {
    const auto kept = std::count_if(group.begin(), group.end(), [](const JobPtr& job) { return !job->refused; });
    writes_ += static_cast<std::uint64_t>(kept);
    commits_ += kept > 0 ? 1 : 0;
    group_largest_ = std::max(group_largest_.load(), static_cast<std::uint64_t>(kept));
}

void SqliteWriter::fail_all(const Group& group, const std::exception_ptr& reason) {
    for (const auto& job : group)
        job->settled.set_exception(reason);
}

void SqliteWriter::stop_for_good(const char* why) {
    broken_ = true;
    const auto left = queue_.close();
    connection_.rollback();
    fail_all({left.begin(), left.end()},
             std::make_exception_ptr(Broken(std::string("the database takes no more changes: ") + why)));
}

void SqliteWriter::add_to(Stats& stats) const {
    stats.writes = writes_;
    stats.commits = commits_;
    stats.reruns += reruns_;
    stats.group_largest = group_largest_;
    stats.waiting += queue_.waiting();
}

} // namespace liandong::db
