// A criterion cut into words, numbers, days, texts and signs. Wide signs of a Chinese keyboard count as their narrow
// ones.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace liandong::expr {

struct Token {
    enum class What { word, number, day, text, parameter, sign, end };

    What what = What::end;
    std::string text;         // of a text: what stands between the quotes; of a parameter: without the dollar
    std::size_t position = 1; // 1-based, in characters

    bool is(std::string_view sign_or_word) const {
        return (what == What::sign || what == What::word) && text == sign_or_word;
    }
};

/// Ends with a token `end`. Throws Trouble for anything that is no token, and for more than limits::characters.
std::vector<Token> tokens_of(std::string_view text);

} // namespace liandong::expr
