#include "record/list.hpp"

#include "expr/trouble.hpp"
#include "journal/journal.hpp"

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

base::Fault wrong_sort(const std::string& sort) {
    return base::Fault({{"sort", "record.unknown_field", {}, {{"type", sort}}}});
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
        throw wrong_sort(name);
    order.own = *at;
    if (dot == std::string::npos) {
        order.key = "t." + sort_key_of(shape, *at);
        return order;
    }
    const Shape* target = house.shapes.find(shape.field(*at).target);
    const auto step = target ? target->find(name.substr(dot + 1)) : std::nullopt;
    if (!step)
        throw wrong_sort(name);
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

void refuse_hidden(const Shape& shape, const Sight& sight, const Order& order) {
    const View least = least_view(shape, sight);
    const bool own_hidden = order.own && !order.stepped && !least.clear(shape.field(*order.own), *order.own);
    const bool step_hidden = order.stepped && (order.stepped->privacy > least.see || !least.has(*order.own));
    if (own_hidden || step_hidden)
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

std::string from(const Shape& shape, const std::vector<expr::Join>& joins) {
    return " from " + shape.table + " t" + (joins.empty() ? "" : " " + expr::to_text(joins, "t"));
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
    for (const db::Row row :
         session.query("select " + shape.columns + from(shape, rows.joins) + " where " + rows.text + by + " limit ?",
                       rows.params))
        page.records.push_back(house.store.read(shape, row));
    if (page.records.size() > query.size) {
        page.records.resize(query.size);
        page.next = page.records.back().id;
    }
    return page;
}

} // namespace liandong::record
