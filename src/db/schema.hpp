// Tables as they should be, and the way there: what is missing is made, nothing is ever dropped.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/session.hpp"

namespace liandong::db {

/// What a column holds. On SQLite text, integer or blob (tables are STRICT); on PostgreSQL text collate "C", bigint,
/// boolean, date, uuid, bytea. json is text: nothing is asked of its inside. real is for coordinates and measures.
enum class Type { text, integer, real, boolean, date, uuid, bytes, json };

struct Column {
    std::string name;
    Type type = Type::text;
    bool required = false;       // not null, for good; a column added to a table that stands stays open to null
    std::string references = {}; // a table whose one-column primary key `id` it points to; empty: none
    std::string otherwise = {};  // an SQL literal taken when nothing is given; empty: none
};

/// An index; its name is made from what it says, so that another declaration is another index.
struct Index {
    std::vector<std::string> columns;
    bool unique = false;
    std::string where = {}; // only rows of which this holds: `id_no_digest is not null`
};

struct Table {
    std::string name; // lower-case letters, digits, underscores
    std::vector<Column> columns;
    std::vector<std::string> key; // the primary key, in order
    std::vector<Index> indexes = {};
    std::vector<std::string> checks = {}; // SQL conditions; taken when the table is made
    bool by_key =
        false; // SQLite: the rows lie in the key itself (without rowid), for narrow rows found by nothing else
};

/// Makes tables, columns and indexes that are missing and says what it did, a sentence each, in order. An index whose
/// declaration changed is made anew. Never drops a table or column, never touches rows. Throws std::invalid_argument
/// for a name that is none, StatementRefused or ConstraintBroken when the rows do not allow an index.
std::vector<std::string> migrate(Session& session, const std::vector<Table>& tables);

/// The name an index gets: unique_people_person_id_no_digest, index_…; at most 63 characters, then cut and told apart
/// by a checksum.
std::string name_of(const Table& table, const Index& index);

} // namespace liandong::db
