// Recursive descent along the grammar of PACK.md section 3. Brackets may hold a criterion or a value; which of the two
// is known only at the closing bracket, so both are read by the same function and their use is checked where they
// stand.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/date.hpp"
#include "expr/ast.hpp"
#include "expr/lex.hpp"
#include "expr/trouble.hpp"

namespace liandong::expr {
namespace {

using What = Ast::What;
using Kind = Token::What;

constexpr std::array<std::string_view, 13> keywords{"and",      "or",     "not",   "is",  "in",    "has", "within",
                                                    "contains", "starts", "today", "now", "empty", "true"};

struct MeasureWord {
    std::string_view one, many;
    Measure measure;
};
constexpr std::array<MeasureWord, 7> measure_words{{{"day", "days", Measure::days},
                                                    {"week", "weeks", Measure::weeks},
                                                    {"month", "months", Measure::months},
                                                    {"year", "years", Measure::years},
                                                    {"hour", "hours", Measure::hours},
                                                    {"minute", "minutes", Measure::minutes},
                                                    {"yuan", "yuan", Measure::yuan}}};

std::optional<Measure> measure_of(std::string_view word) {
    for (const auto& known : measure_words)
        if (word == known.one || word == known.many)
            return known.measure;
    return std::nullopt;
}

std::string shown(const Token& token) { return token.what == Kind::end ? std::string("…") : token.text; }

class Parser {
public:
    explicit Parser(std::string_view text) : tokens_(tokens_of(text)) {}

    Ast whole() {
        if (next().what == Kind::end)
            throw Trouble(next().position, {"条件是空的", "there is nothing here"});
        Ast ast = criterion();
        if (next().what != Kind::end)
            throw unexpected();
        return ast;
    }

private:
    const Token& next(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }

    Token take() {
        Token token = next();
        if (at_ + 1 < tokens_.size())
            ++at_;
        return token;
    }

    bool took(std::string_view sign) {
        const bool there = next().is(sign);
        if (there)
            take();
        return there;
    }

    void expect(std::string_view sign) {
        if (!took(sign))
            throw Trouble(next().position, {fmt::format("此处应是“{}”，而不是“{}”", sign, shown(next())),
                                            fmt::format("`{}` was expected here, not `{}`", sign, shown(next()))});
    }

    Trouble unexpected() const {
        const Token& token = next();
        if (token.what == Kind::end)
            return {token.position, {"条件在此中断，还缺一个值", "the criterion ends here, and a value is missing"}};
        return {token.position,
                {fmt::format("没有料到“{}”", token.text), fmt::format("`{}` was not expected here", token.text)}};
    }

    /// Counts brackets, `not` and functions within one another; leaves with the scope.
    struct Deeper {
        explicit Deeper(Parser& owner) : parser(owner) {
            if (++parser.depth_ > limits::depth)
                throw Trouble(parser.next().position,
                              {fmt::format("括号、not 和函数最多嵌套{}层", limits::depth),
                               fmt::format("brackets, not and functions nest at most {} deep", limits::depth)});
        }
        ~Deeper() { --parser.depth_; }
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;
        Parser& parser;
    };

    static Ast node(What what, std::size_t position, std::vector<Ast> args = {}) {
        Ast ast;
        ast.what = what;
        ast.position = position;
        ast.args = std::move(args);
        return ast;
    }

    template <class Part>
    Ast chain(What what, std::string_view word, Part part) {
        Ast first = part();
        if (!next().is(word))
            return first;
        Ast all = node(what, first.position);
        all.args.push_back(std::move(first));
        while (took(word))
            all.args.push_back(part());
        return all;
    }

    Ast criterion() {
        return chain(What::any_of, "or", [&] { return chain(What::all_of, "and", [&] { return negation(); }); });
    }

    Ast negation() {
        if (!next().is("not"))
            return test();
        const Deeper deeper(*this);
        const std::size_t position = take().position;
        std::vector<Ast> args;
        args.push_back(negation());
        return node(What::negation, position, std::move(args));
    }

