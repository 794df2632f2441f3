// One line of [fields]: its kind, its words, and where its value comes from when nobody types it.
#include <regex>

#include <fmt/format.h>

#include "pack/keep.hpp"
#include "pack/read.hpp"

namespace liandong::pack {

namespace {

First read_first(const Node& node, MistakeList& mistakes) {
    First first;
    if (node.is != Node::Is::list)
        wrong(mistakes, node.source, "`first` 是一个列表：[{ if = …, is = … }, { is = … }]。",
              "`first` is a list: [{ if = …, is = … }, { is = … }].");
    for (const auto& item : node.items) {
        if (!first.cases.empty() && !first.cases.back().when.given())
            wrong(mistakes, item.source, "没有 `if` 的一项是“其他情况”，只能放在最后。",
                  "a case without `if` means otherwise and stands last.");
        Table table(item, mistakes);
        First::Case one{table.condition("if"), table.condition("is")};
        if (!table.has("is"))
            wrong(mistakes, item.source, "缺少 `is`。", "`is` is missing.");
        table.finish();
        first.cases.push_back(std::move(one));
    }
    return first;
}

Copy read_copy(const Node& node, MistakeList& mistakes) {
    const auto dot = node.text.find('.');
    if (node.is != Node::Is::text || dot == std::string::npos || dot == 0 ||
        node.text.find('.', dot + 1) != std::string::npos) {
        wrong(mistakes, node.source, "`copy` 写作 \"引用字段.字段\"，只走一步。",
              "`copy` reads \"reference.field\", one step.");
        return {};
    }
    return {node.text.substr(0, dot), node.text.substr(dot + 1)};
}

Made read_made(Table& table) {
    std::vector<std::string> found;
    Made made;
    auto& mistakes = table.mistakes();
    const auto text_place = [&](const std::string& word) {
        const auto at = table.take(word)->source;
        return Source{at.file, at.line, at.column + 1};
    };
    if (const auto* node = table.take("copy"))
        found.push_back("copy"), made = read_copy(*node, mistakes);
    if (auto value = table.condition("calc"); table.has("calc"))
        found.push_back("calc"), made = Calc{value, table.truth("or_typed")};
    if (const auto* node = table.take("first"))
        found.push_back("first"), made = read_first(*node, mistakes);
    if (const auto text = table.text("keep"); table.has("keep"))
        found.push_back("keep"), made = parse_keep(text, text_place("keep"), mistakes);
    if (const auto text = table.text("number"); table.has("number"))
        found.push_back("number"),
            made = Sequence{parse_sequence(text, text_place("number"), mistakes), table.truth("gapless")};
    if (found.size() > 1)
        wrong(mistakes, table.source(), fmt::format("字段的值只能有一个来源，这里写了 {}。", listed(found)),
              fmt::format("a field's value comes from one place; this one says {}.", listed(found)));
    return made;
}

void read_required(Table& table, Field& field) {
    const auto* node = table.take("required");
    if (!node)
        return;
    if (node->is == Node::Is::truth)
        field.required = node->truth;
    else
        field.required_if = condition_of(*node, table.mistakes());
}

void read_default(Table& table, Field& field) {
    field.default_value = table.condition("default");
    const auto* node = table.take("default");
    // The default of a text is that text; everywhere else it is a value of the criteria language.
    if (node && node->is == Node::Is::text && field.kind == Kind::text && node->text.front() != '\'')
        field.default_value.text = "'" + node->text + "'";
}

void read_pattern(Table& table, Field& field) {
    field.pattern = table.text("pattern");
    if (field.pattern.empty())
        return;
    try {
        std::regex(field.pattern, std::regex::ECMAScript);
    } catch (const std::regex_error&) {
        wrong(table.mistakes(), table.at("pattern"), fmt::format("`pattern` 不是有效的正则表达式：{}", field.pattern),
              fmt::format("`pattern` is no regular expression (ECMAScript): {}", field.pattern));
    }
}

void read_unit(Table& table, Field& field) {
    const auto* node = table.take("unit");
    if (node && node->is == Node::Is::table)
        field.unit_label = table.words("unit"), field.unit = field.unit_label.en;
    else
        field.unit = table.text("unit");
}

void read_amount(Table& table, Field& field) {
    field.is_signed = table.truth("signed");
    field.places = static_cast<int>(table.whole("places").value_or(0));
    if (field.places < 0 || field.places > 4 || (field.places && field.kind != Kind::number))
        wrong(table.mistakes(), table.at("places"), "`places` 是 0 至 4，只用于 number。",
              "`places` is 0 to 4 and belongs to a number.");
    for (int i = 0; i < field.places; ++i) {
        if (field.low)
            *field.low *= 10;
        if (field.high)
            *field.high *= 10;
    }
    const bool amount = field.kind == Kind::number || field.kind == Kind::money || field.kind == Kind::minutes;
    if (amount && field.typed() && !field.is_signed && !field.low)
        field.low = 0;
}

Privacy privacy_of(const std::string& word) {
    return word == "personal" ? Privacy::personal : word == "sensitive" ? Privacy::sensitive : Privacy::open;
}

} // namespace

Field read_field(const std::string& name, const Node& node, MistakeList& mistakes) {
    Field field;
    field.name = name;
    field.source = node.source;
    Table table(node, mistakes);
    field.made = read_made(table);
    const bool copied = std::holds_alternative<Copy>(field.made);
    const auto is = table.text("is");
    if (!is.empty())
        read_kind(field, is, table.at("is"), mistakes);
    else if (!copied)
        wrong(mistakes, node.source, fmt::format("字段 `{}` 缺少 `is`（字段种类）。", name),
              fmt::format("the field `{}` does not say what it `is` (text:60, date, code:LIST …).", name));
    if (copied && !is.empty())
        wrong(mistakes, table.at("is"), "`copy` 字段的种类取自来源，不写 `is`。",
              "a `copy` takes its kind from its source; leave `is` out.");
    read_required(table, field);
    field.show = table.condition("show");
    field.unique = table.truth("unique");
    field.fixed = table.truth("fixed");
    field.asked = table.truth("asked");
    read_default(table, field);
    read_pattern(table, field);
    field.shape = table.choice("shape", {"id_no", "credit_code", "phone"}, "");
    if (copied && table.has("privacy"))
        wrong(mistakes, table.at("privacy"), "`copy` 字段的保密级别取自来源。",
              "a `copy` takes its privacy from its source.");
    field.privacy = privacy_of(table.choice("privacy", {"open", "personal", "sensitive"}, "open"));
    field.closed = table.truth("closed");
    field.choose = table.condition("choose");
    field.clause = table.text("clause");
    read_unit(table, field);
    read_amount(table, field);
    field.label = table.label();
    field.help = table.words("help", true);
    table.finish();
    return field;
}

} // namespace liandong::pack
