// One line of the journal: who changed which record, when, why and in which fields. The values lie beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"

namespace liandong::journal {

struct Line {
    std::int64_t position = 0;         // given by append
    base::Instant at;                  // the server's clock
    std::optional<base::Uuid> account; // none: the command line or a clock
    std::string role;                  // the role in force, empty without an account
    std::optional<base::Uuid> request; // the Request-Id
    std::string act;                   // create, change, event, transfer, erase …
    std::string type;                  // "services.visit"
    base::Uuid record;
    std::int64_t version = 0;           // the record's version after the change
    std::string event;                  // for act event; empty otherwise
    std::optional<base::Date> from_day; // the day from which the change is true, where that is not the day of `at`
    std::vector<std::string> fields;    // names of what changed
    std::string digest;                 // keyed digest of the record's plain values after the change
    std::string region;                 // 12 digits, of the record after the change; empty when it has none
    std::string reason;                 // why, in the words of who did it; goes with the values when they are erased
    std::optional<std::string> body;    // the values: JSON text; none when there are none or they were erased
    bool operator==(const Line&) const = default;
};

} // namespace liandong::journal
