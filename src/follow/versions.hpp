// What a record was: as the journal tells it, and from which day each of its values is true.
//
// Most changes are true from the day they are written; then the versions follow each other in time as in the journal.
// What reaches back (a correction, a day named by the writer, what a certificate of October causes in February) is true
// from its own day for the fields it touches, and leaves the other fields as they were on each day.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "journal/line.hpp"
#include "record/context.hpp"

namespace liandong::follow {

using base::Date;
using base::Uuid;

/// The day from which a line's change is true: creations and corrections always; another change from the day it names,
/// or from the day it was written, never a later one.
Date true_from(const journal::Line& line);
/// Whether the lines tell one version after another, as time goes.
bool in_order(const std::vector<journal::Line>& lines);

/// From a day on the record is this version, or gone.
struct Turn {
    Date from;
    std::int64_t version = 0;
    bool gone = false;
};
/// The turns of lines that are in order: of several on one day, the last.
std::vector<Turn> turns(const std::vector<journal::Line>& lines);

/// From a day on these were its values; none: it was gone.
struct Stretch {
    Date from;
    std::optional<record::Record> record;
};

/// The versions of one record: the row when it is that version, otherwise put together from the values in the journal.
class Versions {
public:
    Versions(const record::House& house, db::Session& session, const record::Shape& shape, const Uuid& id,
             std::optional<record::Record> row)
        : house_(house), session_(session), shape_(shape), id_(id), row_(std::move(row)) {}

    /// The record at a version; when its values were erased, what is left of it. Nothing when there never was one.
    const record::Record* at(std::int64_t version);
    /// What it was from day to day, by all its journal lines up to a position; nothing when values of it were erased.
    std::optional<std::vector<Stretch>> stretches(std::int64_t until);

private:
    struct Told { // a line with its values
        journal::Line line;
        std::map<std::size_t, base::Value> values;
        std::optional<std::string> state, region;
    };
    const std::vector<Told>& history();
    record::Record blank() const;

    const record::House& house_;
    db::Session& session_;
    const record::Shape& shape_;
    Uuid id_;
    std::optional<record::Record> row_;
    std::optional<std::vector<Told>> history_;
    std::map<std::int64_t, record::Record> past_;
};

} // namespace liandong::follow
