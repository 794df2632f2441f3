#include "db/errors.hpp"

namespace liandong::db {
namespace {

std::string sentence(std::string_view kind, const std::string& table, const std::string& constraint,
                     const std::vector<std::string>& columns) {
    std::string words(kind);
    if (!table.empty())
        words += ": " + table;
    for (std::size_t i = 0; i < columns.size(); ++i)
        words += (i == 0 ? " (" : ", ") + columns[i] + (i + 1 == columns.size() ? ")" : "");
    if (!constraint.empty())
        words += " [" + constraint + "]";
    return words;
}

} // namespace

ConstraintBroken::ConstraintBroken(std::string_view kind, std::string in_table, std::string in_constraint,
                                   std::vector<std::string> of_columns)
    : std::runtime_error(sentence(kind, in_table, in_constraint, of_columns)),
      table(std::move(in_table)),
      constraint(std::move(in_constraint)),
      columns(std::move(of_columns)) {}

NotUnique::NotUnique(std::string in_table, std::string in_constraint, std::vector<std::string> of_columns)
    : ConstraintBroken("not unique", std::move(in_table), std::move(in_constraint), std::move(of_columns)) {}

BrokenReference::BrokenReference(std::string in_table, std::string in_constraint)
    : ConstraintBroken("broken reference", std::move(in_table), std::move(in_constraint), {}) {}

} // namespace liandong::db
