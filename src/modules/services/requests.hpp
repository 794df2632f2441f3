// The resident's request in the portal, without an account: asked once and answered with a receipt and a code, then
// followed, withdrawn or rated by whoever holds both.
#pragma once

#include <boost/json/fwd.hpp>
#include <functional>
#include <string>

#include "modules/desk.hpp"
#include "modules/services/crisis.hpp"

namespace liandong::modules::services {

/// What makes a change the same change, and where it came from.
struct Sent {
    base::Uuid id;       // Request-Id
    std::string words;   // method, address and body as they came
    std::string address; // of the caller
};

struct Answer {
    int status = 200;
    std::string json;
};

/// Takes a request for help: makes and submits it in one transaction with its receipt. 201
/// {"receipt","code","answer_by", "station":{"name","phone"}|null,"county","in_danger"}; the same Sent again gives the
/// same answer, code included. Throws Fault invalid with all findings under the page's names, too_many
/// "portal.too_many" past $portal.requests_hour from one place, conflict for another body under the same id.
Answer ask(const Desk& desk, const Crisis& crisis, const Sent& sent, const boost::json::object& body);

/// Shows, withdraws or rates the request of a receipt, whichever the body says. Throws Fault absent "portal.code_wrong"
/// for a wrong receipt and a wrong code alike, too_many "portal.tries" after $portal.code_tries of them at one receipt
/// or $portal.code_tries_place from one place, invalid and conflict for what cannot be done. `sent` is asked for only
/// when something changes.
Answer act(const Desk& desk, const std::function<Sent()>& sent, const std::string& address, const std::string& typed,
           const boost::json::object& body);

} // namespace liandong::modules::services
