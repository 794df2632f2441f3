// At its moment each entry is asked again of the record as it stands: the table of what falls due only says where to
// look. So it does no harm when it is behind, lost, or made anew.
#include <algorithm>
#include <chrono>

#include "follow/ledger.hpp"
#include "journal/journal.hpp"
#include "modules/clocks/works.hpp"
#include "record/condition.hpp"
#include "record/sentence.hpp"

namespace liandong::modules::clocks {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t entries_at_once = 20;
constexpr std::chrono::milliseconds piece_most{30}; // no further entry is begun after this
constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t failures_counted = 10; // 2^10 minutes: about a day

struct Entry {
    base::Uuid record;
    std::string what;
    base::Instant due_at;
    std::string type;
    std::int64_t failures = 0;
};

std::vector<Entry> next(db::Session& session, base::Instant now) {
    std::vector<Entry> entries;
    for (const db::Row row : session.rows("select record, what, due_at, type, failures from due where next_at <= ? "
                                          "order by next_at, due_at, record, what limit ?",
                                          now, entries_at_once))
        entries.push_back(
            {row.uuid(0), std::string(row.text(1)), row.instant(2), std::string(row.text(3)), row.integer(4)});
    return entries;
}

std::string word(const std::string& text, std::size_t n) {
    std::size_t from = 0;
    while (n-- > 0)
        from = text.find(' ', from) + 1;
    return text.substr(from, text.find(' ', from) - from);
}

class Settling {
public:
    Settling(const Desk& desk, const follow::Timetable& timetable, const follow::Directory& directory,
             db::Session& session, base::Instant now)
        : desk_(desk),
          house_(desk.kernel.house()),
          timetable_(timetable),
          directory_(directory),
          session_(session),
          given_{.me = {}, .now = now, .request = {}, .reason = {}} {}

    /// Does what falls due, when it still does; the entry is gone either way.
    void settle(const Entry& entry) {
        session_.execute("delete from due where record = ? and what = ? and due_at = ?", entry.record, entry.what,
                         entry.due_at);
        const record::Shape* shape = house_.shapes.find(entry.type);
        const auto record = shape ? house_.store.fetch(session_, *shape, entry.record) : std::nullopt;
        const std::string kind = word(entry.what, 0);
        if (kind == "rule")
            rule(entry, shape, record ? &*record : nullptr);
        else if (!record)
            return;
        else if (kind == "event")
            event(entry, *shape, *record);
        else
            clock(entry, *shape, *record, kind == "late");
    }

private:
    void event(const Entry& entry, const record::Shape& shape, const record::Record& record) {
        const pack::Event* event = shape.type->event(word(entry.what, 1));
        if (!event || !event->when.given() ||
            std::find(event->from.begin(), event->from.end(), record.state) == event->from.end())
            return;
        const record::AskedOf asked(house_, given_, &session_, shape, record);
        if (expr::holds(*record::tree(event->when), asked) && !fired(entry, shape, event->name))
            desk_.kernel.fire_system(session_, shape, record.id, event->name, {}, given_);
    }

    /// Whether it fired since it fell due, in the state the record is in: an event that leaves its condition true
    /// happens once.
    bool fired(const Entry& entry, const record::Shape& shape, const std::string& event) {
        auto lines = journal::of_record(session_, shape.name(), entry.record);
        for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
            if (line->event == event && !line->account && line->at >= entry.due_at)
                return true;
            if (std::find(line->fields.begin(), line->fields.end(), "state") != line->fields.end())
                return false;
        }
        return false;
    }

    void clock(const Entry& entry, const record::Shape& shape, const record::Record& record, bool late) {
        const auto dues = timetable_.dues(session_, record);
        if (std::find(dues.begin(), dues.end(), follow::Due{entry.what, entry.due_at}) == dues.end())
            return; // the record moved since
        const std::string name = word(entry.what, 1);
        const auto clock = std::find_if(shape.type->clocks.begin(), shape.type->clocks.end(),
                                        [&](const pack::Clock& one) { return one.name == name; });
        const record::AskedOf asked(house_, given_, &session_, shape, record);
        const auto due = follow::due_at(asked, *clock);
        if (!due || (!late && *due < given_.now))
            return; // a reminder after the day helps nobody: lateness is told by its own entry
        const std::string who = late ? clock->late[std::stoul(word(entry.what, 2))].tell : clock->owner;
        base::Params params{{"what", clock->label.zh}, {"what@en", clock->label.en}};
        const base::Date day = base::day_of(*due);
        params["due"] = *due == base::end_of(day) ? base::to_text(day) : record::moment_text(*due);
        notice(entry, shape, record, asked, {who}, late ? "clock.late" : "clock.remind", params, due);
    }

