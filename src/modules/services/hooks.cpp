#include "modules/services/hooks.hpp"

#include "base/region_code.hpp"
#include "modules/services/rules.hpp"
#include "modules/services/store.hpp"
#include "record/condition.hpp"

namespace liandong::modules::services {
namespace {

/// Whether the public may know of the station: the pack says which states are open.
bool open(const record::HookCall& call, const record::Shape& stations, const record::Record& station) {
    const record::AskedOf asked(call.house, call.given, &call.session, stations, station);
    return stations.type->open && expr::holds(*record::tree(stations.type->open->where), asked);
}

std::string text_of(const base::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text ? *text : std::string();
}

/// Danger to somebody makes a request urgent, whatever was ticked.
void weigh(record::HookCall& call, const Crisis& crisis) {
    if (!speaks_of_danger(crisis, text_of(call.record["matter"]) + "\n" + text_of(call.record["story"])))
        return;
    call.record["in_danger"] = true;
    call.record["urgency"] = most_urgent(call.house.pack);
}

void place(record::HookCall& call) {
    const auto* place = std::get_if<std::string>(&call.record["place"]);
    const auto code = place ? base::RegionCode::parse(*place) : std::nullopt;
    if (!code || !base::is_empty(call.record["station"]))
        return; // somebody at the window may have said which station
    const record::Shape& stations = call.house.shapes.of("stations.station");
    for (const Uuid& id :
         stations_covering(call.session, code->at(base::RegionLevel::town).text(), call.given.today())) {
        const auto station = call.house.store.fetch(call.session, stations, id);
        if (station && open(call, stations, *station)) {
            call.record["station"] = base::to_text(id);
            return;
        }
    }
}

} // namespace

void add_hooks(record::Hooks& hooks, Crisis crisis) {
    hooks.events["services.place_request"] = [crisis = std::move(crisis)](record::HookCall& call) {
        weigh(call, crisis);
        place(call);
    };
}

} // namespace liandong::modules::services
