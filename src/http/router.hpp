// The table of routes: which handler answers which address, with all that hooks, limits and the OpenAPI document need
// to know.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"
#include "http/reply.hpp"
#include "http/request.hpp"

namespace liandong::http {

using Handler = std::function<Reply(Request&)>;

/// One parameter of the query. A name that no parameter declares is refused, so that a misspelt filter is heard.
struct Parameter {
    std::string name;
    base::Words words = {};
    std::string kind = "string"; // of JSON Schema: string, integer, boolean
    bool needed = false;
    std::int64_t least = 0, most = 0;     // of an integer
    std::vector<std::string> one_of = {}; // the only words it takes
    std::string format = {};              // of a string: date, uuid
};

/// Whether a request must carry its own Request-Id. may: the body decides.
enum class Once { no, may, must };

/// What a request may carry: it sets the limit, which holds for chunked bodies too.
enum class Carries { json, upload };

inline constexpr std::size_t json_bytes_max = 1'000'000;
inline constexpr std::size_t upload_bytes_max = 20'000'000; // one part of an upload
inline constexpr std::size_t upload_wrapping_max = 100'000; // around it, when it comes as multipart

struct Route {
    std::string method;  // GET, POST, PATCH, DELETE; HEAD and OPTIONS follow from these
    std::string pattern; // "/api/v1/records/{type}/{id}"; a literal goes before a {name}
    Handler handler;
    std::string right = {};   // the right it needs, in the words of roles.toml; read by the hook, not here
    bool open = false;        // answers without an account
    base::Words summary = {}; // one line of the OpenAPI document
    std::vector<Parameter> query = {};
    Carries carries = Carries::json;
    std::string takes = {};   // name of the body's schema; empty when there is none
    std::string answers = {}; // name of the reply's schema; empty: any JSON
    std::string answers_type = "application/json";
    int status = 200;       // when it went well
    Once once = Once::no;   // a change that happens once: refused without a Request-Id
    bool versioned = false; // refused without an If-Match
    bool tagged = false;    // answers with an ETag
    bool sets_cookie = false;
    std::vector<int> also = {};     // further statuses that carry the same body
    std::vector<int> refusals = {}; // those that refusals_of (http/openapi) does not know from the rest
};

using Routes = std::vector<Route>;

class Router {
public:
    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    /// Takes a table in. Two routes for one method and address are a std::logic_error.
    void add(Routes routes);

    struct Match {
        const Route* route = nullptr; // nothing: no such address (allow is empty) or no such method (allow says which)
        std::vector<std::string> values; // of the pattern's names, in order, decoded
        std::string allow;               // "GET, HEAD, POST"
    };
    /// Throws Fault bad_request when the path is not well-formed UTF-8 once decoded.
    Match match(std::string_view method, std::string_view path) const;

    /// All routes in the order they came.
    const std::vector<std::unique_ptr<const Route>>& routes() const { return routes_; }

private:
    struct Node;
    std::unique_ptr<Node> root_;
    std::vector<std::unique_ptr<const Route>> routes_;
};

/// The names in braces of a pattern, in order.
std::vector<std::string> names_of(std::string_view pattern);

} // namespace liandong::http
