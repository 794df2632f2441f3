// Looking names up, and the order of the checks.
#include "pack/check.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "pack/builtin.hpp"
#include "pack/keep.hpp"

namespace liandong::pack {

namespace {

template <class Things, class Name>
std::vector<std::string> all_names(const Things& things, Name&& of) {
    std::vector<std::string> names;
    for (const auto& thing : things)
        names.push_back(of(thing));
    return names;
}

} // namespace

std::vector<std::string> names_of_fields(const Type& type) {
    auto names = all_names(type.fields, [](const Field& field) { return field.name; });
    for (const auto& field : type.common)
        names.push_back(field.name);
    return names;
}

const Field* Lookup::field(const Type& of, const std::string& name, const Source& at, const std::string& what) {
    const auto* found = of.any_field(name);
    if (!found) {
        const auto near = did_you_mean(name, names_of_fields(of));
        no(at, fmt::format("{}：`{}` 没有字段 `{}`{}。", what, of.name, name, near.zh),
           fmt::format("{}: `{}` has no field `{}`{}.", what, of.name, name, near.en));
    }
    return found;
}

const Field* Lookup::path(const Type& of, const std::string& names, const Source& at, const std::string& what) {
    const auto dot = names.find('.');
    const auto* first = field(of, names.substr(0, dot), at, what);
    if (!first || dot == std::string::npos)
        return first;
    const auto rest = names.substr(dot + 1);
    if (first->kind != Kind::ref || rest.find('.') != std::string::npos) {
        no(at, fmt::format("{}：`{}` 只能从引用字段走一步。", what, names),
           fmt::format("{}: `{}` takes one step, from a reference.", what, names));
        return nullptr;
    }
    const auto* to = pack.type(first->target);
    return to ? field(*to, rest, at, what) : nullptr; // a missing type is said where the reference is declared
}

const Type* Lookup::type(const std::string& name, const Source& at, const std::string& what) {
    const auto* found = pack.type(name);
    if (!found) {
        const auto near = did_you_mean(name, all_names(pack.types, [](const Type& one) { return one.name; }));
        no(at, fmt::format("{}：没有类型 `{}`{}。", what, name, near.zh),
           fmt::format("{}: no type is called `{}`{}.", what, name, near.en));
    }
    return found;
}

const CodeList* Lookup::list(const std::string& name, const Source& at) {
    const auto* found = pack.list(name);
    if (!found && name.rfind("state of ", 0) != 0) {
        const auto near = did_you_mean(name, all_names(pack.codes, [](const CodeList& one) { return one.name; }));
        no(at, fmt::format("没有词表 `{}`{}。", name, near.zh),
           fmt::format("no word list is called `{}`{}.", name, near.en));
    }
    return found;
}

bool Lookup::state(const Type& of, const std::string& name, const Source& at, const std::string& what) {
    if (of.state(name))
        return true;
    const auto names = all_names(of.states, [](const State& one) { return one.name; });
    const auto near = did_you_mean(name, names);
    no(at, fmt::format("{}：`{}` 没有状态 `{}`{}（有：{}）。", what, of.name, name, near.zh, listed(names)),
       fmt::format("{}: `{}` has no state `{}`{} (states: {}).", what, of.name, name, near.en, listed(names)));
    return false;
}

bool Lookup::clause(const std::string& id, const Source& at) {
    if (id.empty() || pack.clause(id))
        return true;
    no(at, fmt::format("clauses.toml 中没有第 `{}` 条。", id), fmt::format("clauses.toml has no clause `{}`.", id));
    return false;
}

void Lookup::braces(const Type& of, const std::string& text, const Source& at, const std::vector<std::string>& more) {
    for (const auto& [name, where] : placeholders(text)) {
        if (name.empty()) {
            no(at, fmt::format("“{}”中的花括号不成对。", text), fmt::format("braces do not pair in “{}”.", text));
        } else if (name[0] == '$') {
            if (!pack.parameter(name.substr(1))) {
                const auto near = did_you_mean(
                    name.substr(1), all_names(pack.parameters, [](const Parameter& one) { return one.name; }));
                no(at, fmt::format("没有参数 `{}`{}。", name, near.zh),
                   fmt::format("no parameter is called `{}`{}.", name, near.en));
            }
        } else if (std::find(more.begin(), more.end(), name) == more.end()) {
            path(of, name, at, "{" + name + "}");
        }
    }
}

void Lookup::both(const Type& of, const base::Words& words, const Source& at, const std::vector<std::string>& more) {
    braces(of, words.zh, at, more);
    braces(of, words.en, at, more);
}

void Lookup::somebody(const Type& of, const std::string& whom, const Source& at, const std::string& what) {
    const auto words = in_turn(whom);
    for (std::size_t n = 0; n < words.size(); ++n) {
        one_body(of, words[n], at, what);
        if (n + 1 < words.size() && !of.any_field(words[n]))
            no(at, fmt::format("{}：“or” 前是本类型的字段，空着时才轮到后面的；`{}` 不是。", what, words[n]),
               fmt::format(
                   "{}: before \"or\" stands a field of the type, what follows is for when it is empty; `{}` is none.",
                   what, words[n]));
    }
}

void Lookup::one_body(const Type& of, const std::string& who, const Source& at, const std::string& what) {
    const auto& offices = levels();
    if (std::find(offices.begin(), offices.end(), who) != offices.end() || pack.role(who) || pack.at(of, who))
        return;
    for (const auto& [word, text] : of.reach)
        if (word == who)
            return;
    auto known = all_names(pack.roles, [](const Role& one) { return one.name; });
    known.insert(known.end(), offices.begin(), offices.end());
    for (const auto& name : names_of_fields(of))
        known.push_back(name);
    const auto near = did_you_mean(who, known);
    no(at, fmt::format("{}：`{}` 不是角色、层级、[reach] 的词或字段{}。", what, who, near.zh),
       fmt::format("{}: `{}` is no role, level, word of [reach] or field{}.", what, who, near.en));
}

void check(const Pack& pack, MistakeList& mistakes) {
    Lookup look{pack, mistakes};
    check_lists(look);
    for (const auto& type : pack.types)
        if (!type.built_in) {
            check_type(look, type);
            check_fields(look, type, type.fields);
            check_life(look, type);
        }
    for (const auto& rule : pack.rules)
        check_rule(look, rule);
    for (const auto& alert : pack.alerts)
        check_alert(look, alert);
    check_figures(look);
    check_roles(look);
    for (const auto& local : pack.locals)
        check_local(look, local);
    check_texts(look);
}

} // namespace liandong::pack
