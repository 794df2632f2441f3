#include "http/reply.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "base/fault.hpp"
#include "http/decode.hpp"

namespace liandong::http {
namespace {

// A value that could end its line would write the caller's own headers, or a second reply.
std::string one_line(std::string value) {
    for (const char c : value)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            throw std::logic_error("a header value with a control character");
    return value;
}

Reply of_type(std::string type, int status = 200) {
    Reply reply;
    reply.status = status;
    reply.headers.push_back({"Content-Type", one_line(std::move(type))});
    return reply;
}

std::string ascii(std::string_view name) {
    std::string out;
    for (const char c : name)
        out += static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E || c == '"' || c == '\\'
                   ? '_'
                   : c;
    return out;
}

} // namespace

Reply Reply::json(const boost::json::value& value, int status) {
    return json_text(boost::json::serialize(value), status);
}

Reply Reply::json_text(std::string text, int status) {
    Reply reply = of_type("application/json; charset=utf-8", status);
    reply.body = std::move(text);
    return reply;
}

Reply Reply::text(std::string text, int status) {
    Reply reply = of_type("text/plain; charset=utf-8", status);
    reply.body = std::move(text);
    return reply;
}

Reply Reply::bytes(std::string bytes, std::string content_type) {
    Reply reply = of_type(std::move(content_type));
    reply.body = std::move(bytes);
    return reply;
}

Reply Reply::file(const std::filesystem::path& path, std::string content_type) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error)
        throw base::Fault(base::Refusal::absent, "http.not_found");
    Reply reply = of_type(std::move(content_type));
    reply.body = FileBody{path, 0, size};
    return reply;
}

Reply Reply::pieces(PiecesBody pieces, std::string content_type, int status) {
    Reply reply = of_type(std::move(content_type), status);
    reply.body = std::move(pieces);
    return reply;
}

Reply Reply::nothing(int status) {
    Reply reply;
    reply.status = status;
    return reply;
}

Reply& Reply::set(std::string_view name, std::string value) {
    for (auto& header : headers) {
        if (!same_word(header.name, name))
            continue;
        header.value = one_line(std::move(value));
        return *this;
    }
    return add(name, std::move(value));
}

Reply& Reply::add(std::string_view name, std::string value) {
    headers.push_back({one_line(std::string(name)), one_line(std::move(value))});
    return *this;
}

Reply& Reply::etag(std::string_view version) { return set("ETag", "\"" + std::string(version) + "\""); }

Reply& Reply::cookie(const Cookie& cookie) {
    std::string line = cookie.name + "=" + cookie.value + "; Path=" + cookie.path + "; SameSite=" + cookie.same_site;
    if (cookie.keeps.count() > 0)
        line += "; Max-Age=" + std::to_string(cookie.keeps.count());
    if (cookie.keeps.count() < 0)
        line += "; Max-Age=0";
    if (cookie.secure)
        line += "; Secure";
    if (cookie.http_only)
        line += "; HttpOnly";
    return add("Set-Cookie", std::move(line));
}

Reply& Reply::download(std::string_view name) {
    return set("Content-Disposition",
               "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + encoded(name));
}

std::uint64_t Reply::size() const {
    if (const auto* file = std::get_if<FileBody>(&body))
        return file->size;
    if (const auto* pieces = std::get_if<PiecesBody>(&body))
        return pieces->size;
    return view().size();
}

std::string_view Reply::view() const {
    if (const auto* text = std::get_if<std::string>(&body))
        return *text;
    if (const auto* shared = std::get_if<std::shared_ptr<const std::string>>(&body))
        return *shared ? std::string_view(**shared) : std::string_view{};
    return {};
}

} // namespace liandong::http
