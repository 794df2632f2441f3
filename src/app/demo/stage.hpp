// Making demonstration records through the kernel's own door, each at its own moment, so that journals, figures and
// numbers come out as if people had worked for a year.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "app/demo/chance.hpp"
#include "app/house.hpp"

namespace liandong::app::demo {

class Stage {
public:
    Stage(House& made_in, std::uint64_t seed) : house(made_in), chance(seed) {}

    /// Creates a record of a type as `me` at `at`; rows as in the interface. Throws what the kernel throws.
    base::Uuid create(db::Session& session, const std::string& type, const boost::json::object& fields,
                      const record::Actor& me, base::Instant at, const boost::json::object& rows = {});
    void fire(db::Session& session, const std::string& type, const base::Uuid& id, const std::string& event,
              const boost::json::object& fields, const record::Actor& me, base::Instant at,
              const std::string& reason = {});
    /// The stored code of a word: code("urgency", "urgent").
    std::string code(const std::string& list, const std::string& word) const;
    /// A handful of words of a list, as JSON.
    boost::json::array some_codes(const std::string& list, int most);
    /// The state a record is in.
    std::string state(db::Session& session, const std::string& type, const base::Uuid& id) const;

    House& house;
    Chance chance;
};

/// Somebody of the demonstration who can act.
struct Person {
    base::Uuid id;
    std::string name;
    std::string village;
};

struct Station {
    base::Uuid id;
    std::string name;
    std::string town;
    std::vector<record::Actor> workers; // who work here, as the server knows them when they are signed in
    std::vector<base::Uuid> volunteers;
    std::vector<record::Actor> volunteer_actors;
    std::vector<std::vector<std::pair<base::Instant, base::Instant>>> busy; // of each volunteer
    std::vector<base::Uuid> resources;
};

/// A person with everything a register asks for, living in a village of the town.
Person make_person(Stage& stage, db::Session& session, const std::string& town, int age_low, int age_high,
                   base::Instant at);
/// A station that has opened, its coverage of its own town and its workers. `depth` says how many workers.
Station make_station(Stage& stage, db::Session& session, const std::string& town, int workers, base::Instant opened);
/// Most stations prove their mandatory six haves with a paper of evidence and run fully; the others stay on trial.
void pass_six_haves(Stage& stage, db::Session& session, const Station& station, base::Instant opened);
void make_volunteers(Stage& stage, db::Session& session, Station& station, int count, base::Instant from);
void make_resources(Stage& stage, db::Session& session, Station& station, int count, base::Instant from);
/// The rows of a need that asks for two of what the station keeps first in stock.
boost::json::object goods_of(Stage& stage, db::Session& session, const Station& station, base::Instant at);
/// Asks the station's stock for a need's goods and holds them; the offer, accepted. Its `finish` uses them up.
base::Uuid hold_goods(Stage& stage, db::Session& session, const Station& station, const base::Uuid& need,
                      const record::Actor& worker, base::Instant at);
/// Agencies registered at the county of a town, where they have their seat.
void make_agencies(Stage& stage, db::Session& session, const std::string& town, int count, base::Instant founded);
/// One request from its arrival through as much of its life as its age allows.
void make_request(Stage& stage, db::Session& session, Station& station, base::Instant arrived);
/// A request in service with a need of the coming days that nobody has been asked for yet: something to plan.
void make_open_need(Stage& stage, db::Session& session, Station& station);
/// What waits for the accounts of the demonstration this morning: requests not taken up yet, and an offer to the
/// station's first volunteer.
void make_morning(Stage& stage, db::Session& session, Station& station);

} // namespace liandong::app::demo
