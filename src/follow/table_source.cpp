#include <algorithm>
#include <functional>
#include <set>

#include "follow/source.hpp"
#include "journal/journal.hpp"
#include "record/condition.hpp"
#include "record/store.hpp"

namespace liandong::follow {
namespace {

constexpr std::size_t lines_at_once = 5'000;

std::string column(const Counted& counted, std::size_t field) {
    return "t." + record::column_of(counted.shape->field(field));
}

std::string amount(const Counted& counted) {
    if (counted.distinct)
        return "count(distinct " + column(counted, *counted.distinct) + ")";
    if (counted.sum)
        return "cast(coalesce(sum(" + column(counted, *counted.sum) + "), 0) as bigint)";
    return "count(*)";
}

void join(record::Piece& piece, record::Piece&& more) {
    piece.text += " and (" + more.text + ")";
    piece.params.insert(piece.params.end(), more.params.begin(), more.params.end());
    expr::unite(piece.joins, more.joins);
}

/// Different persons of rows that were told apart in memory.
class Tally {
public:
    void add(const Counted& counted, const std::string& key, const record::Record& record) {
        if (counted.distinct) {
            const auto* who = std::get_if<std::string>(&record.values[*counted.distinct]);
            if (who && persons_[key].insert(*who).second)
                ++totals_[key];
            return;
        }
        const auto* value = counted.sum ? std::get_if<std::int64_t>(&record.values[*counted.sum]) : nullptr;
        totals_[key] += counted.sum ? (value ? *value : 0) : 1;
    }
    Totals totals() && {
        std::erase_if(totals_, [](const auto& one) { return one.second == 0; });
        return std::move(totals_);
    }

private:
    Totals totals_;
    std::map<std::string, std::set<std::string>> persons_;
};

} // namespace

std::string TableSource::from(const Counted& counted, const record::Piece& rows) const {
    return " from " + counted.shape->table + " t" + (rows.joins.empty() ? "" : " " + expr::to_text(rows.joins, "t")) +
           " where " + rows.text;
}

record::Piece TableSource::condition(const Counted& counted, Date day) const {
    if (!counted.where)
        return {"1 = 1", {}, {}};
    const record::Given given = given_on(day);
    return record::piece_of(house_, session_.dialect(), given, *counted.shape, *counted.where);
}

/// A flow is asked with the parameters of the day on which it happened: one stretch of days for each set of values.
record::Piece TableSource::seasons(const Counted& counted, const Scope& scope) const {
    std::set<Date> begins{scope.from};
    const record::Given given = given_on(scope.from);
    const record::AskedWithout asked(house_, given);
    if (counted.where)
        for (const std::size_t index : expr::names_used(*counted.where).parameters)
            for (const Date day : asked.parameter_changes(index))
                if (day > scope.from && day <= scope.to)
                    begins.insert(day);
    record::Piece whole;
    for (auto begin = begins.begin(); begin != begins.end(); ++begin) {
        record::Piece season{column(counted, *counted.on) + " between ? and ?",
                             {*begin, std::next(begin) == begins.end() ? scope.to : *std::next(begin) - 1},
                             {}};
        join(season, condition(counted, *begin));
        whole.text += (whole.text.empty() ? "(" : " or (") + season.text + ")";
        whole.params.insert(whole.params.end(), season.params.begin(), season.params.end());
        expr::unite(whole.joins, season.joins);
    }
    return whole;
}

record::Piece TableSource::rows(const Counted& counted, const Scope& scope) const {
    const std::string place = counted.place
                                  ? "coalesce(" + column(counted, *counted.place) + ", '" + house_.pack.region + "')"
                              : counted.stock ? "t.\"region\""
                                              : "t.\"region_then\"";
    record::Piece rows{"1 = 1", {}, {}};
    if (scope.region.text() != house_.pack.region)
        rows = {place + " between ? and ?", {scope.region.text(), scope.region.last()}, {}};
    join(rows, counted.stock ? condition(counted, scope.to) : seasons(counted, scope));
    return rows;
}

Totals TableSource::by_units(const Counted& counted, const Scope& scope) const {
    const record::Piece rows = this->rows(counted, scope);
    const std::string place = counted.place
                                  ? "coalesce(" + column(counted, *counted.place) + ", '" + house_.pack.region + "')"
                              : counted.stock ? "t.\"region\""
                                              : "t.\"region_then\"";
    Totals totals;
    std::map<std::string, std::set<std::string>> persons;
    if (counted.distinct) { // the same person in two villages is one person of their town
        for (const db::Row row : session_.query(
                 "select distinct " + place + ", " + column(counted, *counted.distinct) + from(counted, rows),
                 rows.params))
            if (!row.null(1) &&
                persons[unit_of(std::string(row.text(0)), scope.by)].insert(std::string(row.text(1))).second)
                ++totals[unit_of(std::string(row.text(0)), scope.by)];
        return totals;
    }
    for (const db::Row row :
         session_.query("select " + place + ", " + amount(counted) + from(counted, rows) + " group by 1", rows.params))
        totals[unit_of(std::string(row.text(0)), scope.by)] += row.integer(1);
    std::erase_if(totals, [](const auto& one) { return one.second == 0; });
    return totals;
}

Totals TableSource::by_field(const Counted& counted, const Scope& scope, const Dimension& by) const {
    const record::Piece rows = this->rows(counted, scope);
    const pack::Field& field = counted.shape->field(*by.field);
    Totals totals;
    for (const db::Row row : session_.query(
             "select " + column(counted, *by.field) + ", " + amount(counted) + from(counted, rows) + " group by 1",
             rows.params)) {
        const Value value = row.value(0, field.kind);
        totals[base::is_empty(value) ? "" : record::to_plain(value)] += row.integer(1);
    }
    std::erase_if(totals, [](const auto& one) { return one.second == 0; });
    return totals;
}

/// Bands look at each record on its own day, and a set counts in each of its words: asked in memory, row by row.
Totals TableSource::by_band(const Counted& counted, const Scope& scope, const Dimension& by) const {
    const record::Piece rows = this->rows(counted, scope);
    const std::string prefix = by.name + "=";
    Tally tally;
    session_.each("select " + counted.shape->columns + from(counted, rows), rows.params, [&](const db::Row& row) {
        const record::Record record = house_.store.read(*counted.shape, row);
        const Date day = counted.stock ? scope.to : std::get<Date>(record.values[*counted.on]);
        for (const auto& cell : cells_on(house_, counted, record, day))
            if (cell.starts_with(prefix))
                tally.add(counted, cell.substr(prefix.size()), record);
    });
    return std::move(tally).totals();
}

Totals TableSource::sum(const Counted& counted, const Scope& scope) {
    if (!tables_say(counted, scope))
        return sum_of(past(counted), true, scope);
    if (scope.by.units)
        return by_units(counted, scope);
    if (!scope.by.dimension.empty()) {
        const Dimension& by = *counted.dimension(scope.by.dimension);
        const bool plain = by.field && counted.shape->field(*by.field).kind != base::Kind::codes;
        return plain ? by_field(counted, scope, by) : by_band(counted, scope, by);
    }
    const record::Piece rows = this->rows(counted, scope);
    return {{"", session_.query("select " + amount(counted) + from(counted, rows), rows.params).front().integer(0)}};
}

std::map<Date, Totals> TableSource::changes(const Counted& counted, const Scope& scope) {
    return changes_of(past(counted), scope);
}

/// All lines of a stock from the journal alone: every record of the type, also those that are gone.
const figures::Sums& TableSource::past(const Counted& counted) {
    const auto [at, fresh] = past_.try_emplace(counted.id());
    if (!fresh)
        return at->second;
    std::set<Uuid> records;
    const auto note = [&](const std::vector<journal::Line>& lines) {
        for (const auto& line : lines)
            if (line.type == counted.shape->name())
                records.insert(line.record);
    };
    std::int64_t position = 0;
    for (auto lines = journal::tail(session_, position, lines_at_once); !lines.empty();
         lines = journal::tail(session_, position, lines_at_once)) {
        note(lines);
        position = lines.back().position;
    }
    note(journal::ahead(session_, position));
    for (const Uuid& id : records) {
        Versions versions(house_, session_, *counted.shape, id, std::nullopt);
        const auto lines = journal::of_record(session_, counted.shape->name(), id);
        figures::add(at->second, folded(house_, counted, {}, lines, versions));
    }
    return at->second;
}

} // namespace liandong::follow
