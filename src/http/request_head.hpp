// What the first lines of a request say, before its body is read: whether it may go on, and the Request it becomes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"
#include "http/request.hpp"

namespace liandong::http {

/// The parser's findings, as plain as they come.
struct RequestHead {
    std::string method;
    std::string target;
    Headers headers;
    bool old = false;     // HTTP/1.0
    bool chunked = false; // the body comes in chunks, and in no other coding
};

/// A no that is said before there is a request to answer.
struct EarlyNo {
    int status;
    std::string code;
    base::Params params = {};
};

/// What is wrong with the head, beyond what the parser has refused: no or two hosts, an unknown coding or expectation …
std::optional<EarlyNo> wrong_with(const RequestHead& head);
/// Whether the caller waits to be told to go on.
bool waits_for_continue(const RequestHead& head);
/// The request without its body, from a peer's address; `proxies` are believed about whom they speak for.
/// Throws Fault bad_request as Request does.
Request request_of(RequestHead head, std::string_view peer, const std::vector<std::string>& proxies);

} // namespace liandong::http
