// Conditions asked in memory. Three answers, as in SQL: and is no if one side is no, or is yes if one side is yes, else
// unknown wins.
#include <algorithm>
#include <stdexcept>

#include "expr/asking.hpp"

namespace liandong::expr {
namespace {

/// 10^n of the trailing zeros that make the digits a unit: 620123000000 covers 10^6 codes.
std::int64_t width_of(std::int64_t unit) {
    for (std::int64_t width : {10'000'000'000LL, 100'000'000LL, 1'000'000LL, 1'000LL})
        if (unit % width == 0)
            return width;
    return 1;
}

} // namespace

Truth Asking::truth(Index index) const {
    const Node& node = tree.at(index);
    switch (node.op) {
        case Op::all_of: return all(node);
        case Op::any_of: return any(node);
        case Op::negation: return opposite(truth(tree.kid(node, 0)));
        case Op::truth: return static_cast<Truth>(node.a);
        case Op::compare: return compared(node);
        case Op::text_equal:
        case Op::text_unequal:
        case Op::contains:
        case Op::starts_with: return texts(node);
        case Op::is_empty: return truth_of(cell(tree.kid(node, 0)).empty());
        case Op::is_filled: return truth_of(!cell(tree.kid(node, 0)).empty());
        case Op::among: return among(node);
        case Op::has: return has(node);
        case Op::within: return within(node);
        case Op::as_condition: {
            const Cell yes = cell(tree.kid(node, 0));
            return yes.empty() ? Truth::unknown : truth_of(yes.number != 0);
        }
        default: throw std::logic_error("a value was asked whether it is true");
    }
}

Truth Asking::all(const Node& node) const {
    Truth answer = Truth::yes;
    for (Index i = 0; i < node.count; ++i) {
        const Truth part = truth(tree.kid(node, i));
        if (part == Truth::no)
            return Truth::no;
        if (part == Truth::unknown)
            answer = Truth::unknown;
    }
    return answer;
}

Truth Asking::any(const Node& node) const {
    Truth answer = Truth::no;
    for (Index i = 0; i < node.count; ++i) {
        const Truth part = truth(tree.kid(node, i));
        if (part == Truth::yes)
            return Truth::yes;
        if (part == Truth::unknown)
            answer = Truth::unknown;
    }
    return answer;
}

Truth Asking::compared(const Node& node) const {
    const Cell left = cell(tree.kid(node, 0));
    const Cell right = cell(tree.kid(node, 1));
    if (left.empty() || right.empty())
        return Truth::unknown;
    return truth_of(compares(node.compare, left.number, right.number));
}

Truth Asking::texts(const Node& node) const {
    const Cell left = cell(tree.kid(node, 0));
    const Cell right = cell(tree.kid(node, 1));
    if (left.empty() || right.empty())
        return Truth::unknown;
    if (node.op == Op::contains)
        return truth_of(left.text.find(right.text) != std::string_view::npos);
    if (node.op == Op::starts_with)
        return truth_of(left.text.starts_with(right.text));
    return truth_of((left.text == right.text) == (node.op == Op::text_equal));
}

Truth Asking::among(const Node& node) const {
    const Cell wanted = cell(tree.kid(node, 0));
    if (wanted.empty())
        return Truth::unknown;
    Truth answer = Truth::no;
    for (Index i = 1; i < node.count; ++i) {
        const Cell one = cell(tree.kid(node, i));
        if (one.empty())
            answer = Truth::unknown;
        else if (wanted.what == Cell::What::text ? wanted.text == one.text : wanted.number == one.number)
            return Truth::yes;
    }
    return answer;
}

Truth Asking::has(const Node& node) const {
    const Cell set = cell(tree.kid(node, 0));
    const Cell code = cell(tree.kid(node, 1));
    if (set.empty() || code.empty())
        return Truth::unknown;
    return truth_of(
        std::any_of(set.set->begin(), set.set->end(), [&](const std::string& one) { return one == code.text; }));
}

Truth Asking::within(const Node& node) const {
    const Cell place = cell(tree.kid(node, 0));
    const Cell unit = cell(tree.kid(node, 1));
    if (place.empty() || unit.empty())
        return Truth::unknown;
    return truth_of(place.number >= unit.number && place.number < unit.number + width_of(unit.number));
}

} // namespace liandong::expr
