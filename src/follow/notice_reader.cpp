#include "follow/notice_reader.hpp"

#include <algorithm>

#include "follow/versions.hpp"
#include "record/condition.hpp"
#include "record/sentence.hpp"

namespace liandong::follow {
namespace {

bool tells(const pack::Type& type) {
    const auto some = [](const pack::Effect& effect) { return !effect.tell.empty(); };
    return std::any_of(type.events.begin(), type.events.end(), [&](const auto& one) { return some(one.effect); }) ||
           std::any_of(type.reached.begin(), type.reached.end(), [&](const auto& one) { return some(one.effect); });
}

bool moved(const journal::Line& line) {
    return std::find(line.fields.begin(), line.fields.end(), "state") != line.fields.end();
}

} // namespace

void NoticeReader::follow(db::Session& session, const record::Shape& shape, const ByRecord& lines,
                          const std::map<std::string, Made>&) {
    if (!directory_ || !tells(*shape.type))
        return;
    for (const auto& [id, its] : lines) {
        if (std::none_of(its.begin(), its.end(), [](const auto& line) { return line.act == "event"; }))
            continue;
        Versions versions(house_, session, shape, id, house_.store.fetch(session, shape, id));
        for (const journal::Line& line : its)
            if (line.act == "event")
                if (const record::Record* record = versions.at(line.version))
                    told(session, shape, *record, line);
    }
}

/// The record as it was right after the event says whom and with which values.
void NoticeReader::told(db::Session& session, const record::Shape& shape, const record::Record& record,
                        const journal::Line& line) {
    std::vector<const pack::Effect*> effects;
    if (const pack::Event* event = shape.type->event(line.event))
        effects.push_back(&event->effect);
    for (const auto& reached : shape.type->reached)
        if (moved(line) && reached.state == record.state)
            effects.push_back(&reached.effect);
    record::Given given;
    given.now = line.at;
    const record::AskedOf asked(house_, given, &session, shape, record);
    std::size_t n = 0;
    for (const pack::Effect* effect : effects)
        for (const auto& one : effect->tell) {
            const std::string source = "event " + std::to_string(line.position) + " " + std::to_string(n++);
            const auto words = house_.pack.texts.find(one.text);
            if (words == house_.pack.texts.end())
                continue;
            if (one.when.given() && !expr::holds(*record::tree(one.when), asked))
                continue;
            const Notice notice{.source = source,
                                .text = one.text,
                                .params = record::filling(house_, shape, asked, words->second, given.today()),
                                .type = shape.name(),
                                .record = record.id,
                                .position = line.position,
                                .due_at = {},
                                .at = line.at};
            tell(session, directory_, addressees(house_, asked, shape, record, one.who), notice, line.account);
        }
}

} // namespace liandong::follow
