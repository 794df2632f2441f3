// rules/: rules with their clause, moment, condition and message; and alert rules.
#include <algorithm>

#include <fmt/format.h>

#include "pack/read.hpp"

namespace liandong::pack {

namespace {

const std::vector<std::string> colours{"red", "orange", "yellow", "blue"}; // most urgent first

bool is_alert(const Node& node) {
    return std::any_of(colours.begin(), colours.end(), [&](const auto& colour) { return node.find(colour); });
}

void read_apart(Table& table, Rule& rule) {
    const auto* node = table.take("apart");
    if (!node)
        return;
    Table apart(*node, table.mistakes());
    rule.apart_by = apart.names("by");
    rule.apart_from = apart.needed("from");
    rule.apart_to = apart.needed("to");
    if (rule.apart_by.empty())
        wrong(table.mistakes(), node->source, "`apart` 缺少 `by`：哪些行不得重叠。",
              "`apart` lacks `by`: which rows must not overlap.");
    apart.finish();
}

void read_test(Table& table, Rule& rule) {
    rule.applies = table.condition("if");
    rule.must = table.condition("must");
    rule.never = table.condition("never");
    read_apart(table, rule);
    rule.hook = table.text("hook");
    rule.reads = table.names("reads");
    const int forms = table.has("must") + table.has("never") + table.has("apart") + table.has("hook");
    if (forms != 1)
        wrong(table.mistakes(), rule.source, "规则写 `must`、`never`、`apart`、`hook` 之一，恰好一个。",
              "a rule says exactly one of `must`, `never`, `apart` and `hook`.");
    if (!rule.reads.empty() && rule.hook.empty())
        wrong(table.mistakes(), table.at("reads"), "`reads` 只随 `hook` 使用。", "`reads` belongs to a `hook`.");
}

Rule read_rule(const Entry& entry, MistakeList& mistakes) {
    Table table(entry.value, mistakes);
    Rule rule;
    rule.id = entry.key;
    rule.source = entry.source;
    rule.clause = table.needed("clause");
    rule.basis = table.needed("basis");
    rule.from = table.day("from");
    rule.until = table.day("until");
    rule.on = table.needed("on");
    rule.at = table.names("at");
    if (rule.at.empty())
        rule.at = {"save"};
    read_test(table, rule);
    rule.field = table.text("field");
    rule.tell = table.names("tell");
    const bool night = std::find(rule.at.begin(), rule.at.end(), "night") != rule.at.end();
    if (!rule.tell.empty() && !night)
        wrong(mistakes, table.at("tell"), "`tell` 只随 at = \"night\" 使用。",
              "`tell` belongs to a rule at = \"night\".");
    const auto level = table.choice("level", {"block", "reason", "warn"}, "block");
    rule.level = level == "warn" ? base::Level::warn : level == "reason" ? base::Level::reason : base::Level::block;
    rule.message = table.label();
    table.take("good"); // read when all types are known
    table.take("bad");
    table.finish();
    return rule;
}

Alert read_alert(const Entry& entry, MistakeList& mistakes) {
    Table table(entry.value, mistakes);
    Alert alert;
    alert.id = entry.key;
    alert.source = entry.source;
    alert.label = table.label();
    alert.clause = table.text("clause");
    alert.basis = table.text("basis");
    alert.on = table.needed("on");
    alert.risk = table.text("risk");
    alert.make = table.text("make");
    for (const auto& colour : colours)
        if (auto when = table.condition(colour); table.has(colour))
            alert.levels.push_back({colour, std::move(when)});
    alert.hook = table.text("hook");
    table.words("help", true);
    table.finish();
    return alert;
}

} // namespace

void read_rules(const Node& file, Pack& pack, MistakeList& mistakes) {
    for (const auto& entry : file.entries) {
        for (const auto& rule : pack.rules)
            if (rule.id == entry.key)
                wrong(mistakes, entry.source,
                      fmt::format("规则 `{}` 已在 {} 第{}行声明。", entry.key, rule.source.file, rule.source.line),
                      fmt::format("the rule `{}` is declared already, in {} line {}.", entry.key, rule.source.file,
                                  rule.source.line));
        if (is_alert(entry.value))
            pack.alerts.push_back(read_alert(entry, mistakes));
        else
            pack.rules.push_back(read_rule(entry, mistakes));
    }
}

} // namespace liandong::pack
