// A record type's head, form, list and public part: every field it names is there.
#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "expr/ast.hpp"
#include "pack/check.hpp"

namespace liandong::pack {

namespace {

/// The place of a word of the file's head.
Source place(const Type& type, const std::string& word) {
    const auto found = type.at.find(word);
    return found == type.at.end() ? type.source : found->second;
}

void check_head(Lookup& look, const Type& type) {
    look.clause(type.clause, place(type, "clause"));
    look.braces(type, type.title, place(type, "title"));
    look.braces(type, type.hint, place(type, "hint"));
    for (const auto& name : type.search)
        look.field(type, name, place(type, "search"), "search");
    for (const auto& name : type.natural)
        look.field(type, name, place(type, "natural"), "natural");
    for (const auto& [groups, word] : {std::pair{&type.unique, "unique"}, std::pair{&type.together, "together"}})
        for (const auto& group : *groups)
            for (const auto& name : group)
                look.field(type, name, place(type, word), word);
    if (!type.seed.empty() && !std::filesystem::exists(std::filesystem::path(look.pack.folder) / type.seed))
        look.no(place(type, "seed"), fmt::format("没有文件 `{}`。", type.seed),
                fmt::format("there is no file `{}`.", type.seed));
}

void check_region(Lookup& look, const Type& type) {
    if (type.region.empty() && type.parent.empty())
        return look.no(type.source, "缺少 `region`：哪个字段说明记录归属地区。",
                       "`region` is missing: which field says where the record belongs.");
    const auto* field = type.region.empty() ? nullptr : look.path(type, type.region, place(type, "region"), "region");
    if (field && field->kind != Kind::region)
        look.no(place(type, "region"), fmt::format("`{}` 不是区划字段。", type.region),
                fmt::format("`{}` holds no region.", type.region));
    if (field && field->encrypted())
        look.no(place(type, "region"), "归属地区不能是加密字段。",
                "the region of a record cannot be a sensitive field.");
}

void check_parent(Lookup& look, const Type& type) {
    if (type.parent.empty())
        return;
    const auto* field = look.field(type, type.parent, place(type, "parent"), "parent");
    if (field && (field->kind != Kind::ref || !field->required || !field->fixed))
        look.no(place(type, "parent"),
                fmt::format("`{}` 须是必填且不变的引用（required = true, fixed = true）。", type.parent),
                fmt::format("`{}` must be a reference with required = true and fixed = true.", type.parent));
}

void check_special(Lookup& look, const Type& type) {
    if (!type.since.empty()) {
        const auto* field = look.field(type, type.since, place(type, "since"), "since");
        if (field && field->kind != Kind::date)
            look.no(place(type, "since"), "`since` 须是日期字段。", "`since` names a date.");
    }
    if (!type.secrecy.empty()) {
        const auto* field = look.field(type, type.secrecy, place(type, "secrecy"), "secrecy");
        if (field && (field->kind != Kind::code || field->encrypted()))
            look.no(place(type, "secrecy"), "`secrecy` 须是不加密的词表字段。",
                    "`secrecy` names a code field that is not sensitive.");
        // Restricted and sealed rows are seen by `team` alone, so somebody must be it.
        if (std::none_of(type.reach.begin(), type.reach.end(), [](const auto& one) { return one.first == "team"; }))
            look.no(place(type, "secrecy"), "有 `secrecy` 的类型须在 [reach] 中写明 `team`：保密记录只有他们可见。",
                    "a type with `secrecy` says in [reach] who its `team` is: they alone see its secret rows.");
    }
}

void check_form(Lookup& look, const Type& type) {
    std::set<std::string> seen;
    for (const auto& section : type.form) {
        for (const auto& name : section.fields) {
            look.field(type, name, section.source, "form");
            if (!seen.insert(name).second)
                look.no(section.source, fmt::format("字段 `{}` 在表单中出现两次。", name),
                        fmt::format("the field `{}` stands twice in the form.", name));
        }
        const auto* rows = section.rows.empty() ? nullptr : look.type(section.rows, section.source, "rows");
        const auto* parent = rows ? rows->field(rows->parent) : nullptr;
        if (rows && (!parent || parent->target != type.name))
            look.no(section.source, fmt::format("`{}` 不是 `{}` 的子表（parent）。", section.rows, type.name),
                    fmt::format("`{}` is not made of child rows of `{}` (parent).", section.rows, type.name));
    }
}

void check_list(Lookup& look, const Type& type) {
    for (const auto& column : type.list.columns)
        look.path(type, column, type.list.source, "columns");
    const auto& sort = type.list.sort;
    const auto* field =
        sort.empty() ? nullptr : look.path(type, sort[0] == '-' ? sort.substr(1) : sort, type.list.source, "sort");
    if (field && field->encrypted())
        look.no(type.list.source, "不能按加密字段排序。", "a sensitive field cannot be sorted by.");
    const auto* mark = type.list.mark.empty() ? nullptr : look.field(type, type.list.mark, type.list.source, "mark");
    if (mark && mark->kind != Kind::boolean)
        look.no(type.list.source, "mark 须是“是或否”的字段。", "mark takes a yes-or-no field.");
    if (!type.open)
        return;
    for (const auto& name : type.open->fields) {
        const auto* shown = look.field(type, name, type.open->source, "public");
        if (shown && shown->privacy != Privacy::open)
            look.no(type.open->source, fmt::format("`{}` 是个人信息，不能公开。", name),
                    fmt::format("`{}` is {}, it cannot be public.", name,
                                shown->privacy == Privacy::personal ? "personal" : "sensitive"));
    }
}

} // namespace

void check_type(Lookup& look, const Type& type) {
    check_head(look, type);
    check_region(look, type);
    check_parent(look, type);
    check_special(look, type);
    check_form(look, type);
    check_list(look, type);
    for (const auto& [word, text] : type.reach)
        if (expr::reserved(word) || word == "region")
            look.no(text.source, fmt::format("[reach] 的词不能叫 `{}`。", word),
                    fmt::format("no word of [reach] is called `{}`.", word));
}

} // namespace liandong::pack
