// Who may do what: read from roles.toml, and from nowhere else. For one record and for lists it is the same decision.
#pragma once

#include <set>
#include <string>

#include "pack/pack.hpp"
#include "record/record.hpp"

namespace liandong::access {

/// What `actor` may see of a type when she asks with this word: read, create, change, count, export, or a right that an
/// event names. Blind when no line of her role grants it.
record::Sight sight(const pack::Pack& pack, const record::Actor& actor, const pack::Type& type,
                    const std::string& word);

/// Whether any line grants the word on the type, somewhere.
bool may(const pack::Pack& pack, const record::Actor& actor, const pack::Type& type, const std::string& word);

/// All words granted on the type, somewhere: what pages offer.
std::set<std::string> words(const pack::Pack& pack, const record::Actor& actor, const pack::Type& type);

/// Whether the field at this place exists for the actor in some record, be it masked. A child row's fields are seen
/// with all of its parent's: who sees only some fields of the parent sees no rows.
bool sees(const pack::Pack& pack, const record::Actor& actor, const pack::Type& type, std::size_t at);

} // namespace liandong::access
