#include "db/postgres_refusal.hpp"

#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "db/errors.hpp"

namespace liandong::db {
namespace {

std::string field(const PGresult* result, int which) {
    const char* text = PQresultErrorField(result, which);
    return text ? text : "";
}

/// The columns of `Key (a, b)=(…) already exists.`; what stands in the second brackets are values and not for us.
std::vector<std::string> key_of(const std::string& detail) {
    std::vector<std::string> columns;
    const auto open = detail.find('(');
    const auto close = detail.find(")=(");
    if (open == std::string::npos || close == std::string::npos)
        return columns;
    std::string_view rest(detail.data() + open + 1, close - open - 1);
    while (!rest.empty()) {
        const auto comma = rest.find(", ");
        columns.emplace_back(rest.substr(0, comma));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 2);
    }
    return columns;
}

[[noreturn]] void throw_constraint(const PGresult* result, std::string_view state) {
    std::string table = field(result, PG_DIAG_TABLE_NAME);
    std::string constraint = field(result, PG_DIAG_CONSTRAINT_NAME);
    if (state == "23505")
        throw NotUnique(std::move(table), std::move(constraint), key_of(field(result, PG_DIAG_MESSAGE_DETAIL)));
    if (state == "23503")
        throw BrokenReference(std::move(table), std::move(constraint));
    if (state == "23502")
        throw ConstraintBroken("required", std::move(table), "", {field(result, PG_DIAG_COLUMN_NAME)});
    throw ConstraintBroken("check", std::move(table), std::move(constraint), {});
}

} // namespace

void throw_postgres(const PGresult* result) {
    using base::Fault;
    using base::Refusal;
    const std::string state = field(result, PG_DIAG_SQLSTATE);
    const std::string message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (state == "40001" || state == "40P01")
        throw Again("PostgreSQL asks to try again: " + state);
    if (state == "0A000" && message.find("cached plan") != std::string::npos)
        throw StalePlan("a prepared statement's table has changed");
    if (state.starts_with("23"))
        throw_constraint(result, state);
    if (state == "57014")
        throw Fault(Refusal::busy, "db.too_slow");
    if (state == "53100")
        throw Fault(Refusal::disk_full, "disk.full");
    if (state.starts_with("53") || state == "55P03")
        throw Fault(Refusal::busy, "db.busy");
    if (state.starts_with("58") || state.starts_with("XX"))
        throw Broken("PostgreSQL failed: " + state);
    // Class 42 speaks of the statement's own words; other classes may quote values.
    throw StatementRefused("PostgreSQL refused: " + state + (state.starts_with("42") ? " " + message : ""));
}

} // namespace liandong::db
