// The front of the house: finds the route, lets the hook look, calls the handler and turns whatever comes back, or is
// thrown, into one reply. The one catch is here.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "http/metrics.hpp"
#include "http/refusal.hpp"
#include "http/router.hpp"
#include "http/service.hpp"
#include "http/static_files.hpp"

namespace liandong::http {

struct Hooks {
    /// The sentence of a message code.
    WordsOf words;
    /// Called with the route found, before its handler: session, token, origin, right. Throws Fault; may set
    /// Request::caller.
    std::function<void(Request&)> before;
    /// Whether an exception means that a change may or may not have happened. Then the handler is asked again: the same
    /// Request-Id finds what it did, or does it.
    std::function<bool(const std::exception&)> unsure;
};

class Front : public Service {
public:
    /// `metrics` outlives the front.
    Front(Router router, StaticFiles files, Hooks hooks, Metrics& metrics);

    Allowance allowance(const Request& request) const override;
    std::optional<Reply> at_once(Request& request) override;
    Reply answer(Request& request) override;
    Reply refuse(int status, std::string_view code, const base::Params& params, Language language) override;

    const Router& router() const { return router_; }

private:
    Reply routed(Request& request);
    Reply sure(Request& request);
    Reply guarded(Request& request);
    Reply broken(const Request& request, std::string_view what);
    void finish(Reply& reply, const Request& request);

    Router router_;
    StaticFiles files_;
    Hooks hooks_;
    Refuser refuser_;
    Metrics& metrics_;
};

} // namespace liandong::http
