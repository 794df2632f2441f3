// The canonical text of a criterion: brackets where another reading would follow without them, and around `and` within
// `or`.
#include <fmt/format.h>

#include "expr/ast.hpp"

namespace liandong::expr {
namespace {

using What = Ast::What;

/// How tightly a node holds together: what stands below its surroundings is put in brackets.
int strength(const Ast& ast) {
    switch (ast.what) {
        case What::any_of: return 1;
        case What::all_of: return 2;
        case What::negation: return 3;
        case What::sum: return 5;
        case What::product: return 6;
        default: return ast.is_condition() ? 4 : 7;
    }
}

std::string_view word_of(Measure measure) {
    static constexpr std::string_view words[] = {"",       " days",  " working days", " weeks", " months",
                                                 " years", " hours", " minutes",      " yuan",  "%"};
    return words[static_cast<std::size_t>(measure)];
}

std::string quoted(std::string_view text) {
    std::string out = "'";
    for (char c : text)
        out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + "'";
}

std::string written(const Ast& ast);

std::string held(const Ast& ast, int at_least) {
    return strength(ast) < at_least ? "(" + written(ast) + ")" : written(ast);
}

std::string listed(const Ast& ast, std::size_t from) {
    std::string out;
    for (std::size_t i = from; i < ast.args.size(); ++i)
        out += (i == from ? "" : ", ") + held(ast.args[i], 5);
    return out;
}

std::string chained(const Ast& ast, std::string_view word, int at_least) {
    std::string out;
    for (const auto& arg : ast.args)
        out += (out.empty() ? "" : fmt::format(" {} ", word)) + held(arg, at_least);
    return out;
}

std::string name_of(const Ast& ast) { return ast.member.empty() ? ast.text : ast.text + "." + ast.member; }

std::string condition(const Ast& ast) {
    const auto side = [&](std::size_t i) { return held(ast.args[i], 5); };
    switch (ast.what) {
        case What::any_of:
            return chained(ast, "or",
                           3); // `and` binds closer without brackets too, but readers should not have to know
        case What::all_of: return chained(ast, "and", 3);
        case What::negation: return "not " + held(ast.args[0], 3);
        case What::comparison: return fmt::format("{} {} {}", side(0), to_text(ast.compare), side(1));
        case What::share: return fmt::format("{} {} {} of {}", side(0), to_text(ast.compare), side(1), side(2));
        case What::emptiness: return fmt::format("{} is {}empty", side(0), ast.negated ? "not " : "");
        case What::membership: return fmt::format("{} {}in ({})", side(0), ast.negated ? "not " : "", listed(ast, 1));
        case What::has: return fmt::format("{} has {}", side(0), side(1));
        case What::has_any: return fmt::format("{} has any ({})", side(0), listed(ast, 1));
        case What::has_all: return fmt::format("{} has all ({})", side(0), listed(ast, 1));
        case What::within: return fmt::format("{} within {}", side(0), side(1));
        case What::contains: return fmt::format("{} contains {}", side(0), side(1));
        default: return fmt::format("{} starts with {}", side(0), side(1));
    }
}

std::string written(const Ast& ast) {
    if (ast.is_condition())
        return condition(ast);
    switch (ast.what) {
        case What::sum:
            return fmt::format("{} {} {}", held(ast.args[0], 5), ast.negated ? "-" : "+", held(ast.args[1], 6));
        case What::product: return fmt::format("{} * {}", held(ast.args[0], 6), held(ast.args[1], 7));
        case What::number: return ast.text + std::string(word_of(ast.measure));
        case What::text: return quoted(ast.text);
        case What::parameter: return "$" + ast.text;
        case What::call: return fmt::format("{}({})", ast.text, listed(ast, 0));
        default: return name_of(ast);
    }
}

} // namespace

std::string_view to_text(Compare compare) {
    static constexpr std::string_view signs[] = {"=", "!=", "<", "<=", ">", ">="};
    return signs[static_cast<std::size_t>(compare)];
}

std::string to_text(const Ast& ast) { return written(ast); }

} // namespace liandong::expr
