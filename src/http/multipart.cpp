#include "http/multipart.hpp"

#include "base/fault.hpp"
#include "base/text.hpp"
#include "http/router.hpp"

namespace liandong::http {
namespace {

using base::Fault;
using base::Refusal;

[[noreturn]] void malformed() {
    throw Fault(Refusal::bad_request, "http.bad_body", {{"expected", "multipart/form-data"}});
}

// The value of name= in `form-data; name="file"; filename="a.xlsx"`, quoted or not; a quote inside is escaped as \" or
// %22.
std::string parameter(std::string_view line, std::string_view name) {
    for (auto at = line.find(';'); at != std::string_view::npos; at = line.find(';', at)) {
        line.remove_prefix(at + 1);
        const auto equals = line.find('=');
        if (equals == std::string_view::npos)
            return {};
        const bool wanted = same_word(trimmed(line.substr(0, equals)), name);
        line.remove_prefix(equals + 1);
        line = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
        std::string value;
        at = 0;
        if (line.starts_with('"')) {
            for (at = 1; at < line.size() && line[at] != '"'; ++at)
                value += line[at] == '\\' && at + 1 < line.size() ? line[++at] : line[at];
            if (at == line.size())
                malformed();
        } else {
            value = trimmed(line.substr(0, line.find(';')));
        }
        if (wanted)
            return value;
    }
    return {};
}

std::string boundary_of(const Request& request) {
    const auto type = request.header("Content-Type").value_or("");
    if (!same_word(trimmed(type.substr(0, type.find(';'))), "multipart/form-data"))
        malformed();
    std::string boundary = parameter(type, "boundary");
    if (boundary.empty() || boundary.size() > 70)
        malformed();
    return boundary;
}

Part read_head(std::string_view head) {
    Part part;
    while (!head.empty()) {
        const auto end = std::min(head.find("\r\n"), head.size());
        const auto line = head.substr(0, end);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos)
            malformed();
        const auto name = line.substr(0, colon);
        const auto value = trimmed(line.substr(colon + 1));
        if (same_word(name, "Content-Disposition")) {
            part.name = parameter(value, "name");
            part.filename = parameter(value, "filename");
        }
        if (same_word(name, "Content-Type"))
            part.type = value;
        head.remove_prefix(std::min(end + 2, head.size()));
    }
    part.filename = part.filename.substr(part.filename.find_last_of("/\\") + 1);
    if (part.name.empty() || !base::well_formed(part.name) || !base::well_formed(part.filename))
        malformed();
    return part;
}

} // namespace

std::vector<Part> parts_of(const Request& request) {
    const std::string mark = "--" + boundary_of(request);
    const std::string between = "\r\n" + mark;
    std::string_view rest = request.body;
    if (!rest.starts_with(mark))
        malformed();
    rest.remove_prefix(mark.size());

    std::vector<Part> parts;
    while (!rest.starts_with("--")) {
        if (parts.size() == parts_max)
            throw Fault(Refusal::bad_request, "http.many_parts", {{"most", std::to_string(parts_max)}});
        const auto head_end = rest.find("\r\n\r\n");
        if (!rest.starts_with("\r\n") || head_end == std::string_view::npos || head_end == 0 || head_end > 8192)
            malformed();
        Part part = read_head(rest.substr(2, head_end - 2));
        rest.remove_prefix(head_end + 4);
        const auto end = rest.find(between);
        if (end == std::string_view::npos)
            malformed();
        if (end > upload_bytes_max)
            throw Fault(Refusal::too_large, "http.too_large", {{"most", in_bytes(upload_bytes_max)}});
        part.bytes = rest.substr(0, end);
        rest.remove_prefix(end + between.size());
        parts.push_back(std::move(part));
    }
    return parts;
}

} // namespace liandong::http
