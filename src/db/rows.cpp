#include "db/rows.hpp"

#include <charconv>
#include <stdexcept>

namespace liandong::db {
namespace {

[[noreturn]] void refuse(const Rows& rows, std::size_t column, const char* wanted) {
    throw std::logic_error("column " + rows.columns().at(column) + " does not hold " + wanted);
}

} // namespace

std::size_t Rows::column(std::string_view name) const {
    for (std::size_t i = 0; i < columns_->size(); ++i)
        if ((*columns_)[i] == name)
            return i;
    throw std::logic_error("the answer has no column " + std::string(name));
}

const Rows::Cell& Rows::cell(std::size_t row, std::size_t column) const {
    if (column >= columns_->size())
        throw std::logic_error("the answer has only " + std::to_string(columns_->size()) + " columns");
    return cells_.at(row * columns_->size() + column);
}

void Rows::add_null() { cells_.emplace_back(); }

void Rows::add(std::int64_t number) {
    Cell& cell = cells_.emplace_back();
    cell.type = Type::integer;
    cell.number = number;
}

void Rows::add(double number) {
    Cell& cell = cells_.emplace_back();
    cell.type = Type::real;
    cell.real = number;
}

void Rows::add_text(std::string_view text) {
    add_bytes(text.data(), text.size());
    cells_.back().type = Type::text;
}

void Rows::add_bytes(const void* data, std::size_t size) {
    Cell& cell = cells_.emplace_back();
    cell.type = Type::bytes;
    cell.size = static_cast<std::uint32_t>(size);
    cell.offset = store_.size();
    if (size > 0)
        store_.append(static_cast<const char*>(data), size);
}

void Rows::clear_rows() {
    cells_.clear();
    store_.clear();
}

std::size_t Row::size() const { return rows_->columns().size(); }

bool Row::null(std::size_t column) const { return rows_->cell(at_, column).type == Rows::Type::null; }

std::int64_t Row::integer(std::size_t column) const {
    const auto& cell = rows_->cell(at_, column);
    if (cell.type == Rows::Type::integer)
        return cell.number;
    // A sum of whole numbers is numeric on PostgreSQL and comes as digits.
    std::int64_t number = 0;
    if (cell.type == Rows::Type::text) {
        const auto digits = rows_->piece(cell);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (error == std::errc() && end == digits.data() + digits.size())
            return number;
    }
    refuse(*rows_, column, "a whole number");
}

double Row::real(std::size_t column) const {
    const auto& cell = rows_->cell(at_, column);
    if (cell.type == Rows::Type::real)
        return cell.real;
    if (cell.type == Rows::Type::integer)
        return static_cast<double>(cell.number);
    double number = 0;
    if (cell.type == Rows::Type::text) {
        const auto digits = rows_->piece(cell);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (error == std::errc() && end == digits.data() + digits.size())
            return number;
    }
    refuse(*rows_, column, "a number");
}

bool Row::boolean(std::size_t column) const {
    const auto& cell = rows_->cell(at_, column);
    if (cell.type != Rows::Type::integer || (cell.number != 0 && cell.number != 1))
        refuse(*rows_, column, "true or false");
    return cell.number == 1;
}

std::string_view Row::text(std::size_t column) const {
    const auto& cell = rows_->cell(at_, column);
    if (cell.type != Rows::Type::text)
        refuse(*rows_, column, "text");
    return rows_->piece(cell);
}

std::string_view Row::text_or_empty(std::size_t column) const {
    return null(column) ? std::string_view() : text(column);
}

base::Bytes Row::bytes(std::size_t column) const {
    const auto& cell = rows_->cell(at_, column);
    if (cell.type != Rows::Type::bytes)
        refuse(*rows_, column, "bytes");
    const auto piece = rows_->piece(cell);
    return {piece.begin(), piece.end()};
}

base::Date Row::date(std::size_t column) const {
    const auto date = base::parse_date(text(column));
    return date ? *date : (refuse(*rows_, column, "a date"), base::Date{});
}

base::Uuid Row::uuid(std::size_t column) const {
    const auto id = base::parse_uuid(text(column));
    return id ? *id : (refuse(*rows_, column, "a UUID"), base::Uuid{});
}

base::Value Row::value(std::size_t column, base::Kind kind) const {
    using base::Kind;
    if (null(column))
        return {};
    switch (kind) {
        case Kind::number:
        case Kind::money:
        case Kind::minutes:
        case Kind::time: return integer(column);
        case Kind::boolean: return boolean(column);
        case Kind::date: return date(column);
        case Kind::codes: {
            auto codes = base::codes_from_column(text(column));
            return codes.empty() ? base::Value() : base::Value(std::move(codes));
        }
        default: return std::string(text(column));
    }
}

} // namespace liandong::db
