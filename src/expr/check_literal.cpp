// Numbers with their units, texts, regions and other constants.
#include <fmt/format.h>

#include <charconv>

#include "base/id.hpp"
#include "base/identity.hpp"
#include "base/region_code.hpp"
#include "base/text.hpp"
#include "expr/checker.hpp"

namespace liandong::expr {
namespace {

std::string cleaned(const std::string& text, const std::string& shape) {
    if (shape == "id_no")
        return base::clean_id_no(text);
    if (shape == "credit_code")
        return base::clean_credit_code(text);
    if (shape == "phone")
        return base::clean_phone(text);
    return text;
}

/// "8.5" as 85 with one place; nothing when it has more than 18 digits.
std::optional<std::pair<std::int64_t, int>> digits_of(const std::string& text) {
    const auto point = text.find('.');
    const std::string digits = point == std::string::npos ? text : text.substr(0, point) + text.substr(point + 1);
    std::int64_t value = 0;
    if (digits.size() > 18 || std::from_chars(digits.data(), digits.data() + digits.size(), value).ec != std::errc())
        return std::nullopt;
    return std::pair(value, point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1));
}

} // namespace

Index Checker::constant(Sort sort, base::Value value, std::size_t position) {
    Node node;
    node.op = Op::constant;
    node.sort = sort;
    node.position = position;
    if (const auto* number = std::get_if<std::int64_t>(&value))
        node.a = *number;
    if (const auto* day = std::get_if<base::Date>(&value))
        node.a = day->days;
    if (const auto* truth = std::get_if<bool>(&value))
        node.a = *truth;
    if (sort == Sort::region)
        node.a = std::stoll(std::get<std::string>(value));
    node.range = {node.a, node.a};
    node.value = std::move(value);
    return tree_->add(std::move(node));
}

Index Checker::whole(Sort sort, std::int64_t value, std::size_t position) { return constant(sort, value, position); }

Index Checker::number(const Ast& ast, const Like& like) {
    if (like.sort == Sort::region && ast.measure == Measure::none) {
        const auto region = base::RegionCode::parse(ast.text);
        if (!region)
            throw Trouble(ast.position, {"地区代码是2、4、6、9或12位数字", "a region has 2, 4, 6, 9 or 12 digits"});
        return constant(Sort::region, region->text(), ast.position);
    }
    const auto digits = digits_of(ast.text);
    if (!digits)
        throw Trouble(ast.position, {"数最多18位", "a number has at most 18 digits"});
    struct Meaning {
        Sort sort;
        Unit unit;
        std::int64_t factor;
    };
    static constexpr Meaning meanings[] = {
        {Sort::number, Unit::count, 1},   {Sort::days, Unit::days, 1},     {Sort::working_days, Unit::working_days, 1},
        {Sort::days, Unit::days, 7},      {Sort::months, Unit::months, 1}, {Sort::months, Unit::years, 1},
        {Sort::minutes, Unit::hours, 1},  {Sort::minutes, Unit::count, 1}, {Sort::money, Unit::yuan, 1},
        {Sort::percent, Unit::percent, 1}};
    const Meaning& meaning = meanings[static_cast<std::size_t>(ast.measure)];
    if (ast.measure == Measure::none) {
        // Nothing is nothing in any unit; any other bare number is a plain number.
        const bool zero = digits->first == 0 && (like.sort == Sort::money || like.sort == Sort::minutes);
        if (digits->second > 9)
            throw Trouble(ast.position, {"小数最多9位", "a number has at most 9 decimal places"});
        const Index node = whole(zero ? like.sort : Sort::number, digits->first, ast.position);
        at(node).places = zero ? 0 : static_cast<std::uint8_t>(digits->second);
        return node;
    }
    const auto based = in_base_unit(meaning.unit, digits->first, digits->second);
    if (!based || *based > INT64_MAX / meaning.factor)
        throw Trouble(ast.position,
                      ast.measure == Measure::percent
                          ? base::Words{"百分比最多两位小数", "a percentage has at most two decimals"}
                          : base::Words{"这个数换算后不是整数", "this is no whole number of its smallest unit"});
    if (meaning.sort == Sort::working_days && *based < 1)
        throw Trouble(ast.position, {"工作日数至少为1", "working days are counted from 1"});
    return whole(meaning.sort, *based * meaning.factor, ast.position);
}

Index Checker::text(const Ast& ast, const Like& like) {
    const std::string normal = base::normal(ast.text);
    if (normal.empty())
        throw Trouble(ast.position, {"没有空文本：写 is empty", "there is no empty text: write is empty"});
    if (like.sort == Sort::code && like.list != nullptr)
        return word_of_list(ast, *like.list);
    if (like.sort == Sort::ref) {
        const auto id = base::parse_uuid(normal);
        if (!id)
            throw Trouble(ast.position, {"引用是36位的编号", "a reference is an id of 36 characters"});
        const Index node = constant(Sort::ref, base::to_text(*id), ast.position);
        at(node).target = like.target;
        return node;
    }
    if (like.sort == Sort::region) {
        const auto region = base::RegionCode::parse(normal);
        if (!region)
            throw Trouble(ast.position, {"地区代码是2、4、6、9或12位数字", "a region has 2, 4, 6, 9 or 12 digits"});
        return constant(Sort::region, region->text(), ast.position);
    }
    return constant(Sort::text, cleaned(normal, like.shape), ast.position);
}

} // namespace liandong::expr
