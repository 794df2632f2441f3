// The words under which a text is found: its characters and pairs of them, their pinyin and its initials from every
// character on, and what stands in Latin letters and digits.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace liandong::follow {

/// 张三丰: 张 三 丰 张三 三丰 zhangsanfeng sanfeng feng zsf sf f. Of a long text, the first 60 characters.
std::set<std::string> terms_of(std::string_view text);

/// A word somebody typed: all in Chinese, or all in Latin letters and digits (then it is the beginning of a term).
struct Word {
    std::string text; // narrow, lower case
    bool latin = false;

    /// The terms that must be there: the pairs of a Chinese word, or the word itself.
    std::vector<std::string> terms() const;
};
/// The words of a query, at most eight: cut at spaces and where the script changes.
std::vector<Word> words_of(std::string_view query);

/// How well a text answers: 0 it is the query, 1 it begins with it, 2 its pinyin does, 3 it holds every word; -1 not at
/// all.
int fit(std::string_view text, std::string_view query, const std::vector<Word>& words);

} // namespace liandong::follow
