// An invented little world for the tests of this room: three record types, lists, parameters, a calendar, somebody
// asking.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "expr/evaluate.hpp"
#include "expr/schema.hpp"
#include "expr/sql.hpp"

namespace liandong::expr::testing {

/// `test.record` points to `test.person` (owner, helper) and `test.agency`; it has every kind of field.
class World : public PlainSchema {
public:
    World();
    std::string target_of(Me member) const override;

    const Type& record() const { return *type("test.record"); }
    std::size_t field(std::string_view name) const { return *record().index_of(name); }
};

const World& world();
/// 2015 to 2035, with the National Day holidays of 2024 and one Sunday worked.
const Calendar& calendar();

/// Who asks, and what the parameters are worth.
class Asker : public Context {
public:
    Asker();
    const base::Value& me(Me member) const override { return who[static_cast<std::size_t>(member)]; }
    base::Value parameter(std::size_t index, base::Date day) const override;
    std::vector<base::Date> parameter_changes(std::size_t index) const override;
    std::vector<std::pair<base::RegionCode, base::Value>> local_values(std::size_t index,
                                                                       base::Date day) const override;
    const Calendar* calendar() const override { return &testing::calendar(); }

    const base::Value& own(std::size_t field) const override { return values[field]; }
    const base::Value& stepped(std::size_t ref, std::size_t field) const override;
    const base::Value& old(std::size_t field) const override { return before.empty() ? nothing : before[field]; }

    /// Sets a field of the record by its name.
    Asker& with(std::string_view name, base::Value value);

    std::vector<base::Value> who;
    std::vector<base::Value> values;                                         // of the record, by Type::fields
    std::vector<base::Value> before;                                         // the record before the change
    const std::map<std::string, std::vector<base::Value>>* others = nullptr; // records pointed to, by id

private:
    base::Value nothing;
};

/// 2024-02-29 as a Date; a test with an impossible day fails.
base::Date day(std::string_view text);
base::Instant moment(std::string_view text);

/// The digest the tests use: not secret, but different for each field and value.
std::string digest(const Type& type, const Field& field, const base::Value& value);

/// What a record answers to a criterion checked for a rule.
Truth ask(std::string_view text, const Context& record, const Place& place = place::rule);
/// The English message of the refusal; empty when it is accepted.
std::string refusal(std::string_view text, const Place& place = place::rule);

} // namespace liandong::expr::testing
