#include "http/request_head.hpp"

#include <algorithm>

namespace liandong::http {
namespace {

constexpr std::size_t target_max = 8000;

std::ptrdiff_t count(const Headers& headers, std::string_view name) {
    return std::count_if(headers.begin(), headers.end(),
                         [&](const Header& header) { return same_word(header.name, name); });
}

// A request line may name the whole address (RFC 9112, 3.2.2); the path is what counts.
std::string_view path_of(std::string_view target) {
    if (!target.starts_with("http://") && !target.starts_with("https://"))
        return target;
    const auto slash = target.find('/', target.find("//") + 2);
    return slash == std::string_view::npos ? "/" : target.substr(slash);
}

// A proxy adds the address it heard from at the end of the list; what stands before that is the caller's own word.
std::string last_of(std::string_view list) {
    const auto comma = list.rfind(',');
    return std::string(trimmed(comma == std::string_view::npos ? list : list.substr(comma + 1)));
}

} // namespace

std::optional<EarlyNo> wrong_with(const RequestHead& head) {
    if (head.target.size() > target_max)
        return EarlyNo{414, "http.long_address"};
    if (!head.old && count(head.headers, "Host") != 1)
        return EarlyNo{400, "http.malformed"};
    const auto expect = find(head.headers, "Expect");
    if (expect && !same_word(*expect, "100-continue"))
        return EarlyNo{417, "http.bad_expectation"};
    // A coding this server does not undo, or two, would leave the end of the body to guessing.
    const auto codings = count(head.headers, "Transfer-Encoding");
    if (codings > 1 || (codings == 1 && (!head.chunked || head.old)))
        return EarlyNo{400, "http.malformed"};
    return std::nullopt;
}

bool waits_for_continue(const RequestHead& head) { return !head.old && find(head.headers, "Expect").has_value(); }

Request request_of(RequestHead head, std::string_view peer, const std::vector<std::string>& proxies) {
    Request request(std::move(head.method), path_of(head.target), std::move(head.headers));
    request.client = peer;
    if (std::find(proxies.begin(), proxies.end(), peer) == proxies.end())
        return request;
    if (const auto forwarded = request.header("X-Forwarded-For"))
        request.client = last_of(*forwarded);
    request.secure = same_word(request.header("X-Forwarded-Proto").value_or(""), "https");
    return request;
}

} // namespace liandong::http
