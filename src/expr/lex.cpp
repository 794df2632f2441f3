#include "expr/lex.hpp"

#include <fmt/format.h>

#include <map>

#include "base/text.hpp"
#include "expr/ast.hpp"
#include "expr/trouble.hpp"

namespace liandong::expr {
namespace {

bool is_digit(std::string_view c) { return c.size() == 1 && c[0] >= '0' && c[0] <= '9'; }
bool begins_word(std::string_view c) {
    return c.size() == 1 && ((c[0] >= 'a' && c[0] <= 'z') || (c[0] >= 'A' && c[0] <= 'Z') || c[0] == '_');
}
bool in_word(std::string_view c) { return begins_word(c) || is_digit(c); }
bool is_space(std::string_view c) { return c == " " || c == "\t" || c == "\n" || c == "\r"; }

/// The characters (code points) of well-formed text.
std::vector<std::string_view> characters_of(std::string_view text) {
    std::vector<std::string_view> characters;
    for (std::size_t from = 0; from < text.size();) {
        std::size_t to = from + 1;
        while (to < text.size() && (static_cast<unsigned char>(text[to]) & 0xC0) == 0x80)
            ++to;
        characters.push_back(text.substr(from, to - from));
        from = to;
    }
    return characters;
}

/// What a Chinese keyboard types for a sign.
std::string narrow_sign(std::string_view c) {
    static const std::map<std::string_view, std::string> signs{{"≤", "<="}, {"≥", ">="}, {"≠", "!="}, {"、", ","}};
    const auto found = signs.find(c);
    return found != signs.end() ? found->second : base::narrow(c);
}

class Cutter {
public:
    explicit Cutter(std::string_view text) : characters_(characters_of(text)) {}

    std::vector<Token> cut() {
        for (skip_space(); at_ < characters_.size(); skip_space())
            tokens_.push_back(next());
        tokens_.push_back({Token::What::end, "", at_ + 1});
        return std::move(tokens_);
    }

private:
    std::string peek(std::size_t ahead = 0) const {
        return at_ + ahead < characters_.size() ? narrow_sign(characters_[at_ + ahead]) : std::string();
    }

    void skip_space() {
        while (at_ < characters_.size() && is_space(peek()))
            ++at_;
    }

    template <class Belongs>
    std::string take_while(Belongs belongs) {
        std::string taken;
        while (at_ < characters_.size() && belongs(peek()))
            taken += peek(), ++at_;
        return taken;
    }

    Token next() {
        const std::size_t from = at_ + 1;
        const std::string c = peek();
        if (begins_word(c))
            return {Token::What::word, take_while(in_word), from};
        if (is_digit(c))
            return number_or_day(from);
        if (c == "'" || c == "‘")
            return text(from, c == "'" ? "'" : "’");
        if (c == "$")
            return parameter(from);
        return sign(from);
    }

    bool day_ahead() const {
        static constexpr std::string_view form = "dddd-dd-dd";
        for (std::size_t i = 0; i < form.size(); ++i)
            if (form[i] == 'd' ? !is_digit(peek(i)) : peek(i) != "-")
                return false;
        return !in_word(peek(form.size()));
    }

    Token number_or_day(std::size_t from) {
        if (day_ahead()) {
            std::string day;
            for (std::size_t i = 0; i < 10; ++i)
                day += peek(i);
            at_ += 10;
            return {Token::What::day, day, from};
        }
        std::string digits = take_while(is_digit);
        if (peek() == "." && is_digit(peek(1))) {
            ++at_;
            digits += "." + take_while(is_digit);
        }
        if (begins_word(peek()))
            throw Trouble(at_ + 1, {"数字后须有空格再写单位", "a space stands between a number and its unit"});
        return {Token::What::number, digits, from};
    }

    /// A doubled quote stands for one; what is inside stays as typed.
    Token text(std::size_t from, std::string_view closing) {
        const auto closes = [&] { return at_ < characters_.size() && narrow_sign(characters_[at_]) == closing; };
        std::string inside;
        for (++at_; at_ < characters_.size(); ++at_) {
            if (!closes()) {
                inside += characters_[at_];
                continue;
            }
            ++at_;
            if (!closes())
                return {Token::What::text, inside, from};
            inside += closing;
        }
        throw Trouble(from, {"文本没有结束的单引号", "this text has no closing quote '"});
    }

    Token parameter(std::size_t from) {
        ++at_;
        std::string name = take_while(in_word);
        while (!name.empty() && peek() == "." && begins_word(peek(1))) {
            ++at_;
            name += "." + take_while(in_word);
        }
        if (name.empty() || is_digit(name.substr(0, 1)))
            throw Trouble(from, {"$ 后应是参数名，如 $crt.valid", "a parameter's name follows $, as in $crt.valid"});
        return {Token::What::parameter, name, from};
    }

    Token sign(std::size_t from) {
        std::string sign = peek();
        ++at_;
        if ((sign == "<" || sign == ">" || sign == "!") && peek() == "=")
            sign += "=", ++at_;
        static constexpr std::string_view known[] = {"=", "!=", "<", "<=", ">", ">=", "+",
                                                     "-", "*",  "(", ")",  ",", ".",  "%"};
        for (std::string_view one : known)
            if (sign == one)
                return {Token::What::sign, sign, from};
        throw Trouble(from, hint(sign));
    }

    static base::Words hint(const std::string& sign) {
        if (sign == "/")
            return {"没有除法：用“a >= 60% of b”比较份额，或用 quotient(a, b)",
                    "there is no division: compare shares as in a >= 60% of b, or use quotient(a, b)"};
        if (sign == "\"" || sign == "“" || sign == "”")
            return {"文本用单引号，如 '榆中'", "text stands in single quotes, as in '榆中'"};
        return {fmt::format("“{}”不是条件语言的符号", sign), fmt::format("`{}` is no sign of this language", sign)};
    }

    std::vector<std::string_view> characters_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

/// The place of the first byte that is not UTF-8.
std::size_t broken_at(std::string_view text) {
    std::size_t bytes = 0;
    std::size_t place = 1;
    while (bytes < text.size()) {
        std::size_t length = 1;
        while (length <= 4 && bytes + length <= text.size() && !base::well_formed(text.substr(bytes, length)))
            ++length;
        if (length > 4 || bytes + length > text.size())
            return place;
        bytes += length;
        ++place;
    }
    return place;
}

} // namespace

std::vector<Token> tokens_of(std::string_view text) {
    if (text.size() > limits::characters * 4 || base::length(text) > limits::characters)
        throw Trouble(limits::characters + 1,
                      {fmt::format("条件最长{}个字", limits::characters),
                       fmt::format("a criterion has at most {} characters", limits::characters)});
    if (!base::well_formed(text))
        throw Trouble(broken_at(text), {"不是正确的 UTF-8 文字", "this is not well-formed UTF-8"});
    return Cutter(text).cut();
}

} // namespace liandong::expr
