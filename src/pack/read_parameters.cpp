// parameters.toml: every number a policy officer may change, dated, with its basis. Values are kept in the unit's
// smallest step.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "expr/schema.hpp"
#include "pack/read.hpp"
#include "pack/units.hpp"

namespace liandong::pack {

namespace {

/// A number as whole steps of 10^-places; nothing when it has more than four decimals.
std::optional<std::pair<std::int64_t, int>> exact(const Node& node) {
    if (node.is == Node::Is::whole)
        return {{node.whole, 0}};
    if (node.is == Node::Is::truth)
        return {{node.truth ? 1 : 0, 0}};
    if (node.is != Node::Is::fraction || !(std::abs(node.fraction) < 1e12))
        return std::nullopt;
    double scaled = node.fraction;
    for (int places = 0; places <= 4; ++places, scaled *= 10)
        if (std::abs(scaled - std::round(scaled)) < 1e-6)
            return {{std::llround(scaled), places}};
    return std::nullopt;
}

std::optional<std::int64_t> smallest(const Node& node, const std::string& unit) {
    const auto number = exact(node);
    if (!number || (node.is == Node::Is::truth) != (unit == "bool"))
        return std::nullopt;
    return in_smallest(unit, number->first, number->second);
}

void read_parameter(const std::string& name, const Entry& entry, Pack& pack, MistakeList& mistakes) {
    Table table(entry.value, mistakes);
    Parameter parameter;
    parameter.name = name;
    parameter.source = entry.source;
    parameter.label = table.label();
    parameter.unit = table.choice("unit", parameter_units(), "");
    if (!table.has("unit"))
        wrong(mistakes, entry.source, fmt::format("缺少 `unit`（可用：{}）。", listed(parameter_units())),
              fmt::format("`unit` is missing (units: {}).", listed(parameter_units())));
    parameter.local = table.truth("local");
    table.words("help", true);
    if (const auto* value = table.take("value"))
        parameter.values = read_dated(*value, parameter.unit, mistakes);
    else
        wrong(mistakes, entry.source, "缺少 `value`。", "`value` is missing.");
    table.finish();
    if (pack.parameter(name))
        return wrong(mistakes, entry.source, fmt::format("参数 `{}` 已声明过。", name),
                     fmt::format("the parameter `{}` is declared already.", name));
    pack.parameters.push_back(std::move(parameter));
}

/// A table is a parameter when it says its unit or value; otherwise it is a part of the name.
void read_group(const std::string& name, const Entry& entry, Pack& pack, MistakeList& mistakes) {
    const auto& node = entry.value;
    if (node.is != Node::Is::table || node.find("unit") || node.find("value") || node.find("zh"))
        return read_parameter(name, entry, pack, mistakes);
    for (const auto& inner : node.entries)
        read_group(name + "." + inner.key, inner, pack, mistakes);
}

} // namespace

std::vector<Parameter::Dated> read_dated(const Node& node, const std::string& unit, MistakeList& mistakes) {
    std::vector<Parameter::Dated> values;
    if (node.is != Node::Is::list || node.items.empty()) {
        wrong(mistakes, node.source, "值是带日期的列表：[{ from = 2021-12-01, is = 3, basis = \"D\" }]。",
              "the value is a list of dated lines: [{ from = 2021-12-01, is = 3, basis = \"D\" }].");
        return values;
    }
    for (const auto& item : node.items) {
        Table table(item, mistakes);
        const auto from = table.day("from");
        const auto* is = table.take("is");
        const auto basis = table.needed("basis");
        table.finish();
        const auto value = is ? smallest(*is, unit) : std::nullopt;
        if (!from || !is)
            wrong(mistakes, item.source, "一行值须有 `from`（日期）和 `is`。",
                  "a dated value says `from` (a date) and `is`.");
        else if (!value && !unit.empty())
            wrong(mistakes, is->source, fmt::format("`is` 不能以 `{}` 表示为整数。", unit),
                  fmt::format("`is` cannot be said in whole steps of `{}`.", unit));
        else if (value)
            values.push_back({*from, *value, basis});
    }
    std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    for (std::size_t i = 1; i < values.size(); ++i)
        if (values[i].from == values[i - 1].from)
            wrong(mistakes, node.source, fmt::format("同一天 {} 有两个值。", base::to_text(values[i].from)),
                  fmt::format("two values begin on {}.", base::to_text(values[i].from)));
    return values;
}

void read_parameters(const Node& file, Pack& pack, MistakeList& mistakes) {
    for (const auto& entry : file.entries)
        read_group(entry.key, entry, pack, mistakes);
}

} // namespace liandong::pack
