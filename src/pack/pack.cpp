// Finding things in a pack by name.
#include "pack/pack.hpp"

#include <algorithm>

namespace liandong::pack {

namespace {

template <class Things, class Name>
auto* named(const Things& things, const std::string& name, Name&& of) {
    const auto found = std::find_if(things.begin(), things.end(), [&](const auto& thing) { return of(thing) == name; });
    return found == things.end() ? nullptr : &*found;
}
template <class Things>
auto* by_name(const Things& things, const std::string& name) {
    return named(things, name, [](const auto& thing) -> const std::string& { return thing.name; });
}
template <class Things>
auto* by_id(const Things& things, const std::string& id) {
    return named(things, id, [](const auto& thing) -> const std::string& { return thing.id; });
}

} // namespace

const Word* CodeList::by_code(const std::string& code) const {
    return named(words, code, [](const Word& word) -> const std::string& { return word.code; });
}
const Word* CodeList::by_name(const std::string& wanted) const { return pack::by_name(words, wanted); }

bool Field::typed() const {
    if (const auto* calc = std::get_if<Calc>(&made))
        return calc->or_typed;
    return std::holds_alternative<std::monostate>(made);
}

std::string Type::module() const { return name.substr(0, name.find('.')); }
std::string Type::table() const {
    auto table = name;
    std::replace(table.begin(), table.end(), '.', '_');
    return table;
}
const Field* Type::field(const std::string& wanted) const { return by_name(fields, wanted); }
const Field* Type::any_field(const std::string& wanted) const {
    const auto* own = field(wanted);
    return own ? own : by_name(common, wanted);
}
const State* Type::state(const std::string& wanted) const { return by_name(states, wanted); }
const Event* Type::event(const std::string& wanted) const { return by_name(events, wanted); }

std::optional<std::int64_t> Parameter::on(Date day) const {
    std::optional<std::int64_t> found;
    for (const auto& value : values)
        if (value.from <= day)
            found = value.is;
    return found;
}

const Type* Pack::type(const std::string& wanted) const {
    const auto at = type_at.find(wanted);
    return at == type_at.end() ? nullptr : &types[at->second];
}
const CodeList* Pack::list(const std::string& wanted) const { return by_name(codes, wanted); }
const Role* Pack::role(const std::string& wanted) const {
    const auto* role = by_name(roles, wanted);
    return role ? role : named(roles, wanted, [](const Role& one) -> const std::string& { return one.code; });
}
const Parameter* Pack::parameter(const std::string& wanted) const { return by_name(parameters, wanted); }
const Figure* Pack::figure(const std::string& id) const { return by_id(figures, id); }
const Clause* Pack::clause(const std::string& id) const { return by_id(clauses, id); }
const Band* Pack::band(const std::string& wanted, const std::string& type) const {
    for (const auto& band : bands)
        if (band.name == wanted && band.type == type)
            return &band;
    return nullptr;
}

const Field* Pack::at(const Type& from, const std::string& path) const {
    const auto dot = path.find('.');
    const auto* first = from.any_field(path.substr(0, dot));
    if (!first || dot == std::string::npos)
        return first;
    const auto* to = first->kind == Kind::ref ? type(first->target) : nullptr;
    return to ? to->any_field(path.substr(dot + 1)) : nullptr;
}

std::vector<std::string> List::shown() const {
    std::vector<std::string> fields = columns;
    if (!mark.empty() && std::find(fields.begin(), fields.end(), mark) == fields.end())
        fields.push_back(mark);
    return fields;
}

std::vector<std::string> in_turn(const std::string& who) {
    constexpr std::string_view otherwise = " or ";
    std::vector<std::string> words;
    std::size_t from = 0;
    for (auto at = who.find(otherwise); at != std::string::npos; at = who.find(otherwise, from)) {
        words.push_back(who.substr(from, at - from));
        from = at + otherwise.size();
    }
    words.push_back(who.substr(from));
    return words;
}

} // namespace liandong::pack
