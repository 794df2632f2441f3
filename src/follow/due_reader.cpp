#include "follow/due_reader.hpp"

#include <algorithm>
#include <set>

namespace liandong::follow {
namespace {

constexpr std::string_view method = "due 1 ";
constexpr std::size_t rows_at_once = 300;
constexpr std::size_t fan_out_most = 10'000;

bool reached(const std::map<std::string, Made>& made, const std::string& type, const Uuid& id) {
    const auto state = made.find(type);
    return state != made.end() && (state->second.done || (state->second.cursor && id <= *state->second.cursor));
}

bool touches(const record::Reader& reader, const std::vector<journal::Line>& lines) {
    return std::any_of(lines.begin(), lines.end(), [&](const journal::Line& line) {
        return std::any_of(reader.fields.begin(), reader.fields.end(), [&](const std::string& name) {
            return std::find(line.fields.begin(), line.fields.end(), name) != line.fields.end();
        });
    });
}

/// What stands of some records, by record.
std::map<Uuid, std::set<Due>> standing(db::Session& session, const std::vector<Uuid>& records) {
    std::map<Uuid, std::set<Due>> found;
    const std::vector<db::Param> params(records.begin(), records.end());
    for (const db::Row row :
         session.query("select record, what, due_at from due where record in (" + marks(records.size()) + ")", params))
        found[row.uuid(0)].insert({std::string(row.text(1)), row.instant(2)});
    return found;
}

/// Rules whose finding stands for some records: they are asked again whenever the record changes.
std::map<Uuid, std::vector<std::string>> findings(db::Session& session, const std::vector<Uuid>& records) {
    std::map<Uuid, std::vector<std::string>> found;
    const std::vector<db::Param> params(records.begin(), records.end());
    for (const db::Row row :
         session.query("select record, rule from finding where record in (" + marks(records.size()) + ")", params))
        found[row.uuid(0)].emplace_back(row.text(1));
    return found;
}

} // namespace

std::map<std::string, std::string> DueReader::wanted() const {
    std::map<std::string, std::string> wanted;
    for (const auto& [type, timed] : timetable_.types())
        if (timed.any())
            wanted[type] = std::string(method) + house_.pack.digest.substr(0, 32);
    return wanted;
}

void DueReader::follow(db::Session& session, const record::Shape& shape, const ByRecord& lines,
                       const std::map<std::string, Made>& made) {
    const Timed* timed = timetable_.of(shape.name());
    if (!timed)
        return;
    std::vector<Uuid> changed;
    for (const auto& [id, its] : lines)
        if (timed->any() && reached(made, shape.name(), id))
            changed.push_back(id);
    write(session, shape, changed);
    follow_readers(session, *timed, lines, made);
}

/// Records elsewhere whose moments hang on a field that changed here.
void DueReader::follow_readers(db::Session& session, const Timed& timed, const ByRecord& lines,
                               const std::map<std::string, Made>& made) {
    for (const record::Reader& reader : timed.readers)
        for (const auto& [id, its] : lines) {
            if (!touches(reader, its))
                continue;
            std::vector<Uuid> owners;
            for (const db::Row row : session.rows("select \"id\" from " + reader.owner->table + " where \"" +
                                                      reader.owner->field(reader.reference).name + "\" = ? limit ?",
                                                  id, fan_out_most))
                if (reached(made, reader.owner->name(), row.uuid(0)))
                    owners.push_back(row.uuid(0));
            write(session, *reader.owner, owners);
        }
}

void DueReader::make(db::Session& session, const std::string& wanted, const std::vector<Uuid>& records, const ByRecord&,
                     std::int64_t) {
    write(session, house_.shapes.of(wanted), records);
}

void DueReader::clear(db::Session& session, const std::string& wanted) {
    session.execute("delete from due where type = ?", wanted);
}

/// Moments have no past: they are those of the row as it stands, which may be ahead of the position; what comes after
/// is followed again. A moment that stands already keeps its place in the queue.
void DueReader::write(db::Session& session, const record::Shape& shape, const std::vector<Uuid>& records) {
    for (std::size_t from = 0; from < records.size(); from += rows_at_once) {
        const std::vector<Uuid> ids(
            records.begin() + static_cast<std::ptrdiff_t>(from),
            records.begin() + static_cast<std::ptrdiff_t>(std::min(from + rows_at_once, records.size())));
        auto stand = standing(session, ids);
        const auto found = findings(session, ids);
        std::map<Uuid, std::set<Due>> wanted;
        for (const auto& record : house_.store.fetch(session, shape, ids)) {
            const auto dues = timetable_.dues(session, record);
            wanted[record.id].insert(dues.begin(), dues.end());
        }
        for (const auto& [id, rules] : found)
            for (const auto& rule : rules)
                wanted[id].insert({"rule " + rule, {0}});
        for (const Uuid& id : ids) {
            for (const Due& due : stand[id])
                if (!wanted[id].contains(due))
                    session.execute("delete from due where record = ? and what = ? and due_at = ?", id, due.what,
                                    due.at);
            for (const Due& due : wanted[id])
                if (!stand[id].contains(due))
                    session.execute(
                        "insert into due (record, what, due_at, type, next_at, failures) values (?, ?, ?, ?, ?, 0)", id,
                        due.what, due.at, shape.name(), due.at);
        }
    }
}

} // namespace liandong::follow
