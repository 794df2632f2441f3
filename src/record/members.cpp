#include "record/members.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"

namespace liandong::record {

std::string short_name(std::string_view name) {
    return base::well_formed(name) && name.size() <= 80 ? std::string(name) : "…";
}

std::vector<base::Finding> unknown_members(const boost::json::object& body,
                                           std::initializer_list<std::string_view> known, const std::string& at) {
    std::vector<base::Finding> findings;
    for (const auto& [name, value] : body)
        if (std::find(known.begin(), known.end(), std::string_view(name)) == known.end())
            findings.push_back({at + short_name(name), "http.unknown_field", {}, {{"field", short_name(name)}}});
    return findings;
}

void refuse_unknown_members(const boost::json::object& body, std::initializer_list<std::string_view> known) {
    if (auto findings = unknown_members(body, known); !findings.empty())
        throw base::Fault(std::move(findings));
}

} // namespace liandong::record
