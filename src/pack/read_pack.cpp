// pack.toml, clauses.toml, codes/ and texts/.
#include <set>

#include <fmt/format.h>

#include "base/region_code.hpp"
#include "pack/read.hpp"

namespace liandong::pack {

namespace {

Word read_word(const Entry& entry, MistakeList& mistakes) {
    Table table(entry.value, mistakes);
    Word word{entry.key, table.needed("code"), table.label()};
    table.finish();
    return word;
}

void check_words(const CodeList& list, const Source& at, MistakeList& mistakes) {
    std::set<std::string> codes;
    for (const auto& word : list.words)
        if (!codes.insert(word.code).second)
            wrong(mistakes, at, fmt::format("词表 `{}` 中代码 `{}` 出现两次。", list.name, word.code),
                  fmt::format("the list `{}` has the code `{}` twice.", list.name, word.code));
    if (list.words.empty())
        wrong(mistakes, at, fmt::format("词表 `{}` 没有词。", list.name),
              fmt::format("the list `{}` has no words.", list.name));
}

CodeList read_list(const Entry& entry, MistakeList& mistakes) {
    Table table(entry.value, mistakes);
    CodeList list;
    list.name = entry.key;
    list.label = table.label();
    const bool closed = table.truth("closed"), open = table.truth("open");
    if (closed == open)
        wrong(mistakes, entry.source, "词表须写 `closed = true` 或 `open = true` 之一。",
              "a word list says `closed = true` or `open = true`.");
    list.closed = closed;
    list.ordered = table.truth("ordered");
    list.source = table.text("source");
    if (const auto* words = table.take("words"))
        for (const auto& word : Table(*words, mistakes).entries())
            list.words.push_back(read_word(word, mistakes));
    check_words(list, entry.source, mistakes);
    table.finish();
    return list;
}

} // namespace

void read_pack_file(const Node& file, Pack& pack, MistakeList& mistakes) {
    Table table(file, mistakes);
    pack.name = table.needed("name");
    pack.version = table.needed("version");
    pack.title = table.label();
    pack.region = table.needed("region");
    if (!pack.region.empty() && (pack.region.size() != 12 || !base::RegionCode::parse(pack.region)))
        wrong(mistakes, table.at("region"), "`region` 为12位区划代码。", "`region` is a division code of 12 digits.");
    pack.languages = table.names("language");
    table.choice("zone", {"+08:00"}, "+08:00");
    if (table.whole("format").value_or(1) != 1)
        wrong(mistakes, table.at("format"), "本服务器只读 format = 1。", "this server reads format = 1.");
    if (const auto* modules = table.take("modules"))
        for (const auto& entry : Table(*modules, mistakes).entries()) {
            Table inner(entry.value, mistakes);
            pack.modules.emplace_back(entry.key, inner.label());
            inner.finish();
        }
    table.finish();
}

void read_clauses(const Node& file, Pack& pack, MistakeList& mistakes) {
    for (const auto& entry : file.entries) {
        Table table(entry.value, mistakes);
        pack.clauses.push_back(
            {entry.key, table.label(), table.words("reading"), table.needed("answers"), entry.source});
        table.finish();
    }
}

void read_codes(const Node& file, Pack& pack, MistakeList& mistakes) {
    for (const auto& entry : file.entries) {
        if (pack.list(entry.key))
            wrong(mistakes, entry.source, fmt::format("词表 `{}` 已在别处声明。", entry.key),
                  fmt::format("the list `{}` is declared elsewhere already.", entry.key));
        else
            pack.codes.push_back(read_list(entry, mistakes));
    }
}

void read_texts(const Node& file, bool chinese, Pack& pack, MistakeList& mistakes) {
    for (const auto& entry : file.entries) {
        if (entry.value.is != Node::Is::text) {
            wrong(mistakes, entry.source,
                  fmt::format("`{}` 应为一句话；代码要加引号，如 \"record.required\" = \"…\"。", entry.key),
                  fmt::format("`{}` takes a sentence; codes stand in quotes: \"record.required\" = \"…\".", entry.key));
            continue;
        }
        auto& words = pack.texts[entry.key];
        (chinese ? words.zh : words.en) = entry.value.text;
        pack.text_at[entry.key] = entry.source;
    }
}

} // namespace liandong::pack
