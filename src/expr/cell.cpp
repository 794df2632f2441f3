#include <fmt/format.h>

#include "base/id.hpp"
#include "expr/asking.hpp"

namespace liandong::expr {
namespace {

Cell number(std::int64_t value) { return {Cell::What::number, value, {}, nullptr}; }

/// 12 digits as a number; empty for anything else.
Cell region(std::string_view digits) {
    if (digits.size() != 12)
        return {};
    std::int64_t value = 0;
    for (char c : digits) {
        if (c < '0' || c > '9')
            return {};
        value = value * 10 + (c - '0');
    }
    return number(value);
}

} // namespace

Cell cell_of(const base::Value& value, Sort sort) {
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return number(*whole);
    if (const auto* day = std::get_if<base::Date>(&value))
        return number(day->days);
    if (const auto* truth = std::get_if<bool>(&value))
        return number(*truth);
    if (const auto* text = std::get_if<std::string>(&value))
        return text->empty()          ? Cell{}
               : sort == Sort::region ? region(*text)
                                      : Cell{Cell::What::text, 0, *text, nullptr};
    if (const auto* set = std::get_if<base::Codes>(&value); set != nullptr && !set->empty())
        return {Cell::What::set, 0, {}, set};
    return {};
}

base::Value value_of(const Cell& cell, Sort sort) {
    switch (cell.what) {
        case Cell::What::empty: return base::Empty{};
        case Cell::What::text: return std::string(cell.text);
        case Cell::What::set: return *cell.set;
        case Cell::What::number: break;
    }
    if (sort == Sort::date)
        return base::Date{static_cast<std::int32_t>(cell.number)};
    if (sort == Sort::boolean)
        return cell.number != 0;
    if (sort == Sort::region)
        return fmt::format("{:012}", cell.number);
    return cell.number;
}

Truth opposite(Truth truth) { return truth == Truth::unknown ? truth : truth_of(truth == Truth::no); }

bool compares(Compare compare, std::int64_t left, std::int64_t right) {
    switch (compare) {
        case Compare::equal: return left == right;
        case Compare::unequal: return left != right;
        case Compare::less: return left < right;
        case Compare::less_equal: return left <= right;
        case Compare::greater: return left > right;
        case Compare::greater_equal: return left >= right;
    }
    return false;
}

} // namespace liandong::expr
