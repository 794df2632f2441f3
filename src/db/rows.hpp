// What a question brings back: rows of columns by index, copied once out of the database's own buffers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "base/value.hpp"

namespace liandong::db {

class Rows;

/// One row of Rows; cheap to copy, valid as long as the Rows it came from. An accessor throws std::logic_error when the
/// column holds something else or nothing: ask `null` first where a column may be empty.
class Row {
public:
    Row(const Rows& rows, std::size_t at) : rows_(&rows), at_(at) {}

    std::size_t size() const;
    bool null(std::size_t column) const;
    std::int64_t integer(std::size_t column) const;
    double real(std::size_t column) const;
    /// True and false however the database keeps them: boolean or 0 and 1.
    bool boolean(std::size_t column) const;
    std::string_view text(std::size_t column) const;
    /// The text, or "" for null.
    std::string_view text_or_empty(std::size_t column) const;
    base::Bytes bytes(std::size_t column) const;
    base::Date date(std::size_t column) const;
    base::Uuid uuid(std::size_t column) const;
    base::Instant instant(std::size_t column) const { return {integer(column)}; }
    /// The value of a field of that kind; Empty for null.
    base::Value value(std::size_t column, base::Kind kind) const;

private:
    const Rows* rows_;
    std::size_t at_;
};

class Rows {
public:
    class Iterator {
    public:
        Iterator(const Rows& rows, std::size_t at) : rows_(&rows), at_(at) {}
        Row operator*() const { return {*rows_, at_}; }
        Iterator& operator++() { return ++at_, *this; }
        bool operator==(const Iterator& other) const { return at_ == other.at_; }

    private:
        const Rows* rows_;
        std::size_t at_;
    };

    using Columns = std::shared_ptr<const std::vector<std::string>>;

    /// The names are shared: a statement asked a thousand times tells them once.
    explicit Rows(Columns columns) : columns_(std::move(columns)) {}

    std::size_t size() const { return columns_->empty() ? 0 : cells_.size() / columns_->size(); }
    bool empty() const { return cells_.empty(); }
    Row operator[](std::size_t at) const { return {*this, at}; }
    Row front() const { return (*this)[0]; }
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, size()}; }
    const std::vector<std::string>& columns() const { return *columns_; }
    /// The index of a column; throws std::logic_error when there is none.
    std::size_t column(std::string_view name) const;

    // The database fills it cell by cell, row after row.
    void add_null();
    void add(std::int64_t number);
    void add(double number);
    void add_text(std::string_view text);
    void add_bytes(const void* data, std::size_t size);
    /// Forgets the rows and keeps the columns and the memory.
    void clear_rows();

private:
    friend class Row;
    enum class Type : std::uint8_t { null, integer, real, text, bytes };
    struct Cell {
        Type type = Type::null;
        std::uint32_t size = 0;
        union {
            std::int64_t number = 0;
            double real;
            std::size_t offset;
        };
    };

    const Cell& cell(std::size_t row, std::size_t column) const;
    std::string_view piece(const Cell& cell) const { return std::string_view(store_).substr(cell.offset, cell.size); }

    Columns columns_;
    std::vector<Cell> cells_;
    std::string store_;
};

} // namespace liandong::db
