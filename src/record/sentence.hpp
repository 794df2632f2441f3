// The values a sentence of the pack has braces for, taken from a record and said as people say them.
#pragma once

#include "base/fault.hpp"
#include "record/context.hpp"

namespace liandong::record {

/// What `words` need filled in: {passed_on}, {person.level}, {$crt.first_window}; NAME for Chinese, NAME@en where
/// English differs. What is not open is said as "…": sentences travel further than records.
base::Params filling(const House& house, const Shape& shape, const AskedOf& asked, const base::Words& words,
                     Date today);

/// A moment as people say it, in the time of the country: 2026-11-27 09:30.
std::string moment_text(Instant moment);

} // namespace liandong::record
