#include "expr/tree.hpp"

namespace liandong::expr {

Index Tree::add(Node node, const std::vector<Index>& children) {
    node.first = static_cast<Index>(kids.size());
    node.count = static_cast<Index>(children.size());
    for (Index child : children) {
        node.varies |= nodes[child].varies;
        node.open |= nodes[child].open;
        node.clock |= nodes[child].clock;
        kids.push_back(child);
    }
    nodes.push_back(std::move(node));
    return static_cast<Index>(nodes.size() - 1);
}

Sort sort_of(base::Kind kind) {
    switch (kind) {
        case base::Kind::text:
        case base::Kind::figure: return Sort::text;
        case base::Kind::number: return Sort::number;
        case base::Kind::money: return Sort::money;
        case base::Kind::minutes: return Sort::minutes;
        case base::Kind::date: return Sort::date;
        case base::Kind::time: return Sort::time;
        case base::Kind::boolean: return Sort::boolean;
        case base::Kind::code: return Sort::code;
        case base::Kind::codes: return Sort::codes;
        case base::Kind::ref: return Sort::ref;
        case base::Kind::region: return Sort::region;
        case base::Kind::file:
        case base::Kind::point: return Sort::opaque;
    }
    return Sort::nothing;
}

base::Words words_of(Sort sort) {
    static const base::Words words[] = {{"条件", "a condition"},
                                        {"文本", "text"},
                                        {"数", "a number"},
                                        {"金额", "money"},
                                        {"时长", "minutes"},
                                        {"日期", "a date"},
                                        {"时间", "a time"},
                                        {"是否", "yes or no"},
                                        {"词", "a word of a list"},
                                        {"词的集合", "a set of words"},
                                        {"引用", "a reference"},
                                        {"地区", "a region"},
                                        {"文件或位置", "a file or point"},
                                        {"天数", "days"},
                                        {"月数", "months"},
                                        {"工作日数", "working days"},
                                        {"百分比", "a percentage"},
                                        {"空", "empty"}};
    return words[static_cast<std::size_t>(sort)];
}

bool Checked::is_condition() const { return tree_->at(tree_->root).sort == Sort::truth; }
const Type& Checked::type() const { return *tree_->type; }

namespace {

void collect(const Tree& tree, Index index, Names& names) {
    const Node& node = tree.at(index);
    const auto a = static_cast<std::size_t>(node.a);
    if (node.op == Op::own)
        names.own.insert(a);
    if (node.op == Op::stepped)
        names.stepped.emplace(a, static_cast<std::size_t>(node.b));
    if (node.op == Op::old)
        names.old.insert(a);
    if (node.op == Op::me)
        names.me.insert(static_cast<Me>(node.a));
    if (node.op == Op::parameter)
        names.parameters.insert(a);
    if (node.op == Op::figure)
        names.figures.insert(std::get<std::string>(node.value));
    names.today |= node.op == Op::today || node.op == Op::valid_id_no || node.op == Op::age;
    names.now |= node.op == Op::now;
    names.calendar |= node.op == Op::add_working || node.op == Op::working_days_between;
    for (Index i = 0; i < node.count; ++i)
        collect(tree, tree.kid(node, i), names);
}

} // namespace

Names names_used(const Checked& checked) {
    Names names;
    collect(checked.tree(), checked.tree().root, names);
    return names;
}

} // namespace liandong::expr
