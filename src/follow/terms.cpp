#include "follow/terms.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/text.hpp"
#include "follow/surnames.hpp"

namespace liandong::follow {
namespace {

constexpr std::size_t characters_most = 60;
constexpr std::size_t syllables_most = 8;
constexpr std::size_t words_most = 8;

/// A run of one script: Chinese characters one by one, or a word of letters and digits.
struct Run {
    bool latin = false;
    std::vector<std::string> characters;

    std::string text() const {
        std::string text;
        for (const auto& one : characters)
            text += one;
        return text;
    }
};

std::string utf8(UChar32 character) {
    std::string text;
    icu::UnicodeString(character).toUTF8String(text);
    return text;
}

bool is_han(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_UNIFIED_IDEOGRAPH) || c == 0x3007; }

/// A text made plain and cut into runs; everything that is neither letter, digit nor Chinese parts them.
std::vector<Run> runs_of(std::string_view given, std::size_t most) {
    if (!base::well_formed(given))
        return {};
    const auto text = icu::UnicodeString::fromUTF8(base::narrow(given)).toLower();
    std::vector<Run> runs;
    bool open = false;
    std::size_t count = 0;
    for (std::int32_t at = 0; at < text.length() && count < most; at = text.moveIndex32(at, 1), ++count) {
        const UChar32 c = text.char32At(at);
        const bool latin = !is_han(c);
        if (latin && !u_isalnum(c)) {
            open = false;
            continue;
        }
        if (!open || runs.back().latin != latin)
            runs.push_back({latin, {}});
        open = true;
        runs.back().characters.push_back(utf8(c));
    }
    return runs;
}

/// Syllables of Chinese characters, one each, without marks.
class Pinyin {
public:
    Pinyin() {
        UErrorCode status = U_ZERO_ERROR;
        made_.reset(icu::Transliterator::createInstance("Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
        if (U_FAILURE(status))
            throw std::runtime_error("ICU has no Han-Latin");
    }
    std::vector<std::string> operator()(const std::vector<std::string>& characters) {
        std::vector<std::string> syllables;
        for (const auto& character : characters) {
            auto [known, is_new] = known_.try_emplace(character);
            if (is_new)
                known->second = syllable_of(character);
            syllables.push_back(known->second);
        }
        return syllables;
    }

private:
    std::string syllable_of(const std::string& character) const {
        auto text = icu::UnicodeString::fromUTF8(character);
        made_->transliterate(text);
        std::string syllable;
        text.trim().toUTF8String(syllable);
        std::erase_if(syllable, [](char c) { return c < 'a' || c > 'z'; });
        return syllable;
    }

    std::unordered_map<std::string, std::string> known_; // at most as many as there are characters
    std::unique_ptr<icu::Transliterator> made_;
};

std::vector<std::string> syllables_of(const std::vector<std::string>& characters) {
    static Pinyin pinyin;
    static std::mutex one_at_a_time; // a Transliterator is not for two threads at once
    const std::lock_guard lock(one_at_a_time);
    return pinyin(characters);
}

void add_pinyin(std::set<std::string>& terms, const std::vector<std::string>& syllables) {
    for (std::size_t from = 0; from < syllables.size(); ++from) {
        std::string whole, initials;
        for (std::size_t at = from; at < std::min(syllables.size(), from + syllables_most); ++at) {
            if (syllables[at].empty())
                break;
            whole += syllables[at];
            initials += syllables[at].front();
        }
        if (!whole.empty())
            terms.insert({whole, initials});
    }
}

/// As a dictionary reads it, and where it begins with a surname of its own reading, like that too.
void add_readings(std::set<std::string>& terms, const Run& run) {
    auto syllables = syllables_of(run.characters);
    add_pinyin(terms, syllables);
    const Surname* surname = surname_of(run.text());
    if (!surname)
        return;
    std::string_view rest = surname->syllables;
    for (std::size_t at = 0; !rest.empty() && at < syllables.size(); ++at) {
        const auto space = rest.find(' ');
        syllables[at] = rest.substr(0, space);
        rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
    }
    add_pinyin(terms, syllables);
}

void add_characters(std::set<std::string>& terms, const Run& run) {
    for (std::size_t at = 0; at < run.characters.size(); ++at) {
        terms.insert(run.characters[at]);
        if (at + 1 < run.characters.size())
            terms.insert(run.characters[at] + run.characters[at + 1]);
    }
}

std::string plain(std::string_view text) {
    std::string plain;
    for (const Run& run : runs_of(text, characters_most))
        plain += run.text();
    return plain;
}

} // namespace

std::set<std::string> terms_of(std::string_view text) {
    std::set<std::string> terms;
    for (const Run& run : runs_of(text, characters_most)) {
        if (run.latin) {
            terms.insert(run.text());
            continue;
        }
        add_characters(terms, run);
        add_readings(terms, run);
    }
    return terms;
}

std::vector<std::string> Word::terms() const {
    if (latin)
        return {text};
    const auto runs = runs_of(text, characters_most);
    if (runs.empty() || runs.front().characters.size() == 1)
        return {text};
    std::vector<std::string> pairs;
    const auto& characters = runs.front().characters;
    for (std::size_t at = 0; at + 1 < characters.size(); ++at)
        pairs.push_back(characters[at] + characters[at + 1]);
    return pairs;
}

std::vector<Word> words_of(std::string_view query) {
    std::vector<Word> words;
    for (const Run& run : runs_of(query, characters_most))
        if (words.size() < words_most)
            words.push_back({run.text(), run.latin});
    return words;
}

int fit(std::string_view text, std::string_view query, const std::vector<Word>& words) {
    const std::string whole = plain(text);
    const std::string asked = plain(query);
    const auto terms = terms_of(text);
    for (const Word& word : words) {
        const auto begins = terms.lower_bound(word.text);
        const bool found = word.latin ? begins != terms.end() && begins->starts_with(word.text)
                                      : whole.find(word.text) != std::string::npos;
        if (!found)
            return -1;
    }
    if (whole == asked)
        return 0;
    if (whole.starts_with(asked))
        return 1;
    const auto runs = runs_of(text, characters_most);
    if (words.size() == 1 && words.front().latin && !runs.empty() && !runs.front().latin) {
        std::set<std::string> first;
        add_readings(first, runs.front());
        for (const auto& reading : first)
            if (reading.starts_with(asked))
                return 2;
    }
    return 3;
}

} // namespace liandong::follow
