// What a handler answers: a status, headers and a body that is text in memory, shared bytes, a file on disk, or bytes
// made while they are sent.
#pragma once

#include <boost/json/fwd.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "http/headers.hpp"

namespace liandong::http {

/// A stretch of a file, read while it is sent. `size` is told here and held: a file that shrinks ends the connection.
struct FileBody {
    std::filesystem::path path;
    std::uint64_t from = 0;
    std::uint64_t size = 0;
};

/// Bytes that are made while they are sent, `size` in all: `next` gives what follows, never nothing. When it throws or
/// gives too much, the connection ends. It is called on an io thread: a piece takes it a millisecond at most.
struct PiecesBody {
    std::uint64_t size = 0;
    std::function<std::string()> next;
};

using Body = std::variant<std::string, std::shared_ptr<const std::string>, FileBody, PiecesBody>;

struct Cookie {
    std::string name;
    std::string value;
    std::string path = "/";
    std::chrono::seconds keeps{0}; // 0: until the browser closes; negative: forget it
    bool secure = true;
    bool http_only = true;
    std::string same_site = "Strict";
};

struct Reply {
    int status = 200;
    Headers headers;
    Body body;
    bool gzip =
        false; // may be compressed when the caller takes it: never set where a secret and the caller's own words meet

    static Reply json(const boost::json::value& value, int status = 200);
    /// JSON that is already written.
    static Reply json_text(std::string text, int status = 200);
    static Reply text(std::string text, int status = 200);
    static Reply bytes(std::string bytes, std::string content_type);
    /// A file as it is now. Throws Fault absent when it is not there.
    static Reply file(const std::filesystem::path& path, std::string content_type);
    static Reply pieces(PiecesBody pieces, std::string content_type, int status = 200);
    static Reply nothing(int status = 204);

    /// Replaces a header. A line break in a value is a std::logic_error.
    Reply& set(std::string_view name, std::string value);
    /// Adds a header line of a name that may stand there often.
    Reply& add(std::string_view name, std::string value);
    /// The version or digest, without quotes. A GET whose If-None-Match names it is answered 304 by the router.
    Reply& etag(std::string_view version);
    Reply& cookie(const Cookie& cookie);
    /// Saved under this name by the browser, Chinese included (RFC 6266, RFC 8187).
    Reply& download(std::string_view name);

    /// Bytes of the body.
    std::uint64_t size() const;
    /// The body when it is in memory; empty for a file and for pieces.
    std::string_view view() const;
};

} // namespace liandong::http
