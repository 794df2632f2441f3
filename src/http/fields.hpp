// Reads the members of a JSON object one by one and tells all that is wrong with them at once.
#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace liandong::http {

class Fields {
public:
    /// `object` outlives the reader.
    explicit Fields(const boost::json::object& object) : object_(object) {}

    /// A text of at most so many characters, trimmed and in NFC; empty when it is wrong, and done() says so.
    std::string text(std::string_view name, std::size_t most = 1000);
    /// The same, nothing when absent, null or empty.
    std::optional<std::string> maybe_text(std::string_view name, std::size_t most = 1000);
    /// As it was typed: for passwords and codes, where a blank counts.
    std::string secret(std::string_view name, std::size_t most = 1000);
    /// A whole number within bounds.
    std::int64_t number(std::string_view name, std::int64_t least, std::int64_t most);
    std::optional<std::int64_t> maybe_number(std::string_view name, std::int64_t least, std::int64_t most);
    /// One of the words; nothing when absent.
    std::optional<std::string> maybe_word(std::string_view name, const std::vector<std::string>& words);
    /// false when absent.
    bool flag(std::string_view name);
    /// Any value, for the handler to read on; nothing when absent or null.
    const boost::json::value* any(std::string_view name);

    /// Throws Fault with every finding (record.required, record.too_long, record.out_of_range,
    /// record.no_such_word, http.wrong_kind, http.unknown_field): a member nobody asked for is one. To be called when
    /// all have been read.
    void done();

private:
    void found(std::string_view name, std::string code, base::Params params = {});
    std::optional<std::string> read_text(std::string_view name, std::size_t most, bool as_typed);

    const boost::json::object& object_;
    std::set<std::string, std::less<>> asked_;
    std::vector<base::Finding> findings_;
};

} // namespace liandong::http