    /// A value where a value must stand: a criterion in brackets is refused.
    Ast value() { return must_be_value(sum()); }

    static Ast must_be_value(Ast ast) {
        if (ast.is_condition())
            throw Trouble(ast.position, {"此处应是一个值，不能是条件", "a value stands here, not a condition"});
        return ast;
    }

    Ast test() {
        Ast left = sum();
        const Token sign = next();
        if (const auto compare = comparison_of(sign))
            return not_chained(comparison(must_be_value(std::move(left)), *compare));
        if (sign.is("is"))
            return emptiness(must_be_value(std::move(left)));
        if (sign.is("in") || (sign.is("not") && next(1).is("in")))
            return membership(must_be_value(std::move(left)));
        if (sign.is("has"))
            return has(must_be_value(std::move(left)));
        if (took("within"))
            return pair(What::within, sign.position, must_be_value(std::move(left)), value());
        if (took("contains"))
            return pair(What::contains, sign.position, must_be_value(std::move(left)), value());
        if (took("starts")) {
            expect("with");
            return pair(What::starts_with, sign.position, must_be_value(std::move(left)), value());
        }
        return left;
    }

    static Ast pair(What what, std::size_t position, Ast left, Ast right) {
        std::vector<Ast> args;
        args.push_back(std::move(left));
        args.push_back(std::move(right));
        return node(what, position, std::move(args));
    }

    static std::optional<Compare> comparison_of(const Token& token) {
        static constexpr std::string_view signs[] = {"=", "!=", "<", "<=", ">", ">="};
        for (std::size_t i = 0; i < std::size(signs); ++i)
            if (token.what == Kind::sign && token.text == signs[i])
                return static_cast<Compare>(i);
        return std::nullopt;
    }

    Ast not_chained(Ast compared) const {
        if (comparison_of(next()))
            throw Trouble(next().position,
                          {"比较不能连写：写成 a < b and b < c", "comparisons do not chain: write a < b and b < c"});
        return compared;
    }

    Ast comparison(Ast left, Compare compare) {
        const std::size_t position = take().position;
        const bool percent = next().what == Kind::number && next(1).is("%");
        const bool parameter = next().what == Kind::parameter && next(1).is("of");
        Ast ast = node(percent || parameter ? What::share : What::comparison, position);
        ast.compare = compare;
        ast.args.push_back(std::move(left));
        if (percent || parameter) {
            ast.args.push_back(percent ? number() : one_parameter());
            expect("of");
        }
        ast.args.push_back(value());
        return ast;
    }

    Ast emptiness(Ast left) {
        Ast ast = node(What::emptiness, take().position);
        ast.negated = took("not");
        expect("empty");
        ast.args.push_back(std::move(left));
        return ast;
    }

    Ast membership(Ast left) {
        Ast ast = node(What::membership, next().position);
        ast.negated = took("not");
        expect("in");
        ast.args.push_back(std::move(left));
        list(ast);
        return ast;
    }

    Ast has(Ast left) {
        Ast ast = node(What::has, take().position);
        ast.args.push_back(std::move(left));
        // A word of a list may itself be called any or all; only brackets make it the word of the language.
        if (next(1).is("(") && (next().is("any") || next().is("all"))) {
            ast.what = take().is("any") ? What::has_any : What::has_all;
            list(ast);
            return ast;
        }
        ast.args.push_back(value());
        return ast;
    }

    void list(Ast& into) {
        expect("(");
        const Deeper deeper(*this);
        do
            into.args.push_back(value());
        while (took(","));
        expect(")");
    }

    Ast sum() {
        Ast left = product();
        for (std::size_t terms = 2; next().is("+") || next().is("-"); ++terms) {
            const Token sign = take();
            count_term(terms, sign.position);
            left = pair(What::sum, sign.position, must_be_value(std::move(left)), must_be_value(product()));
            left.negated = sign.text == "-";
        }
        return left;
    }

