#include "db/postgres_values.hpp"

#include <charconv>
#include <stdexcept>

namespace liandong::db {
namespace {

// The numbers of PostgreSQL's own types (pg_type.dat); they never change.
enum Oid_ : Oid {
    oid_bool = 16,
    oid_bytea = 17,
    oid_int8 = 20,
    oid_int2 = 21,
    oid_int4 = 23,
    oid_float4 = 700,
    oid_float8 = 701
};

template <class Number>
Number number_of(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc())
        throw std::logic_error("PostgreSQL sent a number that is none");
    return number;
}

void add_bytea(const char* text, Rows& rows) {
    std::size_t size = 0;
    unsigned char* bytes = PQunescapeBytea(reinterpret_cast<const unsigned char*>(text), &size);
    if (!bytes)
        throw std::bad_alloc();
    rows.add_bytes(bytes, size);
    PQfreemem(bytes);
}

void take_cell(const PGresult* result, int row, int column, Rows& rows) {
    if (PQgetisnull(result, row, column))
        return rows.add_null();
    const char* data = PQgetvalue(result, row, column);
    const std::string_view text(data, static_cast<std::size_t>(PQgetlength(result, row, column)));
    switch (PQftype(result, column)) {
        case oid_bool: return rows.add(std::int64_t{text == "t" ? 1 : 0});
        case oid_int2:
        case oid_int4:
        case oid_int8: return rows.add(number_of<std::int64_t>(text));
        case oid_float4:
        case oid_float8: return rows.add(number_of<double>(text));
        case oid_bytea: return add_bytea(data, rows);
        default: return rows.add_text(text);
    }
}

} // namespace

PostgresParams::PostgresParams(std::span<const Param> params) {
    made_.reserve(params.size());
    values_.reserve(params.size());
    lengths_.reserve(params.size());
    formats_.reserve(params.size());
    for (const auto& param : params)
        add(param);
}

const std::string& PostgresParams::kept(std::string text) { return made_.emplace_back(std::move(text)); }

void PostgresParams::add_text(const std::string& text) {
    values_.push_back(text.c_str());
    lengths_.push_back(0);
    formats_.push_back(0);
}

void PostgresParams::add(const Param& param) {
    const auto none = [&] {
        values_.push_back(nullptr);
        lengths_.push_back(0);
        formats_.push_back(0);
    };
    if (const auto* bytes = std::get_if<Bytes>(&param.held())) {
        values_.push_back(bytes->empty() ? "" : reinterpret_cast<const char*>(bytes->data()));
        lengths_.push_back(static_cast<int>(bytes->size()));
        formats_.push_back(1);
        return;
    }
    const auto& value = std::get<base::Value>(param.held());
    if (const auto* text = std::get_if<std::string>(&value))
        add_text(*text);
    else if (const auto* number = std::get_if<std::int64_t>(&value))
        add_text(kept(std::to_string(*number)));
    else if (const auto* yes = std::get_if<bool>(&value))
        add_text(kept(*yes ? "t" : "f"));
    else if (const auto* date = std::get_if<base::Date>(&value))
        add_text(kept(base::to_text(*date)));
    else if (const auto* codes = std::get_if<base::Codes>(&value); codes && !codes->empty())
        add_text(kept(base::to_column(*codes)));
    else
        none();
}

Rows empty_rows(const PGresult* result) {
    std::vector<std::string> names;
    for (int i = 0; i < PQnfields(result); ++i)
        names.emplace_back(PQfname(result, i));
    return Rows(std::make_shared<const std::vector<std::string>>(std::move(names)));
}

void take_rows(const PGresult* result, Rows& rows) {
    for (int row = 0; row < PQntuples(result); ++row)
        for (int column = 0; column < PQnfields(result); ++column)
            take_cell(result, row, column, rows);
}

} // namespace liandong::db
