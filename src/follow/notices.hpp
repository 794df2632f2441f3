// Notices: a line for an account that something happened or is due, and what night rules found. They name a record and
// a text of the pack; the values in the text are open ones, so a notice carries no personal data.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "record/context.hpp"
#include "record/sight.hpp"

namespace liandong::follow {

using base::Date;
using base::Instant;
using base::Uuid;
using base::Value;

/// Whom a pack means: whose account points to a record (a person, worker, station …), or who holds a role for a place.
struct Addressee {
    std::optional<expr::Me> member; // with `id`
    Uuid id;
    std::string role; // with `region`, 12 digits: the role's own region is this one or above it
    std::string region;
};
/// The accounts behind an addressee; filled by the room that keeps accounts.
using Directory = std::function<std::vector<Uuid>(db::Session&, const Addressee&)>;

/// Whom a word of the pack means for a record: a field (one step too), a word of [reach], a level or a role. Of words
/// joined by "or" the first that means somebody.
std::vector<Addressee> addressees(const record::House& house, const record::AskedOf& asked, const record::Shape& shape,
                                  const record::Record& record, const std::string& whom);

/// The same asked the other way round: of which rows of a type the caller is meant. "1 = 0" when of none.
record::Piece meant(const record::House& house, db::Dialect dialect, const record::Given& given,
                    const record::Shape& shape, const std::string& whom);

struct Notice {
    std::string source; // what it follows from: told once to an account
    std::string text;   // a code of texts/, or the id of a rule
    base::Params params;
    std::string type;
    Uuid record;
    std::int64_t position = 0; // of the journal
    std::optional<Instant> due_at;
    Instant at;
};
/// Writes it down for each account meant, but not for who did it, and never twice from one source.
void tell(db::Session& session, const Directory& directory, const std::vector<Addressee>& whom, const Notice& notice,
          const std::optional<Uuid>& doer = {});

/// What a notice's text needs filled in; kept as JSON text.
std::string params_to_text(const base::Params& params);
base::Params params_from_text(const std::string& text);

} // namespace liandong::follow
