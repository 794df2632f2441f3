#include "journal/journal.hpp"

#include <stdexcept>

#include "base/value.hpp"
#include "journal/position.hpp"

namespace liandong::journal {
namespace {

constexpr std::string_view columns =
    "j.position, j.at, j.account, j.role, j.request, j.act, j.type, j.record, j.version, "
    "j.event, j.from_day, j.fields, j.digest, j.region, v.reason, v.body "
    "from journal j left join journal_value v on v.position = j.position ";

/// Empty is null, so that both databases hold one kind of nothing.
db::Param or_null(const std::string& text) { return text.empty() ? db::Param() : db::Param(text); }

std::optional<base::Uuid> uuid_or_none(const db::Row& row, std::size_t column) {
    return row.null(column) ? std::nullopt : std::optional(row.uuid(column));
}

Line line_of(const db::Row& row) {
    Line line;
    line.position = row.integer(0);
    line.at = row.instant(1);
    line.account = uuid_or_none(row, 2);
    line.role = row.text_or_empty(3);
    line.request = uuid_or_none(row, 4);
    line.act = row.text(5);
    line.type = row.text(6);
    line.record = row.uuid(7);
    line.version = row.integer(8);
    line.event = row.text_or_empty(9);
    line.from_day = row.null(10) ? std::nullopt : std::optional(row.date(10));
    line.fields = base::codes_from_column(row.text_or_empty(11));
    line.digest = row.text(12);
    line.region = row.text_or_empty(13);
    line.reason = row.text_or_empty(14);
    line.body = row.null(15) ? std::nullopt : std::optional(std::string(row.text(15)));
    return line;
}

template <class... A>
std::vector<Line> lines(db::Session& session, std::string_view where, const A&... params) {
    std::vector<Line> all;
    const db::Rows rows = session.rows("select " + std::string(columns) + std::string(where), params...);
    all.reserve(rows.size());
    for (const db::Row row : rows)
        all.push_back(line_of(row));
    return all;
}

std::int64_t append_line(db::Session& session, const Line& line) {
    const std::string sql =
        "insert into journal (position, at, account, role, request, act, type, record, version, event, "
        "from_day, fields, digest, region) values (" +
        std::string(next_position(session.dialect())) + ", ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning position";
    return session
        .rows(sql, line.at, line.account, or_null(line.role), line.request, line.act, line.type, line.record,
              line.version, or_null(line.event), line.from_day, base::Codes(line.fields), line.digest,
              or_null(line.region))
        .front()
        .integer(0);
}

} // namespace

std::int64_t append(db::Session& session, const Line& line) {
    const std::int64_t position = append_line(session, line);
    if (session.dialect() == db::Dialect::postgres && (position & lines_most) == 0)
        throw std::length_error("more than 16383 journal lines in one transaction");
    if (line.body || !line.reason.empty())
        session.execute("insert into journal_value (position, record, reason, body) values (?, ?, ?, ?)", position,
                        line.record, or_null(line.reason), line.body);
    return position;
}

std::vector<Line> tail(db::Session& session, std::int64_t after, std::size_t most) {
    return lines(session,
                 "where j.position > ? and j.position < " + std::string(final_below(session.dialect())) +
                     " order by j.position limit ?",
                 after, most);
}

std::vector<Line> ahead(db::Session& session, std::int64_t after) {
    return lines(session, "where j.position > ? order by j.position", after);
}

std::vector<Line> of_record(db::Session& session, std::string_view type, const base::Uuid& record) {
    return lines(session, "where j.record = ? and j.type = ? order by j.position", record, type);
}

std::int64_t position(db::Session& session) {
    return session
        .rows("select coalesce(max(position), 0) from journal where position < " +
              std::string(final_below(session.dialect())))
        .front()
        .integer(0);
}

std::int64_t erase_values(db::Session& session, const base::Uuid& record) {
    return session.execute("delete from journal_value where record = ?", record);
}

} // namespace liandong::journal
