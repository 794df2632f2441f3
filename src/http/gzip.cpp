#include "http/gzip.hpp"

#include <zlib.h>

#include <stdexcept>

namespace liandong::http {
namespace {

// One frame: smaller than this it costs more than it saves.
constexpr std::size_t worth_it = 1400;

} // namespace

std::string gzipped(std::string_view bytes) {
    constexpr int gzip_window = 15 + 16;
    z_stream stream{};
    if (deflateInit2(&stream, 5, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("gzip could not begin");
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int end = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (end != Z_STREAM_END)
        throw std::runtime_error("gzip did not end");
    return out;
}

void shrink(Reply& reply, const Request& request) {
    const auto* text = std::get_if<std::string>(&reply.body);
    if (!reply.gzip || text == nullptr || text->size() < worth_it || find(reply.headers, "Content-Encoding"))
        return;
    reply.add("Vary", "Accept-Encoding");
    if (!lists(request.header("Accept-Encoding").value_or(""), "gzip"))
        return;
    reply.body = gzipped(*text);
    reply.set("Content-Encoding", "gzip");
    if (auto tag = find(reply.headers, "ETag"); tag && tag->size() > 2)
        reply.etag(std::string(tag->substr(1, tag->size() - 2)) + "-gz");
}

} // namespace liandong::http
