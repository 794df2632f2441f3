// The kind of a field with its argument: text:60, number:1..5, region:village, ref:TYPE, code:LIST.
#include <charconv>

#include <fmt/format.h>

#include "pack/read.hpp"

namespace liandong::pack {

namespace {

const std::vector<std::pair<std::string, Kind>>& kinds() {
    static const std::vector<std::pair<std::string, Kind>> all{
        {"text", Kind::text},   {"number", Kind::number}, {"money", Kind::money},   {"minutes", Kind::minutes},
        {"date", Kind::date},   {"time", Kind::time},     {"bool", Kind::boolean},  {"code", Kind::code},
        {"codes", Kind::codes}, {"ref", Kind::ref},       {"region", Kind::region}, {"file", Kind::file},
        {"point", Kind::point}, {"figure", Kind::figure}};
    return all;
}

std::optional<std::int64_t> whole_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

struct KindReader {
    Field& field;
    const std::string& word; // "number:1..5"
    const Source& at;
    MistakeList& mistakes;

    void no(const std::string& zh, const std::string& en) {
        wrong(mistakes, at, fmt::format("`{}`：{}", word, zh), fmt::format("`{}`: {}", word, en));
    }

    bool range(const std::string& argument) {
        const auto dots = argument.find("..");
        if (dots == std::string::npos)
            return false;
        field.low = whole_of(std::string_view(argument).substr(0, dots));
        field.high = whole_of(std::string_view(argument).substr(dots + 2));
        return field.low && field.high && *field.low <= *field.high;
    }

    void region(const std::string& level) {
        static const std::vector<std::string> levels{"province", "prefecture", "county", "town", "village"};
        for (std::size_t i = 0; i < levels.size(); ++i)
            if (levels[i] == level)
                field.region_level = static_cast<int>(i) + 1;
        if (!level.empty() && !field.region_level)
            no("区划层级只能是 county、town 或 village。", "the level of a region is county, town or village.");
    }

    void text(const std::string& argument) {
        const auto most = whole_of(argument);
        if (!most || *most < 1 || *most > 20'000)
            return no("文本须写最多字数，如 `text:60`（1 至 20000）。",
                      "a text says its most characters, like `text:60` (1 to 20000).");
        field.most = static_cast<int>(*most);
    }

    void argument(const std::string& given) {
        switch (field.kind) {
            case Kind::text: return text(given);
            case Kind::region: return region(given);
            case Kind::number:
                if (!given.empty() && !range(given))
                    no("范围写作 `number:1..5`，由小到大。", "a range reads `number:1..5`, from low to high.");
                return;
            case Kind::code:
            case Kind::codes:
                field.list = given;
                if (given.empty())
                    no("须写明词表，如 `code:sex`。", "the word list is missing, like `code:sex`.");
                return;
            case Kind::ref:
                field.target = given;
                if (given.empty())
                    no("须写明指向的类型，如 `ref:people.person`。",
                       "the type it points to is missing, like `ref:people.person`.");
                return;
            default:
                if (!given.empty())
                    no("这种字段没有参数。", "this kind takes nothing after the colon.");
        }
    }

    void read() {
        const auto colon = word.find(':');
        const auto name = word.substr(0, colon);
        std::vector<std::string> known;
        for (const auto& [kind, value] : kinds()) {
            known.push_back(kind);
            if (kind == name) {
                field.kind = value;
                return argument(colon == std::string::npos ? "" : word.substr(colon + 1));
            }
        }
        const auto near = did_you_mean(name, known);
        no(fmt::format("没有这种字段{}（可用：{}）。", near.zh, listed(known)),
           fmt::format("no such kind of field{} (kinds: {}).", near.en, listed(known)));
    }
};

} // namespace

void read_kind(Field& field, const std::string& word, const Source& at, MistakeList& mistakes) {
    KindReader{field, word, at, mistakes}.read();
}

} // namespace liandong::pack
