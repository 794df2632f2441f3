#include "blob/attachments.hpp"

#include <algorithm>
#include <chrono>

#include "base/fault.hpp"
#include "blob/media.hpp"
#include "crypt/digest.hpp"
#include "crypt/text.hpp"
#include "journal/journal.hpp"

namespace liandong::blob {
namespace {

using base::Fault;
using base::Refusal;

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t unfinished_most = 50; // of one account

std::string_view text_of(const crypt::Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// A finding on the file itself.
Fault wrong(std::string code, base::Params params = {}) {
    return Fault({{"file", std::move(code), {}, std::move(params)}});
}

std::string part_name(const Uuid& id, const std::string& digest) { return base::to_text(id) + "." + digest; }

std::int64_t arrived(const std::vector<Part>& parts) { return parts.empty() ? 0 : parts.back().at + parts.back().size; }

Fault out_of_step(std::int64_t expected) {
    Fault fault(Refusal::conflict, "blob.out_of_step", {{"expected", std::to_string(expected)}});
    fault.detail_json = R"({"arrived":)" + std::to_string(expected) + "}";
    return fault;
}

/// The parts as one content, a piece at a time.
class Gathered {
public:
    Gathered(const Folder& folder, const crypt::Keys& keys, const Uuid& id, const std::vector<Part>& parts)
        : folder_(folder), keys_(keys), id_(id), parts_(parts) {}

    std::string piece(std::uint64_t from) {
        while (at_ < parts_.size() && from >= static_cast<std::uint64_t>(parts_[at_].at + parts_[at_].size))
            ++at_, reader_.reset();
        if (from < static_cast<std::uint64_t>(parts_[at_].at))
            at_ = 0, reader_.reset();
        const Part& part = parts_[at_];
        if (!reader_)
            reader_.emplace(keys_, folder_.part(base::to_text(id_), part.digest), part_name(id_, part.digest),
                            static_cast<std::uint64_t>(part.size));
        return reader_->read(from - static_cast<std::uint64_t>(part.at), piece_bytes);
    }

private:
    const Folder& folder_;
    const crypt::Keys& keys_;
    const Uuid& id_;
    const std::vector<Part>& parts_;
    std::size_t at_ = 0;
    std::optional<SealedReader> reader_;
};

} // namespace

Content Attachments::keep(std::string_view bytes) const {
    return keep(
        bytes.size(), [&](std::uint64_t from) { return std::string(bytes.substr(from, piece_bytes)); }, "");
}

/// Twice over the content: once to know what it is, once to write it under the name that follows from that.
Content Attachments::keep(std::uint64_t size, const std::function<std::string(std::uint64_t)>& piece,
                          const std::string& sha256) const {
    if (size == 0)
        throw wrong("blob.empty");
    crypt::Sha256 sum;
    Sniffer sniffer;
    for (std::uint64_t at = 0; at < size;) {
        const std::string bytes = piece(at);
        sum.add(bytes);
        sniffer.add(bytes);
        at += bytes.size();
    }
    const crypt::Bytes plain = sum.finish();
    if (!sha256.empty() && crypt::to_hex(plain) != sha256)
        throw wrong("blob.broken");
    Content content{.digest = {}, .media = sniffer.finish(), .size = static_cast<std::int64_t>(size)};
    if (content.media.empty())
        throw wrong("blob.kind", {{"kinds", kinds_taken().zh}, {"kinds@en", kinds_taken().en}});
    for (const auto& digest : crypt::digests(keys_, "blob", text_of(plain))) {
        if (content.digest.empty())
            content.digest = digest; // the writing key's
        if (std::filesystem::exists(folder_.content(digest))) {
            content.digest = digest;
            return content;
        }
    }
    SealedWriter writer(folder_, keys_, folder_.content(content.digest), content.digest, size);
    for (std::uint64_t at = 0; at < size;) {
        const std::string bytes = piece(at);
        writer.add(bytes);
        at += bytes.size();
    }
    writer.put();
    return content;
}

std::int64_t Attachments::line(db::Session& session, const Blob& blob, const By& by) const {
    const std::string id = base::to_text(blob.id);
    return journal::append(
        session, {.at = by.now,
                  .account = by.account,
                  .role = by.role,
                  .request = by.request,
                  .act = "create",
                  .type = "blob",
                  .record = blob.id,
                  .version = 1,
                  .fields = {"digest", "media", "name", "size"},
                  .digest = crypt::record_digest(
                      keys_, "blob", id, 1,
                      {{"digest", blob.digest}, {"media", blob.media}, {"name", blob.name}, {"size", blob.size}}),
                  .region = by.region});
}

std::int64_t Attachments::add(db::Session& session, Blob& blob, const Content& content, const By& by) const {
    blob.size = content.size;
    blob.media = content.media;
    blob.name = clean_name(blob.name, blob.media);
    blob.digest = content.digest;
    blob.begun_at = by.now;
    blob.finished_at = by.now;
    insert(session, keys_, blob);
    return line(session, blob, by);
}

void Attachments::begin(db::Session& session, const Blob& blob) const {
    if (blob.owner && unfinished_of(session, *blob.owner) >= unfinished_most)
        throw Fault(Refusal::too_many, "blob.too_many", {{"most", std::to_string(unfinished_most)}});
    insert(session, keys_, blob);
}

Progress Attachments::take(db::Database& database, const Uuid& id, std::int64_t at, std::string_view bytes) const {
    if (bytes.empty())
        throw wrong("blob.empty");
    const Part part{at, static_cast<std::int64_t>(bytes.size()),
                    crypt::digest(keys_, "blob.part", text_of(crypt::sha256(bytes)))};
    /// What has arrived when the part is there already; nothing when it is the next one. Throws when it is neither.
    const auto standing = [&](db::Session& session) -> std::optional<Progress> {
        const auto blob = find(session, id);
        if (!blob)
            throw Fault(Refusal::absent, "blob.not_found");
        if (blob->finished_at)
            throw Fault(Refusal::conflict, "blob.finished");
        const auto parts = parts_of(session, id);
        const auto expected = arrived(parts);
        if (at == expected && at + part.size <= blob->size)
            return std::nullopt;
        const auto same = std::find_if(parts.begin(), parts.end(), [&](const Part& one) { return one.at == at; });
        if (same == parts.end() || same->size != part.size || same->digest != part.digest)
            throw out_of_step(expected);
        return Progress{expected, false};
    };
    if (const auto there = database.read(standing))
        return *there;
    SealedWriter writer(folder_, keys_, folder_.part(base::to_text(id), part.digest), part_name(id, part.digest),
                        bytes.size());
    writer.add(bytes);
    writer.put();
    return database.write([&](db::Session& session) {
        if (const auto there = standing(session))
            return *there;
        insert(session, id, part);
        return Progress{at + part.size, false};
    });
}

Progress Attachments::progress(db::Session& session, const Blob& blob) const {
    if (blob.finished_at)
        return {blob.size, true};
    return {arrived(parts_of(session, blob.id)), false};
}

Content Attachments::gather(const Blob& blob, const std::vector<Part>& parts) const {
    if (arrived(parts) != blob.size)
        throw out_of_step(arrived(parts));
    Gathered gathered(folder_, keys_, blob.id, parts);
    return keep(
        static_cast<std::uint64_t>(blob.size), [&](std::uint64_t from) { return gathered.piece(from); }, blob.sha256);
}

std::int64_t Attachments::finish(db::Session& session, Blob& blob, const Content& content, const By& by) const {
    blob.media = content.media;
    blob.name = clean_name(blob.name, blob.media);
    blob.digest = content.digest;
    blob.finished_at = by.now;
    return blob::finish(session, keys_, blob) ? line(session, blob, by) : journal::position(session);
}

void Attachments::drop_parts(const Uuid& id, const std::vector<Part>& parts) const {
    std::error_code none;
    for (const auto& part : parts)
        std::filesystem::remove(folder_.part(base::to_text(id), part.digest), none);
}

SealedReader Attachments::open(const Blob& blob) const {
    return {keys_, folder_.content(blob.digest), blob.digest, static_cast<std::uint64_t>(blob.size)};
}

std::size_t Attachments::drop_stale(db::Database& database, Instant now) const {
    const auto dropped = database.write(
        [&](db::Session& session) {
            const auto ids = unfinished(session, {now.ms - day_ms});
            for (const auto& id : ids)
                remove(session, id);
            return ids.size();
        },
        {.priority = db::Priority::low});
    folder_.drop_unfinished(std::chrono::hours(24));
    std::error_code none;
    for (const auto& file : folder_.parts()) {
        const auto id = base::parse_uuid(file.filename().string().substr(0, 36));
        const bool needed = id && database.read([&](db::Session& session) {
            const auto blob = find(session, *id);
            return blob && !blob->finished_at;
        });
        if (!needed)
            std::filesystem::remove(file, none);
    }
    return dropped;
}

} // namespace liandong::blob
