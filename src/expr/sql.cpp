#include "expr/sql.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "expr/bound.hpp"
#include "expr/writer.hpp"

namespace liandong::expr {
namespace {

std::set<std::int64_t> local_parameters(const Tree& tree) {
    std::set<std::int64_t> found;
    for (const Node& node : tree.nodes)
        if (node.op == Op::parameter && node.open)
            found.insert(node.a);
    return found;
}

/// For each county that has its own value of one of the parameters: all of them as they hold there.
std::map<base::RegionCode, LocalValues> counties_of(const std::set<std::int64_t>& parameters, const Given& given) {
    std::map<base::RegionCode, LocalValues> counties;
    for (std::int64_t parameter : parameters)
        for (auto& [region, value] : given.local_values(static_cast<std::size_t>(parameter), given.today))
            counties[region][parameter] = value;
    return counties;
}

} // namespace

Sql to_sql(const Checked& checked, Dialect dialect, const Given& given, const Digest& digest, std::string_view own) {
    const auto counties = counties_of(local_parameters(checked.tree()), given);
    const LocalValues province;
    const Checked everywhere = worked_out(checked, given, &province);
    Writer writer(everywhere.tree(), dialect, digest, own);
    if (counties.empty()) {
        writer.condition(everywhere.tree().root);
        return writer.done();
    }
    writer.text("(case");
    for (const auto& [region, values] : counties) {
        writer.text(" when ");
        writer.region();
        writer.text(" between ");
        writer.bind(region.text(), Sort::text);
        writer.text(" and ");
        writer.bind(region.last(), Sort::text);
        writer.text(" then ");
        const Checked there = worked_out(checked, given, &values);
        writer.turn_to(there.tree());
        writer.condition(there.tree().root);
    }
    writer.text(" else ");
    writer.turn_to(everywhere.tree());
    writer.condition(everywhere.tree().root);
    writer.text(" end)");
    return writer.done();
}

std::string to_text(const std::vector<Join>& joins, std::string_view own) {
    std::string text;
    for (const Join& join : joins)
        text += fmt::format("left join \"{}\" \"{}\" on \"{}\".\"id\" = {}.\"{}\"\n", join.table, join.alias,
                            join.alias, own, join.column);
    return text;
}

void unite(std::vector<Join>& joins, const std::vector<Join>& more) {
    for (const Join& join : more)
        if (std::find(joins.begin(), joins.end(), join) == joins.end())
            joins.push_back(join);
}

std::string_view column_type(base::Kind kind, Dialect dialect) {
    const bool postgres = dialect == Dialect::postgres;
    switch (kind) {
        case base::Kind::number:
        case base::Kind::money:
        case base::Kind::minutes:
        case base::Kind::time: return postgres ? "bigint" : "integer";
        case base::Kind::boolean: return postgres ? "boolean" : "integer";
        case base::Kind::date: return postgres ? "date" : "text";
        case base::Kind::ref: return postgres ? "uuid" : "text";
        default: return postgres ? "text collate \"C\"" : "text";
    }
}

std::string_view calendar_table(Dialect dialect) {
    return dialect == Dialect::postgres
               ? R"(create table "calendar" ("day" date primary key, "work" smallint not null, "seq" bigint not null);
create unique index "calendar_seq" on "calendar" ("seq") where "work" = 1)"
               : R"(create table "calendar" ("day" text primary key, "work" integer not null, "seq" integer not null) without rowid;
create unique index "calendar_seq" on "calendar" ("seq") where "work" = 1)";
}

} // namespace liandong::expr
