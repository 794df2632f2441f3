#include "http/static_files.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "http/decode.hpp"
#include "http/digest.hpp"

namespace liandong::http {
namespace {

namespace fs = std::filesystem;

std::shared_ptr<const std::string> read(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw std::runtime_error("cannot read " + path.string());
    return std::make_shared<const std::string>(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

const std::string any_bytes = "application/octet-stream";

std::string type_of(const fs::path& path) {
    static const std::map<std::string, std::string> types = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json; charset=utf-8"},
        {".webmanifest", "application/manifest+json; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".webp", "image/webp"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".ttf", "font/ttf"},
        {".txt", "text/plain; charset=utf-8"},
        {".pdf", "application/pdf"},
        {".wasm", "application/wasm"},
        {".map", "application/json; charset=utf-8"},
    };
    const auto found = types.find(path.extension().string());
    return found == types.end() ? any_bytes : found->second;
}

// "index-Bk3xYz_1.js": what the bundler writes into assets/, eight or more characters of digest before the last dot.
bool has_hashed_name(const std::string& path) {
    const auto slash = path.rfind('/');
    const auto dot = path.rfind('.');
    if (path.find("/assets/") == std::string::npos || dot == std::string::npos || dot < slash)
        return false;
    const auto dash = path.find('-', slash);
    return dash != std::string::npos && dot > dash + 8;
}

bool hidden(const fs::path& relative) {
    return std::any_of(relative.begin(), relative.end(),
                       [](const fs::path& part) { return part.string().starts_with('.'); });
}

} // namespace

StaticFiles::StaticFiles(const fs::path& folder, std::vector<Fallback> fallbacks) : fallbacks_(std::move(fallbacks)) {
    if (!fs::is_directory(folder))
        throw std::runtime_error("no folder " + folder.string());
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const auto relative = entry.path().lexically_relative(folder);
        if (entry.is_symlink() || !entry.is_regular_file() || hidden(relative))
            continue;
        const std::string name = "/" + relative.generic_string();
        if (name.ends_with(".gz") && fs::exists(folder / relative.parent_path() / relative.stem()))
            continue;
        File file{read(entry.path()), nullptr, type_of(entry.path()), {}, has_hashed_name(name)};
        file.digest = digest(*file.bytes);
        const fs::path gzipped = entry.path().string() + ".gz";
        if (fs::is_regular_file(gzipped) && !fs::is_symlink(gzipped))
            file.gzipped = read(gzipped);
        files_.emplace(name, std::move(file));
    }
    std::sort(fallbacks_.begin(), fallbacks_.end(),
              [](const Fallback& a, const Fallback& b) { return a.prefix.size() > b.prefix.size(); });
    for (const auto& fallback : fallbacks_)
        if (!files_.contains(fallback.page))
            throw std::runtime_error("no " + fallback.page + " in " + folder.string());
}

std::optional<std::string> StaticFiles::page_for(std::string_view path) const {
    // A file that is not there; a page's own address may hold a dot too, as the name of a type does.
    if (type_of(fs::path(path)) != any_bytes)
        return std::nullopt;
    for (const auto& fallback : fallbacks_)
        if (path.starts_with(fallback.prefix))
            return fallback.page;
    return std::nullopt;
}

std::optional<Reply> StaticFiles::answer(const Request& request) const {
    const auto path = decoded(request.path);
    if (request.method != "GET" || !path)
        return std::nullopt;
    auto found = files_.find(*path);
    if (found == files_.end() && path->ends_with('/'))
        found = files_.find(*path + "index.html");
    if (found != files_.end())
        return reply(found->second, request);
    if (files_.contains(*path + "/index.html"))
        return Reply::nothing(308).set("Location", request.path + "/");
    if (const auto page = page_for(*path))
        return reply(files_.find(*page)->second, request);
    return std::nullopt;
}

Reply StaticFiles::reply(const File& file, const Request& request) const {
    const bool small = file.gzipped && lists(request.header("Accept-Encoding").value_or(""), "gzip");
    Reply reply = Reply::bytes({}, file.type);
    reply.body = small ? file.gzipped : file.bytes;
    reply.etag(file.digest + (small ? "-gz" : ""));
    reply.set("Cache-Control", file.forever ? "public, max-age=31536000, immutable" : "no-cache");
    if (file.gzipped)
        reply.set("Vary", "Accept-Encoding");
    if (small)
        reply.set("Content-Encoding", "gzip");
    return reply;
}

} // namespace liandong::http
