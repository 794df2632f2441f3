// The pack as the criteria language sees it.
#include <algorithm>

#include "pack/compile.hpp"
#include "pack/units.hpp"

namespace liandong::pack {

expr::Field seen(const Field& field, const expr::Schema& schema) {
    static const expr::CodeList unknown; // its absence is said where the field is declared
    expr::Field out;
    out.name = field.name;
    out.kind = field.kind;
    if (field.kind == Kind::code || field.kind == Kind::codes) {
        out.list = field.list.empty() ? nullptr : schema.list(field.list);
        if (!out.list)
            out.list = &unknown;
    }
    out.target = field.target;
    out.encrypted = field.encrypted();
    out.places = field.places;
    out.shape = field.shape;
    if (field.low && field.high)
        out.range = expr::Range{*field.low, *field.high};
    return out;
}

PackSchema::PackSchema(const Pack& pack) {
    add_lists(pack);
    add_parameters(pack);
    for (const auto& type : pack.types)
        add_type(pack, type);
    for (const auto& figure : pack.figures)
        figures_.emplace(figure.id, 0);
}

bool PackSchema::has_figure(std::string_view id) const { return figures_.count(id) > 0; }

std::string PackSchema::target_of(expr::Me member) const {
    return member == expr::Me::org ? "governance.org" : expr::PlainSchema::target_of(member);
}

void PackSchema::add_lists(const Pack& pack) {
    for (const auto& list : pack.codes) {
        expr::CodeList out;
        out.name = list.name;
        out.ordered = list.ordered;
        for (const auto& word : list.words)
            out.words.push_back({word.name, word.code});
        add(std::move(out));
    }
}

void PackSchema::add_parameters(const Pack& pack) {
    for (const auto& parameter : pack.parameters) {
        expr::Parameter out;
        out.name = parameter.name;
        out.unit = unit_in_criteria(parameter.unit);
        out.local = parameter.local;
        auto values = parameter.values;
        for (const auto& local : pack.locals)
            for (const auto& [name, more] : local.parameters)
                if (name == parameter.name)
                    values.insert(values.end(), more.begin(), more.end());
        if (!values.empty())
            out.range = {values.front().is, values.front().is};
        for (const auto& value : values) {
            out.range.least = std::min(out.range.least, value.is);
            out.range.most = std::max(out.range.most, value.is);
        }
        add(std::move(out));
    }
}

void PackSchema::add_type(const Pack& pack, const Type& type) {
    std::vector<std::string> states;
    for (const auto& state : type.states)
        states.push_back(state.name);
    expr::Type out(type.name, states);
    for (const auto& field : type.fields)
        if (!out.index_of(field.name)) // a name that is taken is said where the field is declared
            out.add(seen(field, *this));
    for (const auto& local : pack.locals)
        if (local.extends == type.name)
            for (const auto& field : local.fields) {
                if (out.index_of(field.name))
                    continue;
                auto own = seen(field, *this);
                own.local = true;
                out.add(std::move(own));
            }
    add(std::move(out));
}

} // namespace liandong::pack
