// One request, read whole and within limits before a handler sees it. What a handler asks for and cannot get is said by
// a Fault, so that the handler only tells the main line.
#pragma once

#include <any>
#include <boost/json/fwd.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "http/headers.hpp"
#include "http/language.hpp"

namespace liandong::http {

struct Route;

class Request {
public:
    Request() = default;
    /// `target` as it stands in the request line: path and query, still percent-encoded.
    /// Throws Fault bad_request when the path or the query is not well-formed UTF-8 once decoded.
    Request(std::string method, std::string_view target, Headers headers = {}, std::string body = {});

    std::string method; // capitals; HEAD arrives as GET with `head` set
    bool head = false;
    std::string path; // still percent-encoded; for personal data's sake never logged, the route's pattern is
    Headers headers;
    std::string body;
    std::string client;  // address of the caller, behind a trusted proxy the one it names
    bool secure = false; // came by TLS, as far as the server or a trusted proxy knows
    std::chrono::steady_clock::time_point arrived = std::chrono::steady_clock::now();

    const Route* route = nullptr; // the route that answers: for the hook, which reads the right it needs
    std::any caller;              // what the hook learned about the caller: the signed-in person and what they may do

    /// What stands in the path for {name} of the pattern, decoded. A name the pattern does not have is a
    /// std::logic_error.
    const std::string& param(std::string_view name) const;
    /// The same as a UUID. Throws Fault absent: what cannot be an id is not there.
    base::Uuid uuid(std::string_view name = "id") const;

    /// A value of the query; nothing when absent or empty. Throws Fault bad_request when it stands there twice.
    std::optional<std::string> query(std::string_view name) const;
    /// A whole number of the query, `otherwise` when absent. Throws Fault bad_request outside least..most.
    std::int64_t query_number(std::string_view name, std::int64_t otherwise, std::int64_t least,
                              std::int64_t most) const;
    /// true for `1` and `true`, false for `0`, `false` and absent. Throws Fault bad_request for anything else.
    bool query_flag(std::string_view name) const;
    /// All pairs in order, decoded.
    const std::vector<std::pair<std::string, std::string>>& query() const { return query_; }

    /// The first value of a header, names without regard to case.
    std::optional<std::string_view> header(std::string_view name) const { return find(headers, name); }
    std::optional<std::string> cookie(std::string_view name) const;
    Language language() const;

    /// The caller's Request-Id, or one made here when there is none; the same each time it is asked.
    const base::Uuid& id() const { return id_; }
    /// The caller's own Request-Id, which every change must carry. Throws Fault bad_request when it is missing or no
    /// UUID.
    const base::Uuid& change_id() const;

    /// The version an If-Match names ("7"). Throws Fault no_precondition without one, bad_request when it is not one
    /// number.
    std::int64_t version() const;

    /// The body as JSON. Throws Fault bad_request: not declared as JSON, not JSON, deeper than 64, NUL, lone
    /// surrogates, a key twice, a number beyond a double. Whole numbers stay int64 or uint64.
    const boost::json::value& json() const;
    /// The same, which must be an object.
    const boost::json::object& json_object() const;

    /// Set by the router.
    void set_params(std::vector<std::pair<std::string, std::string>> params) { params_ = std::move(params); }

private:
    std::vector<std::pair<std::string, std::string>> params_;
    std::vector<std::pair<std::string, std::string>> query_;
    base::Uuid id_ = {};
    bool id_wrong_ = false;
    bool id_given_ = false;
    mutable std::shared_ptr<const boost::json::value> json_;
};

} // namespace liandong::http
