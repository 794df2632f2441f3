// Numbers that can be wrong: resident identity numbers, unified social credit codes, telephone numbers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace liandong::base {

/// Removes spaces and dashes, makes wide digits narrow and x a capital. What is left may still be wrong.
std::string clean_id_no(std::string_view text);
/// Whether 18 characters pass the check of GB 11643 and hold a possible birth date not after `today` and within 130
/// years.
bool valid_id_no(std::string_view id_no, Date today);
/// The birth date an 18-character number holds; nothing when there is none.
std::optional<Date> birth_of(std::string_view id_no);
/// GB/T 2261.1: "1" male, "2" female; nothing when the number is not 18 characters.
std::optional<std::string> sex_of(std::string_view id_no);

std::string clean_credit_code(std::string_view text);
/// GB 32100-2015: alphabet, registry part and both check characters.
bool valid_credit_code(std::string_view code);

/// Removes spaces, dashes after the area code are kept, a leading +86 is dropped.
std::string clean_phone(std::string_view text);
/// A mobile number (1[3-9] and nine digits), a landline with area code, or a five-digit service number (12345).
bool valid_phone(std::string_view phone);

} // namespace liandong::base
