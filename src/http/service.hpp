// What the transport asks of the house. It knows no more of it than this.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/fault.hpp"
#include "http/reply.hpp"
#include "http/request.hpp"

namespace liandong::http {

/// How much body a request may bring, and whether it may take its time: a file may come slowly, a form may not.
struct Allowance {
    std::size_t bytes = 0;
    bool patient = false;
};

class Service {
public:
    virtual ~Service() = default;

    /// Asked once the header is read, on an io thread: must not wait.
    virtual Allowance allowance(const Request& request) const = 0;
    /// The reply when it lies ready in memory; asked on an io thread, so that pages come also when every worker is
    /// busy.
    virtual std::optional<Reply> at_once(Request& request) = 0;
    /// The reply. Called on a worker; never throws.
    virtual Reply answer(Request& request) = 0;
    /// The reply to what never became a request the house could answer; `code` is a message code. Never throws.
    virtual Reply refuse(int status, std::string_view code, const base::Params& params, Language language) = 0;
};

} // namespace liandong::http
