// The only file that sees toml++: turns its tables, which it hands back sorted by name, into trees in the order of
// lines.
#include "pack/node.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <tuple>

// Some texts (`a = ,`) break what toml++ 3.3 assumes of itself. It shall say so instead of ending the process, in every
// build.
namespace {
struct BrokenAssumption {};
} // namespace
#undef NDEBUG
#define TOML_ASSERT(expression) (static_cast<bool>(expression) ? void() : throw BrokenAssumption{})
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wterminate" // in its noexcept functions nothing is left but to end
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>
#pragma GCC diagnostic pop

#include <fmt/format.h>

namespace liandong::pack {

namespace {

Source place(const std::string& file, const toml::source_region& region) {
    return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

base::Date day_of(const toml::date& date) {
    return base::date_of(date.year, date.month, date.day).value_or(base::Date{});
}

base::Instant moment_of(const toml::date_time& at) {
    const auto& t = at.time;
    const std::int64_t in_day = ((t.hour * 60LL + t.minute) * 60 + t.second) * 1000 + t.nanosecond / 1'000'000;
    const std::int64_t zone = at.offset ? at.offset->minutes * 60'000LL : base::zone_ms;
    return {day_of(at.date).days * 86'400'000LL + in_day - zone};
}

Node copied(const toml::node& from, const std::string& file);

void copy_table(Node& node, const toml::table& table, const std::string& file) {
    for (const auto& [key, value] : table)
        node.entries.push_back({std::string(key.str()), place(file, key.source()), copied(value, file)});
    std::stable_sort(node.entries.begin(), node.entries.end(), [](const Entry& a, const Entry& b) {
        return std::tie(a.source.line, a.source.column) < std::tie(b.source.line, b.source.column);
    });
}

void copy_value(Node& node, const toml::node& from) {
    using Is = Node::Is;
    if (const auto* text = from.as_string())
        node.is = Is::text, node.text = text->get();
    else if (const auto* whole = from.as_integer())
        node.is = Is::whole, node.whole = whole->get();
    else if (const auto* fraction = from.as_floating_point())
        node.is = Is::fraction, node.fraction = fraction->get();
    else if (const auto* truth = from.as_boolean())
        node.is = Is::truth, node.truth = truth->get();
    else if (const auto* day = from.as_date())
        node.is = Is::day, node.day = day_of(day->get());
    else if (const auto* moment = from.as_date_time())
        node.is = Is::moment, node.moment = moment_of(moment->get());
}

Node copied(const toml::node& from, const std::string& file) {
    Node node;
    node.source = place(file, from.source());
    if (const auto* table = from.as_table()) {
        node.is = Node::Is::table;
        copy_table(node, *table, file);
    } else if (const auto* array = from.as_array()) {
        node.is = Node::Is::list;
        for (const auto& item : *array)
            node.items.push_back(copied(item, file));
    } else {
        copy_value(node, from);
    }
    return node;
}

/// The first line up to which the text breaks the parser.
int line_of_trouble(const std::string& text, const std::string& name) {
    int line = 0;
    for (std::size_t end = 0; end < text.size();) {
        end = std::min(text.find('\n', end), text.size() - 1) + 1;
        ++line;
        try {
            static_cast<void>(toml::parse(std::string_view(text).substr(0, end), name));
        } catch (const BrokenAssumption&) {
            return line;
        } catch (const toml::parse_error&) {
            continue; // the text is cut here, perhaps within a value
        }
    }
    return line;
}

} // namespace

const Node* Node::find(const std::string& key) const {
    for (const auto& entry : entries)
        if (entry.key == key)
            return &entry.value;
    return nullptr;
}

Node read_toml(const std::filesystem::path& file, const std::string& name, MistakeList& mistakes) {
    Node empty;
    empty.is = Node::Is::table;
    empty.source = {name, 1, 1};
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
        wrong(mistakes, {name, 0, 0}, "文件无法读取。", "the file cannot be read.");
        return empty;
    }
    try {
        return copied(toml::parse(text.str(), name), name);
    } catch (const toml::parse_error& error) {
        wrong(mistakes, place(name, error.source()), fmt::format("TOML 语法有误：{}", error.description()),
              fmt::format("not well-formed TOML: {}", error.description()));
        return empty;
    } catch (const BrokenAssumption&) {
        wrong(mistakes, {name, line_of_trouble(text.str(), name), 1}, "TOML 语法有误：等号后或列表中缺少值。",
              "not well-formed TOML: a value is missing after = or in a list.");
        return empty;
    }
}

base::Words kind_of(Node::Is is) {
    switch (is) {
        case Node::Is::none: return {"空", "nothing"};
        case Node::Is::text: return {"文本", "a text"};
        case Node::Is::whole: return {"整数", "a whole number"};
        case Node::Is::fraction: return {"小数", "a number with a decimal point"};
        case Node::Is::truth: return {"true 或 false", "true or false"};
        case Node::Is::day: return {"日期", "a date"};
        case Node::Is::moment: return {"日期时间", "a date and time"};
        case Node::Is::list: return {"列表", "a list"};
        case Node::Is::table: return {"表", "a table"};
    }
    return {};
}

} // namespace liandong::pack
