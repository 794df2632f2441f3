// Signing in and out, and who one is.
#include <boost/json.hpp>

#include "base/text.hpp"
#include "http/router.hpp"
#include "modules/regions/atlas.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_caller.hpp"
#include "modules/registers/api_limits.hpp"
#include "record/members.hpp"

namespace liandong::modules::registers {
namespace {

namespace json = boost::json;
using base::Fault;
using base::Refusal;

std::string text_of(const json::object& body, std::string_view name, std::size_t most) {
    const auto* value = body.if_contains(name);
    if (!value || !value->is_string() || value->get_string().empty() || value->get_string().size() > most)
        throw Fault({{std::string(name), "access.give_" + std::string(name), {}, {}}});
    return std::string(value->get_string());
}

json::object told(const Desk& desk, const access::Session& session) {
    const access::Account& account = session.account;
    const pack::Role* role = desk.pack.role(account.role);
    json::object about{{"id", base::to_text(account.id)},
                       {"login", account.login},
                       {"name", account.name},
                       {"role", account.role},
                       {"role_label", {{"zh", role ? role->label.zh : ""}, {"en", role ? role->label.en : ""}}},
                       {"region", account.region},
                       {"region_name", desk.atlas.short_path(account.region)},
                       {"demo", account.demo}};
    const auto point_to = [&](const char* name, const std::optional<base::Uuid>& id) {
        if (id)
            about[name] = base::to_text(*id);
    };
    point_to("person", account.person);
    point_to("worker", account.worker);
    point_to("station", account.station);
    point_to("agency", account.agency);
    return {{"csrf", session.csrf}, {"account", std::move(about)}};
}

http::Reply sign_in(Desk& desk, http::Request& request) {
    const json::object& body = request.json_object();
    record::refuse_unknown_members(body, {"login", "password", "code"});
    const auto in = desk.door.sign_in(text_of(body, "login", login_most), text_of(body, "password", password_most));
    http::Reply reply = http::Reply::json(told(desk, in.session));
    reply.cookie({.name = cookie_name(request), .value = in.token, .secure = request.secure});
    return reply;
}

http::Reply who(Desk& desk, http::Request& request) { return http::Reply::json(told(desk, caller(request))); }

http::Reply sign_out(Desk& desk, http::Request& request) {
    desk.door.sign_out(*request.cookie(cookie_name(request)));
    http::Reply reply = http::Reply::nothing();
    reply.cookie(
        {.name = cookie_name(request), .value = "", .keeps = std::chrono::seconds(-1), .secure = request.secure});
    return reply;
}

} // namespace

http::Routes session_routes(Desk& desk) {
    const std::string address = "/api/v1/session";
    return {
        {.method = "POST",
         .pattern = address,
         .handler = [&desk](http::Request& r) { return sign_in(desk, r); },
         .open = true,
         .summary = {"登录", "Sign in"},
         .takes = "SignIn",
         .answers = "Session",
         .sets_cookie = true,
         .refusals = {401, 422, 429}},
        {.method = "GET",
         .pattern = address,
         .handler = [&desk](http::Request& r) { return who(desk, r); },
         .summary = {"当前登录人", "Who is signed in"},
         .answers = "Session"},
        {.method = "DELETE",
         .pattern = address,
         .handler = [&desk](http::Request& r) { return sign_out(desk, r); },
         .summary = {"退出", "Sign out"},
         .status = 204,
         .sets_cookie = true},
    };
}

} // namespace liandong::modules::registers
