// The graph of made fields.
#include "pack/circles.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "expr/criterion.hpp"

namespace liandong::pack {

namespace {

struct Sources {
    const Pack& pack;
    const Type& type;
    std::vector<FieldOf> found;

    void own(const std::string& name) { found.push_back({type.name, name}); }
    void step(const std::string& reference, const std::string& name) {
        own(reference);
        const auto* field = type.any_field(reference);
        if (field && pack.type(field->target))
            found.push_back({field->target, name});
    }
    void path(const std::string& names) {
        const auto dot = names.find('.');
        if (dot == std::string::npos)
            own(names);
        else
            step(names.substr(0, dot), names.substr(dot + 1));
    }
    void text(const Text& text) {
        if (!text.tree)
            return;
        const auto names = expr::names_used(*text.tree);
        const auto& here = text.tree->type();
        for (const auto place : names.own)
            found.push_back({here.name, here.fields[place].name});
        for (const auto& [reference, field] : names.stepped) {
            found.push_back({here.name, here.fields[reference].name});
            if (const auto* to = pack.schema->type(here.fields[reference].target))
                found.push_back({to->name, to->fields[field].name});
        }
    }
    void keep(const Keep& keep) {
        for (const auto* name : {&keep.by, &keep.field, &keep.order, &keep.during_field})
            if (!name->empty())
                found.push_back({keep.type, *name});
        if (!keep.own.empty())
            own(keep.own);
        text(keep.where);
    }
    void of(const Field& field) {
        if (const auto* copy = std::get_if<Copy>(&field.made))
            step(copy->reference, copy->field);
        else if (const auto* calc = std::get_if<Calc>(&field.made))
            text(calc->value);
        else if (const auto* first = std::get_if<First>(&field.made))
            for (const auto& one : first->cases)
                text(one.when), text(one.value);
        else if (const auto* kept = std::get_if<Keep>(&field.made))
            keep(*kept);
        else if (field.name == "region" && !type.region.empty() && type.region != "region")
            path(type.region);
        else if (field.name == "region" && !type.parent.empty())
            step(type.parent, "region");
    }
};

struct Walk {
    const Pack& pack;
    MistakeList& mistakes;
    enum class Seen { open, done };
    std::map<FieldOf, Seen> seen{};
    std::vector<FieldOf> way{};

    void say(const FieldOf& again) {
        const auto from = std::find(way.begin(), way.end(), again);
        std::string names;
        for (auto it = from; it != way.end(); ++it)
            names += fmt::format("{}.{} → ", it->type, it->field);
        names += fmt::format("{}.{}", again.type, again.field);
        const auto* type = pack.type(again.type);
        const auto* field = type->any_field(again.field);
        wrong(mistakes, field->source.line ? field->source : type->source, fmt::format("字段互相依赖成环：{}。", names),
              fmt::format("fields are made from themselves: {}.", names));
    }

    void visit(const FieldOf& node) {
        const auto [at, fresh] = seen.emplace(node, Seen::open);
        if (!fresh) {
            if (at->second == Seen::open)
                say(node);
            return;
        }
        const auto* type = pack.type(node.type);
        const auto* field = type ? type->any_field(node.field) : nullptr;
        way.push_back(node);
        if (field)
            for (const auto& source : made_from(pack, *type, *field))
                visit(source);
        way.pop_back();
        seen[node] = Seen::done;
    }
};

} // namespace

std::vector<FieldOf> made_from(const Pack& pack, const Type& type, const Field& field) {
    Sources sources{pack, type, {}};
    sources.of(field);
    auto& found = sources.found;
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

void check_circles(const Pack& pack, MistakeList& mistakes) {
    Walk walk{pack, mistakes};
    for (const auto& type : pack.types) {
        for (const auto& field : type.fields)
            walk.visit({type.name, field.name});
        walk.visit({type.name, "region"});
    }
}

} // namespace liandong::pack
