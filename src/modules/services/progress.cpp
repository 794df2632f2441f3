#include "modules/services/progress.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "journal/journal.hpp"
#include "modules/services/rules.hpp"
#include "record/condition.hpp"

namespace liandong::modules::services {
namespace {

namespace json = boost::json;
using record::Record;

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

/// Every state the request came to, the draft left out: nobody ever sees a request of the portal before it is sent.
json::array steps(db::Session& session, const Record& request) {
    json::array steps;
    for (const auto& line : journal::of_record(session, request.type->name, request.id))
        if (const auto* state = request.type->state(reached(line)); state && !state->start)
            steps.push_back(
                json::object{{"state", state->name}, {"label", both(state->label)}, {"at", base::to_text(line.at)}});
    return steps;
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

json::object progress(const Desk& desk, db::Session& session, const record::Given& given, const Record& request) {
    json::object out{
        {"receipt", text_of(request["number"])}, {"matter", text_of(request["matter"])}, {"state", request.state}};
    out["state_label"] = both(request.type->state(request.state)->label);
    out["steps"] = steps(session, request);
    const auto* answer_by = std::get_if<std::int64_t>(&request["answer_by"]);
    out["answer_by"] = answer_by ? json::value(base::to_text(base::Instant{*answer_by})) : json::value();
    out["station"] = station_of(desk, session, request);
    if (!base::is_empty(request["result"]))
        out["result"] = text_of(request["result"]);
    out["may"] = may(desk, session, given, request);
    return out;
}

} // namespace liandong::modules::services
