// Digests: keyed ones (HMAC-SHA-256, RFC 2104) to find what is sealed and to hold records to the journal; plain SHA-256
// (FIPS 180-4) for files. A keyed digest is text, "1.KEY.43 characters": algorithm, key number, base64url.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/value.hpp"
#include "crypt/keys.hpp"

namespace liandong::crypt {

/// For equality of a sensitive field: the same plain text under the same name gives the same digest, another name
/// another one. `name` is "people.person.id_no"; `plain` is what the field's cleaning left.
std::string digest(const Keys& keys, std::string_view name, std::string_view plain);
/// The digests under every key of the file, the writing key's first: what a search asks for while keys change.
std::vector<std::string> digests(const Keys& keys, std::string_view name, std::string_view plain);

/// The digest of one version of a record by its plain values; empty values do not count, so that a new optional field
/// does not change the digest of old versions. Rows of the record go in as "rows.TYPE.ID.FIELD".
std::string record_digest(const Keys& keys, std::string_view type, std::string_view record, std::int64_t version,
                          const std::map<std::string, base::Value>& fields);
/// Whether a stored record digest (of any key in the file) is the digest of these values. False when its key is not
/// there.
bool same_record(const Keys& keys, std::string_view stored, std::string_view type, std::string_view record,
                 std::int64_t version, const std::map<std::string, base::Value>& fields);

/// A keyed digest of a session token or receipt code, for keeping and finding it; short codes need the key.
std::string token_digest(const Keys& keys, std::string_view token);

/// 32 bytes of SHA-256.
Bytes sha256(std::string_view data);
/// SHA-256 in pieces, for attachments.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    void add(std::string_view data);
    /// The digest of all that was added; once.
    Bytes finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace liandong::crypt
