#include "modules/services/progress.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "base/region_code.hpp"
#include "journal/journal.hpp"
#include "modules/regions/atlas.hpp"
#include "modules/services/rules.hpp"
#include "record/condition.hpp"

namespace liandong::modules::services {
namespace {

namespace json = boost::json;
using record::Record;

constexpr std::size_t needs_most = 100;

json::object both(const base::Words& words) { return {{"zh", words.zh}, {"en", words.en}}; }

json::value text_of(const base::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text ? json::value(*text) : json::value();
}

/// The state a line of the journal led to; empty when it led nowhere else, or its values were erased.
std::string reached(const journal::Line& line) {
    const bool moved = std::find(line.fields.begin(), line.fields.end(), "state") != line.fields.end();
    if (!moved || !line.body)
        return {};
    const json::value body = json::parse(*line.body);
    return std::string(body.as_object().at("state").as_string());
}

struct Step {
    base::Instant at;
    std::string state;
    base::Words label;
};

/// What was arranged for it: the first time any of its needs came to a state for which the pack has words for the
/// public. Who helps, and where, is not among them.
void arranged(const Desk& desk, db::Session& session, const Record& request, std::vector<Step>& steps) {
    const record::Shape* needs = desk.kernel.shapes().find("linkage.need");
    if (!needs)
        return;
    std::map<std::string, base::Instant> first;
    for (const auto& need :
         desk.kernel.store().where(session, *needs, needs->index_of("request"), base::to_text(request.id), needs_most))
        for (const auto& line : journal::of_record(session, needs->name(), need.id))
            if (const std::string state = reached(line); !state.empty()) {
                const auto [known, fresh] = first.emplace(state, line.at);
                if (!fresh)
                    known->second = std::min(known->second, line.at);
            }
    for (const auto& [state, at] : first)
        if (const auto words = desk.pack.texts.find("portal.step." + state); words != desk.pack.texts.end())
            steps.push_back({at, "need." + state, words->second});
}

/// Every state the request came to, the draft left out: nobody ever sees a request of the portal before it is sent.
/// Between them what was arranged.
json::array steps(const Desk& desk, db::Session& session, const Record& request) {
    std::vector<Step> steps;
    for (const auto& line : journal::of_record(session, request.type->name, request.id))
        if (const auto* state = request.type->state(reached(line)); state && !state->start)
            steps.push_back({line.at, state->name, state->label});
    arranged(desk, session, request, steps);
    std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
    json::array told;
    for (const Step& step : steps)
        told.push_back(
            json::object{{"state", step.state}, {"label", both(step.label)}, {"at", base::to_text(step.at)}});
    return told;
}

json::array may(const Desk& desk, db::Session& session, const record::Given& given, const Record& request) {
    json::array words;
    for (const char* name : {"withdraw", "rate"})
        if (opens(*request.type->event(name), request.state) && guard_holds(desk, session, given, request, name))
            words.emplace_back(name);
    return words;
}

} // namespace

bool guard_holds(const Desk& desk, db::Session& session, const record::Given& given, const Record& request,
                 const std::string& event) {
    const record::Shape& shape = desk.kernel.shapes().of(request.type->name);
    const record::AskedOf asked(desk.kernel.house(), given, &session, shape, request);
    const auto* guard = record::tree(request.type->event(event)->guard);
    return !guard || expr::holds(*guard, asked);
}

json::value station_of(const Desk& desk, db::Session& session, const Record& request) {
    const auto* id = std::get_if<std::string>(&request["station"]);
    const record::Shape& stations = desk.kernel.shapes().of("stations.station");
    const auto station = id ? desk.kernel.store().fetch(session, stations, *base::parse_uuid(*id)) : std::nullopt;
    if (!station)
        return nullptr;
    return json::object{{"name", text_of((*station)["name"])}, {"phone", text_of((*station)["phone"])}};
}

std::string county_of(const Desk& desk, const Record& request) {
    const auto county = base::RegionCode::parse(request.region)->at(base::RegionLevel::county);
    const auto* region = desk.atlas.find(county.text());
    return region ? region->name : county.text();
}

bool in_danger(const Record& request) {
    const auto* said = std::get_if<bool>(&request["in_danger"]);
    return said && *said;
}

json::object progress(const Desk& desk, db::Session& session, const record::Given& given, const Record& request) {
    json::object out{
        {"receipt", text_of(request["number"])}, {"matter", text_of(request["matter"])}, {"state", request.state}};
    out["state_label"] = both(request.type->state(request.state)->label);
    out["steps"] = steps(desk, session, request);
    const auto* answer_by = std::get_if<std::int64_t>(&request["answer_by"]);
    out["answer_by"] = answer_by ? json::value(base::to_text(base::Instant{*answer_by})) : json::value();
    out["station"] = station_of(desk, session, request);
    out["county"] = county_of(desk, request);
    out["in_danger"] = in_danger(request);
    if (!base::is_empty(request["result"]))
        out["result"] = text_of(request["result"]);
    if (const auto* stars = std::get_if<std::int64_t>(&request["rating"])) {
        out["rating"] = *stars;
        if (!base::is_empty(request["comment"]))
            out["comment"] = text_of(request["comment"]);
    }
    out["may"] = may(desk, session, given, request);
    return out;
}

} // namespace liandong::modules::services
