// Attachments from the first byte to the last: sent whole or in parts, kept sealed in the folder, named by records.
// What touches the folder happens outside of a transaction and before it; the row then says that the content is there.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blob/blob.hpp"
#include "blob/folder.hpp"
#include "blob/sealed_file.hpp"
#include "db/database.hpp"

namespace liandong::blob {

/// Who does it, for the journal.
struct By {
    std::optional<Uuid> account;
    std::string role;
    std::string region;
    std::optional<Uuid> request;
    Instant now;
};

/// What was found out about a content that lies in the folder now.
struct Content {
    std::string digest;
    std::string media;
    std::int64_t size = 0;
};

/// How far an upload has come.
struct Progress {
    std::int64_t arrived = 0;
    bool finished = false;
};

class Attachments {
public:
    /// `keys` outlive it.
    Attachments(std::filesystem::path folder, const crypt::Keys& keys) : folder_(std::move(folder)), keys_(keys) {}

    /// Keeps a content that came at once. Throws Fault invalid "blob.kind", "blob.empty", disk_full.
    Content keep(std::string_view bytes) const;
    /// Writes the row of such a content and its journal line. Returns the position.
    std::int64_t add(db::Session& session, Blob& blob, const Content& content, const By& by) const;

    /// Begins an upload in parts. Throws Fault too_large, too_many, conflict when the id exists.
    void begin(db::Session& session, const Blob& blob) const;
    /// Takes a part: on the disk first, then written down. The same part again changes nothing; one that leaves a gap,
    /// or differs from what stands, is a conflict that tells what is expected.
    Progress take(db::Database& database, const Uuid& id, std::int64_t at, std::string_view bytes) const;
    Progress progress(db::Session& session, const Blob& blob) const;
    /// Puts the parts together. Throws Fault conflict "blob.not_whole", invalid "blob.broken" and "blob.kind".
    Content gather(const Blob& blob, const std::vector<Part>& parts) const;
    /// Writes down that the upload is whole, with its journal line. Returns the position.
    std::int64_t finish(db::Session& session, Blob& blob, const Content& content, const By& by) const;
    /// Removes the parts of an upload from the folder.
    void drop_parts(const Uuid& id, const std::vector<Part>& parts) const;

    std::optional<Blob> find(db::Session& session, const Uuid& id) const { return blob::find(session, keys_, id); }
    /// The content of a finished attachment. Throws crypt::CannotOpen when it is gone.
    SealedReader open(const Blob& blob) const;

    /// Drops uploads that were begun more than a day before `now` and never finished, and what they left in the folder.
    /// Returns how many.
    std::size_t drop_stale(db::Database& database, Instant now) const;

    const Folder& folder() const { return folder_; }

private:
    std::int64_t line(db::Session& session, const Blob& blob, const By& by) const;
    Content keep(std::uint64_t size, const std::function<std::string(std::uint64_t from)>& piece,
                 const std::string& sha256) const;

    Folder folder_;
    const crypt::Keys& keys_;
};

} // namespace liandong::blob
