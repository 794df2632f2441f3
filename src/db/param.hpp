// A value that goes into a statement as a parameter: a field's value, or bytes.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/bytes.hpp"
#include "base/id.hpp"
#include "base/value.hpp"

namespace liandong::db {

using base::Bytes;

template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

/// Everything a `?` may stand for. An empty value and an empty set of codes become null; an empty text stays a text.
class Param {
public:
    using Held = std::variant<base::Value, Bytes>;

    Param() = default;
    Param(base::Value value) : held_(std::move(value)) {}
    Param(base::Empty) {}
    Param(std::nullopt_t) {}
    Param(bool value) : held_(base::Value(value)) {}
    template <WholeNumber T>
    Param(T value) : held_(base::Value(static_cast<std::int64_t>(value))) {}
    Param(std::string text) : held_(base::Value(std::move(text))) {}
    Param(std::string_view text) : held_(base::Value(std::string(text))) {}
    Param(const char* text) : held_(base::Value(std::string(text))) {}
    Param(base::Date date) : held_(base::Value(date)) {}
    Param(base::Instant at) : held_(base::Value(at.ms)) {}
    Param(base::Codes codes) : held_(base::Value(std::move(codes))) {}
    Param(const base::Uuid& id) : held_(base::Value(base::to_text(id))) {}
    template <class Thing>
    Param(const base::Id<Thing>& id) : Param(id.value) {}
    Param(Bytes bytes) : held_(std::move(bytes)) {}
    template <class T>
    Param(const std::optional<T>& value) : Param(value ? Param(*value) : Param()) {}

    const Held& held() const { return held_; }

private:
    Held held_;
};

/// What may stand in the place of a `?` when a question is asked with its parameters in a row.
template <class T>
concept ParamLike = std::constructible_from<Param, const T&>;

} // namespace liandong::db
