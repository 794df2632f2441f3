// What the portal's page sends, read against the declaration of services.request. Everything that is not as declared is
// a finding under the name the page knows.
#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <vector>

#include "record/kernel.hpp"

namespace liandong::modules::services {

/// A new request: the portal's own fields, and the channel. Throws Fault invalid with all findings.
record::Patch read_request(const record::House& house, const boost::json::object& body);

/// What somebody does with a receipt and its code.
struct Act {
    enum class Do { follow, withdraw, rate };
    Do what = Do::follow;
    std::string code;    // as typed
    std::string remark;  // why it is withdrawn
    record::Patch patch; // rating and comment
};
/// Throws Fault invalid with all findings.
Act read_act(const record::House& house, const boost::json::object& body);

/// Findings of the kernel under the page's names: its field `comment` is `remark` here.
void rename_for_page(std::vector<base::Finding>& findings);

} // namespace liandong::modules::services
