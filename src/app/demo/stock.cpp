// Goods of the demonstration: what a need asks of its station's stock is held, handed over and used up.
#include <boost/json.hpp>

#include "app/demo/stage.hpp"

namespace liandong::app::demo {
namespace {

namespace json = boost::json;

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t wanted = 2;

record::Record stock_of(Stage& stage, db::Session& session, const Station& station) {
    const auto& shape = stage.house.kernel.shapes().of("charity.resource");
    return *stage.house.kernel.store().fetch(session, shape, station.resources.front());
}

} // namespace

json::object goods_of(Stage& stage, db::Session& session, const Station& station, base::Instant at) {
    const auto resource = stock_of(stage, session, station);
    const json::object row{{"item", std::get<std::string>(resource["item"])},
                           {"unit", std::get<std::string>(resource["unit"])},
                           {"quantity", wanted}};
    return {{"linkage.need_goods", json::object{{base::to_text(stage.chance.id(at)), row}}}};
}

base::Uuid hold_goods(Stage& stage, db::Session& session, const Station& station, const base::Uuid& need,
                      const record::Actor& worker, base::Instant at) {
    const std::string resource = base::to_text(station.resources.front());
    const auto row = session.rows("select id from linkage_need_goods where need = ?", need).front().uuid(0);
    const json::object taken{{"resource", resource},
                             {"need", base::to_text(need)},
                             {"need_goods", base::to_text(row)},
                             {"quantity", wanted}};
    json::object asked = taken;
    asked["kind"] = stage.code("offer_kind", "to_resource");
    asked["reasons"] = "本站库存，品类相符";
    const auto offer = stage.create(session, "linkage.offer", asked, worker, at);
    stage.fire(session, "linkage.offer", offer, "send", {}, worker, at);
    json::object held = taken;
    held["offer"] = base::to_text(offer);
    stage.create(session, "linkage.reservation", held, worker, at);
    stage.fire(session, "linkage.offer", offer, "accept", {}, worker, {at.ms + hour_ms});
    return offer;
}

} // namespace liandong::app::demo
