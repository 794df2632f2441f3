#include "modules/clocks/works.hpp"

#include "jobs/lease.hpp"

namespace liandong::modules::clocks {
namespace {

constexpr std::size_t dropped_at_once = 500;

} // namespace

follow::Directory directory() {
    return [](db::Session& session, const follow::Addressee& addressee) {
        return addressee.member ? access::accounts_of(session, *addressee.member, addressee.id)
                                : access::accounts_in_role(session, addressee.role, addressee.region);
    };
}

jobs::Work tidy_work(const Desk& desk) {
    const std::string name = "tidy";
    return {.name = name,
            .waits =
                [name](db::Session& session, base::Instant now) {
                    const auto days = jobs::days(session, name);
                    return !days.through || *days.through < base::day_of(now);
                },
            .piece =
                [&desk, name](db::Session& session, base::Instant now) {
                    if (!desk.door.drop_old(session, now, dropped_at_once))
                        jobs::save(session, name, {.through = base::day_of(now), .under_way = {}, .reached = {}});
                }};
}

std::vector<jobs::Work> works(const Desk& desk, Say say) {
    const auto timetable = std::make_shared<const follow::Timetable>(desk.kernel.house());
    return {window_work(desk), due_work(desk, timetable, directory(), std::move(say)), tidy_work(desk)};
}

} // namespace liandong::modules::clocks
