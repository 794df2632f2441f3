#include "record/shape.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "record/condition.hpp"
#include "record/order.hpp"

namespace liandong::record {
namespace {

constexpr std::string_view own_columns = R"(t."id", t."version", t."state", t."region", t."region_then")";

/// A name people look for is sorted by its sound; every other text by code point.
bool sorts_by_sound(const pack::Type& type, const pack::Field& field) {
    const bool searched = std::find(type.search.begin(), type.search.end(), field.name) != type.search.end();
    return field.kind == base::Kind::text && searched && !field.encrypted() &&
           !std::holds_alternative<pack::Sequence>(field.made);
}

std::vector<TitlePart> cut_template(const Shape& shape, std::string_view rest) {
    std::vector<TitlePart> parts;
    while (!rest.empty()) {
        const auto brace = rest.find('{');
        const auto end = rest.find('}', brace);
        if (brace == std::string_view::npos || end == std::string_view::npos) {
            parts.push_back({std::string(rest), {}, {}});
            break;
        }
        if (brace > 0)
            parts.push_back({std::string(rest.substr(0, brace)), {}, {}});
        const std::string name(rest.substr(brace + 1, end - brace - 1));
        const auto dot = name.find('.');
        TitlePart part;
        part.field = shape.find(name.substr(0, dot));
        if (dot != std::string::npos)
            part.step = name.substr(dot + 1);
        parts.push_back(part);
        rest.remove_prefix(end + 1);
    }
    return parts;
}

db::Type column_type(const pack::Field& field) {
    if (field.encrypted())
        return db::Type::bytes;
    switch (field.kind) {
        case base::Kind::number:
        case base::Kind::money:
        case base::Kind::minutes:
        case base::Kind::time: return db::Type::integer;
        case base::Kind::date: return db::Type::date;
        case base::Kind::boolean: return db::Type::boolean;
        case base::Kind::ref: return db::Type::uuid;
        default: return db::Type::text;
    }
}

void add_columns(db::Table& table, const Shape& shape, std::size_t at) {
    const pack::Field& field = shape.field(at);
    table.columns.push_back({field.name, column_type(field)});
    if (field.encrypted())
        table.columns.push_back({field.name + "_digest", db::Type::text});
    if (shape.sorted[at])
        table.columns.push_back({field.name + "_sort", db::Type::bytes});
    const std::string key = field.encrypted() ? field.name + "_digest" : field.name;
    const bool sequence = std::holds_alternative<pack::Sequence>(field.made);
    if (field.unique || sequence)
        table.indexes.push_back({.columns = {key}, .unique = true});
    else if (field.kind == base::Kind::ref || field.encrypted())
        table.indexes.push_back({.columns = {key}});
}

db::Table table_of(const Shape& shape) {
    db::Table table{.name = shape.type->table(), .columns = {}, .key = {"id"}, .indexes = {}, .checks = {}};
    table.columns = {
        {"id", db::Type::uuid, true},     {"version", db::Type::integer, true},  {"state", db::Type::text},
        {"region", db::Type::text, true}, {"region_then", db::Type::text, true}, {"row_digest", db::Type::text, true}};
    for (std::size_t at = 0; at < shape.type->fields.size(); ++at)
        add_columns(table, shape, at);
    table.indexes.push_back({.columns = {"region", "id"}});
    if (auto order = order_index(shape))
        table.indexes.push_back(std::move(*order));
    for (const std::size_t at : std::set<std::size_t>(shape.windows.begin(), shape.windows.end()))
        table.indexes.push_back({.columns = {shape.field(at).name}});
    for (const auto& set : shape.type->unique) {
        db::Index index{.columns = {}, .unique = true};
        for (const auto& name : set)
            index.columns.push_back(shape.field(shape.index_of(name)).encrypted() ? name + "_digest" : name);
        const bool there = std::any_of(table.indexes.begin(), table.indexes.end(), [&](const db::Index& other) {
            return other.columns == index.columns && other.unique;
        });
        std::erase_if(table.indexes,
                      [&](const db::Index& other) { return other.columns == index.columns && !other.unique; });
        if (!there)
            table.indexes.push_back(index);
    }
    return table;
}

} // namespace

std::string column_of(const pack::Field& field) { return "\"" + field.name + "\""; }
std::string digest_column_of(const pack::Field& field) { return "\"" + field.name + "_digest\""; }
std::string sort_column_of(const pack::Field& field) { return "\"" + field.name + "_sort\""; }

std::optional<std::size_t> Shape::find(std::string_view name) const {
    for (std::size_t at = 0; at < type->fields.size(); ++at)
        if (type->fields[at].name == name)
            return at;
    return std::nullopt;
}

std::size_t Shape::index_of(std::string_view name) const {
    if (const auto at = find(name))
        return *at;
    throw std::logic_error(type->name + " has no field " + std::string(name));
}

Shapes::Shapes(const pack::Pack& pack, const expr::Schema& schema) {
    for (const pack::Type& type : pack.types) {
        if (type.built_in)
            continue;
        auto shape = std::make_unique<Shape>();
        shape->type = &type;
        shape->names = schema.type(type.name);
        shape->table = "\"" + type.table() + "\"";
        shape->columns = own_columns;
        shape->field_of.resize(shape->names->fields.size());
        for (std::size_t at = 0; at < type.fields.size(); ++at) {
            shape->columns += ", t." + column_of(type.fields[at]);
            shape->place_of.push_back(*shape->names->index_of(type.fields[at].name));
            shape->field_of[shape->place_of.back()] = at;
            shape->sorted.push_back(sorts_by_sound(type, type.fields[at]));
        }
        shape->title = cut_template(*shape, type.title);
        shape->hint = cut_template(*shape, type.hint);
        shapes_.emplace(type.name, std::move(shape));
    }
    relate(pack);
}

void Shapes::relate(const pack::Pack&) {
    for (auto& [name, shape] : shapes_) {
        for (std::size_t at = 0; at < shape->type->fields.size(); ++at)
            relate_field(*shape, at);
        const std::string& region = shape->type->region;
        const auto dot = region.find('.');
        if (!region.empty())
            shape->region_field = shape->find(region.substr(0, dot));
        if (dot != std::string::npos) {
            shape->region_step = region.substr(dot + 1);
            reads(*shape, region.substr(0, dot), *shape->region_step);
        }
        if (shape->type->parent.empty())
            continue;
        shape->parent = shape->index_of(shape->type->parent);
        const auto parent = shapes_.find(shape->field(*shape->parent).target);
        if (parent != shapes_.end())
            parent->second->rows.push_back(shape.get());
    }
}

void Shapes::relate_field(Shape& owner, std::size_t at) {
    const pack::Field& field = owner.field(at);
    if (const auto* copy = std::get_if<pack::Copy>(&field.made))
        reads(owner, copy->reference, copy->field);
    if (const auto* keep = std::get_if<pack::Keep>(&field.made)) {
        Shape& source = *shapes_.at(keep->type);
        Kept kept{&owner, at, source.index_of(keep->by), {}};
        if (!keep->own.empty())
            kept.own = owner.index_of(keep->own);
        if (!keep->during_field.empty())
            source.windows.push_back(source.index_of(keep->during_field));
        source.keeps.push_back(kept);
    }
    const auto note = [&](const pack::Text& text) {
        if (const auto* checked = tree(text))
            for (const auto& [reference, place] : expr::names_used(*checked).stepped) {
                const auto& link = owner.names->fields[reference];
                const auto target = shapes_.find(link.target);
                if (target != shapes_.end())
                    reads(owner, link.name, target->second->names->fields[place].name);
            }
    };
    if (const auto* calc = std::get_if<pack::Calc>(&field.made))
        note(calc->value);
    if (const auto* first = std::get_if<pack::First>(&field.made))
        for (const auto& one : first->cases) {
            note(one.when);
            note(one.value);
        }
}

void Shapes::reads(Shape& owner, const std::string& reference, const std::string& field) {
    const std::size_t at = owner.index_of(reference);
    const auto target = shapes_.find(owner.field(at).target);
    if (target == shapes_.end())
        return;
    auto& readers = target->second->readers;
    const auto known = std::find_if(readers.begin(), readers.end(), [&](const Reader& reader) {
        return reader.owner == &owner && reader.reference == at;
    });
    if (known == readers.end())
        readers.push_back({&owner, at, {field}});
    else
        known->fields.push_back(field);
}

const Shape* Shapes::find(std::string_view type) const {
    const auto found = shapes_.find(type);
    return found == shapes_.end() ? nullptr : found->second.get();
}

const Shape& Shapes::of(std::string_view type) const {
    if (const Shape* shape = find(type))
        return *shape;
    throw base::Fault(base::Refusal::absent, "http.not_found");
}

std::vector<db::Table> Shapes::tables() const {
    std::vector<db::Table> tables;
    for (const auto& [name, shape] : shapes_)
        tables.push_back(table_of(*shape));
    tables.push_back({.name = "sequence",
                      .columns = {{"name", db::Type::text, true},
                                  {"scope", db::Type::text, true},
                                  {"last", db::Type::integer, true}},
                      .key = {"name", "scope"},
                      .indexes = {},
                      .checks = {}});
    return tables;
}

} // namespace liandong::record
