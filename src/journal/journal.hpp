// The journal: append within a change, read in order, know how far it is final.
//
// A position is one whole number that grows. On SQLite it counts the lines, for there is one writer. On PostgreSQL
// writers stand side by side and a counter would let a late commit appear below a follower's cursor; there a position
// is made of the transaction's own number and the line's place in it, and everything below the oldest transaction still
// under way is final: no line can come to stand below it any more. Positions have gaps; clients only compare them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "db/schema.hpp"
#include "journal/line.hpp"

namespace liandong::journal {

/// The journal's own tables.
std::vector<db::Table> tables();
/// Makes the tables of journal and requests and, on a PostgreSQL that was restored from another one, moves the
/// positions past those that stand. Before any server writes. Returns what changed, as db::migrate does.
std::vector<std::string> prepare(db::Session& session);

/// Appends a line and its values (`line.body`: JSON text of the changed fields, sensitive ones sealed by the caller;
/// none writes none) within the caller's transaction. Returns the position. Throws std::length_error past 16,383 lines
/// in one transaction on PostgreSQL: split the batch.
std::int64_t append(db::Session& session, const Line& line);

/// Final lines after a position, in order, at most `most`, with their values: none is missed, none is taken back. On
/// PostgreSQL the oldest transaction under way holds the end back, whatever it writes: keep writes short.
std::vector<Line> tail(db::Session& session, std::int64_t after, std::size_t most);
/// Lines this snapshot sees after a position, final or not. With `after = position(session)` these are the changes that
/// the tables of this snapshot show ahead of the final position: a figure at the list's own state adds them.
std::vector<Line> ahead(db::Session& session, std::int64_t after);
/// The lines of one record, in order, with their values. Lines not yet final are among them.
std::vector<Line> of_record(db::Session& session, std::string_view type, const base::Uuid& record);
/// The position of the last final line as of this snapshot; 0 when there is none.
std::int64_t position(db::Session& session);

/// Erases the values of one record from all its lines; the lines stand. Returns how many had values.
std::int64_t erase_values(db::Session& session, const base::Uuid& record);

} // namespace liandong::journal
