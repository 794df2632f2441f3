#include "expr/evaluate.hpp"

#include "expr/asking.hpp"

namespace liandong::expr {
namespace {
const base::Value nothing = base::Empty{};
}

const base::Value& Given::me(Me) const { return nothing; }
base::Value Given::parameter(std::size_t, base::Date) const { return base::Empty{}; }
std::vector<base::Date> Given::parameter_changes(std::size_t) const { return {}; }
std::vector<std::pair<base::RegionCode, base::Value>> Given::local_values(std::size_t, base::Date) const { return {}; }
const Calendar* Given::calendar() const { return nullptr; }
base::Value Given::figure(std::string_view, std::int64_t) const { return base::Empty{}; }

const base::Value& Context::stepped(std::size_t, std::size_t) const { return nothing; }
const base::Value& Context::old(std::size_t) const { return nothing; }

Truth evaluate(const Checked& checked, const Context& context) {
    const Asking asking{checked.tree(), context, &context, context.today, context.now};
    if (checked.is_condition())
        return asking.truth(checked.tree().root);
    const Cell value = asking.cell(checked.tree().root);
    return value.empty() ? Truth::unknown : truth_of(value.number != 0);
}

base::Value evaluate_value(const Checked& checked, const Context& context) {
    const Asking asking{checked.tree(), context, &context, context.today, context.now};
    const Tree& tree = checked.tree();
    if (!checked.is_condition())
        return value_of(asking.cell(tree.root), tree.at(tree.root).sort);
    const Truth truth = asking.truth(tree.root);
    return truth == Truth::unknown ? base::Value{} : base::Value{truth == Truth::yes};
}

} // namespace liandong::expr
