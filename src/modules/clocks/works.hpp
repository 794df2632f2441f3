// What the server does by itself, as works for the schedule of jobs. Everything that changes a record goes through the
// kernel, so that journal, rules and figures see it like any other change.
#pragma once

#include <memory>
#include <vector>

#include "follow/notices.hpp"
#include "follow/timetable.hpp"
#include "jobs/schedule.hpp"
#include "modules/desk.hpp"

namespace liandong::modules::clocks {

/// Who is behind an addressee, by the accounts of this house.
follow::Directory directory();

/// Told what was refused, for the log; holds no personal data.
using Say = std::function<void(const std::string& what)>;

/// What falls due: events with `when`, reminders and lateness of clocks, night rules.
jobs::Work due_work(const Desk& desk, std::shared_ptr<const follow::Timetable> timetable, follow::Directory directory,
                    Say say = {});
/// Kept fields whose window moved with the day.
jobs::Work window_work(const Desk& desk);
/// Once a day: ended sessions and failed tries that no longer count.
jobs::Work tidy_work(const Desk& desk);

/// All of them. Windows come first: what falls due on a day sees the fields of that day.
std::vector<jobs::Work> works(const Desk& desk, Say say = {});

} // namespace liandong::modules::clocks
