#include "modules/services/hooks.hpp"

#include <memory>
#include <mutex>

#include "base/region_code.hpp"
#include "modules/services/crisis.hpp"
#include "modules/services/store.hpp"
#include "record/condition.hpp"

namespace liandong::modules::services {
namespace {

/// Whether the public may know of the station: the pack says which states are open.
bool open(const record::HookCall& call, const record::Shape& stations, const record::Record& station) {
    const record::AskedOf asked(call.house, call.given, &call.session, stations, station);
    return stations.type->open && expr::holds(*record::tree(stations.type->open->where), asked);
}

std::string words_in(const record::Record& record, std::string_view field) {
    const auto* text = std::get_if<std::string>(&record[field]);
    return text ? *text : std::string();
}

/// The portal promises that a social worker takes it first: who writes of danger need not know how to say how urgent.
void hear_danger(record::HookCall& call, const Crisis& crisis) {
    const auto* urgencies = call.house.pack.list(call.shape.field(call.shape.index_of("urgency")).list);
    const auto* urgent = urgencies ? urgencies->by_name("urgent") : nullptr;
    if (urgent && speaks_of_danger(crisis, words_in(call.record, "matter") + "\n" + words_in(call.record, "story")))
        call.record["urgency"] = urgent->code;
}

void find_station(record::HookCall& call) {
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

void add_hooks(record::Hooks& hooks) {
    struct Words {
        std::once_flag read;
        Crisis crisis;
    };
    hooks.events["services.place_request"] = [words = std::make_shared<Words>()](record::HookCall& call) {
        std::call_once(words->read, [&] { words->crisis = read_crisis(call.house.pack.folder); });
        hear_danger(call, words->crisis);
        find_station(call);
    };
}

} // namespace liandong::modules::services