    void rule(const Entry& entry, const record::Shape* shape, const record::Record* record) {
        const std::string id = word(entry.what, 1);
        const auto rule = std::find_if(house_.pack.rules.begin(), house_.pack.rules.end(),
                                       [&](const pack::Rule& one) { return one.id == id; });
        if (record && rule != house_.pack.rules.end()) {
            const record::AskedOf asked(house_, given_, &session_, *shape, *record);
            if (rule->on == entry.type && follow::finds(asked, *rule))
                return found(entry, *shape, *record, asked, *rule);
        }
        session_.execute("delete from finding where record = ? and rule = ?", entry.record, id);
    }

    void found(const Entry& entry, const record::Shape& shape, const record::Record& record,
               const record::AskedOf& asked, const pack::Rule& rule) {
        const auto params = record::filling(house_, shape, asked, rule.message, given_.today());
        const bool known = session_.execute("update finding set params = ? where record = ? and rule = ?",
                                            follow::params_to_text(params), record.id, rule.id) > 0;
        if (known)
            return;
        session_.execute("insert into finding (record, rule, type, since, params) values (?, ?, ?, ?, ?)", record.id,
                         rule.id, shape.name(), given_.today(), follow::params_to_text(params));
        notice({entry.record, "rule " + rule.id, base::start_of(given_.today()), entry.type}, shape, record, asked,
               rule.tell, rule.id, params, {});
    }

    void notice(const Entry& entry, const record::Shape& shape, const record::Record& record,
                const record::AskedOf& asked, const std::vector<std::string>& whom, const std::string& text,
                const base::Params& params, const std::optional<base::Instant>& due) {
        std::vector<follow::Addressee> addressees;
        for (const auto& who : whom)
            for (auto& one : follow::addressees(house_, asked, shape, record, who))
                addressees.push_back(std::move(one));
        follow::tell(session_, directory_, addressees,
                     {.source = entry.what + " " + base::to_text(record.id) + " " + std::to_string(entry.due_at.ms),
                      .text = text,
                      .params = params,
                      .type = shape.name(),
                      .record = record.id,
                      .position = journal::position(session_),
                      .due_at = due,
                      .at = given_.now});
    }

    const Desk& desk_;
    const record::House& house_;
    const follow::Timetable& timetable_;
    const follow::Directory& directory_;
    db::Session& session_;
    record::Given given_;
};

/// What is refused now is tried again later, each time after a longer while.
void postpone(db::Session& session, const Entry& entry, base::Instant now) {
    const std::int64_t wait = minute_ms << std::min(entry.failures, failures_counted);
    session.execute("update due set next_at = ?, failures = failures + 1 where record = ? and what = ? and due_at = ?",
                    now.ms + wait, entry.record, entry.what, entry.due_at);
}

} // namespace

jobs::Work due_work(const Desk& desk, std::shared_ptr<const follow::Timetable> timetable, follow::Directory directory,
                    Say say) {
    return {.name = "due",
            .waits =
                [](db::Session& session, base::Instant now) {
                    return !session.rows("select 1 from due where next_at <= ? limit 1", now).empty();
                },
            .piece =
                [&desk, timetable, directory = std::move(directory), say = std::move(say)](db::Session& session,
                                                                                           base::Instant now) {
                    // The follower of this table and we do not work on it at the same time.
                    follow::take_turn(session, "due");
                    const auto begin = Steady::now();
                    for (const Entry& entry : next(session, now)) {
                        if (Steady::now() - begin > piece_most)
                            break;
                        const auto refused = [&](const std::string& why) {
                            postpone(session, entry, now);
                            if (say)
                                say(entry.type + " " + base::to_text(entry.record) + " " + entry.what + ": " + why);
                        };
                        try {
                            session.nested([&] { Settling(desk, *timetable, directory, session, now).settle(entry); });
                        } catch (const base::Fault& fault) {
                            if (fault.refusal == base::Refusal::busy || fault.refusal == base::Refusal::disk_full)
                                throw;
                            refused(fault.findings.empty() ? fault.code : fault.findings.front().code);
                        } catch (const db::ConstraintBroken& broken) {
                            refused(broken.what());
                        } catch (const std::logic_error& bug) {
                            refused(bug.what());
                        }
                    }
                }};
}

} // namespace liandong::modules::clocks
