#include "modules/registers/api_caller.hpp"

#include <boost/json.hpp>

#include "access/decide.hpp"
#include "blob/attachments.hpp"
#include "crypt/digest.hpp"
#include "crypt/secret.hpp"
#include "journal/outcome.hpp"
#include "modules/regions/atlas.hpp"
#include "modules/registers/api.hpp"

namespace liandong::modules::registers {
namespace {

namespace json = boost::json;
using base::Fault;
using base::Refusal;

bool changes(const http::Request& request) { return request.method != "GET" && request.method != "HEAD"; }

/// A browser says where a change comes from; another site's page may not speak for the one who is signed in.
void refuse_other_origin(const http::Request& request) {
    const auto origin = request.header("Origin");
    const auto host = request.header("Host");
    if (!origin || !host)
        return;
    const auto scheme = origin->find("://");
    if (scheme == std::string_view::npos || origin->substr(scheme + 3) != *host)
        throw Fault(Refusal::forbidden, "access.csrf");
}

} // namespace

std::vector<std::string> session_cookies() { return {"__Host-liandong", "liandong"}; }
std::string cookie_name(const http::Request& request) { return session_cookies()[request.secure ? 0 : 1]; }

void know(Desk& desk, http::Request& request) {
    if (changes(request))
        refuse_other_origin(request);
    if (request.route->open)
        return;
    const auto token = request.cookie(cookie_name(request));
    auto session = token ? desk.door.session(*token) : nullptr;
    if (!session)
        throw Fault(Refusal::signed_out, "access.signed_out");
    const auto csrf = request.header("X-CSRF-Token");
    const bool reads = !changes(request) || request.route->right == "read";
    if (!reads && (!csrf || !crypt::same_secret(*csrf, session->csrf)))
        throw Fault(Refusal::forbidden, "access.csrf");
    request.caller = std::move(session);
}

void let_in(http::Request& request, access::Session session) {
    request.caller = std::make_shared<const access::Session>(std::move(session));
}

const access::Session& caller(const http::Request& request) {
    const auto* session = std::any_cast<std::shared_ptr<const access::Session>>(&request.caller);
    if (!session)
        throw std::logic_error("an open route asked who calls");
    return **session;
}

record::Given given(const http::Request& request) {
    record::Given given = given_nobody(request);
    given.me = access::actor_of(caller(request).account);
    return given;
}

record::Given given_nobody(const http::Request& request) {
    return {.me = {}, .now = base::now(), .request = request.id(), .reason = {}};
}

json::object file_told(const blob::Blob& blob) {
    return {{"id", base::to_text(blob.id)}, {"name", blob.name}, {"size", blob.size}, {"type", blob.media}};
}

record::Outside outside(const Desk& desk, const record::Actor& actor) {
    return {
        .sight =
            [&desk, actor](const std::string& type) {
                const pack::Type* declared = desk.pack.type(type);
                return declared ? access::sight(desk.pack, actor, *declared, "read") : record::Sight{};
            },
        .region_name = [&desk](const std::string& code) { return desk.atlas.short_path(code); },
        .title = [](db::Session& session, const std::string& type, const std::string& id) -> std::string {
            if (type != "access.account")
                return "";
            const auto account = access::by_id(session, *base::parse_uuid(id));
            return account ? account->name : "";
        },
        .file = [&desk](db::Session& session, const std::string& id) -> json::object {
            const auto blob = desk.attachments.find(session, *base::parse_uuid(id));
            return blob ? file_told(*blob) : json::object{{"id", id}};
        },
    };
}

http::Reply once(Desk& desk, http::Request& request, const record::Given& given, int status,
                 const std::function<Made(db::Session&)>& change,
                 const std::function<json::object(db::Session&, const record::Uuid&)>& again, db::Write how) {
    const journal::Request same{
        .id = request.change_id(),
        .account = given.me.login.empty() ? std::nullopt : std::optional(given.me.account),
        .digest = crypt::digest(desk.keys, "request", request.method + " " + request.path + "\n" + request.body)};
    struct Answered {
        int status;
        std::string body;
    };
    const Answered answered = desk.database.write(
        [&](db::Session& session) {
            if (const auto earlier = journal::earlier(session, same)) {
                json::object answer = again(session, *earlier->record);
                answer["position"] = earlier->position;
                return Answered{earlier->status, json::serialize(answer)};
            }
            Made made = change(session);
            made.answer["position"] = made.position;
            journal::keep(session, same,
                          {.status = status, .record = made.record, .position = made.position, .answer = {}});
            return Answered{status, json::serialize(made.answer)};
        },
        how);
    return http::Reply::json_text(answered.body, answered.status);
}

} // namespace liandong::modules::registers
