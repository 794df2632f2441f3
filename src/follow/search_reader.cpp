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

constexpr std::string_view method = "terms 1";
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
}

/// Words have no past: they are those of the row as it stands, which may be ahead of the position; what comes after is
/// followed again.
void SearchReader::write(db::Session& session, const record::Shape& shape, const std::vector<Uuid>& records) {
    for (std::size_t from = 0; from < records.size(); from += rows_at_once) {
        const std::vector<Uuid> ids(
            records.begin() + static_cast<std::ptrdiff_t>(from),
            records.begin() + static_cast<std::ptrdiff_t>(std::min(from + rows_at_once, records.size())));
        std::vector<db::Param> params(ids.begin(), ids.end());
        params.resize(std::bit_ceil(params.size()), params.back());
        std::set<std::pair<Uuid, std::string>> stand, wanted;
        for (const db::Row row : session.query(
                 "select record, term from search_term where record in (" + marks(params.size()) + ")", params))
            stand.emplace(row.uuid(0), row.text(1));
        for (const auto& record : house_.store.fetch(session, shape, ids))
            for (const auto& term : terms_of(shape, record))
                wanted.emplace(record.id, term);
        for (const auto& [id, term] : stand)
            if (!wanted.contains({id, term}))
                session.execute("delete from search_term where type = ? and term = ? and record = ?", shape.name(),
                                term, id);
        std::vector<db::Param> rows;
        for (const auto& [id, term] : wanted) {
            if (stand.contains({id, term}))
                continue;
            for (db::Param param : {db::Param(shape.name()), db::Param(term), db::Param(id)})
                rows.push_back(std::move(param));
        }
        insert(session, rows);
    }
}

} // namespace liandong::follow
