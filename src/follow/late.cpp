#include "follow/late.hpp"

#include "journal/journal.hpp"
#include "record/store.hpp"

namespace liandong::follow {
namespace {

constexpr std::size_t records_at_once = 400;

} // namespace

ByType by_record(std::vector<journal::Line> lines) {
    ByType sorted;
    for (auto& line : lines)
        sorted[line.type][line.record].push_back(std::move(line));
    return sorted;
}

std::optional<ByType> lines_after(db::Session& session, std::int64_t position, std::size_t most) {
    auto lines = journal::tail(session, position, most + 1);
    if (lines.size() > most)
        return std::nullopt;
    const std::int64_t final = lines.empty() ? position : lines.back().position;
    for (auto& line : journal::ahead(session, final))
        lines.push_back(std::move(line));
    return by_record(std::move(lines));
}

figures::Lines folded(const record::House& house, const Counted& counted, figures::Lines stand,
                      const std::vector<journal::Line>& lines, Versions& versions) {
    if (lines.empty())
        return stand;
    const auto fresh = [&](const Turn& turn) {
        const record::Record* record = turn.gone ? nullptr : versions.at(turn.version);
        return record ? lines_of(house, counted, *record) : figures::Lines();
    };
    const auto turns = follow::turns(lines);
    if (!counted.stock) // what happened is placed by its own date, whenever it was written
        return fresh({figures::always, lines.back().version, lines.back().act == "remove"});
    if (!in_order(lines))
        if (const auto stretches = versions.stretches(lines.back().position)) {
            figures::Lines anew;
            for (const Stretch& stretch : *stretches)
                anew = figures::revise(
                    anew, stretch.record ? lines_of(house, counted, *stretch.record) : figures::Lines(), stretch.from);
            return anew;
        }
    for (const Turn& turn : turns)
        stand = figures::revise(stand, fresh(turn), turn.from);
    return stand;
}

std::vector<std::vector<Uuid>> in_pieces(const ByRecord& lines, std::size_t most) {
    std::vector<std::vector<Uuid>> pieces;
    for (const auto& [id, its] : lines) {
        if (pieces.empty() || pieces.back().size() == most)
            pieces.emplace_back();
        pieces.back().push_back(id);
    }
    return pieces;
}

std::vector<Followed> followed(const record::House& house, db::Session& session, const record::Shape& shape,
                               const std::vector<const Counted*>& counted, const ByRecord& lines) {
    std::vector<Followed> found;
    for (const auto& ids : in_pieces(lines, records_at_once)) {
        std::map<Uuid, record::Record> rows;
        for (auto& row : house.store.fetch(session, shape, ids))
            rows.emplace(row.id, std::move(row));
        Stored stored = stored_lines(session, ids);
        for (const Uuid& id : ids) {
            const auto row = rows.find(id);
            Versions versions(house, session, shape, id,
                              row == rows.end() ? std::nullopt : std::optional(std::move(row->second)));
            for (const Counted* one : counted) {
                const auto record = stored.find(id);
                const bool stood = record != stored.end() && record->second.contains(one->id());
                figures::Lines before = stood ? record->second.at(one->id()) : figures::Lines();
                figures::Lines after = folded(house, *one, before, lines.at(id), versions);
                if (before != after)
                    found.push_back({id, one, std::move(before), std::move(after), stood});
            }
        }
    }
    return found;
}

} // namespace liandong::follow
