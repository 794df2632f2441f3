// Copies and parts of figures, worked out.
#include "pack/settle.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace liandong::pack {

namespace {

std::vector<std::string> field_names(const Type& type) {
    std::vector<std::string> names;
    for (const auto& field : type.fields)
        names.push_back(field.name);
    for (const auto& field : type.common)
        names.push_back(field.name);
    return names;
}

void take(Field& field, const Field& from) {
    field.kind = from.kind;
    field.list = from.list;
    field.target = from.target;
    field.most = from.most;
    field.low = from.low;
    field.high = from.high;
    field.places = from.places;
    field.region_level = from.region_level;
    field.is_signed = from.is_signed;
    field.shape = from.shape;
    field.privacy = from.privacy;
    field.closed = from.closed;
    if (field.unit.empty())
        field.unit = from.unit, field.unit_label = from.unit_label;
}

struct Copies {
    Pack& pack;
    MistakeList& mistakes;
    std::set<const Field*> settled, open;

    void no_field(const Field& field, const Type& type, const std::string& name) {
        const auto near = did_you_mean(name, field_names(type));
        wrong(mistakes, field.source, fmt::format("copy：`{}` 没有字段 `{}`{}。", type.name, name, near.zh),
              fmt::format("copy: `{}` has no field `{}`{}.", type.name, name, near.en));
    }

    /// States of another type, when a field copies them, become a word list like any other.
    void list_of_states(const Field& field, const Type& type) {
        if (pack.list(field.list) || type.states.empty())
            return;
        CodeList list;
        list.name = field.list;
        list.label = {type.label.zh + "状态", "State of " + type.label.en};
        for (const auto& state : type.states)
            list.words.push_back({state.name, state.name, state.label});
        pack.codes.push_back(std::move(list));
    }

    void settle(Type& type, Field& field) {
        const auto* copy = std::get_if<Copy>(&field.made);
        if (!copy || copy->reference.empty() || settled.count(&field))
            return;
        if (!open.insert(&field).second) {
            wrong(mistakes, field.source, fmt::format("`{}.{}` 抄来抄去又回到自己。", type.name, field.name),
                  fmt::format("`{}.{}` is copied in a circle.", type.name, field.name));
            return;
        }
        settle_from(type, field, *copy);
        settled.insert(&field);
    }

    void settle_from(Type& type, Field& field, const Copy& copy) {
        const auto* reference = type.any_field(copy.reference);
        if (!reference)
            return no_field(field, type, copy.reference);
        if (std::holds_alternative<Copy>(reference->made))
            settle(type, const_cast<Field&>(*reference)); // part of this pack, which we were given to change
        const auto at = pack.type_at.find(reference->target);
        if (reference->kind != Kind::ref || at == pack.type_at.end()) {
            if (reference->kind != Kind::ref)
                wrong(mistakes, field.source, fmt::format("copy：`{}` 不是引用字段。", copy.reference),
                      fmt::format("copy: `{}` is no reference.", copy.reference));
            return;
        }
        auto& other = pack.types[at->second];
        const auto* source = other.any_field(copy.field);
        if (!source)
            return no_field(field, other, copy.field);
        if (source->name == "state" && !other.states.empty())
            list_of_states(*source, other);
        settle(other, const_cast<Field&>(*source));
        take(field, *source);
    }
};

} // namespace

void settle_copies(Pack& pack, MistakeList& mistakes) {
    Copies copies{pack, mistakes, {}, {}};
    for (auto& type : pack.types)
        for (auto& field : type.fields)
            copies.settle(type, field);
}

void settle_figures(Pack& pack) {
    for (auto& figure : pack.figures) {
        const auto* type = pack.type(figure.type);
        if (!type || figure.id.find('/') == std::string::npos)
            continue;
        std::erase_if(figure.by,
                      [&](const auto& name) { return !type->any_field(name) && !pack.band(name, figure.type); });
    }
}

} // namespace liandong::pack
