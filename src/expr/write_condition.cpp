#include <fmt/format.h>

#include <stdexcept>

#include "base/region_code.hpp"
#include "base/text.hpp"
#include "expr/writer.hpp"

namespace liandong::expr {

void Writer::condition(Index index) {
    const Node& node = tree_->at(index);
    switch (node.op) {
        case Op::all_of: return joined(node, " and ");
        case Op::any_of: return joined(node, " or ");
        case Op::negation: text("not "); return condition(kid(node, 0));
        case Op::truth: return truth(static_cast<Truth>(node.a));
        case Op::compare: return compared(node);
        case Op::text_equal: return between_signs(node, " = ");
        case Op::text_unequal: return between_signs(node, " <> ");
        case Op::is_empty:
        case Op::is_filled:
            text("(");
            value(kid(node, 0));
            return text(node.op == Op::is_empty ? " is null)" : " is not null)");
        case Op::among: return among(node);
        case Op::has: return has(node);
        case Op::within: return within(node);
        case Op::contains:
        case Op::starts_with: return text_test(node);
        case Op::as_condition: return value(kid(node, 0));
        default: throw std::logic_error("a value stands where SQL wants a condition");
    }
}

void Writer::truth(Truth answer) {
    if (answer == Truth::unknown)
        return text(postgres() ? "(null::boolean)" : "(null)");
    text(answer == Truth::yes ? "(1 = 1)" : "(1 = 0)");
}

void Writer::joined(const Node& node, std::string_view word) {
    text("(");
    for (Index i = 0; i < node.count; ++i) {
        text(i == 0 ? "" : word);
        condition(kid(node, i));
    }
    text(")");
}

void Writer::between_signs(const Node& node, std::string_view sign) {
    const bool left = kid_of(node, 0).field != nullptr && kid_of(node, 0).field->encrypted;
    const bool right = kid_of(node, 1).field != nullptr && kid_of(node, 1).field->encrypted;
    const auto side = [&](Index which) {
        const Node& own = kid_of(node, which);
        if (!left && !right)
            return value(kid(node, which));
        if (own.field != nullptr)
            return column(own, "_digest");
        digest_of(kid_of(node, left ? 0 : 1), own);
    };
    text("(");
    side(0);
    text(sign);
    side(1);
    text(")");
}

void Writer::digest_of(const Node& field, const Node& constant) {
    if (!digest_ || constant.op != Op::constant)
        throw std::logic_error("an encrypted field is compared through its digest, with a constant");
    bind(digest_(*field.of, *field.field, constant.value), Sort::text);
}

void Writer::compared(const Node& node) {
    static constexpr std::string_view signs[] = {" = ", " <> ", " < ", " <= ", " > ", " >= "};
    between_signs(node, signs[static_cast<std::size_t>(node.compare)]);
}

void Writer::among(const Node& node) {
    const Node& wanted = kid_of(node, 0);
    const bool by_digest = wanted.field != nullptr && wanted.field->encrypted;
    bool unknown = false;
    std::vector<Index> listed;
    for (Index i = 1; i < node.count; ++i) {
        const Node& one = kid_of(node, i);
        const bool empty = one.op == Op::constant && base::is_empty(one.value);
        unknown |= empty;
        if (!empty)
            listed.push_back(kid(node, i));
    }
    if (listed.empty() && unknown)
        return truth(Truth::unknown);
    if (listed.empty())
        return among_none(node);
    text(unknown ? "((" : "(");
    if (by_digest)
        column(wanted, "_digest");
    else
        value(kid(node, 0));
    text(" in (");
    for (std::size_t i = 0; i < listed.size(); ++i) {
        text(i == 0 ? "" : ", ");
        if (by_digest)
            digest_of(wanted, tree_->at(listed[i]));
        else
            value(listed[i]);
    }
    text("))");
    if (unknown) {
        text(" or ");
        truth(Truth::unknown);
        text(")");
    }
}

/// No word is below the lowest: false, and unknown where there is none.
void Writer::among_none(const Node& node) {
    text("(");
    value(kid(node, 0));
    text(" <> ");
    value(kid(node, 0));
    text(")");
}

void Writer::has(const Node& node) {
    const Node& code = kid_of(node, 1);
    text(postgres() ? "(strpos(" : "(instr(");
    value(kid(node, 0));
    text(", ");
    if (code.op == Op::constant) {
        bind("|" + std::get<std::string>(code.value) + "|", Sort::text);
    } else {
        text("'|' || ");
        value(kid(node, 1));
        text(" || '|'");
    }
    text(") > 0)");
}

void Writer::within(const Node& node) {
    const Node& unit = kid_of(node, 1);
    if (unit.op == Op::constant) {
        const auto region = base::RegionCode::parse(std::get<std::string>(unit.value));
        if (!region)
            return truth(Truth::unknown);
        text("(");
        value(kid(node, 0));
        text(" between ");
        bind(region->text(), Sort::region);
        text(" and ");
        bind(region->last(), Sort::region);
        return text(")");
    }
    static constexpr std::pair<int, std::string_view> levels[] = {
        {2, "0000000000"}, {4, "00000000"}, {6, "000000"}, {9, "000"}};
    const auto start = [&](Index which, int digits) {
        text("substr(");
        value(kid(node, which));
        text(fmt::format(", 1, {})", digits));
    };
    text("(case");
    for (const auto& [digits, zeros] : levels) {
        text(" when substr(");
        value(kid(node, 1));
        text(fmt::format(", {}) = '{}' then ", digits + 1, zeros));
        start(0, digits);
        text(" = ");
        start(1, digits);
    }
    text(" else ");
    value(kid(node, 0));
    text(" = ");
    value(kid(node, 1));
    text(" end)");
}

void Writer::text_test(const Node& node) {
    if (node.op == Op::contains) {
        text(postgres() ? "(strpos(" : "(instr(");
        value(kid(node, 0));
        text(", ");
        value(kid(node, 1));
        return text(") > 0)");
    }
    const Node& start = kid_of(node, 1);
    text("(substr(");
    value(kid(node, 0));
    text(", 1, ");
    if (start.op == Op::constant) {
        bind(static_cast<std::int64_t>(base::length(std::get<std::string>(start.value))), Sort::number);
        text(postgres() ? "::int" : "");
    } else {
        text("length(");
        value(kid(node, 1));
        text(")");
    }
    text(") = ");
    value(kid(node, 1));
    text(")");
}

} // namespace liandong::expr
