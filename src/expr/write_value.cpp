#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"
#include "expr/writer.hpp"

namespace liandong::expr {
namespace {

std::string_view cast_of(Sort sort) {
    switch (sort) {
        case Sort::number:
        case Sort::money:
        case Sort::minutes:
        case Sort::time:
        case Sort::percent:
        case Sort::days:
        case Sort::months:
        case Sort::working_days: return "::bigint";
        case Sort::date: return "::date";
        case Sort::boolean: return "::boolean";
        case Sort::ref: return "::uuid";
        default: return "::text";
    }
}

std::string quoted(std::string_view name) { return fmt::format("\"{}\"", name); }

} // namespace

void Writer::bind(base::Value bound, Sort sort) {
    text("?");
    if (postgres())
        text(cast_of(sort));
    out_.values.push_back(std::move(bound));
}

void Writer::region() { text(own_ + ".\"region\""); }

void Writer::value(Index index) {
    const Node& node = tree_->at(index);
    switch (node.op) {
        case Op::constant: return constant(node);
        case Op::own:
        case Op::stepped: return column(node);
        case Op::add:
        case Op::subtract:
        case Op::multiply:
            text("(");
            terms(node);
            return text(")");
        case Op::add_days:
        case Op::add_months:
        case Op::add_working: return moved(node);
        case Op::day: return day_of(kid(node, 0));
        case Op::end_of:
        case Op::year:
        case Op::month_start: return of_day(node);
        case Op::days_between:
        case Op::minutes_between:
        case Op::working_days_between: return between_days(node);
        case Op::region_at: return region_at(node);
        case Op::size: return size(kid(node, 0));
        case Op::length:
            text("length(");
            value(kid(node, 0));
            return text(postgres() ? ")::bigint" : ")");
        case Op::least:
        case Op::greatest: return extreme(node);
        case Op::first_of: return first_of(node);
        case Op::date_of: return date_of(node);
        case Op::rank: return rank(node);
        case Op::truth_value: return condition(kid(node, 0));
        default: throw std::logic_error("this criterion can only be asked in memory");
    }
}

/// a + b + c without brackets around the first sum: SQLite's parser holds only so many open.
void Writer::terms(const Node& node) {
    if (kid_of(node, 0).op == node.op)
        terms(kid_of(node, 0));
    else
        value(kid(node, 0));
    text(node.op == Op::add ? " + " : node.op == Op::subtract ? " - " : " * ");
    value(kid(node, 1));
}

void Writer::constant(const Node& node) {
    if (!base::is_empty(node.value))
        return bind(node.value, node.sort);
    text("null");
    if (postgres())
        text(cast_of(node.sort));
}

void Writer::column(const Node& node, std::string_view suffix) {
    std::string alias = own_;
    if (node.op == Op::stepped) {
        const Field& ref = tree_->type->fields[static_cast<std::size_t>(node.a)];
        const Join join{"j_" + ref.name, node.of->table(), ref.name};
        unite(out_.joins, {join});
        alias = quoted(join.alias);
    }
    if (!node.field->local)
        return text(alias + "." + quoted(node.field->name + std::string(suffix)));
    if (postgres())
        text(fmt::format("({}.\"local\"::jsonb ->> '{}'){}", alias, node.field->name,
                         node.sort == Sort::text ? "" : cast_of(node.sort)));
    else
        text(fmt::format("json_extract({}.\"local\", '$.{}')", alias, node.field->name));
}

/// SQLite's own month arithmetic runs over the end of a month, so the earlier of the day and the month's last day is
/// taken.
void Writer::moved(const Node& node) {
    const Node& span = kid_of(node, 1);
    const std::int64_t by = node.negated ? -span.a : span.a;
    const Index day = kid(node, 0);
    if (node.op == Op::add_working) {
        text("(select \"day\" from \"calendar\" where \"work\" = 1 and \"seq\" = ");
        seq_of(day, by > 0 ? "\"seq\"" : "\"seq\" - \"work\" + 1");
        text(" + ");
        bind(by, Sort::number);
        return text(")");
    }
    if (postgres()) {
        text("(");
        value(day);
        text(node.op == Op::add_days ? " + (" : " + make_interval(months => (");
        bind(by, Sort::days);
        return text(node.op == Op::add_days ? ")::int)" : ")::int))::date");
    }
    const auto modifier = [&](std::int64_t count, std::string_view unit) {
        bind(fmt::format("{:+} {}", count, unit), Sort::text);
    };
    text(node.op == Op::add_days ? "date(" : "min(date(");
    value(day);
    text(", ");
    modifier(by, node.op == Op::add_days ? "days" : "months");
    text(")");
    if (node.op == Op::add_days)
        return;
    text(", date(");
    value(day);
    text(", 'start of month', ");
    modifier(by + 1, "months");
    text(", '-1 day'))");
}

void Writer::seq_of(Index day, std::string_view what) {
    text(fmt::format("(select {} from \"calendar\" where \"day\" = ", what));
    value(day);
    text(")");
}

/// The day of +08:00. Division rounds towards zero, so moments that may lie before 1970 are lifted above it and let
/// down again.
void Writer::day_of(Index time) {
    constexpr std::int64_t lift_days = 1'000'000;
    constexpr std::int64_t day_ms = 86'400'000;
    const bool lift = tree_->at(time).range.least < -base::zone_ms;
    const std::int64_t add = base::zone_ms + (lift ? lift_days * day_ms : 0);
    const std::string down = lift ? fmt::format(" - {}", lift_days) : "";
    if (postgres()) {
        text("(date '1970-01-01' + ((");
        value(time);
        return text(fmt::format(" + {}) / {}{})::int)", add, day_ms, down));
    }
    text("date((");
    if (lift)
        text("(");
    value(time);
    text(lift ? fmt::format(" + {}) / {}{}) * 86400, 'unixepoch')", add, day_ms, down)
              : fmt::format(" + {}) / 1000, 'unixepoch')", add));
}

void Writer::of_day(const Node& node) {
    const auto around = [&](std::string_view before, std::string_view after) {
        text(before);
        value(kid(node, 0));
        text(after);
    };
    if (node.op == Op::year)
        return postgres() ? around("extract(year from ", ")::bigint") : around("cast(strftime('%Y', ", ") as integer)");
    if (node.op == Op::month_start)
        return postgres() ? around("date_trunc('month', ", "::timestamp)::date")
                          : around("date(", ", 'start of month')");
    // The last millisecond of the day in +08:00, counted from its midnight in UTC.
    if (postgres())
        return around("((", " - date '1970-01-01')::bigint * 86400000 + 57599999)");
    around("(cast(strftime('%s', ", ") as integer) * 1000 + 57599999)");
}

void Writer::between_days(const Node& node) {
    const auto difference = [&](std::string_view before, std::string_view middle, std::string_view after) {
        text(before);
        value(kid(node, 1));
        text(middle);
        value(kid(node, 0));
        text(after);
    };
    if (node.op == Op::minutes_between)
        return difference("((", " - ", ") / 60000)");
    if (node.op == Op::days_between)
        return postgres() ? difference("(", " - ", ")::bigint")
                          : difference("cast(julianday(", ") - julianday(", ") as integer)");
    text("(");
    seq_of(kid(node, 1), "\"seq\"");
    text(" - ");
    seq_of(kid(node, 0), "\"seq\"");
    text(")");
}

void Writer::region_at(const Node& node) {
    text("(substr(");
    value(kid(node, 0));
    text(fmt::format(", 1, {}) || '{}')", node.a, std::string(static_cast<std::size_t>(12 - node.a), '0')));
}

/// |2|5| holds one bar more than words.
void Writer::size(Index set) {
    text("(length(");
    value(set);
    text(") - length(replace(");
    value(set);
    text(postgres() ? ", '|', '')) - 1)::bigint" : ", '|', '')) - 1)");
}

/// PostgreSQL's least and greatest skip nulls, SQLite's min and max do not.
void Writer::extreme(const Node& node) {
    if (postgres()) {
        text("case when ");
        for (Index i = 0, shown = 0; i < node.count; ++i) {
            if (kid_of(node, i).op == Op::constant)
                continue;
            text(shown++ == 0 ? "" : " or ");
            value(kid(node, i));
            text(" is null");
        }
        text(" then null else ");
        text(node.op == Op::least ? "least(" : "greatest(");
    } else {
        text(node.op == Op::least ? "min(" : "max(");
    }
    for (Index i = 0; i < node.count; ++i) {
        text(i == 0 ? "" : ", ");
        value(kid(node, i));
    }
    text(postgres() ? ") end" : ")");
}

void Writer::first_of(const Node& node) {
    text("coalesce(");
    for (Index i = 0; i < node.count; ++i) {
        text(i == 0 ? "" : ", ");
        value(kid(node, i));
    }
    text(")");
}

/// Empty where there is no such day: SQLite would move 30 February into March, PostgreSQL would refuse the query.
void Writer::date_of(const Node& node) {
    const auto part = [&](Index which) { value(kid(node, which)); };
    const auto parts = [&](std::string_view before, std::string_view between, std::string_view after) {
        text(before);
        part(0);
        text(between);
        part(1);
        text(between);
        part(2);
        text(after);
    };
    text("(case when ");
    part(0);
    text(" between 1 and 9999 and ");
    part(1);
    text(" between 1 and 12 and ");
    part(2);
    if (!postgres()) {
        text(" between 1 and 31 then case when ");
        parts("date(printf('%04d-%02d-%02d', ", ", ", "), '+0 days')"); // without a modifier it hands 2023-02-29 back
        parts(" = printf('%04d-%02d-%02d', ", ", ", ")");
        parts(" then printf('%04d-%02d-%02d', ", ", ", ") end end)");
        return;
    }
    text(" between 1 and 31 then case when ");
    part(2);
    text(" <= extract(day from make_date((");
    part(0);
    text(")::int, (");
    part(1);
    text(")::int, 1) + interval '1 month' - interval '1 day') then ");
    parts("make_date((", ")::int, (", ")::int) end end)");
}

void Writer::rank(const Node& node) {
    text("(case ");
    value(kid(node, 0));
    for (std::size_t i = 0; i < node.list->words.size(); ++i) {
        text(" when ");
        bind(node.list->words[i].code, Sort::code);
        text(fmt::format(" then {}", i));
    }
    text(" end)");
}

} // namespace liandong::expr
