// The followers' tables: what each record adds now, the sums of it, and how far the journal has been followed.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/region_code.hpp"
#include "db/session.hpp"
#include "engine/figures/lines.hpp"

namespace liandong::follow {

using base::Date;
using base::Uuid;

/// How fine a cell's region is: as the record has it, or its county.
enum class Grain : std::int8_t { own = 0, county = 1 };

/// Lines by record and figure.
using Stored = std::map<Uuid, std::map<std::string, figures::Lines>>;
Stored stored_lines(db::Session& session, const std::vector<Uuid>& records);

/// One record's lines of one figure, to be written over what stands.
struct Rewritten {
    Uuid record;
    std::string figure;
    figures::Lines lines;
    bool stands = false; // there are lines to be replaced
};
/// `member`: whether the record's lines are to be found by day and region (stocks).
void rewrite(db::Session& session, const std::vector<Rewritten>& rewritten,
             const std::function<bool(const std::string&)>& member);
/// Adds to the cells of a figure.
void add_to_cells(db::Session& session, const std::string& figure, const figures::Sums& sums);
void clear_cells(db::Session& session, const std::string& figure);

/// Which units the sums are told apart by: none, the words of a dimension, or units of a level.
struct Grouping {
    std::string dimension;
    std::optional<base::RegionLevel> units;

    bool none() const { return dimension.empty() && !units; }
};
/// What is asked of a stock or flow: the days [from, to] of a flow, the day `to` of a stock, in a region and below.
struct Scope {
    base::RegionCode region;
    Date from, to;
    Grouping by;
};
/// By word or by 12 digits; "" where nothing is told apart.
using Totals = std::map<std::string, std::int64_t>;

/// The sum of a figure's cells.
Totals sum_of_cells(db::Session& session, const std::string& figure, bool stock, const Scope& scope);
/// The same of sums in memory.
Totals sum_of(const figures::Sums& sums, bool stock, const Scope& scope);
/// What a stock's cells change day by day in (from, to].
std::map<Date, Totals> changes_of_cells(db::Session& session, const std::string& figure, const Scope& scope);
std::map<Date, Totals> changes_of(const figures::Sums& sums, const Scope& scope);
/// The unit under which a region counts; "" for no units.
std::string unit_of(const std::string& region, const Grouping& by);

/// Where a follower stands; nothing before it ever ran.
std::optional<std::int64_t> saved_position(db::Session& session, const std::string& follower);
/// Takes the follower's turn: another server process waits here, or runs again.
std::int64_t take_turn(db::Session& session, const std::string& follower);
void save_position(db::Session& session, const std::string& follower, std::int64_t position);

/// How far a figure (or the terms of a type) has been counted anew.
struct Made {
    std::string digest;
    bool done = false;
    std::optional<Uuid> cursor; // counted up to here
};
std::map<std::string, Made> made(db::Session& session);
void save_made(db::Session& session, const std::string& name, const Made& made);

/// "?, ?, ?"
std::string marks(std::size_t count);

} // namespace liandong::follow
