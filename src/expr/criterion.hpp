// A criterion or value that has been checked: every name found, every kind agreeing, nothing able to leave 64 bits, and
// allowed where it stands. It can be asked in memory (evaluate.hpp), turned into SQL (sql.hpp), and asked when it may
// turn (turning.hpp).
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "expr/ast.hpp"
#include "expr/schema.hpp"
#include "expr/trouble.hpp"

namespace liandong::expr {

/// Where a criterion or value stands, and so what it may name.
struct Place {
    std::string_view zh, en;
    bool sql = false;         // asked of a database: nothing memory-only, encrypted fields by equality alone
    bool me = false;          // the person asking
    bool old = false;         // the record before the change
    bool clock = false;       // today and now
    bool step = true;         // one step away; else own fields only
    bool clock_alone = false; // the clock stands alone, plus or minus a constant, on one side of each comparison
    bool today_only = false;  // and only as `today`
    bool cells = false;       // figure('…') of a region or word
};

namespace place {
inline constexpr Place filter{.zh = "筛选", .en = "a filter", .sql = true, .me = true, .clock = true};
inline constexpr Place right{.zh = "权限", .en = "a right", .sql = true, .me = true, .clock = true};
inline constexpr Place stock{.zh = "存量指标",
                             .en = "a stock figure",
                             .sql = true,
                             .clock = true,
                             .step = false,
                             .clock_alone = true,
                             .today_only = true};
inline constexpr Place flow{.zh = "流量指标", .en = "a flow figure", .sql = true, .step = false};
inline constexpr Place cells{
    .zh = "按地区或词计数的指标", .en = "a figure over regions or words", .step = false, .cells = true};
inline constexpr Place keep{.zh = "汇总字段", .en = "a kept field", .sql = true, .step = false};
inline constexpr Place calc{.zh = "计算字段", .en = "a calculated field"};
inline constexpr Place guard{.zh = "守卫条件", .en = "a guard", .me = true, .old = true, .clock = true};
inline constexpr Place rule{.zh = "规则", .en = "a rule", .me = true, .old = true, .clock = true};
inline constexpr Place night{
    .zh = "夜间规则", .en = "a night rule", .clock = true, .clock_alone = true, .today_only = true};
inline constexpr Place alert{
    .zh = "预警规则", .en = "an alert rule", .clock = true, .clock_alone = true, .today_only = true};
inline constexpr Place when{.zh = "自动事件", .en = "an event by itself", .clock = true, .clock_alone = true};
inline constexpr Place tell{
    .zh = "通知条件", .en = "whether an event tells", .clock = true}; // asked afterwards: no `me`, no `old`
inline constexpr Place form{.zh = "表单", .en = "a form", .clock = true};
inline constexpr Place set{.zh = "事件赋值", .en = "a value set", .me = true, .clock = true};
inline constexpr Place opens{.zh = "自动建立的记录", .en = "records that open by themselves", .clock = true};
} // namespace place

/// What a criterion names; places are those of Type::fields.
struct Names {
    std::set<std::size_t> own;
    std::set<std::pair<std::size_t, std::size_t>> stepped; // the reference, and the field of what it points to
    std::set<std::size_t> old;
    std::set<Me> me;
    std::set<std::size_t> parameters; // by Parameter::index
    std::set<std::string> figures;
    bool today = false;
    bool now = false;
    bool calendar = false; // working days
};

struct Tree; // tree.hpp: the compiled nodes

/// Cheap to copy; shares its tree.
class Checked {
public:
    explicit Checked(std::shared_ptr<const Tree> tree) : tree_(std::move(tree)) {}
    const Tree& tree() const { return *tree_; }
    /// Whether it answers yes, no or unknown rather than a value.
    bool is_condition() const;
    /// The type whose record it reads.
    const Type& type() const;

private:
    std::shared_ptr<const Tree> tree_;
};

/// Checks a criterion. Throws Trouble with the place and what would fit.
Checked check(const Ast& ast, const Schema& schema, const Type& type, const Place& place);
/// Checks a value (or, for a yes-or-no field, a criterion) that is to stand in `into`.
Checked check_value(const Ast& ast, const Schema& schema, const Type& type, const Field& into, const Place& place);

/// parse and check at once.
Checked criterion(std::string_view text, const Schema& schema, const Type& type, const Place& place);
Checked value(std::string_view text, const Schema& schema, const Type& type, const Field& into, const Place& place);

Names names_used(const Checked& checked);

} // namespace liandong::expr
