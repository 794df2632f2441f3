// From what the registers hold to what the engine is asked. Pure: it is told one snapshot and returns the engine's
// input.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/matching/match.hpp"
#include "pack/pack.hpp"
#include "record/record.hpp"

namespace liandong::modules::linkage {

using base::Instant;
using base::Uuid;
using record::Record;

/// Somebody who was asked: while the offer stands she is busy then; when she has turned it down she is not asked for
/// the same need again.
struct Invitation {
    Uuid need, who; // a worker or a volunteer
    bool to_worker = false;
    std::string state; // of the offer
    Instant from, to;

    /// Asked, accepted, there or done: the place is taken.
    bool stands() const;
    /// Declined, or left without an answer.
    bool turned_down() const { return state == "declined" || state == "expired"; }
};

/// Goods of a need that nothing is held for yet.
struct MissingGoods {
    Uuid need, row; // linkage.need, linkage.need_goods
    std::string item, unit;
    std::int64_t quantity = 0;
};

/// A worker or volunteer who has served the client of this need before.
struct Acquaintance {
    Uuid need, who;
};

/// What one snapshot of the registers says.
struct Situation {
    Instant now;
    std::vector<Record> needs, workers, volunteers, resources;
    std::map<std::string, Record> stations; // of the workers and resources, by id
    std::vector<Invitation> invitations;
    std::vector<MissingGoods> goods;
    std::vector<Acquaintance> known;
};

/// The numbers a policy officer may change, on the day of the plan.
struct Policy {
    matching::Weights weights;
    std::int64_t seconds = 20;
    std::int64_t month_minutes_most = 3600;
    std::int64_t cases_most = 20;
    std::int64_t goods_km = 50;
};

/// Reads linkage.*, vol.* and services.cases_max; what the pack does not name stays as the engine has it. The weight of
/// the urgency is the factor of one step in tenths, that of what stays unmet the points of one unit of goods.
Policy policy_on(const pack::Pack& pack, base::Date day);

/// The point of a division; nothing when it is unknown.
using PointOf = std::function<std::optional<matching::Point>(const std::string& region)>;

/// What is still missing of a need: the whole of it, less what stands.
struct Missing {
    std::int64_t people = 0;
    bool worker = false;
    std::vector<MissingGoods> goods;
    std::int64_t money_fen = 0;

    bool nothing() const { return people <= 0 && !worker && goods.empty() && money_fen <= 0; }
};
Missing missing_of(const Record& need, const Situation& situation);

/// The engine's input: needs with something missing, and everybody and everything that might meet it. What has no place
/// on the map is left out. `seed` draws the lots between equals.
matching::Input input_of(const Situation& situation, const Policy& policy, const PointOf& point_of);

/// The name under which the engine knows goods: the same item counted in another unit is another thing. And back.
std::string goods_key(const std::string& item, const std::string& unit);
struct GoodsName {
    std::string item, unit;
};
GoodsName goods_of(const std::string& key);

/// The half-days of the week ("11" Monday morning … "72" Sunday afternoon) on these days: mornings from 6 to 12,
/// afternoons from 12 to 22, joined where they touch.
std::vector<matching::Window> half_days(const base::Codes& slots, const std::set<base::Date>& days);
/// The windows less one stretch of time.
std::vector<matching::Window> without(const std::vector<matching::Window>& windows, const matching::Window& busy);

} // namespace liandong::modules::linkage
