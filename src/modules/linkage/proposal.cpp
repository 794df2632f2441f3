#include "modules/linkage/proposal.hpp"

#include <boost/json.hpp>

namespace liandong::modules::linkage {
namespace {

namespace json = boost::json;

json::object object_of(const Said& said) {
    json::object params;
    for (const auto& [name, value] : said.params)
        params[name] = value;
    return {{"who", said.who}, {"code", said.code}, {"params", std::move(params)}};
}

Said said_in(const json::value& value) {
    Said said{std::string(value.at("who").as_string()), std::string(value.at("code").as_string()), {}};
    for (const auto& [name, param] : value.at("params").as_object())
        said.params.emplace(name, param.as_string());
    return said;
}

Uuid id_in(const json::value& value) { return *base::parse_uuid(std::string_view(value.as_string())); }

} // namespace

std::string to_json(const Proposal& proposal) {
    json::array volunteers, resources, reasons, unmet;
    for (const Uuid& id : proposal.volunteers)
        volunteers.emplace_back(base::to_text(id));
    for (const Share& share : proposal.resources)
        resources.push_back(
            {{"id", base::to_text(share.id)}, {"quantity", share.quantity}, {"money_fen", share.money_fen}});
    for (const Said& said : proposal.reasons)
        reasons.push_back(object_of(said));
    for (const Lack& lack : proposal.unmet) {
        json::object one{{"part", lack.part}, {"missing", lack.missing}, {"why", object_of(lack.why)}};
        if (lack.would_help)
            one["would_help"] = object_of(*lack.would_help);
        unmet.push_back(std::move(one));
    }
    json::object body{{"volunteers", std::move(volunteers)},
                      {"resources", std::move(resources)},
                      {"reasons", std::move(reasons)},
                      {"unmet", std::move(unmet)}};
    if (proposal.worker)
        body["worker"] = base::to_text(*proposal.worker);
    return json::serialize(body);
}

void read_json(std::string_view text, Proposal& proposal) {
    const json::value body = json::parse(text);
    if (const auto* worker = body.as_object().if_contains("worker"))
        proposal.worker = id_in(*worker);
    for (const auto& id : body.at("volunteers").as_array())
        proposal.volunteers.push_back(id_in(id));
    for (const auto& one : body.at("resources").as_array())
        proposal.resources.push_back(
            {id_in(one.at("id")), one.at("quantity").as_int64(), one.at("money_fen").as_int64()});
    for (const auto& one : body.at("reasons").as_array())
        proposal.reasons.push_back(said_in(one));
    for (const auto& one : body.at("unmet").as_array()) {
        Lack lack{std::string(one.at("part").as_string()), one.at("missing").as_int64(), said_in(one.at("why")),
                  std::nullopt};
        if (const auto* help = one.as_object().if_contains("would_help"))
            lack.would_help = said_in(*help);
        proposal.unmet.push_back(std::move(lack));
    }
}

} // namespace liandong::modules::linkage
