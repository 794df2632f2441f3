#include "modules/volunteers/store.hpp"

namespace liandong::modules::volunteers {

std::vector<Hours> hours_of_day(db::Session& session, const base::Uuid& volunteer, base::Date on) {
    std::vector<Hours> found;
    const auto rows = session.rows(R"(
        select "on", minutes
        from volunteers_hours
        where volunteer = ? and "on" = ?)",
                                   volunteer, on);
    for (const db::Row row : rows)
        found.push_back({row.date(0), row.integer(1)});
    return found;
}

} // namespace liandong::modules::volunteers
