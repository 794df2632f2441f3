// What a record owes the clock: on which moments an event of its own falls due, somebody is to be reminded, or a night
// rule turns. A function of the record as it stands and of nothing else, so that what is kept of it may be lost.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "record/context.hpp"

namespace liandong::follow {

using base::Date;
using base::Instant;
using base::Uuid;

/// One moment of one record. `what` is "event NAME", "remind CLOCK N", "late CLOCK N" or "rule ID".
struct Due {
    std::string what;
    Instant at; // 0: it has always been so

    auto operator<=>(const Due&) const = default;
};

/// What of a type looks at the clock.
struct Timed {
    const record::Shape* shape = nullptr;
    std::vector<const pack::Event*> events; // with `when`
    std::vector<const pack::Clock*> clocks;
    std::vector<const pack::Rule*> rules; // at night
    std::vector<record::Reader> readers;  // elsewhere: what they owe hangs on fields of this type, one step away

    bool any() const { return !events.empty() || !clocks.empty() || !rules.empty(); }
};

class Timetable {
public:
    explicit Timetable(const record::House& house);

    /// By type; those that owe nothing and that nobody looks at are missing.
    const std::map<std::string, Timed, std::less<>>& types() const { return types_; }
    const Timed* of(std::string_view type) const;
    /// All moments of a record, those gone by too.
    std::vector<Due> dues(db::Session& session, const record::Record& record) const;

    const record::House& house() const { return house_; }

private:
    void watch(const record::Shape& owner, const pack::Text& text);

    const record::House& house_;
    std::map<std::string, Timed, std::less<>> types_;
};

/// When a clock is due, as a moment: a date is due until its day is over. Nothing while the clock does not run.
std::optional<Instant> due_at(const record::AskedOf& asked, const pack::Clock& clock);
/// Whether those whom the clock's line `late` of this number tells have been told by now.
bool told_late(const record::House& house, const record::AskedOf& asked, const pack::Clock& clock, std::size_t n);
/// Whether a night rule finds something in the record at the moment that `asked` tells.
bool finds(const record::AskedOf& asked, const pack::Rule& rule);

/// A record asked at any moment, whatever the clock on the wall says.
class Asked : public record::AskedOf {
public:
    using AskedOf::AskedOf;
    void at(Instant moment) {
        now = moment;
        today = base::day_of(moment);
    }
};

} // namespace liandong::follow
