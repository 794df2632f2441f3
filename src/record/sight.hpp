// Asking a Sight: of one record in memory, and as a criterion for the databases. Both give the same rows.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "db/session.hpp"
#include "expr/sql.hpp"
#include "record/context.hpp"
#include "record/patch.hpp"

namespace liandong::record {

/// How much of a record is seen: the union of the rays that see it.
struct View {
    bool seen = false;
    pack::Privacy see = pack::Privacy::open;
    bool closed = false; // case text
    bool all_fields = false;
    std::vector<bool> fields; // by index, unless all_fields

    /// Whether the field's value may be read in clear.
    bool clear(const pack::Field& field, std::size_t at) const;
    /// Whether the field is there at all for this viewer.
    bool has(std::size_t at) const { return all_fields || (at < fields.size() && fields[at]); }
};

/// What `sight` shows of the record.
View view_of(const House& house, db::Session& session, const Given& given, const Shape& shape, const Sight& sight,
             const Record& record);

/// Throws Fault forbidden "access.forbidden", with a finding "access.field" for each field that `patch` would change
/// and a right that names its fields does not open. What is sent back as it stands is no change; child rows belong to
/// the whole record. `before` is nothing for a record that is made.
void refuse_fields(const Shape& shape, const Record* before, const Patch& patch, const View& may);

/// A piece of SQL for the table known as t, with what it needs joined.
struct Piece {
    std::string text;
    std::vector<db::Param> params;
    std::vector<expr::Join> joins;
};
/// The rows a sight shows; "1 = 0" when it is blind.
Piece piece_of(const House& house, db::Dialect dialect, const Given& given, const Shape& shape, const Sight& sight);
/// A checked criterion as a piece.
Piece piece_of(const House& house, db::Dialect dialect, const Given& given, const Shape& shape,
               const expr::Checked& checked);

/// Names of a criterion or sort that this sight does not show in clear on every row it sees; empty when all may be
/// asked.
std::set<std::string> hidden_names(const House& house, const Shape& shape, const Sight& sight,
                                   const expr::Names& names);
/// The view every row of a sight has at least: for deciding what may be asked of it.
View least_view(const Shape& shape, const Sight& sight);

} // namespace liandong::record
