#include "follow/figure_reader.hpp"

#include <set>

#include "journal/journal.hpp"

namespace liandong::follow {

std::map<std::string, std::string> FigureReader::wanted() const {
    std::map<std::string, std::string> wanted;
    for (const auto& [type, all] : plan_.by_type)
        for (const Counted* one : all)
            wanted[one->id()] = one->digest;
    return wanted;
}

bool FigureReader::member(const std::string& figure) const { return plan_.by_id.at(figure)->stock; }

void FigureReader::follow(db::Session& session, const record::Shape& shape, const ByRecord& lines,
                          const std::map<std::string, Made>& made) {
    const auto all = plan_.by_type.find(shape.name());
    if (all == plan_.by_type.end())
        return;
    std::vector<Rewritten> rewritten;
    std::map<std::string, figures::Sums> sums;
    for (Followed& one : followed(house_, session, shape, all->second, lines)) {
        const auto state = made.find(one.counted->id());
        if (state == made.end() ||
            (!state->second.done && (!state->second.cursor || one.record > *state->second.cursor)))
            continue; // its making has not come to this record
        auto& cells = sums[one.counted->id()];
        figures::add(cells, one.before, -1);
        figures::add(cells, one.after);
        rewritten.push_back({one.record, one.counted->id(), std::move(one.after), one.stood});
    }
    rewrite(session, rewritten, [&](const std::string& figure) { return member(figure); });
    for (const auto& [figure, cells] : sums)
        add_to_cells(session, figure, cells);
}

void FigureReader::clear(db::Session& session, const std::string& wanted) { clear_cells(session, wanted); }

/// The lines of a record at the follower's position, from the beginning. A flow is said by the record as it was then; a
/// stock by all its versions. One version and nothing since: the row says it.
figures::Lines FigureReader::whole(db::Session& session, const Counted& counted, const Uuid& id,
                                   std::optional<record::Record> row, bool late, std::int64_t position) const {
    const bool plain = row && !late && (!counted.stock || row->version == 1);
    if (plain)
        return lines_of(house_, counted, *row);
    auto lines = journal::of_record(session, counted.shape->name(), id);
    std::erase_if(lines, [&](const journal::Line& line) { return line.position > position; });
    if (lines.empty() && row && !late)
        return lines_of(house_, counted, *row); // a record that was there before the journal
    Versions versions(house_, session, *counted.shape, id, std::move(row));
    return folded(house_, counted, {}, lines, versions);
}

void FigureReader::make(db::Session& session, const std::string& wanted, const std::vector<Uuid>& records,
                        const ByRecord& late, std::int64_t position) {
    const Counted& counted = *plan_.by_id.at(wanted);
    std::map<Uuid, std::optional<record::Record>> rows;
    for (auto& row : house_.store.fetch(session, *counted.shape, records))
        rows[row.id] = std::move(row);
    const Stored stored = stored_lines(session, records);
    std::vector<Rewritten> rewritten;
    figures::Sums sums;
    for (const Uuid& id : records) {
        const auto stands = stored.find(id);
        const bool stood = stands != stored.end() && stands->second.contains(wanted);
        auto lines = whole(session, counted, id, std::move(rows[id]), late.contains(id), position);
        figures::add(sums, lines);
        if (stood || !lines.empty())
            rewritten.push_back({id, wanted, std::move(lines), stood});
    }
    rewrite(session, rewritten, [&](const std::string& figure) { return member(figure); });
    add_to_cells(session, wanted, sums);
}

/// Records that are gone from their table: a stock still knows when they counted. Those that went while it was being
/// made are among the late ones.
void FigureReader::finish(db::Session& session, const std::string& wanted, const ByRecord& late,
                          std::int64_t position) {
    const Counted& counted = *plan_.by_id.at(wanted);
    std::set<Uuid> gone;
    for (const db::Row row : session.rows(
             "select distinct record from figure_line where figure = ? and record not in (select \"id\" from " +
                 counted.shape->table + ")",
             wanted))
        gone.insert(row.uuid(0));
    for (const auto& [id, lines] : late)
        if (lines.back().act == "remove")
            gone.insert(id);
    std::vector<Rewritten> rewritten;
    figures::Sums sums;
    for (const Uuid& id : gone) {
        auto lines = whole(session, counted, id, std::nullopt, true, position);
        figures::add(sums, lines);
        rewritten.push_back({id, wanted, std::move(lines), true});
    }
    rewrite(session, rewritten, [&](const std::string& figure) { return member(figure); });
    add_to_cells(session, wanted, sums);
}

} // namespace liandong::follow
