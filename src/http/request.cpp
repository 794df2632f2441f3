#include "http/request.hpp"

#include <boost/json.hpp>
#include <charconv>
#include <stdexcept>

#include "http/decode.hpp"
#include "http/json.hpp"
#include "http/router.hpp"

namespace liandong::http {
namespace {

using base::Fault;
using base::Refusal;

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

bool names_json(std::string_view content_type) {
    const auto type = trimmed(content_type.substr(0, content_type.find(';')));
    constexpr std::string_view suffix = "+json";
    return same_word(type, "application/json") ||
           (type.size() > suffix.size() && same_word(type.substr(type.size() - suffix.size()), suffix));
}

} // namespace

Request::Request(std::string verb, std::string_view target, Headers lines, std::string content)
    : method(std::move(verb)), headers(std::move(lines)), body(std::move(content)) {
    if (method == "HEAD") {
        head = true;
        method = "GET";
    }
    const auto mark = target.find('?');
    path = std::string(target.substr(0, mark));
    if (!path.starts_with('/') || path.find('#') != std::string::npos || !decoded(path))
        throw Fault(Refusal::bad_request, "http.bad_address");
    if (mark != std::string_view::npos) {
        auto pairs = query_pairs(target.substr(mark + 1));
        if (!pairs)
            throw Fault(Refusal::bad_request, "http.bad_address");
        query_ = std::move(*pairs);
    }
    const auto given = header("Request-Id");
    const auto read = given ? base::parse_uuid(*given) : std::nullopt;
    id_given_ = given.has_value();
    id_wrong_ = id_given_ && !read;
    id_ = read ? *read : base::new_uuid();
}

const std::string& Request::param(std::string_view name) const {
    for (const auto& [key, value] : params_)
        if (key == name)
            return value;
    throw std::logic_error("the route has no {" + std::string(name) + "}");
}

base::Uuid Request::uuid(std::string_view name) const {
    const auto read = base::parse_uuid(param(name));
    if (!read)
        throw Fault(Refusal::absent, "record.not_found");
    return *read;
}

std::optional<std::string> Request::query(std::string_view name) const {
    std::optional<std::string> found;
    for (const auto& [key, value] : query_) {
        if (key != name)
            continue;
        if (found)
            throw Fault(Refusal::bad_request, "http.query_twice", {{"name", std::string(name)}});
        found = value;
    }
    if (found && found->empty())
        return std::nullopt;
    return found;
}

std::int64_t Request::query_number(std::string_view name, std::int64_t otherwise, std::int64_t least,
                                   std::int64_t most) const {
    const auto text = query(name);
    if (!text)
        return otherwise;
    const auto number = whole_number(*text);
    if (!number || *number < least || *number > most)
        throw Fault(Refusal::bad_request, "http.query_number",
                    {{"name", std::string(name)}, {"least", std::to_string(least)}, {"most", std::to_string(most)}});
    return *number;
}

bool Request::query_flag(std::string_view name) const {
    const auto text = query(name);
    if (!text || *text == "0" || *text == "false")
        return false;
    if (*text == "1" || *text == "true")
        return true;
    throw Fault(Refusal::bad_request, "http.query_flag", {{"name", std::string(name)}});
}

std::optional<std::string> Request::cookie(std::string_view name) const {
    for (const auto& line : headers) {
        if (!same_word(line.name, "Cookie"))
            continue;
        if (auto found = cookie_of(line.value, name))
            return found;
    }
    return std::nullopt;
}

Language Request::language() const { return language_of(header("Accept-Language").value_or("")); }

const base::Uuid& Request::change_id() const {
    if (id_wrong_)
        throw Fault(Refusal::bad_request, "request_id.bad");
    if (!id_given_)
        throw Fault(Refusal::bad_request, "request_id.missing");
    return id_;
}

std::int64_t Request::version() const {
    const auto given = header("If-Match");
    if (!given)
        throw Fault(Refusal::no_precondition, "record.version_missing");
    auto tag = trimmed(*given);
    // A proxy that compresses may have weakened the tag; a version is a number all the same.
    if (tag.starts_with("W/"))
        tag.remove_prefix(2);
    const bool quoted = tag.size() > 2 && tag.front() == '"' && tag.back() == '"';
    auto bare = quoted ? tag.substr(1, tag.size() - 2) : std::string_view{};
    if (bare.ends_with("-gz"))
        bare.remove_suffix(3);
    const auto number = whole_number(bare);
    if (!number)
        throw Fault(Refusal::bad_request, "http.bad_version");
    return *number;
}

const boost::json::value& Request::json() const {
    if (json_)
        return *json_;
    if (!names_json(header("Content-Type").value_or("")))
        throw Fault(Refusal::bad_request, "http.bad_body", {{"expected", "application/json"}});
    json_ = std::make_shared<const boost::json::value>(read_json(body));
    return *json_;
}

const boost::json::object& Request::json_object() const {
    const auto* object = json().if_object();
    if (object == nullptr)
        throw Fault(Refusal::bad_request, "http.bad_body", {{"expected", "JSON { }"}});
    return *object;
}

} // namespace liandong::http
