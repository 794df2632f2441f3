// A criterion as SQL: one table and left joins by primary key. Every value is bound, none is written into the text.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value.hpp"
#include "expr/evaluate.hpp"

namespace liandong::expr {

enum class Dialect { sqlite, postgres };

/// left join "people_person" "person" on "person"."id" = t."person". Alias and column are the name of the reference, so
/// the joins of several criteria on one type are one list without repetition.
struct Join {
    std::string alias;  // unquoted: j_person
    std::string table;  // unquoted: people_person
    std::string column; // unquoted, of the own table: person

    auto operator<=>(const Join&) const = default;
};

struct Sql {
    std::string text;                // a condition with ? placeholders
    std::vector<base::Value> values; // in the order of the placeholders
    std::vector<Join> joins;         // in the order of their first use, each once
};

/// The keyed digest of a value of an encrypted field, as it stands in the column FIELD_digest.
using Digest = std::function<std::string(const Type& type, const Field& field, const base::Value& value)>;

/// The criterion for the table of its type, known in the query by the alias `own`. True, false and null are yes, no and
/// unknown, so `where TEXT` gives exactly the rows for which `holds` says true. Throws std::logic_error for a criterion
/// that was checked for a place without SQL and needs memory.
Sql to_sql(const Checked& checked, Dialect dialect, const Given& given, const Digest& digest = {},
           std::string_view own = "t");

/// The joins as text, one a line: left join "people_person" "j_person" on "j_person"."id" = t."person"
std::string to_text(const std::vector<Join>& joins, std::string_view own = "t");
/// Adds what is not there yet.
void unite(std::vector<Join>& joins, const std::vector<Join>& more);

/// How the column of a kind is declared: "text", "bigint", "date" …; see PACK.md section 3 into SQL.
std::string_view column_type(base::Kind kind, Dialect dialect);
/// create table "calendar" (day, work, seq): filled from Calendar::days().
std::string_view calendar_table(Dialect dialect);

} // namespace liandong::expr
