// Typed rows: a Boost.Describe structure is filled member by member from the columns of the same names.
// Only who wants typed rows includes this.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <array>

#include "db/session.hpp"

namespace liandong::db {

/// How one member is read from one column. Specialise it for further types; `take` is not called for null unless T is
/// optional.
template <class T, class = void>
struct Reader;

template <>
struct Reader<bool> {
    static bool take(const Row& row, std::size_t i) { return row.boolean(i); }
};
template <class T>
struct Reader<T, std::enable_if_t<WholeNumber<T>>> {
    static T take(const Row& row, std::size_t i) { return static_cast<T>(row.integer(i)); }
};
template <>
struct Reader<double> {
    static double take(const Row& row, std::size_t i) { return row.real(i); }
};
template <>
struct Reader<std::string> {
    static std::string take(const Row& row, std::size_t i) { return std::string(row.text_or_empty(i)); }
};
template <>
struct Reader<Bytes> {
    static Bytes take(const Row& row, std::size_t i) { return row.null(i) ? Bytes{} : row.bytes(i); }
};
template <>
struct Reader<base::Codes> {
    static base::Codes take(const Row& row, std::size_t i) { return base::codes_from_column(row.text_or_empty(i)); }
};
template <>
struct Reader<base::Date> {
    static base::Date take(const Row& row, std::size_t i) { return row.date(i); }
};
template <>
struct Reader<base::Instant> {
    static base::Instant take(const Row& row, std::size_t i) { return row.instant(i); }
};
template <>
struct Reader<base::Uuid> {
    static base::Uuid take(const Row& row, std::size_t i) { return row.uuid(i); }
};
template <class Thing>
struct Reader<base::Id<Thing>> {
    static base::Id<Thing> take(const Row& row, std::size_t i) { return {row.uuid(i)}; }
};
template <class T>
struct Reader<std::optional<T>> {
    static std::optional<T> take(const Row& row, std::size_t i) {
        return row.null(i) ? std::nullopt : std::optional<T>(Reader<T>::take(row, i));
    }
};

template <class T, class... A>
requires std::is_class_v<T> std::vector<T> Session::rows(std::string_view sql, const A&... params) {
    using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
    const Rows found = rows(sql, params...);
    std::array<std::size_t, boost::mp11::mp_size<Members>::value> columns{};
    std::size_t next = 0;
    boost::mp11::mp_for_each<Members>([&](auto member) { columns[next++] = found.column(member.name); });
    std::vector<T> all;
    all.reserve(found.size());
    for (const Row row : found) {
        T& one = all.emplace_back();
        std::size_t i = 0;
        boost::mp11::mp_for_each<Members>([&](auto member) {
            auto& place = one.*member.pointer;
            place = Reader<std::remove_reference_t<decltype(place)>>::take(row, columns[i++]);
        });
    }
    return all;
}

} // namespace liandong::db
