// Attachments: sent at once or in parts that go on after a lost line, and given to who may read the field that names
// them.
#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "blob/attachments.hpp"
#include "blob/media.hpp"
#include "http/decode.hpp"
#include "http/multipart.hpp"
#include "http/range.hpp"
#include "http/router.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_caller.hpp"
#include "modules/registers/api_limits.hpp"
#include "modules/registers/file_rights.hpp"
#include "record/members.hpp"

namespace liandong::modules::registers {
namespace {

namespace json = boost::json;
using base::Fault;
using base::Refusal;
using blob::Blob;

constexpr std::size_t beginning_most = 10'000;

blob::By by(const record::Given& given) {
    return {.account = given.me.account,
            .role = given.me.role,
            .region = given.me.region,
            .request = given.request,
            .now = given.now};
}

blob::Purpose purpose_of(const Desk& desk, const record::Actor& actor, std::string_view word) {
    if (word.empty() || word == "attachment")
        return blob::Purpose::attachment;
    if (word != "import")
        throw Fault({{"purpose", "blob.purpose", {}, {}}});
    if (!may_import(desk.pack, actor))
        throw Fault(Refusal::forbidden, "access.not_this_role");
    return blob::Purpose::import;
}

std::string name_of(std::string_view given) {
    if (given.empty() || given.size() > file_name_most || !base::well_formed(given))
        throw Fault({{"name", "blob.name", {}, {}}});
    return std::string(given);
}

/// The one file of a request, as bytes with the header File-Name, or as a form.
struct Whole {
    std::string name;
    std::string purpose;
    std::string_view bytes;
};

Whole whole_of(const http::Request& request) {
    const auto type = request.header("Content-Type").value_or("");
    if (!type.starts_with("multipart/")) {
        const auto name = http::decoded(request.header("File-Name").value_or(""));
        return {name_of(name.value_or("")), request.query("purpose").value_or(""), request.body};
    }
    const auto parts = http::parts_of(request);
    const auto is_file = [](const http::Part& part) { return part.name == "file"; };
    if (std::count_if(parts.begin(), parts.end(), is_file) != 1)
        throw Fault(Refusal::bad_request, "http.bad_body", {{"expected", "file"}});
    const auto file = std::find_if(parts.begin(), parts.end(), is_file);
    return {name_of(file->filename), request.query("purpose").value_or(""), file->bytes};
}

http::Reply send_whole(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    const Whole whole = whole_of(request);
    const auto purpose = purpose_of(desk, given.me, whole.purpose);
    const auto content = desk.attachments.keep(whole.bytes);
    const auto id = base::new_uuid();
    return once(
        desk, request, given, 201,
        [&](db::Session& session) {
            Blob blob{.id = id, .name = whole.name, .purpose = purpose, .owner = given.me.account};
            const auto position = desk.attachments.add(session, blob, content, by(given));
            return Made{blob.id, position, file_told(blob)};
        },
        [&](db::Session& session, const base::Uuid& made) { return file_told(*desk.attachments.find(session, made)); });
}

std::string text_in(const json::object& body, std::string_view name) {
    const auto* value = body.if_contains(name);
    if (value && !value->is_null() && !value->is_string())
        throw Fault(Refusal::bad_request, "http.bad_query", {{"name", std::string(name)}, {"detail", "text"}});
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::int64_t size_in(const json::object& body, blob::Purpose purpose) {
    const auto* value = body.if_contains("size");
    if (!value || !value->is_int64() || value->get_int64() < 1)
        throw Fault({{"size", "blob.size", {}, {}}});
    const auto most = purpose == blob::Purpose::import ? blob::import_bytes_max : blob::attachment_bytes_max;
    if (value->get_int64() > most)
        throw Fault(Refusal::too_large, "blob.too_large", {{"most", http::in_bytes(static_cast<std::size_t>(most))}});
    return value->get_int64();
}

std::string sha256_in(const json::object& body) {
    const std::string text = text_in(body, "sha256");
    const bool hex = text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!text.empty() && !hex)
        throw Fault({{"sha256", "blob.sha256", {}, {}}});
    return text;
}

json::object upload_told(const Blob& blob, const blob::Progress& progress) {
    return {{"id", base::to_text(blob.id)},
            {"size", blob.size},
            {"arrived", progress.arrived},
            {"finished", progress.finished},
            {"part_most", http::upload_bytes_max}};
}

http::Reply begin(Desk& desk, http::Request& request) {
    if (request.body.size() > beginning_most)
        throw Fault(Refusal::too_large, "http.too_large", {{"most", http::in_bytes(beginning_most)}});
    const auto given = registers::given(request);
    const json::object& body = request.json_object();
    record::refuse_unknown_members(body, {"name", "size", "sha256", "purpose"});
    Blob blob{.id = base::new_uuid(), .name = name_of(text_in(body, "name")), .owner = given.me.account};
    blob.purpose = purpose_of(desk, given.me, text_in(body, "purpose"));
    blob.size = size_in(body, blob.purpose);
    blob.sha256 = sha256_in(body);
    blob.begun_at = given.now;
    return once(
        desk, request, given, 201,
        [&](db::Session& session) {
            desk.attachments.begin(session, blob);
            return Made{blob.id, 0, upload_told(blob, {})};
        },
        [&](db::Session& session, const base::Uuid& id) {
            const auto begun = desk.attachments.find(session, id);
            if (!begun)
                throw Fault(Refusal::absent, "blob.not_found");
            return upload_told(*begun, desk.attachments.progress(session, *begun));
        });
}

http::Reply post(Desk& desk, http::Request& request) {
    const bool begins = request.header("Content-Type").value_or("").starts_with("application/json");
    return begins ? begin(desk, request) : send_whole(desk, request);
}

/// The upload, which is its sender's alone.
Blob mine(const Desk& desk, db::Session& session, const http::Request& request) {
    const auto blob = desk.attachments.find(session, request.uuid());
    if (!blob || blob->owner != caller(request).account.id)
        throw Fault(Refusal::absent, "blob.not_found");
    return *blob;
}

http::Reply progress(Desk& desk, http::Request& request) {
    return http::Reply::json(desk.database.read([&](db::Session& session) {
        const Blob blob = mine(desk, session, request);
        return upload_told(blob, desk.attachments.progress(session, blob));
    }));
}

http::Reply take_part(Desk& desk, http::Request& request) {
    const auto at = request.query_number("offset", 0, 0, blob::import_bytes_max);
    const Blob blob = desk.database.read([&](db::Session& session) { return mine(desk, session, request); });
    return http::Reply::json(upload_told(blob, desk.attachments.take(desk.database, blob.id, at, request.body)));
}

http::Reply finish(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    struct Begun {
        Blob blob;
        std::vector<blob::Part> parts;
    };
    const Begun begun = desk.database.read([&](db::Session& session) {
        const Blob blob = mine(desk, session, request);
        return Begun{blob, blob::parts_of(session, blob.id)};
    });
    std::optional<blob::Content> content;
    if (!begun.blob.finished_at)
        content = desk.attachments.gather(begun.blob, begun.parts);
    const auto told = [&](db::Session& session, const base::Uuid& id) {
        return file_told(*desk.attachments.find(session, id));
    };
    http::Reply reply = once(
        desk, request, given, 200,
        [&](db::Session& session) {
            Blob blob = begun.blob;
            const auto position = content ? desk.attachments.finish(session, blob, *content, by(given)) : 0;
            return Made{blob.id, position, told(session, blob.id)};
        },
        told);
    desk.attachments.drop_parts(begun.blob.id, begun.parts);
    return reply;
}

http::Reply read(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    const Blob blob = desk.database.read([&](db::Session& session) {
        const auto found = desk.attachments.find(session, request.uuid());
        if (!found || !found->finished_at || !may_read(desk, session, given, *found))
            throw Fault(Refusal::absent, "blob.not_found");
        return *found;
    });
    const auto reader = std::make_shared<blob::SealedReader>(desk.attachments.open(blob));
    const std::string tag = base::to_text(blob.id);
    const auto asked = http::range_of(request, reader->size(), "\"" + tag + "\"");
    if (asked && asked->size == 0)
        return http::Reply::nothing(416).set("Content-Range", http::content_range(*asked, reader->size()));
    const http::Range range = asked.value_or(http::Range{0, reader->size()});
    reader->read(range.from, 1); // what does not open is said before anything is sent
    const auto at = std::make_shared<std::uint64_t>(range.from);
    const auto next = [reader, at, end = range.from + range.size] {
        std::string piece = reader->read(*at, end - *at);
        *at += piece.size();
        return piece;
    };
    const bool text = blob.media.starts_with("text/") && blob.media.find(';') == std::string::npos;
    http::Reply reply =
        http::Reply::pieces({range.size, next}, blob.media + (text ? "; charset=utf-8" : ""), asked ? 206 : 200);
    reply.download(blob.name).etag(tag);
    if (blob.media.starts_with("image/")) // a picture is looked at, anything else is saved
        reply.set("Content-Disposition",
                  "inline" + std::string(*find(reply.headers, "Content-Disposition")).substr(10));
    reply.set("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
    reply.set("X-Content-Type-Options", "nosniff").set("Cache-Control", "private, no-store");
    reply.set("Accept-Ranges", "bytes");
    if (asked)
        reply.set("Content-Range", http::content_range(range, reader->size()));
    return reply;
}

} // namespace

http::Routes blob_routes(Desk& desk) {
    const std::string one = "/api/v1/blobs/{id}";
    const auto with = [&desk](http::Reply (*handler)(Desk&, http::Request&)) {
        return [&desk, handler](http::Request& request) { return handler(desk, request); };
    };
    return {
        {.method = "POST",
         .pattern = "/api/v1/blobs",
         .handler = with(post),
         .summary = {"上传附件：整个文件，或开始分段上传",
                     "Send a file whole (File-Name in the header), or begin one in parts"},
         .query = {{.name = "purpose",
                    .words = {"用途，默认 attachment", "what it is for; attachment by default"},
                    .one_of = {"attachment", "import"}}},
         .carries = http::Carries::upload,
         .takes = "NewBlob",
         .answers = "FileOrUpload",
         .status = 201,
         .once = http::Once::must,
         .refusals = {422, 429}},
        {.method = "GET",
         .pattern = one,
         .handler = with(read),
         .summary = {"附件内容", "The content; one range of bytes may be asked for"},
         .answers_type = "*/*",
         .tagged = true,
         .also = {206},
         .refusals = {416}},
        {.method = "GET",
         .pattern = one + "/parts",
         .handler = with(progress),
         .summary = {"已收到多少", "How far an upload has come"},
         .answers = "Upload"},
        {.method = "POST",
         .pattern = one + "/parts",
         .handler = with(take_part),
         .summary = {"上传一段", "The part at an offset; the same part again changes nothing"},
         .query = {{.name = "offset",
                    .words = {"从第几字节起", "from which byte on"},
                    .kind = "integer",
                    .needed = true,
                    .most = blob::import_bytes_max}},
         .carries = http::Carries::upload,
         .answers = "Upload",
         .once = http::Once::must,
         .refusals = {422}},
        {.method = "POST",
         .pattern = one + "/finish",
         .handler = with(finish),
         .summary = {"上传完毕，核对大小和摘要", "All parts are sent: size, digest and kind are checked"},
         .answers = "FinishedFile",
         .once = http::Once::must,
         .refusals = {422}},
    };
}

} // namespace liandong::modules::registers
