#include "record/sight.hpp"

#include <algorithm>

#include "base/region_code.hpp"
#include "record/condition.hpp"

namespace liandong::record {
namespace {

expr::Dialect of(db::Dialect dialect) {
    return dialect == db::Dialect::sqlite ? expr::Dialect::sqlite : expr::Dialect::postgres;
}

bool lies_within(const std::string& region, const std::string& of) {
    const auto inner = base::RegionCode::parse(region);
    const auto outer = base::RegionCode::parse(of);
    return inner && outer && inner->within(*outer);
}

/// The stored word of a record that is open to everybody who may see its type: the lowest of its secrecy's list.
std::string normal_word(const House& house, const Shape& shape) {
    return house.pack.list(shape.field(shape.index_of(shape.type->secrecy)).list)->words.front().code;
}

bool sees(const House& house, const Shape& shape, const Ray& ray, const Record& record, const AskedOf& asked) {
    if (ray.normal_only) {
        const Value& secrecy = record[shape.type->secrecy];
        if (!base::is_empty(secrecy) && secrecy != Value(normal_word(house, shape)))
            return false;
    }
    if (!ray.region.empty() && !lies_within(record.region, ray.region))
        return false;
    for (const pack::Text* text : {ray.reach, ray.where})
        if (text && text->given() && !expr::holds(*tree(*text), asked))
            return false;
    return true;
}

void add(View& view, const Ray& ray, std::size_t fields) {
    view.seen = true;
    view.see = std::max(view.see, ray.see);
    view.closed = view.closed || ray.closed;
    if (ray.fields.empty()) {
        view.all_fields = true;
        return;
    }
    view.fields.resize(fields, false);
    for (std::size_t at = 0; at < ray.fields.size(); ++at)
        view.fields[at] = view.fields[at] || ray.fields[at];
}

void join_pieces(Piece& into, Piece&& more, std::string_view word) {
    into.text += (into.text.empty() ? "" : std::string(word)) + more.text;
    into.params.insert(into.params.end(), more.params.begin(), more.params.end());
    expr::unite(into.joins, more.joins);
}

Piece piece_of(const House& house, db::Dialect dialect, const Given& given, const Shape& shape, const Ray& ray) {
    Piece piece;
    const auto region = base::RegionCode::parse(ray.region);
    if (region && region->text() != house.pack.region)
        piece = {R"(t."region" between ? and ?)", {region->text(), region->last()}, {}};
    for (const pack::Text* text : {ray.reach, ray.where}) {
        if (!text || !text->given())
            continue;
        Piece more = piece_of(house, dialect, given, shape, *tree(*text));
        more.text = "(" + more.text + ")";
        join_pieces(piece, std::move(more), " and ");
    }
    if (ray.normal_only)
        join_pieces(piece, {"coalesce(t.\"" + shape.type->secrecy + "\" = ?, true)", {normal_word(house, shape)}, {}},
                    " and ");
    if (piece.text.empty())
        piece.text = "1 = 1";
    return piece;
}

View all_of_it() { return {true, pack::Privacy::sensitive, true, true, {}}; }

} // namespace

bool View::clear(const pack::Field& field, std::size_t at) const {
    return has(at) && field.privacy <= see && (!field.closed || closed);
}

View view_of(const House& house, db::Session& session, const Given& given, const Shape& shape, const Sight& sight,
             const Record& record) {
    if (sight.everything)
        return all_of_it();
    View view;
    const AskedOf asked(house, given, &session, shape, record);
    for (const Ray& ray : sight.rays)
        if (sees(house, shape, ray, record, asked))
            add(view, ray, shape.type->fields.size());
    return view;
}

void refuse_fields(const Shape& shape, const Record* before, const Patch& patch, const View& may) {
    if (may.all_fields)
        return;
    base::Fault refused(base::Refusal::forbidden, "access.forbidden");
    const auto find = [&](const std::string& name, const std::string& clause, const base::Words& label) {
        refused.findings.push_back({name, "access.field", clause, {{"field", label.zh}, {"field@en", label.en}}});
    };
    for (const auto& [at, value] : patch.values)
        if (!may.has(at) && (before ? before->values[at] != value : !base::is_empty(value)))
            find(shape.field(at).name, shape.field(at).clause, shape.field(at).label);
    for (const RowPatch& row : patch.rows)
        find("rows." + row.shape->name(), row.shape->type->clause, row.shape->type->label);
    if (!refused.findings.empty())
        throw refused;
}

View least_view(const Shape& shape, const Sight& sight) {
    if (sight.everything)
        return all_of_it();
    View least;
    for (const Ray& ray : sight.rays) {
        View one;
        add(one, ray, shape.type->fields.size());
        if (!least.seen) {
            least = one;
            continue;
        }
        least.see = std::min(least.see, one.see);
        least.closed = least.closed && one.closed;
        for (std::size_t at = 0; at < shape.type->fields.size() && !(least.all_fields && one.all_fields); ++at) {
            least.fields.resize(shape.type->fields.size(), least.all_fields);
            least.fields[at] = (least.all_fields || least.fields[at]) && one.has(at);
        }
        least.all_fields = least.all_fields && one.all_fields;
    }
    return least;
}

Piece piece_of(const House& house, db::Dialect dialect, const Given& given, const Shape& shape,
               const expr::Checked& checked) {
    const AskedWithout asked(house, given);
    const auto digest = [&](const expr::Type& type, const expr::Field& field, const Value& value) {
        const Shape& owner = house.shapes.of(type.name);
        return house.store.field_digest(owner, owner.index_of(field.name), value);
    };
    expr::Sql sql = expr::to_sql(checked, of(dialect), asked, digest, "t");
    (void)shape;
    return {std::move(sql.text), {sql.values.begin(), sql.values.end()}, std::move(sql.joins)};
}

Piece piece_of(const House& house, db::Dialect dialect, const Given& given, const Shape& shape, const Sight& sight) {
    if (sight.everything)
        return {"1 = 1", {}, {}};
    Piece piece;
    for (const Ray& ray : sight.rays) {
        Piece one = piece_of(house, dialect, given, shape, ray);
        one.text = "(" + one.text + ")";
        join_pieces(piece, std::move(one), " or ");
    }
    if (piece.text.empty())
        piece.text = "1 = 0";
    piece.text = "(" + piece.text + ")";
    return piece;
}

std::set<std::string> hidden_names(const House& house, const Shape& shape, const Sight& sight,
                                   const expr::Names& names) {
    std::set<std::string> hidden;
    const View least = least_view(shape, sight);
    for (const std::size_t place : names.own)
        if (const auto at = shape.field_of[place]; at && !least.clear(shape.field(*at), *at))
            hidden.insert(shape.field(*at).name);
    for (const auto& [reference, place] : names.stepped) {
        const auto at = shape.field_of[reference];
        const Shape* target = at ? house.shapes.find(shape.field(*at).target) : nullptr;
        const auto field = target ? target->field_of[place] : std::nullopt;
        if (at && !least.has(*at))
            hidden.insert(shape.field(*at).name);
        else if (field &&
                 (target->field(*field).privacy > least.see || (target->field(*field).closed && !least.closed)))
            hidden.insert(shape.field(*at).name + "." + target->field(*field).name);
    }
    return hidden;
}

} // namespace liandong::record
