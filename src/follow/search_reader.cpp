#include "follow/search_reader.hpp"

#include <algorithm>
#include <bit>
#include <span>

#include "crypt/digest.hpp"
#include "crypt/text.hpp"
#include "follow/search.hpp"
#include "follow/terms.hpp"
#include "record/store.hpp"

namespace liandong::follow {
namespace {

constexpr std::string_view method = "terms 2";
constexpr std::size_t rows_at_once = 512;

/// Rows of three parameters, written in groups of powers of two: few statements to prepare, whatever their number.
void insert(db::Session& session, std::span<const db::Param> rows) {
    while (!rows.empty()) {
        const std::size_t count = std::min(std::bit_floor(rows.size() / 3), rows_at_once);
        std::string groups = "(?, ?, ?)";
        for (std::size_t at = 1; at < count; ++at)
            groups += ", (?, ?, ?)";
        session.execute("insert into search_term (type, term, record) values " + groups, rows.first(3 * count));
        rows = rows.subspan(3 * count);
    }
}

std::vector<std::size_t> fields(const record::Shape& shape, bool encrypted) {
    std::vector<std::size_t> found;
    for (const auto& name : shape.type->search)
        if (const auto at = shape.find(name); at && shape.field(*at).encrypted() == encrypted)
            found.push_back(*at);
    return found;
}

/// Whether a line can change the words of its record.
bool touches(const record::Shape& shape, const journal::Line& line) {
    if (line.act == "create" || line.act == "remove" || line.act == "erase")
        return true;
    return std::any_of(line.fields.begin(), line.fields.end(), [&](const std::string& name) {
        return std::find(shape.type->search.begin(), shape.type->search.end(), name) != shape.type->search.end();
    });
}

} // namespace

std::vector<std::size_t> word_fields(const record::Shape& shape) { return fields(shape, false); }
std::vector<std::size_t> whole_fields(const record::Shape& shape) { return fields(shape, true); }

std::set<std::string> terms_of(const record::Shape& shape, const record::Record& record) {
    std::set<std::string> terms;
    for (const std::size_t at : word_fields(shape))
        if (!base::is_empty(record.values[at]))
            terms.merge(terms_of(record::to_plain(record.values[at])));
    return terms;
}

std::string together(const std::set<std::string>& terms) {
    std::string text = "\n";
    for (const auto& term : terms)
        text += term + "\n";
    return text;
}

std::set<std::string> apart(std::string_view terms) {
    std::set<std::string> found;
    for (std::size_t from = 1; from < terms.size();) {
        const auto end = std::min(terms.find('\n', from), terms.size());
        found.emplace(terms.substr(from, end - from));
        from = end + 1;
    }
    return found;
}

std::map<std::string, std::string> SearchReader::wanted() const {
    std::map<std::string, std::string> wanted;
    for (const auto& [name, shape] : house_.shapes.all()) {
        if (word_fields(*shape).empty())
            continue;
        std::string told(method);
        for (const std::size_t at : word_fields(*shape))
            told += '\n' + shape->field(at).name;
        wanted[name] = crypt::to_hex(crypt::sha256(told)).substr(0, 32);
    }
    return wanted;
}

void SearchReader::follow(db::Session& session, const record::Shape& shape, const ByRecord& lines,
                          const std::map<std::string, Made>& made) {
    const auto state = made.find(shape.name());
    if (state == made.end())
        return;
    std::vector<Uuid> changed;
    for (const auto& [id, its] : lines) {
        const bool reached = state->second.done || (state->second.cursor && id <= *state->second.cursor);
        if (reached && std::any_of(its.begin(), its.end(), [&](const auto& line) { return touches(shape, line); }))
            changed.push_back(id);
    }
    write(session, shape, changed);
}

void SearchReader::make(db::Session& session, const std::string& wanted, const std::vector<Uuid>& records,
                        const ByRecord&, std::int64_t) {
    write(session, house_.shapes.of(wanted), records);
}

void SearchReader::clear(db::Session& session, const std::string& wanted) {
    session.execute("delete from search_term where type = ?", wanted);
    session.execute("delete from search_record where type = ?", wanted);
}

/// Words have no past: they are those of the row as it stands, which may be ahead of the position; what comes after is
/// followed again.
void SearchReader::write(db::Session& session, const record::Shape& shape, const std::vector<Uuid>& records) {
    for (std::size_t from = 0; from < records.size(); from += rows_at_once) {
        const auto begin = records.begin() + static_cast<std::ptrdiff_t>(from);
        const auto end = records.begin() + static_cast<std::ptrdiff_t>(std::min(from + rows_at_once, records.size()));
        write_some(session, shape, {begin, end});
    }
}

void SearchReader::write_some(db::Session& session, const record::Shape& shape, const std::vector<Uuid>& ids) {
    std::map<Uuid, std::set<std::string>> stand, wanted;
    std::vector<db::Param> params{shape.name()};
    params.insert(params.end(), ids.begin(), ids.end());
    params.resize(1 + std::bit_ceil(ids.size()), params.back());
    for (const db::Row row : session.query(
             "select record, terms from search_record where type = ? and record in (" + marks(params.size() - 1) + ")",
             params))
        stand[row.uuid(0)] = apart(row.text(1));
    for (const auto& record : house_.store.fetch(session, shape, ids))
        wanted[record.id] = terms_of(shape, record);
    std::vector<db::Param> rows;
    for (const Uuid& id : ids) {
        const auto &old = stand[id], &now = wanted[id];
        if (old == now)
            continue;
        for (const auto& term : old)
            if (!now.contains(term))
                session.execute("delete from search_term where type = ? and term = ? and record = ?", shape.name(),
                                term, id);
        for (const auto& term : now)
            if (!old.contains(term))
                rows.insert(rows.end(), {db::Param(shape.name()), db::Param(term), db::Param(id)});
        if (now.empty())
            session.execute("delete from search_record where type = ? and record = ?", shape.name(), id);
        else
            session.execute(
                "insert into search_record (type, record, terms) values (?, ?, ?) on conflict (type, record) "
                "do update set terms = excluded.terms",
                shape.name(), id, together(now));
    }
    insert(session, rows);
}

} // namespace liandong::follow
