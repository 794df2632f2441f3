// One file of records/: a record type with its fields, life, form and list.
#include <fmt/format.h>

#include "pack/read.hpp"

namespace liandong::pack {

namespace {

void read_head(Table& table, Type& type, const std::string& expected) {
    for (const auto& entry : table.entries())
        type.at[entry.key] = entry.source;
    type.name = table.needed("type");
    if (!type.name.empty() && type.name != expected)
        wrong(table.mistakes(), table.at("type"),
              fmt::format("类型名 `{}` 须与文件路径一致：`{}`。", type.name, expected),
              fmt::format("the type `{}` must be named like its path: `{}`.", type.name, expected));
    type.name = expected;
    type.label = table.label();
    type.help = table.words("help", true);
    type.clause = table.text("clause");
    type.region = table.text("region");
    type.since = table.text("since");
    type.title = table.needed("title");
    type.hint = table.text("hint");
    type.search = table.names("search");
    type.unique = table.groups("unique");
    type.together = table.groups("together");
    type.natural = table.names("natural");
    type.parent = table.text("parent");
    type.secrecy = table.text("secrecy");
    type.door = table.choice("door", {"module"}, "");
    type.ledger = table.truth("ledger");
    type.seed = table.text("seed");
    type.keep_years = static_cast<int>(table.whole("keep_years").value_or(0));
}

void read_fields(Table& table, Type& type) {
    const auto* fields = table.take("fields");
    if (!fields)
        return wrong(table.mistakes(), table.source(), "缺少 [fields]。", "[fields] is missing.");
    Table inner(*fields, table.mistakes());
    for (const auto& entry : inner.entries())
        type.fields.push_back(read_field(entry.key, entry.value, table.mistakes()));
}

void read_list(Table& table, Type& type) {
    const auto* node = table.take("list");
    if (!node)
        return;
    Table list(*node, table.mistakes());
    type.list.source = node->source;
    type.list.columns = list.names("columns");
    type.list.sort = list.text("sort");
    for (const auto* saved : list.tables("saved")) {
        Table one(*saved, table.mistakes());
        type.list.saved.push_back({one.label(), one.condition("where"), one.truth("first")});
        one.finish();
    }
    type.list.mark = list.text("mark");
    type.list.empty = list.words("empty");
    list.finish();
}

void read_public(Table& table, Type& type) {
    const auto* node = table.take("public");
    if (!node)
        return;
    Table open(*node, table.mistakes());
    type.open = Public{open.names("fields"), open.condition("where"), node->source};
    open.finish();
}

Opens read_opens(const Node& node, MistakeList& mistakes) {
    Table table(node, mistakes);
    Opens opens;
    opens.source = node.source;
    opens.each = table.text("each");
    opens.on = table.text("on");
    opens.when = table.condition("if");
    opens.with = assignments(table.take("with"), mistakes);
    table.take("rows"); // read when all types are known
    if (opens.on.empty() && !table.has("rows"))
        wrong(mistakes, node.source, "[[opens]] 须有 `on`（某月某日）或 `rows`（随新记录生成的行）。",
              "[[opens]] says `on` (a day of the year) or `rows` (made with every new record).");
    table.finish();
    return opens;
}

/// The fields that every type has, beside its own.
std::vector<Field> common_fields(const Type& type) {
    const auto field = [](std::string name, Kind kind, base::Words label) {
        Field made;
        made.name = std::move(name);
        made.kind = kind;
        made.fixed = true;
        made.label = std::move(label);
        return made;
    };
    std::vector<Field> all{field("id", Kind::ref, {"编号", "Id"}), field("version", Kind::number, {"版本", "Version"}),
                           field("region", Kind::region, {"所属地区", "Region"}),
                           field("region_then", Kind::region, {"发生时所属地区", "Region at the time"})};
    all[0].target = type.name;
    if (!type.states.empty()) {
        all.push_back(field("state", Kind::code, {"状态", "State"}));
        all.back().list = "state of " + type.name;
    }
    return all;
}

/// A mistake in a ledger is a line that takes another back; the field that names it comes by itself.
Field reverses(const Type& type) {
    Field field;
    field.name = "reverses";
    field.kind = Kind::ref;
    field.target = type.name;
    field.fixed = true;
    field.label = {"冲销", "Reverses"};
    field.source = type.source;
    return field;
}

} // namespace

Section read_section(const Node& node, MistakeList& mistakes) {
    Table table(node, mistakes);
    Section section{table.label(), table.condition("show"), table.names("fields"), table.text("rows"), node.source};
    if (section.fields.empty() == section.rows.empty())
        wrong(mistakes, node.source, "表单的一节写 `fields` 或 `rows` 之一。",
              "a section of a form says either `fields` or `rows`.");
    table.finish();
    return section;
}

Type read_type(const Node& file, const std::string& expected, MistakeList& mistakes) {
    Type type;
    type.source = file.source;
    Table table(file, mistakes);
    read_head(table, type, expected);
    read_fields(table, type);
    read_life(table, type);
    for (const auto* node : table.tables("opens"))
        type.opens.push_back(read_opens(*node, mistakes));
    for (const auto* node : table.tables("form"))
        type.form.push_back(read_section(*node, mistakes));
    read_list(table, type);
    read_public(table, type);
    type.reach = assignments(table.take("reach"), mistakes);
    type.common = common_fields(type);
    if (type.ledger && !type.field("reverses"))
        type.fields.push_back(reverses(type));
    table.finish();
    return type;
}

} // namespace liandong::pack
