#include "http/router.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "http/decode.hpp"

namespace liandong::http {
namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto slash = std::min(path.find('/'), path.size());
        segments.push_back(path.substr(0, slash));
        path.remove_prefix(slash);
    }
    return segments;
}

bool is_name(std::string_view segment) { return segment.size() > 2 && segment.front() == '{' && segment.back() == '}'; }

} // namespace

// One step of the way. A literal is tried before a name, and where it leads nowhere the name is tried too.
struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
    std::unique_ptr<Node> any;
    std::map<std::string, const Route*, std::less<>> by_method;

    Node& step(std::string_view segment) {
        auto& next = is_name(segment) ? any : literals[std::string(segment)];
        if (!next)
            next = std::make_unique<Node>();
        return *next;
    }

    const Node* walk(const std::vector<std::string>& path, std::size_t at, std::vector<std::string>& values) const {
        if (at == path.size())
            return by_method.empty() ? nullptr : this;
        if (const auto literal = literals.find(path[at]); literal != literals.end())
            if (const Node* end = literal->second->walk(path, at + 1, values))
                return end;
        if (!any || path[at].empty())
            return nullptr;
        values.push_back(path[at]);
        const Node* end = any->walk(path, at + 1, values);
        if (end == nullptr)
            values.pop_back();
        return end;
    }

    std::string allow() const {
        std::string out = by_method.contains("GET") ? "GET, HEAD, OPTIONS" : "OPTIONS";
        for (const auto& [method, route] : by_method)
            if (method != "GET")
                out += ", " + method;
        return out;
    }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::add(Routes routes) {
    for (auto& route : routes) {
        if (!route.pattern.starts_with('/') || !route.handler)
            throw std::logic_error("a route without a handler or a path: " + route.method + " " + route.pattern);
        Node* node = root_.get();
        for (const auto segment : segments_of(route.pattern))
            node = &node->step(segment);
        auto& place = node->by_method[route.method];
        if (place != nullptr)
            throw std::logic_error("two routes for " + route.method + " " + route.pattern);
        routes_.push_back(std::make_unique<const Route>(std::move(route)));
        place = routes_.back().get();
    }
}

Router::Match Router::match(std::string_view method, std::string_view path) const {
    std::vector<std::string> segments;
    for (const auto segment : segments_of(path)) {
        auto text = decoded(segment);
        if (!text)
            throw base::Fault(base::Refusal::bad_request, "http.bad_address");
        segments.push_back(std::move(*text));
    }
    Match match;
    const Node* node = root_->walk(segments, 0, match.values);
    if (node == nullptr)
        return {};
    match.allow = node->allow();
    const auto found = node->by_method.find(method);
    if (found != node->by_method.end())
        match.route = found->second;
    return match;
}

std::vector<std::string> names_of(std::string_view pattern) {
    std::vector<std::string> names;
    for (const auto segment : segments_of(pattern))
        if (is_name(segment))
            names.emplace_back(segment.substr(1, segment.size() - 2));
    return names;
}

} // namespace liandong::http
