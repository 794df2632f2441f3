#include "http/reply_writer.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <stdexcept>

namespace liandong::http {
namespace {

constexpr std::size_t file_piece = 64 * 1024;

bool has_no_body(int status) { return status == 204 || status == 304 || status < 200; }

} // namespace

std::string_view reason_of(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 206: return "Partial Content";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 413: return "Content Too Large";
        case 414: return "URI Too Long";
        case 416: return "Range Not Satisfiable";
        case 417: return "Expectation Failed";
        case 422: return "Unprocessable Content";
        case 428: return "Precondition Required";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 503: return "Service Unavailable";
        case 505: return "HTTP Version Not Supported";
        case 507: return "Insufficient Storage";
        default: return "Status";
    }
}

std::string http_date() {
    // strftime's names follow the locale of the process, which a server does not set.
    const std::time_t now = std::time(nullptr);
    thread_local std::time_t known = 0;
    thread_local std::string text;
    if (now == known)
        return text;
    std::tm parts{};
    gmtime_r(&now, &parts);
    char buffer[40];
    const auto size = std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    known = now;
    text.assign(buffer, size);
    return text;
}

ReplyWriter::ReplyWriter() = default;
ReplyWriter::~ReplyWriter() = default;

void ReplyWriter::begin(Reply reply, bool keeps, bool head_only, bool old) {
    reply_ = std::move(reply);
    head_sent_ = 0;
    piece_ = {};
    left_ = 0;
    const bool silent = head_only || has_no_body(reply_.status);
    body_size_ = silent ? 0 : reply_.size();

    head_ = "HTTP/1.1 " + std::to_string(reply_.status) + " ";
    head_.append(reason_of(reply_.status)).append("\r\nDate: ").append(http_date()).append("\r\n");
    for (const auto& header : reply_.headers)
        head_.append(header.name).append(": ").append(header.value).append("\r\n");
    if (!has_no_body(reply_.status))
        head_.append("Content-Length: ").append(std::to_string(reply_.size())).append("\r\n");
    if (!keeps)
        head_.append("Connection: close\r\n");
    else if (old)
        head_.append("Connection: keep-alive\r\n");
    head_.append("\r\n");
    if (silent)
        return;

    if (const auto* pieces = std::get_if<PiecesBody>(&reply_.body)) {
        left_ = pieces->size;
        if (!refill())
            throw std::runtime_error("the reply's bytes cannot be made");
        return;
    }
    const auto* file = std::get_if<FileBody>(&reply_.body);
    if (file == nullptr) {
        piece_ = reply_.view();
        return;
    }
    file_ = std::make_unique<std::ifstream>(file->path, std::ios::binary);
    file_->seekg(static_cast<std::streamoff>(file->from));
    if (!*file_)
        throw std::runtime_error("the reply's file cannot be read");
    left_ = file->size;
    if (!refill())
        throw std::runtime_error("the reply's file is shorter than it was");
}

bool ReplyWriter::refill() {
    if (left_ == 0)
        return true;
    if (!(file_ ? read_file() : make_piece()))
        return false;
    left_ -= buffer_.size();
    piece_ = buffer_;
    return true;
}

bool ReplyWriter::read_file() {
    buffer_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(left_, file_piece)));
    file_->read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    return static_cast<std::size_t>(file_->gcount()) == buffer_.size();
}

bool ReplyWriter::make_piece() {
    try {
        buffer_ = std::get<PiecesBody>(reply_.body).next();
    } catch (const std::exception& why) {
        spdlog::error("a reply broke off: {}", why.what());
        return false;
    }
    return !buffer_.empty() && buffer_.size() <= left_;
}

bool ReplyWriter::sent(std::size_t bytes) {
    const auto of_head = std::min(bytes, head_.size() - head_sent_);
    head_sent_ += of_head;
    piece_.remove_prefix(bytes - of_head);
    return !piece_.empty() || refill();
}

void ReplyWriter::clear() {
    reply_ = {};
    head_ = {};
    head_sent_ = 0;
    file_.reset();
    buffer_ = {};
}

} // namespace liandong::http
