// Reads the members of a JSON document field by field, with the path of each, and keeps everything that is wrong.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/fault.hpp"

namespace liandong::linkage {

/// One thing wrong with a document: where (`needs[3].starts`) and what.
struct Wrong {
    std::string path;
    base::Words words;
};

/// What was found while reading: faults, up to twenty.
struct Findings {
    std::vector<Wrong> wrong;
    bool full() const { return wrong.size() >= 20; }
    void add(std::string path, base::Words words);
};

class JsonReader {
public:
    /// `object` and `findings` outlive the reader. Members not asked for are found when it goes, with the nearest that
    /// is.
    JsonReader(const boost::json::object& object, std::string path, Findings& findings);
    ~JsonReader();
    JsonReader(const JsonReader&) = delete;

    std::string text(std::string_view name, bool required, std::size_t most = 200);
    std::vector<std::string> texts(std::string_view name, std::size_t most = 100);
    std::int64_t whole(std::string_view name, std::int64_t least, std::int64_t most,
                       std::optional<std::int64_t> otherwise = {});
    std::optional<double> number(std::string_view name, double least, double most, bool required);
    bool flag(std::string_view name);
    std::optional<base::Instant> instant(std::string_view name, bool required);
    /// Each element of a list that must hold objects; false when the member is absent or null.
    bool objects(std::string_view name, std::size_t most,
                 const std::function<void(const boost::json::object&, std::string path)>& each);
    /// A member that must be an object; absent or null is an empty one.
    void object(std::string_view name, const std::function<void(const boost::json::object&, std::string path)>& read);
    /// Any value; nothing when absent or null.
    const boost::json::value* any(std::string_view name);

    void wrong(std::string_view name, base::Words words);
    std::string path_of(std::string_view name) const;

private:
    const boost::json::object& object_;
    std::string path_;
    Findings& findings_;
    std::set<std::string, std::less<>> asked_;
};

/// RFC 3339; without a zone it is +08:00, without seconds the full minute.
std::optional<base::Instant> read_instant(std::string_view text);

} // namespace liandong::linkage