    Ast product() {
        Ast left = factor();
        for (std::size_t terms = 2; next().is("*"); ++terms) {
            const std::size_t position = take().position;
            count_term(terms, position);
            left = pair(What::product, position, must_be_value(std::move(left)), must_be_value(factor()));
        }
        return left;
    }

    Ast factor() {
        const Token& token = next();
        switch (token.what) {
            case Kind::number: return number();
            case Kind::parameter: return one_parameter();
            case Kind::day: return day();
            case Kind::text: return literal(What::text);
            case Kind::word: return word();
            case Kind::sign:
                if (token.is("("))
                    return brackets();
                break;
            case Kind::end: break;
        }
        throw unexpected();
    }

    Ast literal(What what) {
        const Token token = take();
        Ast ast = node(what, token.position);
        ast.text = token.text;
        return ast;
    }

    Ast brackets() {
        const Deeper deeper(*this);
        expect("(");
        Ast inside = criterion();
        expect(")");
        return inside;
    }

    Ast day() {
        if (!base::parse_date(next().text))
            throw Trouble(next().position,
                          {fmt::format("没有 {} 这一天", next().text), fmt::format("there is no day {}", next().text)});
        return literal(What::day);
    }

    Ast number() {
        Ast ast = literal(What::number);
        const Token& unit = next();
        const bool working = unit.is("working") && (next(1).is("day") || next(1).is("days"));
        const bool clock = unit.is("clock") && (next(1).is("hour") || next(1).is("hours"));
        if (working || clock) {
            take();
            take();
            ast.measure = working ? Measure::working_days : Measure::hours;
        } else if (took("%")) {
            ast.measure = Measure::percent;
        } else if (unit.what == Kind::word && !reserved(unit.text)) {
            ast.measure = unit_at(unit);
        }
        return ast;
    }

    Measure unit_at(const Token& unit) {
        const auto measure = measure_of(unit.text);
        if (!measure)
            throw Trouble(
                unit.position,
                {fmt::format("“{}”不是单位；单位：days、working days、weeks、months、years、hours、minutes、yuan",
                             unit.text),
                 fmt::format("`{}` is no unit; units: days, working days, weeks, months, years, hours, minutes, yuan",
                             unit.text)});
        take();
        return *measure;
    }

    Ast one_parameter() {
        count_name();
        return literal(What::parameter);
    }

    Ast word() {
        const Token token = next();
        if (token.is("today") || token.is("now") || token.is("empty"))
            return literal(token.is("today") ? What::today : token.is("now") ? What::now : What::empty);
        if (token.is("true") || token.is("false"))
            return literal(What::truth);
        if (reserved(token.text))
            throw unexpected();
        if (next(1).is("("))
            return call();
        count_name();
        Ast ast = literal(What::name);
        if (!next().is("."))
            return ast;
        take();
        if (next().what != Kind::word)
            throw unexpected();
        ast.member = take().text;
        if (next().is("."))
            throw Trouble(next().position,
                          {"只能走一步：把更远的字段 copy 到这里，再用它的名字",
                           "only one step: copy the field that lies further away, and use its name here"});
        return ast;
    }

    Ast call() {
        const Deeper deeper(*this);
        Ast ast = literal(What::call);
        expect("(");
        if (took(")"))
            return ast;
        do
            ast.args.push_back(value());
        while (took(","));
        expect(")");
        return ast;
    }

    static void count_term(std::size_t terms, std::size_t position) {
        if (terms > limits::terms)
            throw Trouble(position, {fmt::format("一个和或积最多{}项", limits::terms),
                                     fmt::format("a sum or product has at most {} terms", limits::terms)});
    }

    void count_name() {
        if (++names_ > limits::names)
            throw Trouble(next().position, {fmt::format("一个条件最多用{}个名字", limits::names),
                                            fmt::format("a criterion has at most {} names", limits::names)});
    }

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t names_ = 0;
};

} // namespace

bool reserved(std::string_view word) {
    return word == "false" || std::find(keywords.begin(), keywords.end(), word) != keywords.end();
}

Ast parse(std::string_view text) { return Parser(text).whole(); }

} // namespace liandong::expr
