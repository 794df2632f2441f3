// An attachment as a row: what it is called, how large, whose, and whether it has arrived whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "crypt/keys.hpp"
#include "db/schema.hpp"

namespace liandong::blob {

using base::Instant;
using base::Uuid;

/// attachment: for a field of a record, 20 MB at most. import: a file to be read in, 1 GB at most, sent in parts.
enum class Purpose { attachment, import };

inline constexpr std::int64_t attachment_bytes_max = 20'000'000;
inline constexpr std::int64_t import_bytes_max = 1'000'000'000;

struct Blob {
    Uuid id;
    std::string name; // may name a person: sealed in the table
    std::int64_t size = 0;
    std::string media = {}; // empty until it has arrived whole
    Purpose purpose = Purpose::attachment;
    std::optional<Uuid> owner = {}; // the account that sent it; none: the command line
    Instant begun_at = {};
    std::optional<Instant> finished_at = {};
    std::string digest = {}; // keyed, of the content; names the file
    std::string sha256 = {}; // what the sender says it must be, hexadecimal; empty: not said
    bool attached = false;   // a record names it, or did
};

/// A piece of an upload that has arrived and is on the disk.
struct Part {
    std::int64_t at = 0;
    std::int64_t size = 0;
    std::string digest; // keyed, of this part
};

/// A field of a record that names an attachment.
struct Use {
    std::string type;
    Uuid record;
    std::string field;
};

/// Tables of attachments, parts that have arrived, and uses, for migrate.
std::vector<db::Table> tables();

std::optional<Blob> find(db::Session& session, const crypt::Keys& keys, const Uuid& id);
void insert(db::Session& session, const crypt::Keys& keys, const Blob& blob);
/// Writes down what is known once it has arrived whole. False when that was done before.
bool finish(db::Session& session, const crypt::Keys& keys, const Blob& blob);
void remove(db::Session& session, const Uuid& id);
/// Uploads that were begun before and never finished.
std::vector<Uuid> unfinished(db::Session& session, Instant before);
std::int64_t unfinished_of(db::Session& session, const Uuid& owner);

/// Parts of an upload in order.
std::vector<Part> parts_of(db::Session& session, const Uuid& id);
/// Throws db::Again when another request has just written a part at that place.
void insert(db::Session& session, const Uuid& id, const Part& part);

std::vector<Use> uses_of(db::Session& session, const Uuid& id);
void add_use(db::Session& session, const Uuid& id, const Use& use);
void remove_use(db::Session& session, const Uuid& id, const Use& use);

} // namespace liandong::blob
