// `during`: when the day turns, rows leave a window at its far end, and rows dated ahead come in at the near one. The
// owners of both are kept again, first thing of the new day; the very first time, all owners are.
#include <algorithm>

#include "jobs/lease.hpp"
#include "modules/clocks/works.hpp"

namespace liandong::modules::clocks {
namespace {

constexpr std::size_t owners_at_once = 25;

struct Window {
    const record::Shape* source;
    record::Kept kept;
    const pack::Keep* keep;

    std::string name() const { return "window " + kept.owner->name() + "." + kept.owner->field(kept.field).name; }
    /// The last day that has left the window on a day.
    base::Date left(base::Date day) const { return base::add_months(day, -keep->during_months) - keep->during_days; }
};

std::vector<Window> windows(const record::House& house) {
    std::vector<Window> found;
    for (const auto& [name, shape] : house.shapes.all())
        for (const record::Kept& kept : shape->keeps) {
            const auto& keep = std::get<pack::Keep>(kept.owner->field(kept.field).made);
            if (!keep.during_field.empty())
                found.push_back({shape.get(), kept, &keep});
        }
    return found;
}

/// The next owners by what their rows hold in `by`: those of rows that came or went between two days.
std::vector<std::string> moved(db::Session& session, const Window& window, base::Date from, base::Date to,
                               const std::string& reached) {
    const std::string by = "t.\"" + window.source->field(window.kept.by).name + "\"";
    const std::string on = "t.\"" + window.keep->during_field + "\"";
    std::string sql = "select distinct " + by + " from " + window.source->table + " t where " + by +
                      " is not null and ((" + on + " > ? and " + on + " <= ?) or (" + on + " > ? and " + on + " <= ?))";
    std::vector<db::Param> params{window.left(from), window.left(to), from, to};
    if (!reached.empty()) {
        sql += " and " + by + " > ?";
        params.emplace_back(reached);
    }
    params.emplace_back(owners_at_once);
    std::vector<std::string> keys;
    const base::Kind kind = window.source->field(window.kept.by).kind;
    for (const db::Row row : session.query(sql + " order by 1 limit ?", params))
        keys.push_back(record::to_plain(row.value(0, kind)));
    return keys;
}

/// The next owners of all.
std::vector<std::string> all(db::Session& session, const Window& window, const std::string& reached) {
    std::vector<db::Param> params;
    if (!reached.empty())
        params.emplace_back(reached);
    params.emplace_back(owners_at_once);
    std::vector<std::string> ids;
    for (const db::Row row :
         session.query("select t.\"id\" from " + window.kept.owner->table + " t" +
                           (reached.empty() ? "" : " where t.\"id\" > ?") + " order by t.\"id\" limit ?",
                       params))
        ids.push_back(base::to_text(row.uuid(0)));
    return ids;
}

std::vector<record::Record> owners(const Desk& desk, db::Session& session, const Window& window, bool by_id,
                                   const std::vector<std::string>& keys) {
    if (by_id || !window.kept.own) {
        std::vector<base::Uuid> ids;
        for (const auto& key : keys)
            ids.push_back(*base::parse_uuid(key));
        return desk.kernel.store().fetch(session, *window.kept.owner, ids);
    }
    std::vector<record::Record> found;
    for (const auto& key : keys)
        for (auto& one : desk.kernel.store().where(session, *window.kept.owner, *window.kept.own, key, 10'000))
            found.push_back(std::move(one));
    return found;
}

void piece(const Desk& desk, db::Session& session, const Window& window, base::Instant now) {
    jobs::Days days = jobs::days(session, window.name());
    if (!days.under_way)
        days.under_way = base::day_of(now);
    record::Given given{.me = {}, .now = now, .request = {}, .reason = {}};
    const bool first = !days.through;
    const auto keys = first ? all(session, window, days.reached)
                            : moved(session, window, *days.through, *days.under_way, days.reached);
    if (!keys.empty())
        desk.kernel.keep_again(session, *window.kept.owner, owners(desk, session, window, first, keys),
                               window.kept.field, given);
    if (keys.size() == owners_at_once)
        days.reached = keys.back();
    else
        days = {.through = days.under_way, .under_way = {}, .reached = {}};
    jobs::save(session, window.name(), days);
}

bool waits(db::Session& session, const Window& window, base::Instant now) {
    const auto days = jobs::days(session, window.name());
    return !days.through || *days.through < base::day_of(now);
}

} // namespace

jobs::Work window_work(const Desk& desk) {
    const auto all_windows = std::make_shared<const std::vector<Window>>(windows(desk.kernel.house()));
    const auto next = [all_windows](db::Session& session, base::Instant now) {
        return std::find_if(all_windows->begin(), all_windows->end(),
                            [&](const Window& window) { return waits(session, window, now); });
    };
    return {.name = "windows",
            .waits = [=](db::Session& session, base::Instant now) { return next(session, now) != all_windows->end(); },
            .piece =
                [=, &desk](db::Session& session, base::Instant now) {
                    if (const auto window = next(session, now); window != all_windows->end())
                        piece(desk, session, *window, now);
                }};
}

} // namespace liandong::modules::clocks
