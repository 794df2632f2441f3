// Named questions about residents' requests and who covers a place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "db/schema.hpp"
#include "db/session.hpp"

namespace liandong::modules::services {

using base::Instant;
using base::Uuid;

/// The tables of this module, for migrate.
std::vector<db::Table> tables();

/// A receipt given in the portal: which request it stands for, the keyed digest of its code, and for an hour the keyed
/// digest of where it came from.
struct Receipt {
    std::string receipt;
    Uuid request;
    std::string code_digest;
    std::string caller_digest;
    Instant given_at;
};
void add(db::Session& session, const Receipt& receipt);
std::optional<Receipt> receipt_of(db::Session& session, const std::string& receipt);

/// How many receipts one caller was given since then.
std::int64_t given_since(db::Session& session, const std::string& caller_digest, Instant since);
/// Forgets where receipts came from that were given before.
void forget_callers(db::Session& session, Instant before);

/// Stations whose coverage of the township has begun and not ended, the latest first; whatever their state.
std::vector<Uuid> stations_covering(db::Session& session, const std::string& town, base::Date today);

} // namespace liandong::modules::services
