#include "jobs/lease.hpp"

namespace liandong::jobs {

std::vector<db::Table> tables() {
    using db::Type;
    return {
        {.name = "job_lease",
         .columns = {{"work", Type::text, true}, {"holder", Type::uuid, true}, {"until", Type::integer, true}},
         .key = {"work"}},
        {.name = "job_day",
         .columns =
             {{"work", Type::text, true}, {"through", Type::date}, {"under_way", Type::date}, {"reached", Type::text}},
         .key = {"work"}},
    };
}

bool hold(db::Session& session, const std::string& work, const base::Uuid& holder, base::Instant now,
          std::chrono::milliseconds length) {
    const std::int64_t until = now.ms + length.count();
    return session.execute(
               "insert into job_lease (work, holder, until) values (?, ?, ?) on conflict (work) do update "
               "set holder = excluded.holder, until = excluded.until "
               "where job_lease.holder = excluded.holder or job_lease.until < ?",
               work, holder, until, now.ms) == 1;
}

void release(db::Session& session, const base::Uuid& holder) {
    session.execute("delete from job_lease where holder = ?", holder);
}

Days days(db::Session& session, const std::string& work) {
    const auto rows = session.rows("select through, under_way, reached from job_day where work = ?", work);
    if (rows.empty())
        return {};
    const db::Row row = rows.front();
    const auto day = [&](std::size_t column) {
        return row.null(column) ? std::nullopt : std::optional(row.date(column));
    };
    return {day(0), day(1), std::string(row.text_or_empty(2))};
}

void save(db::Session& session, const std::string& work, const Days& days) {
    session.execute(
        "insert into job_day (work, through, under_way, reached) values (?, ?, ?, ?) on conflict (work) do "
        "update set through = excluded.through, under_way = excluded.under_way, reached = excluded.reached",
        work, days.through, days.under_way, days.reached.empty() ? db::Param() : db::Param(days.reached));
}

} // namespace liandong::jobs
