// Reading one table by its words.
#include "pack/table.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace liandong::pack {

namespace {

void not_a(MistakeList& mistakes, const Node& node, const std::string& word, Node::Is wanted) {
    wrong(mistakes, node.source, fmt::format("`{}` 应为{}，这里是{}。", word, kind_of(wanted).zh, kind_of(node.is).zh),
          fmt::format("`{}` takes {}, this is {}.", word, kind_of(wanted).en, kind_of(node.is).en));
}

} // namespace

Table::Table(const Node& node, MistakeList& mistakes) : node_(node), mistakes_(mistakes) {
    if (node.is != Node::Is::table)
        wrong(mistakes, node.source, fmt::format("这里应为一个表（名 = 值），现为{}。", kind_of(node.is).zh),
              fmt::format("a table (name = value) belongs here, this is {}.", kind_of(node.is).en));
}

const Node* Table::take(const std::string& word) {
    if (std::find(known_.begin(), known_.end(), word) == known_.end())
        known_.push_back(word);
    return node_.find(word);
}

Source Table::at(const std::string& word) const {
    for (const auto& entry : node_.entries)
        if (entry.key == word)
            return entry.source;
    return node_.source;
}

bool Table::is(const Node& node, Node::Is wanted, const std::string& word) {
    if (node.is == wanted)
        return true;
    not_a(mistakes_, node, word, wanted);
    return false;
}

std::string Table::text(const std::string& word) {
    const auto* node = take(word);
    return node && is(*node, Node::Is::text, word) ? node->text : "";
}

std::string Table::needed(const std::string& word) {
    auto found = text(word);
    if (!has(word) || (node_.find(word)->is == Node::Is::text && found.empty()))
        wrong(mistakes_, node_.source, fmt::format("缺少 `{}`。", word), fmt::format("`{}` is missing.", word));
    return found;
}

bool Table::truth(const std::string& word, bool otherwise) {
    const auto* node = take(word);
    return node && is(*node, Node::Is::truth, word) ? node->truth : otherwise;
}

std::optional<std::int64_t> Table::whole(const std::string& word) {
    const auto* node = take(word);
    if (node && is(*node, Node::Is::whole, word))
        return node->whole;
    return std::nullopt;
}

std::optional<base::Date> Table::day(const std::string& word) {
    const auto* node = take(word);
    if (node && is(*node, Node::Is::day, word))
        return node->day;
    return std::nullopt;
}

std::vector<std::string> Table::names(const std::string& word) {
    const auto* node = take(word);
    std::vector<std::string> found;
    if (!node)
        return found;
    if (node->is == Node::Is::text)
        return {node->text};
    if (!is(*node, Node::Is::list, word))
        return found;
    for (const auto& item : node->items)
        if (is(item, Node::Is::text, word))
            found.push_back(item.text);
    return found;
}

std::vector<std::vector<std::string>> Table::groups(const std::string& word) {
    const auto* node = take(word);
    std::vector<std::vector<std::string>> found;
    if (!node || !is(*node, Node::Is::list, word))
        return found;
    for (const auto& item : node->items) {
        if (!is(item, Node::Is::list, word))
            continue;
        auto& group = found.emplace_back();
        for (const auto& name : item.items)
            if (is(name, Node::Is::text, word))
                group.push_back(name.text);
    }
    return found;
}

Text Table::condition(const std::string& word) {
    const auto* node = take(word);
    return node ? condition_of(*node, mistakes_) : Text{};
}

base::Words Table::label() { return {needed("zh"), needed("en")}; }

base::Words Table::words(const std::string& word, bool chinese_only) {
    const auto* node = take(word);
    if (!node)
        return {};
    Table table(*node, mistakes_);
    base::Words found{table.needed("zh"), chinese_only ? table.text("en") : table.needed("en")};
    table.finish();
    return found;
}

std::vector<const Node*> Table::tables(const std::string& word) {
    const auto* node = take(word);
    std::vector<const Node*> found;
    if (!node || !is(*node, Node::Is::list, word))
        return found;
    for (const auto& item : node->items)
        if (is(item, Node::Is::table, word))
            found.push_back(&item);
    return found;
}

std::string Table::choice(const std::string& word, const std::vector<std::string>& known,
                          const std::string& otherwise) {
    const auto found = text(word);
    if (found.empty())
        return otherwise;
    if (std::find(known.begin(), known.end(), found) != known.end())
        return found;
    const auto near = did_you_mean(found, known);
    wrong(mistakes_, node_.find(word)->source,
          fmt::format("`{}` 不能是 `{}`{}（可用：{}）。", word, found, near.zh, listed(known)),
          fmt::format("`{}` cannot be `{}`{} (words: {}).", word, found, near.en, listed(known)));
    return otherwise;
}

void Table::finish() {
    for (const auto& entry : node_.entries) {
        if (std::find(known_.begin(), known_.end(), entry.key) != known_.end())
            continue;
        const auto near = did_you_mean(entry.key, known_);
        const auto all = near.en.empty() ? fmt::format(" (words: {})", listed(known_)) : near.en;
        const auto all_zh = near.zh.empty() ? fmt::format("（可用：{}）", listed(known_)) : near.zh;
        wrong(mistakes_, entry.source, fmt::format("此处没有 `{}` 这个词{}", entry.key, all_zh),
              fmt::format("`{}` is no word here{}", entry.key, all));
    }
}

Text condition_of(const Node& node, MistakeList& mistakes) {
    switch (node.is) {
        case Node::Is::text: {
            if (node.text.empty())
                wrong(mistakes, node.source, "条件或值为空；要清空请写 \"empty\"。",
                      "an empty condition or value; write \"empty\" to clear a field.");
            // The text begins after its quotation mark.
            return {node.text, {node.source.file, node.source.line, node.source.column + 1}, nullptr};
        }
        case Node::Is::truth: return {node.truth ? "true" : "false", node.source, nullptr};
        case Node::Is::whole: return {std::to_string(node.whole), node.source, nullptr};
        case Node::Is::day: return {base::to_text(node.day), node.source, nullptr};
        default: break;
    }
    wrong(mistakes, node.source, fmt::format("这里应为条件或值（文本），现为{}。", kind_of(node.is).zh),
          fmt::format("a condition or value (a text) belongs here, this is {}.", kind_of(node.is).en));
    return {};
}

std::vector<std::pair<std::string, Text>> assignments(const Node* node, MistakeList& mistakes) {
    std::vector<std::pair<std::string, Text>> found;
    if (!node)
        return found;
    Table table(*node, mistakes);
    for (const auto& entry : table.entries())
        found.emplace_back(entry.key, condition_of(entry.value, mistakes));
    return found;
}

Span span_of(const std::string& text, const Source& at, MistakeList& mistakes) {
    static const std::vector<std::string> units{"days",  "working days", "weeks", "months",
                                                "years", "clock hours",  "hours", "minutes"};
    Span span;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), span.count);
    std::string unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (error == std::errc() && unit.size() > 1 && unit[0] == ' ') {
        unit.erase(0, 1);
        if (unit.back() != 's')
            unit += 's'; // the singular too
        if (span.count >= 0 && std::find(units.begin(), units.end(), unit) != units.end()) {
            span.unit = unit == "hours" ? "clock hours" : unit;
            return span;
        }
    }
    wrong(mistakes, at, fmt::format("`{}` 不是时长；例如 \"3 days\"、\"1 working day\"。", text),
          fmt::format("`{}` is no length of time; write for example \"3 days\" or \"1 working day\".", text));
    return {};
}

} // namespace liandong::pack
