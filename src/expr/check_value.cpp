// Values: what each may be beside another, and what fits a field.
#include <fmt/format.h>

#include "base/date.hpp"
#include "expr/checker.hpp"

namespace liandong::expr {

using What = Ast::What;

Index Checker::value(const Ast& ast, const Like& like) {
    switch (ast.what) {
        case What::sum: return sum(ast, like);
        case What::product: return product(ast);
        case What::number: return number(ast, like);
        case What::text: return text(ast, like);
        case What::day: return constant(Sort::date, *base::parse_date(ast.text), ast.position);
        case What::parameter: return parameter(ast);
        case What::name: return name(ast, like);
        case What::call: return call(ast, like);
        case What::today:
        case What::now: return clock(ast);
        case What::empty: return constant(Sort::nothing, base::Empty{}, ast.position);
        case What::truth: return constant(Sort::boolean, ast.text == "true", ast.position);
        default: throw Trouble(ast.position, {"此处应是一个值，不能是条件", "a value stands here, not a condition"});
    }
}

Index Checker::value_for(const Ast& ast, const Field& field) {
    const Sort wanted = sort_of(field.kind);
    if (ast.is_condition() && wanted == Sort::boolean) {
        const Index truth = condition(ast);
        const Index node = make(Op::truth_value, ast.position, {truth});
        at(node).sort = Sort::boolean;
        return node;
    }
    const Like target{wanted, field.list, field.target, field.shape};
    Index node = value(ast, target);
    const Node& got = at(node);
    if (got.sort == Sort::nothing)
        return node;
    const bool fits_in = got.sort == wanted && (wanted != Sort::ref || got.target == field.target) &&
                         ((wanted != Sort::code && wanted != Sort::codes) || got.list == field.list);
    if (!fits_in)
        throw Trouble(
            ast.position,
            {fmt::format("{}需要{}，而这是{}", field.name, words_of(wanted).zh, words_of(got.sort).zh),
             fmt::format("{} wants {}, and this is {}", field.name, words_of(wanted).en, words_of(got.sort).en)});
    if (got.places > field.places)
        throw Trouble(ast.position, {fmt::format("{}只保留{}位小数", field.name, field.places),
                                     fmt::format("{} keeps only {} decimal places", field.name, field.places)});
    while (at(node).places < field.places) {
        const int places = at(node).places + 1;
        node = times(node, 10);
        at(node).places = static_cast<std::uint8_t>(places);
    }
    return node;
}

Like Checker::like(Index node) const {
    const Node& of = at(node);
    return {of.sort, of.list, of.target, of.field != nullptr ? of.field->shape : std::string()};
}

bool Checker::agree(Index left, Index right) const {
    const Node& l = at(left);
    const Node& r = at(right);
    if (l.sort != r.sort)
        return false;
    if (l.sort == Sort::code || l.sort == Sort::codes)
        return l.list == r.list;
    return l.sort != Sort::ref || l.target == r.target;
}

void Checker::disagree(Index left, Index right, std::size_t position) const {
    const Node& l = at(left);
    const Node& r = at(right);
    const auto shown = [](const Node& node) {
        const bool listed = (node.sort == Sort::code || node.sort == Sort::codes) && node.list != nullptr;
        const std::string more = listed ? node.list->name : node.target;
        const base::Words words = words_of(node.sort);
        return more.empty() ? words : base::Words{words.zh + "（" + more + "）", words.en + " (" + more + ")"};
    };
    base::Words hint;
    if ((l.sort == Sort::date && r.sort == Sort::time) || (l.sort == Sort::time && r.sort == Sort::date))
        hint = {"：用 day(…) 取时间的日期", ": take the day of a time with day(…)"};
    if ((l.sort == Sort::number) != (r.sort == Sort::number) && (l.sort == Sort::money || r.sort == Sort::money))
        hint = {"：金额写单位，如 20000 yuan", ": money carries its unit, as in 20000 yuan"};
    if ((l.sort == Sort::number) != (r.sort == Sort::number) && (l.sort == Sort::minutes || r.sort == Sort::minutes))
        hint = {"：时长写单位，如 24 hours", ": minutes carry their unit, as in 24 hours"};
    throw Trouble(position, {fmt::format("{}与{}不能放在一起{}", shown(l).zh, shown(r).zh, hint.zh),
                             fmt::format("{} and {} do not go together{}", shown(l).en, shown(r).en, hint.en)});
}

void Checker::must_be(Index node, Sort sort, std::size_t position) const {
    if (at(node).sort != sort)
        throw Trouble(position,
                      {fmt::format("此处应是{}，而这是{}", words_of(sort).zh, words_of(at(node).sort).zh),
                       fmt::format("{} stands here, and this is {}", words_of(sort).en, words_of(at(node).sort).en)});
}

void Checker::need(bool allowed, std::size_t position, const base::Words& what) const {
    if (!allowed)
        throw Trouble(position, {fmt::format("{}里不能用{}", tree_->place.zh, what.zh),
                                 fmt::format("{} cannot use {}", tree_->place.en, what.en)});
}

} // namespace liandong::expr
