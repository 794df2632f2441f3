// Rules, alert rules, roles, local additions, word lists, clauses and texts.
#include <algorithm>

#include <fmt/format.h>

#include "expr/ast.hpp"
#include "pack/check.hpp"
#include "pack/units.hpp"

namespace liandong::pack {

namespace {

void check_moment(Lookup& look, const Rule& rule, const Type& type) {
    std::vector<std::string> known{"save", "create", "night"};
    for (const auto& event : type.events)
        known.push_back(event.name);
    for (const auto& at : rule.at) {
        if (std::find(known.begin(), known.end(), at) != known.end())
            continue;
        const auto near = did_you_mean(at, known);
        look.no(rule.source,
                fmt::format("at：`{}` 没有事件 `{}`{}（可用：{}）。", type.name, at, near.zh, listed(known)),
                fmt::format("at: `{}` has no event `{}`{} (words: {}).", type.name, at, near.en, listed(known)));
    }
}

/// "volunteers.hours by volunteer = volunteer"
void check_reads(Lookup& look, const Rule& rule, const Type& type, const std::string& reads) {
    const auto by = reads.find(" by "), equals = reads.find(" = ");
    if (by == std::string::npos || equals == std::string::npos || equals < by)
        return look.no(rule.source, "`reads` 写作 \"TYPE by FIELD = 本记录的字段\"。",
                       "`reads` reads \"TYPE by FIELD = own field\".");
    const auto* other = look.type(reads.substr(0, by), rule.source, "reads");
    if (other)
        look.field(*other, reads.substr(by + 4, equals - by - 4), rule.source, "reads … by");
    look.field(type, reads.substr(equals + 3), rule.source, "reads … =");
}

void check_apart(Lookup& look, const Rule& rule, const Type& type) {
    for (const auto& name : rule.apart_by)
        look.field(type, name, rule.source, "apart … by");
    if (rule.apart_by.empty())
        return;
    const auto* from = look.field(type, rule.apart_from, rule.source, "apart … from");
    const auto* to = look.field(type, rule.apart_to, rule.source, "apart … to");
    const auto timed = [](const Field* field) {
        return field && (field->kind == Kind::date || field->kind == Kind::time);
    };
    if (from && to && (!timed(from) || from->kind != to->kind))
        look.no(rule.source, "apart：`from` 与 `to` 须同为日期或同为时间。",
                "apart: `from` and `to` are both dates or both times.");
}

} // namespace

void check_rule(Lookup& look, const Rule& rule) {
    look.clause(rule.clause, rule.source);
    const auto* type = look.type(rule.on, rule.source, "on");
    if (!type)
        return;
    check_moment(look, rule, *type);
    check_apart(look, rule, *type);
    for (const auto& reads : rule.reads)
        check_reads(look, rule, *type, reads);
    if (!rule.field.empty())
        look.field(*type, rule.field, rule.source, "field");
    for (const auto& who : rule.tell)
        look.somebody(*type, who, rule.source, "tell");
    // A hook names what it fills in itself; the words of apart may name the other row.
    if (rule.hook.empty())
        look.both(*type, rule.message, rule.source, {"other", "today"});
    if (!rule.must.given() && !rule.never.given() && (!rule.good.empty() || !rule.bad.empty()))
        look.no(rule.source, "例子（good、bad）只能配 `must` 或 `never`。",
                "examples (good, bad) go with `must` or `never` only.");
}

void check_alert(Lookup& look, const Alert& alert) {
    look.clause(alert.clause, alert.source);
    const auto* on = look.type(alert.on, alert.source, "on");
    if (on)
        look.type(alert.make.empty() ? on->module() + ".alert" : alert.make, alert.source, "make");
}

void check_roles(Lookup& look) {
    for (const auto& role : look.pack.roles)
        for (const auto& grant : role.may) {
            const auto* type = look.pack.type(grant.on);
            if (!type)
                continue;
            for (const auto& name : grant.fields)
                look.field(*type, name, grant.source, "fields");
        }
}

void check_local(Lookup& look, const Local& local) {
    const auto* type = look.type(local.extends, local.source, "extends");
    if (!type)
        return;
    Type with = *type;
    with.fields.insert(with.fields.end(), local.fields.begin(), local.fields.end());
    check_fields(look, with, local.fields);
    for (const auto& section : local.form)
        for (const auto& name : section.fields)
            look.field(with, name, section.source, "form");
}

void check_lists(Lookup& look) {
    for (const auto& list : look.pack.codes)
        for (const auto& word : list.words)
            if (expr::reserved(word.name))
                look.no({"codes/", 0, 0},
                        fmt::format("词表 `{}` 的 `{}` 在条件语言里另有含义，请换一个名。", list.name, word.name),
                        fmt::format("`{}` of the list `{}` has a meaning of its own in criteria; choose another name.",
                                    word.name, list.name));
    const auto* departments = look.pack.list("department");
    for (const auto& clause : look.pack.clauses)
        if (!clause.answers.empty() && (!departments || !departments->by_name(clause.answers)))
            look.no(clause.source, fmt::format("`answers`：词表 `department` 中没有 `{}`。", clause.answers),
                    fmt::format("`answers`: the word list `department` has no `{}`.", clause.answers));
}

void check_texts(Lookup& look) {
    for (const auto& [code, words] : look.pack.texts)
        if (words.zh.empty() || words.en.empty())
            look.no(
                look.pack.text_at.at(code),
                fmt::format("`{}` 缺少{}。", code,
                            words.zh.empty() ? "中文（texts/zh.toml）" : "英文（texts/en.toml）"),
                fmt::format("`{}` has no words in {}.", code, words.zh.empty() ? "texts/zh.toml" : "texts/en.toml"));
}

} // namespace liandong::pack
