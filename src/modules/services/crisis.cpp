#include "modules/services/crisis.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include "base/text.hpp"
#include "pack/table.hpp"

namespace liandong::modules::services {
namespace {

constexpr const char* file_name = "portal.toml";
constexpr std::size_t word_characters_most = 20;

std::vector<std::string> read_words(pack::Table& table) {
    std::vector<std::string> words = table.names("words");
    std::set<std::string> seen;
    if (words.empty())
        pack::wrong(table.mistakes(), table.source(), "`words` 至少列一个词。", "`words` lists at least one word.");
    for (const auto& word : words) {
        const bool fits = !word.empty() && base::well_formed(word) && base::normal(word) == word &&
                          base::length(word) <= word_characters_most;
        if (!fits)
            pack::wrong(table.mistakes(), table.at("words"), "`" + word + "` 应为1至20个字，前后无空格。",
                        "`" + word + "` takes 1 to 20 characters without blanks around.");
        if (!seen.insert(word).second)
            pack::wrong(table.mistakes(), table.at("words"), "`" + word + "` 出现两次。",
                        "`" + word + "` stands there twice.");
    }
    return words;
}

Hotline read_hotline(const pack::Node& node, pack::MistakeList& mistakes) {
    pack::Table table(node, mistakes);
    Hotline hotline{table.needed("number"), table.label()};
    const bool digits =
        std::all_of(hotline.number.begin(), hotline.number.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
    if (!digits || hotline.number.size() < 3 || hotline.number.size() > 12)
        pack::wrong(mistakes, table.at("number"), "`number` 为3至12位数字。", "`number` takes 3 to 12 digits.");
    table.finish();
    return hotline;
}

void refuse_twice(const std::vector<Hotline>& hotlines, const pack::Source& at, pack::MistakeList& mistakes) {
    std::set<std::string> numbers;
    for (const auto& hotline : hotlines)
        if (!numbers.insert(hotline.number).second)
            pack::wrong(mistakes, at, "号码 " + hotline.number + " 出现两次。",
                        "the number " + hotline.number + " stands there twice.");
    if (hotlines.empty())
        pack::wrong(mistakes, at, "至少写一个 [[hotline]]。", "there is at least one [[hotline]].");
}

bool of_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

bool beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// Small letters, wide ones narrow, one blank where there are several; none between Chinese characters.
std::string plain(const std::string& text) {
    std::string out;
    for (const char c : base::narrow(text)) {
        const bool blank = std::isspace(static_cast<unsigned char>(c)) != 0;
        if (!blank) {
            if (beyond_ascii(c) && out.size() > 1 && out.back() == ' ' && beyond_ascii(out[out.size() - 2]))
                out.pop_back();
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    return out;
}

bool holds_word(const std::string& text, const std::string& word) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool begins = !of_word(word.front()) || at == 0 || !of_word(text[at - 1]);
        const bool ends = !of_word(word.back()) || end == text.size() || !of_word(text[end]);
        if (begins && ends)
            return true;
    }
    return false;
}

} // namespace

bool speaks_of_danger(const Crisis& crisis, const std::string& text) {
    const std::string typed = plain(text);
    return std::any_of(crisis.words.begin(), crisis.words.end(),
                       [&](const std::string& word) { return holds_word(typed, plain(word)); });
}

Crisis read_crisis(const std::filesystem::path& pack_folder) {
    pack::MistakeList mistakes;
    const pack::Node file = pack::read_toml(pack_folder / file_name, file_name, mistakes);
    Crisis crisis;
    if (mistakes.empty()) {
        pack::Table table(file, mistakes);
        if (const auto* node = table.take("crisis")) {
            pack::Table inner(*node, mistakes);
            crisis.words = read_words(inner);
            inner.finish();
        } else {
            pack::wrong(mistakes, {file_name, 1, 1}, "缺少 [crisis]。", "[crisis] is missing.");
        }
        for (const auto* node : table.tables("hotline"))
            crisis.hotlines.push_back(read_hotline(*node, mistakes));
        refuse_twice(crisis.hotlines, {file_name, 1, 1}, mistakes);
        table.finish();
    }
    if (!mistakes.empty())
        throw pack::Mistakes(std::move(mistakes));
    return crisis;
}

} // namespace liandong::modules::services
