// How a position is made, as SQL. Inside journal/ only.
//
// PostgreSQL: (transaction number + base) * 16384 + the line's place in the transaction, from 1. Whatever is below the
// oldest transaction still under way (the snapshot's xmin) is final: transactions get their numbers in order, and one
// that has ended writes no more. A plain sequence would not do: who draws 1 may commit after who drew 2 was read. The
// base is 0 until the database is restored on a server that counts its transactions from a lower number. 53 bits, which
// a browser counts exactly, last for 5 * 10^11 transactions.
#pragma once

#include <cstdint>
#include <string_view>

#include "db/session.hpp"

namespace liandong::journal {

inline constexpr std::int64_t lines_most = 16'383; // of one transaction on PostgreSQL
inline constexpr int line_bits = 14;

/// The position of the next line of this transaction. The place is counted in a setting that lives and is rolled back
/// with the transaction and its savepoints; reading the table's end instead would make serializable transactions
/// conflict.
std::string_view next_position(db::Dialect dialect);
/// A position above all final ones.
std::string_view final_below(db::Dialect dialect);

/// Makes new positions follow those that stand. Whether that was needed.
bool raise_base(db::Session& session);

} // namespace liandong::journal
