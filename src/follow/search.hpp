// Finding records while somebody types: by characters, by pinyin and its initials, by the beginning of a number.
// Protected values are found whole or not at all.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "db/session.hpp"
#include "record/kernel.hpp"

namespace liandong::follow {

/// Whether records of the type can be found by typing.
bool searchable(const record::Shape& shape);

/// The ids of at most `most` records that hold every word of the query, the best first: a field that is the query, then
/// one that begins with it, then the shorter. Exactly the state of the snapshot, however far the follower is behind.
/// Rights are the caller's: ask for more than are shown and leave out what may not be seen. Whether a protected field
/// was asked (a whole number was typed) is told through `protected_asked`, for the log of looks.
std::vector<base::Uuid> find(const record::House& house, db::Session& session, std::string_view type,
                             std::string_view query, std::size_t most, bool* protected_asked = nullptr);

/// Whether the record holds every word of the query in those fields that `clear` (asked with the field's place) lets
/// one read: a name that is masked must not be told by the record's turning up.
bool answers(const record::Shape& shape, const record::Record& record, std::string_view query,
             const std::function<bool(std::size_t)>& clear);

} // namespace liandong::follow
