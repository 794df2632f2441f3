#include "expr/bound.hpp"

namespace liandong::expr {
namespace {

bool is_constant(const Node& node) { return node.op == Op::constant || node.op == Op::truth; }
bool is_empty_constant(const Node& node) { return node.op == Op::constant && base::is_empty(node.value); }

/// Whether an empty child makes the whole empty or unknown.
bool is_strict(Op op) {
    switch (op) {
        case Op::all_of:
        case Op::any_of:
        case Op::negation:
        case Op::is_empty:
        case Op::is_filled:
        case Op::among:
        case Op::first_of:
        case Op::truth_value: return false;
        default: return true;
    }
}

class Folder {
public:
    Folder(const Tree& from, const Given& given, const LocalValues* local) : from_(from), given_(given), local_(local) {
        to_->type = from.type;
        to_->place = from.place;
    }

    Checked fold() {
        to_->root = folded(from_.root);
        return Checked(std::move(to_));
    }

private:
    Index folded(Index index) {
        const Node& node = from_.at(index);
        std::vector<Index> children;
        for (Index i = 0; i < node.count; ++i)
            children.push_back(folded(from_.kid(node, i)));
        if (node.op == Op::all_of || node.op == Op::any_of)
            return connected(node, children);
        if (node.op == Op::first_of)
            return first(node, children);
        if (is_strict(node.op))
            for (Index child : children)
                if (is_empty_constant(to_->at(child)))
                    return constant(node, Cell{});
        if (node.op == Op::among && is_empty_constant(to_->at(children[0])))
            return constant(node, Cell{});
        return kept(node, children);
    }

    /// The node itself, or its value when nothing below it is left to ask.
    Index kept(const Node& node, const std::vector<Index>& children) {
        Node copy = node;
        if (!children.empty())
            copy.varies = copy.open = copy.clock = false;
        const bool leaf = children.empty();
        if (leaf && node.open)
            return open_parameter(node);
        const Index index = to_->add(std::move(copy), children);
        if (to_->at(index).varies || to_->at(index).open || is_constant(to_->at(index)))
            return index;
        const Asking asking{*to_, given_, nullptr, given_.today, given_.now};
        if (node.sort == Sort::truth)
            return truth(node, asking.truth(index));
        return constant(node, asking.cell(index));
    }

    Index open_parameter(const Node& node) {
        if (local_ == nullptr)
            return to_->add(node);
        const auto own = local_->find(node.a);
        const base::Value value =
            own != local_->end() ? own->second : given_.parameter(static_cast<std::size_t>(node.a), given_.today);
        return constant(node, cell_of(value, node.sort));
    }

    Index constant(const Node& node, const Cell& cell) {
        if (node.sort == Sort::truth)
            return truth(node, Truth::unknown);
        Node made;
        made.op = Op::constant;
        made.sort = node.sort;
        made.list = node.list;
        made.target = node.target;
        made.places = node.places;
        made.position = node.position;
        made.a = cell.number;
        made.value = value_of(cell, node.sort);
        made.range = {cell.number, cell.number};
        return to_->add(std::move(made));
    }

    Index truth(const Node& node, Truth answer) {
        Node made;
        made.op = Op::truth;
        made.sort = Sort::truth;
        made.position = node.position;
        made.a = static_cast<std::int64_t>(answer);
        return to_->add(std::move(made));
    }

    /// Drops what changes nothing; one deciding part decides the whole.
    Index connected(const Node& node, const std::vector<Index>& children) {
        const Truth deciding = node.op == Op::all_of ? Truth::no : Truth::yes;
        std::vector<Index> left;
        for (Index child : children) {
            const Node& part = to_->at(child);
            if (part.op == Op::truth && static_cast<Truth>(part.a) == deciding)
                return child;
            if (part.op != Op::truth || static_cast<Truth>(part.a) == Truth::unknown)
                left.push_back(child);
        }
        if (left.empty())
            return truth(node, opposite(deciding));
        return left.size() == 1 ? left.front() : kept(node, left);
    }

    Index first(const Node& node, const std::vector<Index>& children) {
        std::vector<Index> left;
        for (Index child : children) {
            if (is_empty_constant(to_->at(child)))
                continue;
            left.push_back(child);
            if (is_constant(to_->at(child)))
                break;
        }
        if (left.empty())
            return constant(node, Cell{});
        return left.size() == 1 ? left.front() : kept(node, left);
    }

    const Tree& from_;
    const Given& given_;
    const LocalValues* local_;
    std::shared_ptr<Tree> to_ = std::make_shared<Tree>();
};

} // namespace

Checked worked_out(const Checked& checked, const Given& given, const LocalValues* local) {
    return Folder(checked.tree(), given, local).fold();
}

Checked bound(const Checked& checked, const Given& given) { return worked_out(checked, given, nullptr); }

} // namespace liandong::expr
