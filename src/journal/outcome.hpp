// Every change carries a Request-Id; the same request again has the same outcome. Its outcome is kept in the
// transaction of the change itself, so that there is never one without the other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "db/schema.hpp"

namespace liandong::journal {

/// What makes a request the same request.
struct Request {
    base::Uuid id;
    std::optional<base::Uuid> account; // none: without an account
    std::string digest;                // keyed digest of method, address and body
};

/// What was answered: status, the record and its position; `answer` for what cannot be built again from these.
/// Sensitive words in `answer` are sealed by the caller.
struct Outcome {
    int status = 200;
    std::optional<base::Uuid> record;
    std::int64_t position = 0;
    std::string answer;
    bool operator==(const Outcome&) const = default;
};

/// The table of requests; journal::prepare makes it.
std::vector<db::Table> request_tables();

/// The outcome of the same request when it ran before; otherwise nothing, and the id is taken for this transaction. Ask
/// first inside the write closure. Throws Fault(conflict, "request_id.other_body") when the id was used for another
/// body, address or account. The same request running at the same time makes one of the two run again and find the
/// other's outcome.
std::optional<Outcome> earlier(db::Session& session, const Request& request);
/// Whether a request of this id was answered before: for work that is prepared outside of the transaction.
bool answered(db::Session& session, const base::Uuid& id);
/// Keeps the outcome, last in the closure. A closure that throws keeps none: a refused request may be sent again.
void keep(db::Session& session, const Request& request, const Outcome& outcome);

} // namespace liandong::journal
