#include "http/front.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "http/guard_headers.hpp"
#include "http/gzip.hpp"

namespace liandong::http {
namespace {

using base::Fault;
using base::Refusal;

std::string_view pattern_of(const Request& request) {
    return request.route ? std::string_view(request.route->pattern) : "-";
}

std::string incident_number() { return base::to_text(base::new_uuid()).substr(24); }

// Weak comparison (RFC 9110, 13.1.2): the compressed form of a version is the same version.
bool names_tag(std::string_view list, std::string_view tag) {
    if (trimmed(list) == "*")
        return true;
    for (auto at = list.find('"'); at != std::string_view::npos;) {
        const auto end = list.find('"', at + 1);
        if (end == std::string_view::npos)
            return false;
        if (list.substr(at, end + 1 - at) == tag)
            return true;
        at = list.find('"', end + 1);
    }
    return false;
}

void leave_out_what_is_known(Reply& reply, const Request& request) {
    const auto tag = find(reply.headers, "ETag");
    const auto known = request.header("If-None-Match");
    if (!tag || !known || reply.status != 200 || request.method != "GET" || !names_tag(*known, *tag))
        return;
    reply.status = 304;
    reply.body = std::string{};
    std::erase_if(reply.headers, [](const Header& header) {
        return same_word(header.name, "Content-Type") || same_word(header.name, "Content-Encoding");
    });
}

/// What the table says of a parameter's value. Throws Fault bad_request.
void check_value(const Request& request, const Parameter& parameter) {
    const auto value = request.query(parameter.name);
    if (parameter.kind == "integer")
        request.query_number(parameter.name, parameter.least, parameter.least, parameter.most);
    if (parameter.kind == "boolean")
        request.query_flag(parameter.name);
    const auto& words = parameter.one_of;
    if (value && !words.empty() && std::find(words.begin(), words.end(), *value) == words.end())
        throw Fault(Refusal::bad_request, "http.query_word",
                    {{"name", parameter.name},
                     {"words", fmt::format("{}", fmt::join(words, "、"))},
                     {"words@en", fmt::format("{}", fmt::join(words, ", "))}});
}

void check_query(const Request& request) {
    const auto& declared = request.route->query;
    for (const auto& [name, value] : request.query())
        if (std::none_of(declared.begin(), declared.end(), [&](const Parameter& p) { return p.name == name; }))
            throw Fault(Refusal::bad_request, "http.query_unknown", {{"name", name.size() > 60 ? "…" : name}});
    for (const auto& parameter : declared) {
        if (parameter.needed && !request.query(parameter.name))
            throw Fault(Refusal::bad_request, "http.query_missing", {{"name", parameter.name}});
        check_value(request, parameter);
    }
}

constexpr int unsure_tries_most = 3;

/// A change is refused without what makes it repeatable, whatever else is wrong with it.
void check_headers(const Request& request) {
    if (request.route->once == Once::must)
        request.change_id();
    if (request.route->versioned)
        request.version();
}

} // namespace

Front::Front(Router router, StaticFiles files, Hooks hooks, Metrics& metrics)
    : router_(std::move(router)),
      files_(std::move(files)),
      hooks_(std::move(hooks)),
      refuser_(hooks_.words),
      metrics_(metrics) {}

Allowance Front::allowance(const Request& request) const {
    const Route* route = router_.match(request.method, request.path).route;
    if (route == nullptr || route->carries == Carries::json)
        return {json_bytes_max, false};
    const bool form = request.header("Content-Type").value_or("").starts_with("multipart/");
    return {upload_bytes_max + (form ? upload_wrapping_max : 0), true};
}

std::optional<Reply> Front::at_once(Request& request) {
    if (request.path.starts_with("/api/"))
        return std::nullopt;
    auto reply = files_.answer(request);
    if (reply)
        finish(*reply, request);
    return reply;
}

Reply Front::answer(Request& request) {
    Reply reply = guarded(request);
    finish(reply, request);
    return reply;
}

Reply Front::refuse(int status, std::string_view code, const base::Params& params, Language language) {
    Reply reply = refuser_.of(status, code, params, language);
    guard(reply);
    metrics_.answered("-", "-", status, 0);
    spdlog::info("- - {} {}", status, code);
    return reply;
}

Reply Front::guarded(Request& request) {
    try {
        return sure(request);
    } catch (const Fault& fault) {
        return refuser_.of(fault, request.language());
    } catch (const std::exception& error) {
        return broken(request, error.what());
    } catch (...) {
        return broken(request, "thrown, and not an exception");
    }
}

/// Asks again while it is not known whether a change that happens once has happened; says so when that stays unknown.
Reply Front::sure(Request& request) {
    for (int tries = 1;; ++tries)
        try {
            return routed(request);
        } catch (const std::exception& error) {
            if (!hooks_.unsure || !hooks_.unsure(error))
                throw;
            const bool once = request.route && request.route->once != Once::no;
            spdlog::warn("outcome unknown: {} {}", pattern_of(request), base::to_text(request.id()));
            if (!once || tries == unsure_tries_most)
                throw Fault(Refusal::busy, "db.outcome_unknown", {{"seconds", "5"}});
        }
}

Reply Front::routed(Request& request) {
    auto match = router_.match(request.method, request.path);
    if (match.route == nullptr && match.allow.empty())
        throw Fault(Refusal::absent, "http.not_found");
    if (match.route == nullptr && request.method == "OPTIONS")
        return Reply::nothing().set("Allow", match.allow);
    if (match.route == nullptr)
        return refuser_
            .of(Fault(Refusal::wrong_method, "http.method", {{"method", request.method}, {"allowed", match.allow}}),
                request.language())
            .set("Allow", match.allow);

    request.route = match.route;
    std::vector<std::pair<std::string, std::string>> params;
    const auto names = names_of(match.route->pattern);
    for (std::size_t i = 0; i < names.size(); ++i)
        params.emplace_back(names[i], std::move(match.values[i]));
    request.set_params(std::move(params));
    if (hooks_.before)
        hooks_.before(request);
    check_query(request);
    check_headers(request);
    return match.route->handler(request);
}

Reply Front::broken(const Request& request, std::string_view what) {
    const std::string incident = incident_number();
    spdlog::error("incident {} {} {} {}: {}", incident, request.method, pattern_of(request),
                  base::to_text(request.id()), what);
    return refuser_.broken(incident, request.language());
}

void Front::finish(Reply& reply, const Request& request) {
    shrink(reply, request);
    leave_out_what_is_known(reply, request);
    guard(reply);
    reply.set("Request-Id", base::to_text(request.id()));
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - request.arrived;
    const auto pattern = request.route == nullptr && reply.status < 400 ? "static" : pattern_of(request);
    const std::string_view method =
        request.route == nullptr && reply.status >= 400 ? "-" : std::string_view(request.method);
    metrics_.answered(method, pattern, reply.status, taken.count());
    spdlog::info("{} {} {} {:.1f}ms {}B {}", method, pattern, reply.status, taken.count() * 1000, reply.size(),
                 base::to_text(request.id()));
}

} // namespace liandong::http
