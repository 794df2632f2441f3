#include "follow/ledger.hpp"

#include <algorithm>
#include <functional>

namespace liandong::follow {
namespace {

constexpr std::size_t rows_at_once = 400;

/// Cells as they stand in a column: the total is an empty word, so "|field=04" is the total and one more.
std::string joined(const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t at = 0; at < cells.size(); ++at)
        text += (at == 0 ? "" : "|") + cells[at];
    return text;
}

std::vector<std::string> cut(std::string_view text) {
    std::vector<std::string> cells;
    for (std::size_t from = 0;;) {
        const auto end = text.find('|', from);
        cells.emplace_back(text.substr(from, end - from));
        if (end == std::string_view::npos)
            return cells;
        from = end + 1;
    }
}

std::string groups(std::size_t rows, std::size_t columns) {
    const std::string one = "(" + marks(columns) + ")";
    std::string text;
    for (std::size_t row = 0; row < rows; ++row)
        text += (row == 0 ? "" : ", ") + one;
    return text;
}

/// Rows of parameters, written some hundred at a time.
class Rows {
public:
    Rows(db::Session& session, std::string before, std::size_t columns, std::string after = {})
        : session_(session), before_(std::move(before)), columns_(columns), after_(std::move(after)) {}

    void add(std::vector<db::Param> row) {
        std::move(row.begin(), row.end(), std::back_inserter(params_));
        if (params_.size() >= rows_at_once * columns_)
            flush();
    }
    void flush() {
        if (params_.empty())
            return;
        session_.execute(before_ + groups(params_.size() / columns_, columns_) + after_,
                         std::span<const db::Param>(params_));
        params_.clear();
    }

private:
    db::Session& session_;
    std::string before_;
    std::size_t columns_;
    std::string after_;
    std::vector<db::Param> params_;
};

} // namespace

std::string marks(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += i == 0 ? "?" : ", ?";
    return text;
}

Stored stored_lines(db::Session& session, const std::vector<Uuid>& records) {
    Stored stored;
    for (std::size_t from = 0; from < records.size(); from += rows_at_once) {
        const auto end = records.begin() + static_cast<std::ptrdiff_t>(std::min(from + rows_at_once, records.size()));
        const std::vector<db::Param> ids(records.begin() + static_cast<std::ptrdiff_t>(from), end);
        for (const db::Row row :
             session.query("select record, figure, day, region, amount, cells from figure_line where record in (" +
                               marks(ids.size()) + ") order by record, figure, place",
                           ids))
            stored[row.uuid(0)][std::string(row.text(1))].push_back(
                {row.date(2), std::string(row.text(3)), row.integer(4), cut(row.text(5))});
    }
    return stored;
}

void rewrite(db::Session& session, const std::vector<Rewritten>& rewritten,
             const std::function<bool(const std::string&)>& member) {
    std::map<std::string, std::vector<db::Param>> standing;
    for (const auto& one : rewritten)
        if (one.stands)
            standing[one.figure].emplace_back(one.record);
    for (const auto& [figure, records] : standing)
        for (std::size_t from = 0; from < records.size(); from += rows_at_once) {
            std::vector<db::Param> params{figure};
            const auto end = std::min(from + rows_at_once, records.size());
            params.insert(params.end(), records.begin() + static_cast<std::ptrdiff_t>(from),
                          records.begin() + static_cast<std::ptrdiff_t>(end));
            session.execute("delete from figure_line where figure = ? and record in (" + marks(params.size() - 1) + ")",
                            std::span<const db::Param>(params));
        }
    Rows rows(session, "insert into figure_line (record, figure, place, day, region, amount, cells, member) values ",
              8);
    for (const auto& one : rewritten)
        for (std::size_t place = 0; place < one.lines.size(); ++place) {
            const auto& line = one.lines[place];
            const bool found = line.cells.front() == figures::total && member(one.figure);
            rows.add({one.record, one.figure, static_cast<std::int64_t>(place), line.day, line.region, line.amount,
                      joined(line.cells), found ? db::Param(line.amount) : db::Param()});
        }
    rows.flush();
}

void add_to_cells(db::Session& session, const std::string& figure, const figures::Sums& sums) {
    std::map<std::tuple<std::string, std::int64_t, std::string, Date>, std::int64_t> cells;
    for (const auto& [place, amount] : sums) {
        cells[{place.cell, 0, place.region, place.day}] += amount;
        const auto region = base::RegionCode::parse(place.region);
        cells[{place.cell, 1, region ? region->at(base::RegionLevel::county).text() : place.region, place.day}] +=
            amount;
    }
    Rows rows(
        session, "insert into figure_cell (figure, cell, grain, region, day, amount) values ", 6,
        " on conflict (figure, cell, grain, region, day) do update set amount = figure_cell.amount + excluded.amount");
    for (const auto& [key, amount] : cells)
        if (amount != 0)
            rows.add({figure, std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key), amount});
    rows.flush();
}

void clear_cells(db::Session& session, const std::string& figure) {
    session.execute("delete from figure_cell where figure = ?", figure);
}

std::optional<std::int64_t> saved_position(db::Session& session, const std::string& follower) {
    const auto rows = session.rows("select position from follower where name = ?", follower);
    return rows.empty() ? std::nullopt : std::optional(rows.front().integer(0));
}

std::int64_t take_turn(db::Session& session, const std::string& follower) {
    return session.rows("update follower set turn = turn + 1 where name = ? returning position", follower)
        .front()
        .integer(0);
}

void save_position(db::Session& session, const std::string& follower, std::int64_t position) {
    session.execute(
        "insert into follower (name, position, turn) values (?, ?, 0) on conflict (name) do update set position = "
        "excluded.position",
        follower, position);
}

std::map<std::string, Made> made(db::Session& session) {
    std::map<std::string, Made> all;
    for (const db::Row row : session.rows("select name, digest, done, reached from follower_made"))
        all[std::string(row.text(0))] = {std::string(row.text(1)), row.integer(2) != 0,
                                         row.null(3) ? std::nullopt : std::optional(row.uuid(3))};
    return all;
}

void save_made(db::Session& session, const std::string& name, const Made& made) {
    session.execute(
        "insert into follower_made (name, digest, done, reached) values (?, ?, ?, ?) on conflict (name) do update set "
        "digest = excluded.digest, done = excluded.done, reached = excluded.reached",
        name, made.digest, std::int64_t{made.done}, made.cursor);
}

} // namespace liandong::follow
