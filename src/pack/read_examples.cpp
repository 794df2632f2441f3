// good and bad of rules: records described by the few values that matter.
#include <algorithm>

#include <fmt/format.h>

#include "base/id.hpp"
#include "expr/schema.hpp"
#include "pack/read.hpp"

namespace liandong::pack {

namespace {

/// In examples people and things go by short names: `worker = "a"`. The same name is the same identity everywhere.
std::string identity(const std::string& name) {
    if (base::parse_uuid(name))
        return name;
    base::Uuid id{};
    std::uint64_t hash = 14695981039346656037ULL; // FNV-1a
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        for (const char letter : name)
            hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
        hash = (hash ^ i) * 1099511628211ULL;
        id.bytes[i] = static_cast<std::uint8_t>(hash >> 56);
    }
    id.bytes[6] = 0x80 | (id.bytes[6] & 0x0f); // version 8: made here, by our own rule (RFC 9562, section 5.8)
    id.bytes[8] = 0x80 | (id.bytes[8] & 0x3f);
    return base::to_text(id);
}

struct ExampleReader {
    const Type& type;
    const Pack& pack;
    MistakeList& mistakes;
    Example example;

    void no_field(const Entry& entry, const Type& of) {
        std::vector<std::string> names;
        for (const auto& field : of.fields)
            names.push_back(field.name);
        for (const auto& field : of.common)
            names.push_back(field.name);
        const auto near = did_you_mean(entry.key, names);
        wrong(mistakes, entry.source, fmt::format("`{}` 没有字段 `{}`{}。", of.name, entry.key, near.zh),
              fmt::format("`{}` has no field `{}`{}.", of.name, entry.key, near.en));
    }

    void record(const Node& node, const Type& of, const std::string& before) {
        for (const auto& entry : node.entries) {
            const auto* field = of.any_field(entry.key);
            if (!field)
                no_field(entry, of);
            else if (entry.value.is == Node::Is::table && before.empty() && pack.type(field->target))
                record(entry.value, *pack.type(field->target), entry.key + ".");
            else
                value(before + entry.key, entry.value, *field, of);
        }
    }

    void value(const std::string& name, const Node& node, const Field& field, const Type& of) {
        auto found = value_of(node, field, of, pack, mistakes);
        if (auto* text = std::get_if<std::string>(&found); text && field.kind == Kind::ref)
            *text = identity(*text);
        example.values.emplace_back(name, std::move(found));
    }

    void me(const Node& node) {
        const std::vector<std::string> known(std::begin(expr::me_words), std::end(expr::me_words));
        for (const auto& entry : node.entries) {
            if (std::find(known.begin(), known.end(), entry.key) == known.end())
                wrong(mistakes, entry.source, fmt::format("没有 `me.{}`（可用：{}）。", entry.key, listed(known)),
                      fmt::format("there is no `me.{}` (words: {}).", entry.key, listed(known)));
            example.values.emplace_back("me." + entry.key,
                                        entry.key == "region" ? entry.value.text : identity(entry.value.text));
        }
    }

    void clock(const Entry& entry) {
        if (entry.key == "today" && entry.value.is == Node::Is::day)
            example.today = entry.value.day;
        else if (entry.key == "now" && entry.value.is == Node::Is::moment)
            example.now = entry.value.moment;
        else
            wrong(mistakes, entry.source, "`today` 为日期，`now` 为日期时间。",
                  "`today` is a date, `now` a date and time.");
    }

    void read(const Node& node) {
        Node rest = node;
        rest.entries.clear();
        for (const auto& entry : node.entries) {
            if (entry.key == "today" || entry.key == "now")
                clock(entry);
            else if (entry.key == "me" && entry.value.is == Node::Is::table)
                me(entry.value);
            else if (entry.key == "old" && entry.value.is == Node::Is::table)
                record(entry.value, type, "old.");
            else
                rest.entries.push_back(entry);
        }
        record(rest, type, "");
    }
};

std::vector<Example> examples_of(const Node* list, const Type& type, const Pack& pack, MistakeList& mistakes) {
    std::vector<Example> examples;
    if (!list)
        return examples;
    if (list->is != Node::Is::list)
        wrong(mistakes, list->source, "例子是列表：[{ 字段 = 值 }]。", "examples are a list: [{ field = value }].");
    for (const auto& item : list->items) {
        ExampleReader reader{type, pack, mistakes, {}};
        reader.example.source = item.source;
        reader.read(item);
        examples.push_back(std::move(reader.example));
    }
    return examples;
}

} // namespace

void read_examples(const Node& file, Pack& pack, MistakeList& mistakes) {
    for (const auto& entry : file.entries)
        for (auto& rule : pack.rules) {
            const auto* type = pack.type(rule.on);
            if (rule.id != entry.key || rule.source.line != entry.source.line || !type)
                continue;
            rule.good = examples_of(entry.value.find("good"), *type, pack, mistakes);
            rule.bad = examples_of(entry.value.find("bad"), *type, pack, mistakes);
        }
}

} // namespace liandong::pack
