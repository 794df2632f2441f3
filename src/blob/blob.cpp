#include "blob/blob.hpp"

#include "base/fault.hpp"
#include "crypt/seal.hpp"
#include "db/errors.hpp"

namespace liandong::blob {
namespace {

crypt::Bytes sealed_name(const crypt::Keys& keys, const Blob& blob) {
    return crypt::seal(keys, blob.name, {"blob", base::to_text(blob.id), "name"});
}

db::Param or_null(const std::string& text) { return text.empty() ? db::Param() : db::Param(text); }

const char* word(Purpose purpose) { return purpose == Purpose::import ? "import" : "attachment"; }

} // namespace

std::vector<db::Table> tables() {
    using db::Type;
    return {{.name = "blob",
             .columns = {{"id", Type::uuid, true},
                         {"name", Type::bytes, true}, // sealed: people put names of persons there
                         {"size", Type::integer, true},
                         {"media", Type::text},
                         {"purpose", Type::text, true},
                         {"owner", Type::uuid},
                         {"begun_at", Type::integer, true},
                         {"finished_at", Type::integer},
                         {"digest", Type::text},
                         {"sha256", Type::text},
                         {"attached", Type::boolean, true}},
             .key = {"id"},
             .indexes = {{.columns = {"begun_at"}, .where = "finished_at is null"}}},
            {.name = "blob_part",
             .columns = {{"blob", Type::uuid, true, "blob"},
                         {"at", Type::integer, true},
                         {"size", Type::integer, true},
                         {"digest", Type::text, true}},
             .key = {"blob", "at"}},
            {.name = "blob_use",
             .columns = {{"blob", Type::uuid, true, "blob"},
                         {"type", Type::text, true},
                         {"record", Type::uuid, true},
                         {"field", Type::text, true}},
             .key = {"blob", "type", "record", "field"}}};
}

std::optional<Blob> find(db::Session& session, const crypt::Keys& keys, const Uuid& id) {
    const auto rows = session.rows(
        "select name, size, media, purpose, owner, begun_at, finished_at, digest, sha256, attached from blob "
        "where id = ?",
        id);
    if (rows.empty())
        return std::nullopt;
    const db::Row row = rows.front();
    return Blob{.id = id,
                .name = crypt::open(keys, row.bytes(0), {"blob", base::to_text(id), "name"}),
                .size = row.integer(1),
                .media = std::string(row.text_or_empty(2)),
                .purpose = row.text(3) == "import" ? Purpose::import : Purpose::attachment,
                .owner = row.null(4) ? std::nullopt : std::optional(row.uuid(4)),
                .begun_at = row.instant(5),
                .finished_at = row.null(6) ? std::nullopt : std::optional(row.instant(6)),
                .digest = std::string(row.text_or_empty(7)),
                .sha256 = std::string(row.text_or_empty(8)),
                .attached = row.boolean(9)};
}

void insert(db::Session& session, const crypt::Keys& keys, const Blob& blob) {
    try {
        session.execute(
            "insert into blob (id, name, size, media, purpose, owner, begun_at, finished_at, digest, sha256, attached) "
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            blob.id, sealed_name(keys, blob), blob.size, or_null(blob.media), word(blob.purpose), blob.owner,
            blob.begun_at, blob.finished_at, or_null(blob.digest), or_null(blob.sha256), blob.attached);
    } catch (const db::NotUnique&) {
        throw base::Fault(base::Refusal::conflict, "record.exists_already");
    }
}

bool finish(db::Session& session, const crypt::Keys& keys, const Blob& blob) {
    const auto changed = session.execute(
        "update blob set name = ?, media = ?, digest = ?, finished_at = ? where id = ? and finished_at is null",
        sealed_name(keys, blob), blob.media, blob.digest, blob.finished_at, blob.id);
    session.execute("delete from blob_part where blob = ?", blob.id);
    return changed == 1;
}

void remove(db::Session& session, const Uuid& id) {
    session.execute("delete from blob_part where blob = ?", id);
    session.execute("delete from blob where id = ? and finished_at is null", id);
}

std::vector<Uuid> unfinished(db::Session& session, Instant before) {
    std::vector<Uuid> ids;
    for (const db::Row row : session.rows("select id from blob where finished_at is null and begun_at < ?", before))
        ids.push_back(row.uuid(0));
    return ids;
}

std::int64_t unfinished_of(db::Session& session, const Uuid& owner) {
    return session.rows("select count(*) from blob where finished_at is null and owner = ?", owner).front().integer(0);
}

std::vector<Part> parts_of(db::Session& session, const Uuid& id) {
    std::vector<Part> parts;
    for (const db::Row row : session.rows("select at, size, digest from blob_part where blob = ? order by at", id))
        parts.push_back({row.integer(0), row.integer(1), std::string(row.text(2))});
    return parts;
}

void insert(db::Session& session, const Uuid& id, const Part& part) {
    try {
        session.execute("insert into blob_part (blob, at, size, digest) values (?, ?, ?, ?)", id, part.at, part.size,
                        part.digest);
    } catch (const db::NotUnique&) {
        throw db::Again("the same part has just arrived elsewhere");
    } catch (const db::BrokenReference&) {
        throw db::Again("the upload has just been dropped");
    }
}

std::vector<Use> uses_of(db::Session& session, const Uuid& id) {
    std::vector<Use> uses;
    for (const db::Row row : session.rows("select type, record, field from blob_use where blob = ?", id))
        uses.push_back({std::string(row.text(0)), row.uuid(1), std::string(row.text(2))});
    return uses;
}

void add_use(db::Session& session, const Uuid& id, const Use& use) {
    remove_use(session, id, use);
    session.execute("insert into blob_use (blob, type, record, field) values (?, ?, ?, ?)", id, use.type, use.record,
                    use.field);
    session.execute("update blob set attached = ? where id = ? and attached = ?", true, id, false);
}

void remove_use(db::Session& session, const Uuid& id, const Use& use) {
    session.execute("delete from blob_use where blob = ? and type = ? and record = ? and field = ?", id, use.type,
                    use.record, use.field);
}

} // namespace liandong::blob
