// Conditions, and the doors by which a criterion is checked.
#include <fmt/format.h>

#include "expr/checker.hpp"

namespace liandong::expr {

using What = Ast::What;

Checker::Checker(const Schema& schema, const Type& type, const Place& place)
    : schema_(schema), type_(type), tree_(std::make_shared<Tree>()) {
    tree_->type = &type;
    tree_->place = place;
}

Checked Checker::done(Index root) {
    tree_->root = root;
    mind_the_place(*tree_);
    return Checked(std::move(tree_));
}

Index Checker::make(Op op, std::size_t position, const std::vector<Index>& children) {
    Node node;
    node.op = op;
    node.sort = Sort::truth;
    node.position = position;
    return tree_->add(std::move(node), children);
}

Index Checker::condition(const Ast& ast) {
    switch (ast.what) {
        case What::any_of: return all(Op::any_of, ast);
        case What::all_of: return all(Op::all_of, ast);
        case What::negation: return make(Op::negation, ast.position, {condition(ast.args[0])});
        case What::comparison: return comparison(ast);
        case What::share: return share(ast);
        case What::emptiness: return emptiness(ast);
        case What::membership: return membership(ast);
        case What::has:
        case What::has_any:
        case What::has_all: return has(ast);
        case What::within: return within(ast);
        case What::contains: return text_test(Op::contains, ast);
        case What::starts_with: return text_test(Op::starts_with, ast);
        default: return as_condition(ast);
    }
}

Index Checker::all(Op op, const Ast& ast) {
    std::vector<Index> parts;
    for (const Ast& arg : ast.args)
        parts.push_back(condition(arg));
    return make(op, ast.position, parts);
}

Index Checker::as_condition(const Ast& ast) {
    const Index node = value(ast);
    if (at(node).sort != Sort::boolean)
        throw Trouble(ast.position,
                      {fmt::format("此处应是条件，而这是{}", words_of(at(node).sort).zh),
                       fmt::format("a condition stands here, and this is {}", words_of(at(node).sort).en)});
    return make(Op::as_condition, ast.position, {node});
}

Index Checker::emptiness(const Ast& ast) {
    return make(ast.negated ? Op::is_filled : Op::is_empty, ast.position, {value(ast.args[0])});
}

Index Checker::membership(const Ast& ast) {
    const Index left = value(ast.args[0]);
    const Sort sort = at(left).sort;
    if (sort == Sort::codes || sort == Sort::opaque || sort > Sort::opaque)
        throw Trouble(ast.position,
                      {fmt::format("{}不能用 in{}", words_of(sort).zh, sort == Sort::codes ? "：用 has any" : ""),
                       fmt::format("{} cannot stand before in{}", words_of(sort).en,
                                   sort == Sort::codes ? ": use has any" : "")});
    std::vector<Index> all{left};
    for (std::size_t i = 1; i < ast.args.size(); ++i) {
        const Index one = value(ast.args[i], like(left));
        if (at(one).sort == Sort::nothing)
            throw Trouble(ast.args[i].position,
                          {"空不在任何列表里：另写 or … is empty", "empty is in no list: add or … is empty"});
        if (!agree(left, one))
            disagree(left, one, ast.args[i].position);
        all.push_back(one);
    }
    same_places(all);
    const Index node = make(Op::among, ast.position, all);
    return ast.negated ? make(Op::negation, ast.position, {node}) : node;
}

Index Checker::has(const Ast& ast) {
    const Index set = value(ast.args[0]);
    must_be(set, Sort::codes, ast.args[0].position);
    Like word = like(set);
    word.sort = Sort::code;
    std::vector<Index> tests;
    for (std::size_t i = 1; i < ast.args.size(); ++i) {
        const Index one = value(ast.args[i], word);
        if (at(one).sort != Sort::code || at(one).list != at(set).list)
            throw Trouble(ast.args[i].position, {fmt::format("应是{}的词", word.list->name),
                                                 fmt::format("a word of {} stands here", word.list->name)});
        tests.push_back(make(Op::has, ast.position, {set, one}));
    }
    if (tests.size() == 1)
        return tests.front();
    return make(ast.what == What::has_all ? Op::all_of : Op::any_of, ast.position, tests);
}

Index Checker::within(const Ast& ast) {
    const Index place = value(ast.args[0]);
    must_be(place, Sort::region, ast.args[0].position);
    const Index unit = value(ast.args[1], like(place));
    must_be(unit, Sort::region, ast.args[1].position);
    return make(Op::within, ast.position, {place, unit});
}

Index Checker::text_test(Op op, const Ast& ast) {
    const Index text = value(ast.args[0]);
    must_be(text, Sort::text, ast.args[0].position);
    Like plain = like(text);
    plain.shape.clear(); // a part of a number is not cleaned like the whole
    const Index part = value(ast.args[1], plain);
    must_be(part, Sort::text, ast.args[1].position);
    return make(op, ast.position, {text, part});
}

Checked check(const Ast& ast, const Schema& schema, const Type& type, const Place& place) {
    Checker checker(schema, type, place);
    return checker.done(checker.condition(ast));
}

Checked check_value(const Ast& ast, const Schema& schema, const Type& type, const Field& into, const Place& place) {
    Checker checker(schema, type, place);
    return checker.done(checker.value_for(ast, into));
}

Checked criterion(std::string_view text, const Schema& schema, const Type& type, const Place& place) {
    return check(parse(text), schema, type, place);
}

Checked value(std::string_view text, const Schema& schema, const Type& type, const Field& into, const Place& place) {
    return check_value(parse(text), schema, type, into, place);
}

} // namespace liandong::expr
