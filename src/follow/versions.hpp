// What a record was: its versions as the journal tells them, and from which day each is true.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "journal/line.hpp"
#include "record/context.hpp"

namespace liandong::follow {

using base::Date;
using base::Uuid;

/// A version that still says something after all that came later: true from its day on.
struct Turn {
    Date from;
    std::int64_t version = 0;
    bool gone = false; // the record was removed
};

/// The day from which a line's change is true: creations and corrections always; another change from the day it names,
/// or from the day it was written, never a later one.
Date true_from(const journal::Line& line);
/// The turns of one record's lines, in order. Later lines that reach back hide earlier ones.
std::vector<Turn> turns(const std::vector<journal::Line>& lines);

/// The versions of one record: the row when it is that version, otherwise put together from the values in the journal.
class Versions {
public:
    Versions(const record::House& house, db::Session& session, const record::Shape& shape, const Uuid& id,
             std::optional<record::Record> row)
        : house_(house), session_(session), shape_(shape), id_(id), row_(std::move(row)) {}

    /// The record at a version; when its values were erased, what is left of it. Nothing when there never was one.
    const record::Record* at(std::int64_t version);
    const Uuid& id() const { return id_; }

private:
    void read();

    const record::House& house_;
    db::Session& session_;
    const record::Shape& shape_;
    Uuid id_;
    std::optional<record::Record> row_;
    bool known_ = false;
    std::map<std::int64_t, record::Record> past_;
};

} // namespace liandong::follow
