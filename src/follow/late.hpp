// What journal lines do to figures: the lines of each record as they stand, and as they become. The follower writes it
// down; an answer adds it in memory for the journal lines the follower has not reached.
//
// A record's figure lines are a function of its journal lines up to a position, and of nothing else. Where its journal
// lines are in order they are a fold, revise(lines, lines of the version, day it is true from), and so can go on from
// what is stored; where one reaches back they are made anew from the record's whole history. Either way the follower
// may stop at any position P: what is stored is what the journal says up to P, also where the row in the table is ahead
// of P (a batch that was cut, a commit not yet final), because then the version is put together from the journal and
// not read from the row. An answer goes on over all journal lines its snapshot sees after P, final or not: that is the
// state of the snapshot.
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

/// The lines of one figure after these journal lines of a record; `stand` is what they were before the first of them.
figures::Lines folded(const record::House& house, const Counted& counted, figures::Lines stand,
                      const std::vector<journal::Line>& lines, Versions& versions);

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
