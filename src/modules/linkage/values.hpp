// Values of a record as the types this module thinks in; what is empty reads as none.
#pragma once

#include <optional>
#include <string>

#include "record/record.hpp"

namespace liandong::modules::linkage {

inline std::string text_of(const record::Record& record, std::string_view field) {
    const auto* text = std::get_if<std::string>(&record[field]);
    return text ? *text : std::string();
}
inline std::int64_t number_of(const record::Record& record, std::string_view field, std::int64_t otherwise = 0) {
    const auto* number = std::get_if<std::int64_t>(&record[field]);
    return number ? *number : otherwise;
}
inline bool flag_of(const record::Record& record, std::string_view field) {
    const auto* flag = std::get_if<bool>(&record[field]);
    return flag && *flag;
}
inline base::Codes codes_of(const record::Record& record, std::string_view field) {
    const auto* codes = std::get_if<base::Codes>(&record[field]);
    return codes ? *codes : base::Codes();
}
inline base::Instant time_of(const record::Record& record, std::string_view field) {
    return {number_of(record, field)};
}
inline std::optional<base::Uuid> id_of(const record::Record& record, std::string_view field) {
    return base::parse_uuid(text_of(record, field));
}

} // namespace liandong::modules::linkage
