// What journal lines do to figures: the lines of each record as they stand, and as they become. The follower writes it
// down; an answer adds it in memory for the journal lines the follower has not reached.
//
// A record's lines are a fold over its versions: revise(lines, lines of the version, day it is true from). The fold
// depends on the order of the record's own journal lines alone, so it may stop at any position: after following up to
// P, what is stored is the fold of exactly the journal lines up to P, also where the row in the table is ahead of P (a
// batch that was cut, a commit not yet final), because then the version is put together from the journal and not read
// from the row. An answer folds on over all journal lines its snapshot sees after P, final or not: that is the state of
// the snapshot.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "follow/counted.hpp"
#include "follow/ledger.hpp"
#include "follow/versions.hpp"

namespace liandong::follow {

/// Journal lines by type and record, each record's in order.
using ByRecord = std::map<Uuid, std::vector<journal::Line>>;
using ByType = std::map<std::string, ByRecord, std::less<>>;
ByType by_record(std::vector<journal::Line> lines);

/// All lines this snapshot sees after a position; nothing when there are more than `most`.
std::optional<ByType> lines_after(db::Session& session, std::int64_t position, std::size_t most);

/// The lines of one figure after these turns of a record.
figures::Lines folded(const record::House& house, const Counted& counted, figures::Lines lines,
                      const std::vector<Turn>& turns, Versions& versions);

/// One record in one figure.
struct Followed {
    Uuid record;
    const Counted* counted;
    figures::Lines before, after;
    bool stood = false; // lines are stored
};
/// What the journal lines do to the figures of a type; records of which nothing changes are left out.
std::vector<Followed> followed(const record::House& house, db::Session& session, const record::Shape& shape,
                               const std::vector<const Counted*>& counted, const ByRecord& lines);

/// The ids as lists of at most `most`.
std::vector<std::vector<Uuid>> in_pieces(const ByRecord& lines, std::size_t most);

} // namespace liandong::follow
