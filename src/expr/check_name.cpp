// Names: own fields, one step away, the record before, the person asking, parameters, the clock, words of lists.
#include <fmt/format.h>

#include <algorithm>

#include "expr/checker.hpp"

namespace liandong::expr {
namespace {

std::vector<std::string> names_of(const CodeList& list) {
    std::vector<std::string> names;
    for (const Word& word : list.words)
        names.push_back(word.name);
    return names;
}

} // namespace

void Checker::unknown_field(const Type& of, std::string_view name, std::size_t position) const {
    std::vector<std::string> names;
    for (const Field& field : of.fields)
        if (field.name != "state" || !of.states->words.empty())
            names.push_back(field.name);
    const auto near = nearest(name, names);
    const base::Words hint = near.empty() ? base::Words{} : suggestion(name, near, {"是否指", "did you mean"});
    throw Trouble(position, {fmt::format("`{}` 不是 {} 的字段{}", name, of.name, hint.zh),
                             fmt::format("`{}` is no field of {}{}", name, of.name, hint.en)});
}

Node Checker::of_field(const Type& of, std::size_t index, const Ast& ast) const {
    const Field& field = of.fields[index];
    if (index == pseudo::state && of.states->words.empty())
        throw Trouble(ast.position, {fmt::format("{} 没有状态", of.name), fmt::format("{} has no states", of.name)});
    Node node;
    node.sort = sort_of(field.kind);
    node.varies = true;
    node.position = ast.position;
    node.range = range_of(field);
    node.places = static_cast<std::uint8_t>(field.places);
    node.list = index == pseudo::state ? of.states.get() : field.list;
    node.field = &field;
    node.of = &of;
    node.target = field.target;
    return node;
}

Index Checker::name(const Ast& ast, const Like& like) {
    if (!ast.member.empty())
        return ast.text == "me" ? me(ast) : ast.text == "old" ? old(ast) : stepped(ast);
    const auto field = type_.index_of(ast.text);
    const bool coded = like.sort == Sort::code && like.list != nullptr;
    if (!coded || (like.list->by_name(ast.text) == nullptr && field)) {
        if (!field)
            unknown_field(type_, ast.text, ast.position);
        return own(ast, *field);
    }
    if (field && type_.fields[*field].kind == base::Kind::code && type_.fields[*field].list == like.list)
        throw Trouble(ast.position, {fmt::format("`{}` 既是字段又是{}的词", ast.text, like.list->name),
                                     fmt::format("`{}` is both a field and a word of {}", ast.text, like.list->name)});
    return word_of_list(ast, *like.list);
}

Index Checker::word_of_list(const Ast& ast, const CodeList& list) {
    const Word* word = list.by_name(ast.text);
    if (word == nullptr && ast.what == Ast::What::text)
        word = list.by_code(ast.text);
    if (word == nullptr) {
        const base::Words hint = suggestion(ast.text, names_of(list), {"可用的词", "words"});
        throw Trouble(ast.position, {fmt::format("`{}` 不是{}的词{}", ast.text, list.name, hint.zh),
                                     fmt::format("`{}` is no word of {}{}", ast.text, list.name, hint.en)});
    }
    const Index node = constant(Sort::code, word->code, ast.position);
    at(node).list = &list;
    return node;
}

Index Checker::own(const Ast& ast, std::size_t field) {
    Node node = of_field(type_, field, ast);
    node.op = Op::own;
    node.a = static_cast<std::int64_t>(field);
    return tree_->add(std::move(node));
}

Index Checker::stepped(const Ast& ast) {
    const auto ref = type_.index_of(ast.text);
    if (!ref)
        unknown_field(type_, ast.text, ast.position);
    const Field& field = type_.fields[*ref];
    if (field.kind != base::Kind::ref)
        throw Trouble(ast.position, {fmt::format("`{}` 不指向别的记录，后面不能有点", ast.text),
                                     fmt::format("`{}` points to no record, so no dot follows it", ast.text)});
    need(tree_->place.step, ast.position,
         {"一步之外的字段，只能用本记录的（可用 copy 带过来）", "fields one step away, only its own (copy it here)"});
    if (tree_->place.sql && (field.encrypted || field.memory_only))
        need(false, ast.position, {"加密的引用", "a reference that is encrypted"});
    const Type* target = schema_.type(field.target);
    if (target == nullptr)
        throw Trouble(ast.position, {fmt::format("没有 {} 这种记录", field.target),
                                     fmt::format("there is no type {}", field.target)});
    const auto there = target->index_of(ast.member);
    if (!there)
        unknown_field(*target, ast.member, ast.position);
    Node node = of_field(*target, *there, ast);
    node.op = Op::stepped;
    node.a = static_cast<std::int64_t>(*ref);
    node.b = static_cast<std::int64_t>(*there);
    return tree_->add(std::move(node));
}

Index Checker::old(const Ast& ast) {
    need(tree_->place.old, ast.position, {"old（改动之前的记录）", "old, the record before the change"});
    const auto field = type_.index_of(ast.member);
    if (!field)
        unknown_field(type_, ast.member, ast.position);
    Node node = of_field(type_, *field, ast);
    node.op = Op::old;
    node.a = static_cast<std::int64_t>(*field);
    return tree_->add(std::move(node));
}

Index Checker::me(const Ast& ast) {
    need(tree_->place.me, ast.position, {"me（提问的人）", "me, the person asking"});
    const auto* found = std::find(std::begin(me_words), std::end(me_words), ast.member);
    if (found == std::end(me_words)) {
        const base::Words hint =
            suggestion(ast.member, {std::begin(me_words), std::end(me_words)}, {"可用", "there are"});
        throw Trouble(ast.position, {fmt::format("me 没有 `{}`{}", ast.member, hint.zh),
                                     fmt::format("me has no `{}`{}", ast.member, hint.en)});
    }
    const Me member = static_cast<Me>(found - std::begin(me_words));
    Node node;
    node.op = Op::me;
    node.sort = member == Me::region ? Sort::region : Sort::ref;
    node.a = static_cast<std::int64_t>(member);
    node.position = ast.position;
    node.target = schema_.target_of(member);
    return tree_->add(std::move(node));
}

Index Checker::parameter(const Ast& ast) {
    const Parameter* found = schema_.parameter(ast.text);
    if (found == nullptr) {
        const auto near = nearest(ast.text, schema_.parameter_names());
        const base::Words hint = near.empty() ? base::Words{} : suggestion(ast.text, near, {"是否指", "did you mean"});
        throw Trouble(ast.position, {fmt::format("没有参数 ${}{}", ast.text, hint.zh),
                                     fmt::format("there is no parameter ${}{}", ast.text, hint.en)});
    }
    static constexpr Sort sorts[] = {Sort::number,       Sort::number,  Sort::percent, Sort::money,
                                     Sort::boolean,      Sort::minutes, Sort::minutes, Sort::days,
                                     Sort::working_days, Sort::months,  Sort::months,  Sort::minutes};
    Node node;
    node.op = Op::parameter;
    node.sort = sorts[static_cast<std::size_t>(found->unit)];
    node.a = static_cast<std::int64_t>(found->index);
    node.position = ast.position;
    node.range = found->range;
    node.open = found->local;
    return tree_->add(std::move(node));
}

Index Checker::clock(const Ast& ast) {
    need(tree_->place.clock, ast.position,
         {fmt::format("{}：存下来的结果明天就错了", ast.text),
          fmt::format("{}: a stored answer about it is wrong tomorrow", ast.text)});
    Node node;
    const bool day = ast.what == Ast::What::today;
    node.op = day ? Op::today : Op::now;
    node.sort = day ? Sort::date : Sort::time;
    node.clock = true;
    node.position = ast.position;
    node.range = range_of(Field{.kind = day ? base::Kind::date : base::Kind::time});
    return tree_->add(std::move(node));
}

} // namespace liandong::expr
