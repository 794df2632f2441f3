// The six haves of a demonstration station: one small paper of evidence, marked 演示, sent and named as any other, the
// mandatory items verified on it, and the station running fully.
#include <algorithm>
#include <charconv>

#include "app/demo/stage.hpp"

namespace liandong::app::demo {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

/// Its own source of chance, so that what comes after it stays what it was.
Chance chance_of(const Station& station) {
    std::uint64_t town = 0;
    std::from_chars(station.town.data(), station.town.data() + station.town.size(), town);
    return Chance(town);
}

std::string paper(const Station& station, const std::vector<record::Record>& items) {
    std::string text = "演示佐证，内容均为虚构\n\n" + station.name + "\n";
    for (const auto& item : items)
        text += std::get<std::string>(item["item"]) + " " + std::get<std::string>(item["words"]) + "：已核对（演示）\n";
    return text;
}

blob::Blob send(Stage& stage, db::Session& session, const Station& station, const std::string& text, base::Uuid id,
                base::Instant at) {
    const auto& head = station.workers.front();
    blob::Blob blob{.id = id, .name = "六有佐证（演示）.txt", .owner = head.account};
    const auto content = stage.house.attachments.keep(text);
    stage.house.attachments.add(
        session, blob, content,
        {.account = head.account, .role = head.role, .region = station.town, .request = {}, .now = at});
    return blob;
}

} // namespace

void pass_six_haves(Stage& stage, db::Session& session, const Station& station, base::Instant opened) {
    const record::Shape& shape = stage.house.kernel.shapes().of("stations.six_have");
    auto items = stage.house.kernel.store().where(session, shape, *shape.parent, base::to_text(station.id), 100);
    std::erase_if(items, [](const auto& item) { return item["mandatory"] != base::Value(true); });
    std::sort(items.begin(), items.end(),
              [](const auto& one, const auto& other) { return one["item"] < other["item"]; });
    Chance chance = chance_of(station);
    if (!chance.happens(80))
        return; // still on trial
    const base::Instant sent{opened.ms + chance.number(30, 120) * day_ms};
    const auto blob = send(stage, session, station, paper(station, items), chance.id(sent), sent);
    const base::Instant verified{sent.ms + 3 * day_ms};
    for (const auto& item : items)
        stage.fire(session, "stations.six_have", item.id, "verify",
                   {{"self_score", chance.number(75, 100)}, {"evidence", base::to_text(blob.id)}}, {}, verified);
    stage.fire(session, "stations.station", station.id, "run", {}, {}, {verified.ms + 7 * day_ms});
}

} // namespace liandong::app::demo
