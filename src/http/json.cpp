#include "http/json.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "base/text.hpp"

namespace liandong::http {
namespace {

namespace json = boost::json;
using base::Fault;
using base::Refusal;

// What the parser calls as it goes; names and signatures are those of boost::json::basic_parser's handlers. Builds the
// value, and refuses what the library's own builder would take: a key twice (it keeps the last), NUL, an infinite
// number.
class Builder {
public:
    static constexpr std::size_t max_array_size = -1;
    static constexpr std::size_t max_object_size = -1;
    static constexpr std::size_t max_string_size = -1;
    static constexpr std::size_t max_key_size = -1;

    bool on_document_begin(json::error_code&) {
        stack_.reset();
        return true;
    }
    bool on_document_end(json::error_code&) { return true; }

    bool on_object_begin(json::error_code&) {
        keys_.emplace_back();
        return true;
    }
    bool on_object_end(std::size_t pairs, json::error_code&) {
        keys_.pop_back();
        stack_.push_object(pairs);
        return true;
    }
    bool on_array_begin(json::error_code&) { return true; }
    bool on_array_end(std::size_t values, json::error_code&) {
        stack_.push_array(values);
        return true;
    }

    bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
        key_.append(part.data(), part.size());
        stack_.push_chars(part);
        return true;
    }
    bool on_key(json::string_view part, std::size_t, json::error_code&) {
        key_.append(part.data(), part.size());
        without_nul(key_);
        if (!keys_.back().insert(key_).second)
            throw Fault(Refusal::bad_request, "http.key_twice", {{"key", key_.size() > 60 ? "…" : key_}});
        key_.clear();
        stack_.push_key(part);
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
        without_nul(part);
        stack_.push_chars(part);
        return true;
    }
    bool on_string(json::string_view part, std::size_t, json::error_code&) {
        without_nul(part);
        stack_.push_string(part);
        return true;
    }

    bool on_number_part(json::string_view, json::error_code&) { return true; }
    bool on_int64(std::int64_t number, json::string_view, json::error_code&) {
        stack_.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, json::string_view, json::error_code&) {
        stack_.push_uint64(number);
        return true;
    }
    bool on_double(double number, json::string_view, json::error_code&) {
        if (!std::isfinite(number))
            throw Fault(Refusal::bad_request, "http.big_number");
        stack_.push_double(number);
        return true;
    }
    bool on_bool(bool answer, json::error_code&) {
        stack_.push_bool(answer);
        return true;
    }
    bool on_null(json::error_code&) {
        stack_.push_null();
        return true;
    }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }

    json::value release() { return stack_.release(); }

private:
    static void without_nul(json::string_view text) {
        if (text.find('\0') != json::string_view::npos)
            throw Fault(Refusal::bad_request, "http.bad_text");
    }

    json::value_stack stack_;
    std::vector<std::set<std::string>> keys_;
    std::string key_;
};

// Where in the text a byte stands, as an editor counts: lines and columns from 1.
base::Params place(std::string_view text, std::size_t position) {
    const auto before = text.substr(0, position);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto column = base::length(before.substr(before.rfind('\n') + 1)) + 1;
    return {{"line", std::to_string(line)}, {"column", std::to_string(column)}};
}

// Whether the first half of a surrogate pair stands just before: the parser calls what follows it a plain error of
// syntax.
bool after_half_a_pair(std::string_view text) {
    if (text.size() < 6)
        return false;
    const auto escape = text.substr(text.size() - 6);
    constexpr std::string_view leading = "89abAB";
    return escape.starts_with("\\u") && (escape[2] == 'd' || escape[2] == 'D') &&
           leading.find(escape[3]) != leading.npos;
}

[[noreturn]] void refuse(const json::error_code& error, std::string_view text, std::size_t position) {
    if (error == json::error::too_deep)
        throw Fault(Refusal::bad_request, "http.too_deep", {{"most", std::to_string(json_depth_max)}});
    if (error == json::error::illegal_leading_surrogate || error == json::error::illegal_trailing_surrogate ||
        error == json::error::expected_utf16_escape || after_half_a_pair(text.substr(0, position)))
        throw Fault(Refusal::bad_request, "http.bad_text");
    if (error == json::error::exponent_overflow || error == json::error::not_number)
        throw Fault(Refusal::bad_request, "http.big_number");
    throw Fault(Refusal::bad_request, "http.bad_json", place(text, position));
}

} // namespace

json::value read_json(std::string_view text) {
    if (!base::well_formed(text))
        throw Fault(Refusal::bad_request, "http.bad_text");
    json::parse_options options;
    options.max_depth = json_depth_max;
    json::basic_parser<Builder> parser(options);
    json::error_code error;
    const auto read = parser.write_some(false, text.data(), text.size(), error);
    if (error)
        refuse(error, text, read);
    // Only blanks may follow the value; write_some has taken them already.
    if (read < text.size() || !parser.done())
        throw Fault(Refusal::bad_request, "http.bad_json", place(text, read));
    return parser.handler().release();
}

} // namespace liandong::http
