// Rows of the tables as records in memory, and back: sensitive values sealed on the way in, opened on the way out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypt/keys.hpp"
#include "db/session.hpp"
#include "record/record.hpp"
#include "record/shape.hpp"

namespace liandong::record {

/// A value as text and back, for sealing and for digests: numbers in decimal, dates ISO, sets |2|5|.
std::string to_plain(const Value& value);
Value from_plain(base::Kind kind, const std::string& plain);

/// The key by which a name sorts: pinyin of Chinese, then code points (ICU collation, byte by byte).
db::Bytes sort_key(const std::string& name);

class Store {
public:
    explicit Store(const crypt::Keys& keys) : keys_(keys) {}

    /// One row of a question whose first columns are `shape.columns`.
    Record read(const Shape& shape, const db::Row& row) const;
    std::optional<Record> fetch(db::Session& session, const Shape& shape, const Uuid& id) const;
    /// Records by their ids, in no order; those that are absent are missing.
    std::vector<Record> fetch(db::Session& session, const Shape& shape, const std::vector<Uuid>& ids) const;
    /// Records whose field holds the value, at most `most`, by id.
    std::vector<Record> where(db::Session& session, const Shape& shape, std::size_t field, const Value& value,
                              std::size_t most) const;
    void insert(db::Session& session, const Shape& shape, const Record& record) const;
    /// Writes the record over its earlier version; throws db::Again when that version is gone.
    void update(db::Session& session, const Shape& shape, const Record& record) const;

    /// The keyed digest of the record's plain values, for its row and its journal line.
    std::string digest(const Record& record) const;
    /// What stands in FIELD_digest for a value of a sensitive field.
    std::string field_digest(const Shape& shape, std::size_t field, const Value& value) const;
    const crypt::Keys& keys() const { return keys_; }

private:
    std::vector<db::Param> params(const Shape& shape, const Record& record) const;
    const crypt::Keys& keys_;
};

} // namespace liandong::record
