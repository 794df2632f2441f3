#include "record/list.hpp"

#include <algorithm>

#include "base/region_code.hpp"
#include "expr/trouble.hpp"
#include "journal/journal.hpp"
#include "record/condition.hpp"
#include "record/members.hpp"
#include "record/order.hpp"

namespace liandong::record {
namespace {

/// What a list is ordered by: an own field or one a step away, with how it stands in SQL.
struct Order {
    std::string key = R"(t."id")";
    bool down = false;
    bool by_id = true;
    std::optional<expr::Join> join;
    std::optional<std::size_t> own; // for rights
    const pack::Field* stepped = nullptr;
};

base::Fault wrong_sort(const Shape& shape, const std::string& sort) {
    return base::Fault(
        {{"sort",
          "record.unknown_field",
          {},
          {{"field", short_name(sort)}, {"type", shape.type->label.zh}, {"type@en", shape.type->label.en}}}});
}

std::string sort_key_of(const Shape& shape, std::size_t at) {
    const pack::Field& field = shape.field(at);
    if (field.encrypted())
        throw base::Fault(
            {{"sort", "criteria.not_yours", {}, {{"field", field.label.zh}, {"field@en", field.label.en}}}});
    return shape.sorted[at] ? sort_column_of(field) : column_of(field);
}

Order order_of(const House& house, const Shape& shape, const std::string& sort) {
    Order order;
    std::string name = sort;
    if (name.starts_with('-')) {
        order.down = true;
        name.erase(0, 1);
    }
    if (name.empty() || name == "id")
        return order;
    order.by_id = false;
    if (name == "state" || name == "region" || name == "version") {
        order.key = "t.\"" + name + "\"";
        return order;
    }
    const auto dot = name.find('.');
    const auto at = shape.find(name.substr(0, dot));
    if (!at)
        throw wrong_sort(shape, name);
    order.own = *at;
    if (dot == std::string::npos) {
        order.key = "t." + sort_key_of(shape, *at);
        return order;
    }
    const Shape* target = house.shapes.find(shape.field(*at).target);
    const auto step = target ? target->find(name.substr(dot + 1)) : std::nullopt;
    if (!step)
        throw wrong_sort(shape, name);
    order.stepped = &target->field(*step);
    order.join = expr::Join{"j_" + shape.field(*at).name, target->type->table(), shape.field(*at).name};
    order.key = "\"" + order.join->alias + "\"." + sort_key_of(*target, *step);
    return order;
}

void refuse_hidden(const House& house, const Shape& shape, const Sight& sight, const expr::Names& names) {
    std::vector<base::Finding> findings;
    for (const auto& name : hidden_names(house, shape, sight, names))
        findings.push_back({"where", "criteria.not_yours", {}, {{"field", name}, {"field@en", name}}});
    if (!findings.empty())
        throw base::Fault(std::move(findings));
}

/// Whether some row a sight shows lacks in clear what the order looks at.
bool hides(const Shape& shape, const Sight& sight, const Order& order) {
    const View least = least_view(shape, sight);
    const bool own_hidden = order.own && !order.stepped && !least.clear(shape.field(*order.own), *order.own);
    const bool step_hidden = order.stepped && (order.stepped->privacy > least.see || !least.has(*order.own));
    return own_hidden || step_hidden;
}

void refuse_hidden(const Shape& shape, const Sight& sight, const Order& order) {
    if (hides(shape, sight, order))
        throw base::Fault(
            {{"sort",
              "criteria.not_yours",
              {},
              {{"field", shape.field(*order.own).label.zh}, {"field@en", shape.field(*order.own).label.en}}}});
}

/// Everything behind `from`: joins and conditions.
Piece rows_of(const House& house, db::Session& session, const Given& given, const Shape& shape, const Sight& sight,
              const Query& query) {
    Piece whole = piece_of(house, session.dialect(), given, shape, sight);
    const auto add = [&](const Piece& more) {
        whole.text += " and (" + more.text + ")";
        whole.params.insert(whole.params.end(), more.params.begin(), more.params.end());
        expr::unite(whole.joins, more.joins);
    };
    if (!query.where.empty()) {
        const expr::Checked filter = read_filter(house, shape, query.where);
        refuse_hidden(house, shape, sight, expr::names_used(filter));
        add(piece_of(house, session.dialect(), given, shape, filter));
    }
    if (query.also)
        add(*query.also);
    return whole;
}

std::string from(const Shape& shape, const std::vector<expr::Join>& joins, const std::string& along = {}) {
    return " from " + shape.table + " t" + along + (joins.empty() ? "" : " " + expr::to_text(joins, "t"));
}

/// The fields that are read to show these columns, to write titles and to decide what may be seen.
std::vector<bool> read_for(const Shape& shape, const Sight& sight, const std::vector<std::string>& shown) {
    std::vector<bool> read(shape.type->fields.size(), false);
    for (const auto& column : shown)
        if (const auto at = shape.find(column.substr(0, column.find('.'))))
            read[*at] = true;
    for (const TitlePart& part : shape.title)
        if (part.field)
            read[*part.field] = true;
    const auto named = [&](std::size_t place) {
        if (const auto at = shape.field_of[place])
            read[*at] = true;
    };
    for (const Ray& ray : sight.rays)
        for (const pack::Text* text : {ray.reach, ray.where}) {
            if (!text || !text->given())
                continue;
            const expr::Names names = expr::names_used(*tree(*text));
            std::for_each(names.own.begin(), names.own.end(), named);
            for (const auto& [reference, place] : names.stepped)
                named(reference);
        }
    if (!shape.type->secrecy.empty())
        read[shape.index_of(shape.type->secrecy)] = true;
    return read;
}

/// `shape.columns` with nothing in the place of those that nobody reads: fetching, and above all opening them, is most
/// of the price of a row.
std::string columns_for(const Shape& shape, const Sight& sight, const std::vector<std::string>& shown) {
    std::string columns = shape.columns;
    if (shown.empty())
        return columns;
    const auto read = read_for(shape, sight, shown);
    for (std::size_t at = 0; at < read.size(); ++at) {
        const std::string column = ", t." + column_of(shape.field(at));
        if (!read[at])
            columns.replace(columns.find(column), column.size(), ", null");
    }
    return columns;
}

constexpr std::int64_t sorted_most = 500; // rows that are sorted rather than found in their order

/// Whether the role's own region holds more than one would sort for a page of fifty.
bool sees_many(const House& house, db::Session& session, const Shape& shape, const Sight& sight) {
    return std::any_of(sight.rays.begin(), sight.rays.end(), [&](const Ray& ray) {
        const auto region = base::RegionCode::parse(ray.region);
        return region && !ray.reach && region->text() != house.pack.region &&
               !session
                    .rows("select 1 from " + shape.table +
                              R"( t where t."region" between ? and ? order by t."region", t."id" limit 1 offset ?)",
                          region->text(), region->last(), sorted_most)
                    .empty();
    });
}

/// Whether the filter names a field that finds its rows by an index of its own.
bool finds(const House& house, const Shape& shape, const std::string& where) {
    const expr::Names names = where.empty() ? expr::Names{} : expr::names_used(read_filter(house, shape, where));
    return !names.stepped.empty() || std::any_of(names.own.begin(), names.own.end(), [&](std::size_t place) {
        const auto at = shape.field_of[place];
        return !at || shape.field(*at).encrypted() || shape.field(*at).unique ||
               shape.field(*at).kind == base::Kind::ref ||
               std::holds_alternative<pack::Sequence>(shape.field(*at).made);
    });
}

/// SQLite keeps no account of how many rows a region has, and would read and sort all of them for each page. Where
/// there are many it is told to walk along the list's own order instead. PostgreSQL knows by itself.
std::string walk(const House& house, db::Session& session, const Shape& shape, const Sight& sight, const Query& query) {
    const auto index = order_index(shape);
    const bool in_order = index && query.sort == shape.type->list.sort && !query.also;
    if (session.dialect() != db::Dialect::sqlite || !in_order || finds(house, shape, query.where) ||
        !sees_many(house, session, shape, sight))
        return {};
    return " indexed by \"" + db::name_of({.name = shape.type->table()}, *index) + "\"";
}

/// Only rows behind the last one of the page before, whatever its key was.
void add_cursor(db::Session& session, const Shape& shape, const Order& order, const Uuid& after, Piece& rows) {
    const std::string id_after = R"(t."id" > ?)";
    if (order.by_id) {
        rows.text += " and " + std::string(order.down ? R"(t."id" < ?)" : id_after);
        rows.params.emplace_back(after);
        return;
    }
    std::vector<expr::Join> joins;
    if (order.join)
        joins.push_back(*order.join);
    const std::string last = "(select " + order.key + from(shape, joins) + R"( where t."id" = ?))";
    const bool empty =
        session.rows("select 1" + from(shape, joins) + R"( where t."id" = ? and )" + order.key + " is not null", after)
            .empty();
    if (empty) {
        rows.text += " and " + order.key + " is null and " + id_after;
        rows.params.emplace_back(after);
        return;
    }
    const std::string beyond = order.down ? " < " : " > ";
    rows.text += " and (" + order.key + beyond + last + " or (" + order.key + " = " + last + " and " + id_after +
                 ") or " + order.key + " is null)";
    for (int i = 0; i < 3; ++i)
        rows.params.emplace_back(after);
}

} // namespace

expr::Checked read_filter(const House& house, const Shape& shape, const std::string& text) {
    try {
        return expr::criterion(text, house.schema, *shape.names, expr::place::filter);
    } catch (const expr::Trouble& trouble) {
        throw base::Fault({{"where",
                            "criteria.bad",
                            {},
                            {{"detail", trouble.words.zh},
                             {"detail@en", trouble.words.en},
                             {"column", std::to_string(trouble.position)}}}});
    }
}

bool names_persons(const House& house, const Shape& shape, const Query& query) {
    const Order order = order_of(house, shape, query.sort);
    (void)order;
    if (query.where.empty())
        return false;
    const expr::Names names = expr::names_used(read_filter(house, shape, query.where));
    const auto personal = [](const pack::Field& field) {
        return field.privacy != pack::Privacy::open && field.kind != base::Kind::region;
    };
    for (const std::size_t place : names.own)
        if (const auto at = shape.field_of[place]; at && personal(shape.field(*at)))
            return true;
    for (const auto& [reference, place] : names.stepped) {
        const auto at = shape.field_of[reference];
        const Shape* target = at ? house.shapes.find(shape.field(*at).target) : nullptr;
        if (const auto field = target ? target->field_of[place] : std::nullopt;
            field && personal(target->field(*field)))
            return true;
    }
    return false;
}

std::int64_t count(const House& house, db::Session& session, const Given& given, const Shape& shape, const Sight& sight,
                   const Query& query) {
    const Piece rows = rows_of(house, session, given, shape, sight, query);
    return session.query("select count(*)" + from(shape, rows.joins) + " where " + rows.text, rows.params)
        .front()
        .integer(0);
}

std::string usual_sort(const House& house, const Shape& shape, const Sight& sight) {
    const std::string& sort = shape.type->list.sort;
    return hides(shape, sight, order_of(house, shape, sort)) ? "-id" : sort;
}

Page list(const House& house, db::Session& session, const Given& given, const Shape& shape, const Sight& sight,
          const Query& query) {
    const Order order = order_of(house, shape, query.sort);
    refuse_hidden(shape, sight, order);
    Page page;
    page.position = journal::position(session);
    Piece rows = rows_of(house, session, given, shape, sight, query);
    if (order.join)
        expr::unite(rows.joins, {*order.join});
    if (query.total)
        page.total = session.query("select count(*)" + from(shape, rows.joins) + " where " + rows.text, rows.params)
                         .front()
                         .integer(0);
    if (query.after)
        add_cursor(session, shape, order, *query.after, rows);
    const std::string direction = order.down ? " desc" : " asc";
    const std::string by = order.by_id ? R"( order by t."id")" + direction
                                       : " order by " + order.key + direction + R"( nulls last, t."id" asc)";
    rows.params.emplace_back(static_cast<std::int64_t>(query.size) + 1);
    for (const db::Row row : session.query("select " + columns_for(shape, sight, query.shown) +
                                               from(shape, rows.joins, walk(house, session, shape, sight, query)) +
                                               " where " + rows.text + by + " limit ?",
                                           rows.params))
        page.records.push_back(house.store.read(shape, row));
    if (page.records.size() > query.size) {
        page.records.resize(query.size);
        page.next = page.records.back().id;
    }
    return page;
}

} // namespace liandong::record
