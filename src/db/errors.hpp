// What a database can refuse. Busy and disk full are Faults the caller hears; these are for the code between.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace liandong::db {

/// A statement the database would not take: wrong SQL, wrong types. A bug; the text may name tables, never values.
class StatementRefused : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

/// A constraint of the schema held: not null or a check, or one of the two below.
class ConstraintBroken : public std::runtime_error {
public:
    ConstraintBroken(std::string_view kind, std::string table, std::string constraint,
                     std::vector<std::string> columns);

    std::string table;                // empty where the database does not say (SQLite, references)
    std::string constraint;           // the name of the index or constraint; empty on SQLite
    std::vector<std::string> columns; // empty where the database does not say
};

/// The same values stand already in a unique index or primary key.
class NotUnique : public ConstraintBroken {
public:
    NotUnique(std::string in_table, std::string in_constraint, std::vector<std::string> of_columns);
};

/// What is pointed to is not there, or what is pointed to should go.
class BrokenReference : public ConstraintBroken {
public:
    BrokenReference(std::string in_table, std::string in_constraint);
};

/// A commit failed below the database: the disk said no to writing or syncing. Nothing of the group is promised, and
/// this database takes no more changes until the process has been started again.
class Broken : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The connection was lost while the commit was under way: it may or may not have happened. The same Request-Id tells.
class OutcomeUnknown : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Thrown inside a write closure: what it read has moved, run it again from the beginning.
class Again : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

} // namespace liandong::db
