// PostgreSQL's error results in our words. Inside db/ only.
#pragma once

#include <libpq-fe.h>

#include "db/errors.hpp"

namespace liandong::db {

/// A statement was prepared before its table got another shape.
class StalePlan : public Again {
public:
    using Again::Again;
};

/// Throws what a failed result means: Again for 40001 and 40P01, StalePlan. Sentences name tables and constraints;
/// values, which stand in PostgreSQL's details, are left out.
[[noreturn]] void throw_postgres(const PGresult* result);

} // namespace liandong::db
