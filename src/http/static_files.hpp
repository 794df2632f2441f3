// The web client's files, read into memory at start and answered from there: nothing in a path can lead out of the
// folder.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/reply.hpp"
#include "http/request.hpp"

namespace liandong::http {

/// Under `prefix` ("/admin/") every address that is no file and has no dot in its last part is answered by `page`
/// ("/admin/index.html"): the page itself knows what it shows there.
struct Fallback {
    std::string prefix;
    std::string page;
};

class StaticFiles {
public:
    StaticFiles() = default;
    /// Reads the folder; "x.gz" beside "x" is its compressed form. Links and hidden files are left out.
    /// Throws std::runtime_error when the folder or the page of a fallback is not there.
    StaticFiles(const std::filesystem::path& folder, std::vector<Fallback> fallbacks);

    /// The file or page for a GET; nothing when there is none.
    std::optional<Reply> answer(const Request& request) const;
    std::size_t count() const { return files_.size(); }

private:
    struct File {
        std::shared_ptr<const std::string> bytes;
        std::shared_ptr<const std::string> gzipped; // nothing when there is no compressed form
        std::string type;
        std::string digest;
        bool forever = false; // its name changes with its content
    };
    std::optional<std::string> page_for(std::string_view path) const;
    Reply reply(const File& file, const Request& request) const;

    std::map<std::string, File, std::less<>> files_;
    std::vector<Fallback> fallbacks_; // longest prefix first
};

} // namespace liandong::http
