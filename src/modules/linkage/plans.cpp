#include "modules/linkage/plans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "access/decide.hpp"
#include "base/region_code.hpp"
#include "crypt/digest.hpp"
#include "modules/linkage/store.hpp"
#include "modules/linkage/values.hpp"
#include "modules/linkage/words.hpp"
#include "modules/regions/atlas.hpp"
#include "record/list.hpp"
#include "record/sight.hpp"

namespace liandong::modules::linkage {
namespace {

using base::Fault;
using base::Refusal;
using record::Shape;
using record::Sight;

constexpr std::size_t planned_needs_most = 500, registered_most = 20'000;

constexpr const char* open_needs = "state in (posted, planned, offered) and starts_at > now";
constexpr const char* workers_in_post = "in_post and started_on <= today and (left_on is empty or left_on > today)";
constexpr const char* verified = "state = normal";
constexpr const char* in_stock = "state = available and since <= today and (until is empty or until >= today)";

void refuse_scope(const Desk& desk, const record::Given& given, const Scope& scope) {
    const Shape& shape = desk.kernel.shapes().of("linkage.plan");
    const Sight may = access::sight(desk.pack, given.me, *shape.type, "plan");
    if (may.blind())
        throw Fault(Refusal::forbidden, "access.not_this_role");
    if (!desk.atlas.find(scope.region))
        throw Fault({{"region", "record.no_such_region", "14", {{"value", scope.region}}}});
    const auto mine = [&](const record::Ray& ray) {
        const auto outer = base::RegionCode::parse(ray.region);
        return !outer || base::RegionCode::parse(scope.region)->within(*outer);
    };
    if (std::none_of(may.rays.begin(), may.rays.end(), mine))
        throw Fault({{"region", "record.region_out_of_scope", "14", {{"value", desk.atlas.short_path(scope.region)}}}});
}

/// Reads what the account may read; what she may not is as if it were not there.
class Reading {
public:
    Reading(const Desk& desk, db::Session& session, const record::Given& given)
        : desk_(desk), session_(session), given_(given) {}

    std::vector<Record> records(const std::string& type, const std::string& where, std::size_t most,
                                std::optional<record::Piece> also = {}) const {
        const Shape& shape = desk_.kernel.shapes().of(type);
        const Sight sight = access::sight(desk_.pack, given_.me, *shape.type, "read");
        record::Query query;
        query.where = where;
        query.also = std::move(also);
        query.size = most;
        auto page = record::list(desk_.kernel.house(), session_, given_, shape, sight, query);
        if (page.next)
            throw Fault({{"region",
                          "linkage.plan.too_large",
                          "14",
                          {{"type", shape.type->label.zh},
                           {"type@en", shape.type->label.en},
                           {"most", std::to_string(most)}}}});
        return std::move(page.records);
    }

    std::map<std::string, Record> stations_of(const Situation& situation) const {
        std::vector<Uuid> ids;
        for (const auto* list : {&situation.workers, &situation.resources})
            for (const Record& one : *list)
                if (const auto id = id_of(one, "station"))
                    ids.push_back(*id);
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        std::map<std::string, Record> stations;
        for (Record& station : desk_.kernel.store().fetch(session_, desk_.kernel.shapes().of("stations.station"), ids))
            stations.emplace(base::to_text(station.id), std::move(station));
        return stations;
    }

private:
    const Desk& desk_;
    db::Session& session_;
    const record::Given& given_;
};

record::Piece within(const Scope& scope) {
    record::Piece piece{
        R"(t."region" between ? and ?)", {scope.region, base::RegionCode::parse(scope.region)->last()}, {}};
    if (scope.since) {
        piece.text += R"( and t."starts_at" >= ?)";
        piece.params.emplace_back(base::start_of(*scope.since));
    }
    if (scope.until) {
        piece.text += R"( and t."starts_at" <= ?)";
        piece.params.emplace_back(base::end_of(*scope.until));
    }
    return piece;
}

Situation situation_of(const Desk& desk, db::Session& session, const record::Given& given, const Scope& scope) {
    const Reading reading(desk, session, given);
    Situation situation;
    situation.now = given.now;
    situation.needs = reading.records("linkage.need", open_needs, planned_needs_most, within(scope));
    if (situation.needs.empty())
        return situation;
    situation.workers = reading.records("talent.worker", workers_in_post, registered_most);
    situation.volunteers = reading.records("volunteers.volunteer", verified, registered_most);
    situation.resources = reading.records("charity.resource", in_stock, registered_most);
    situation.stations = reading.stations_of(situation);
    situation.invitations = invitations(session, given.now);
    situation.goods = missing_goods(session, scope.region);
    situation.known = acquaintances(session, scope.region);
    return situation;
}

/// A digest of every version that was read: the same registers, the same digest.
std::string digest_of(const Situation& situation) {
    std::string text;
    for (const auto* list : {&situation.needs, &situation.workers, &situation.volunteers, &situation.resources})
        for (const Record& one : *list)
            text += base::to_text(one.id) + " " + std::to_string(one.version) + "\n";
    std::string hex;
    for (const auto byte : crypt::sha256(text))
        hex += fmt::format("{:02x}", static_cast<unsigned>(byte));
    return hex;
}

std::string weights_text(const matching::Weights& weights) {
    std::string text;
    for (const auto& key : matching::weight_keys())
        text += fmt::format("{}{}={}", text.empty() ? "" : " ", key.key, weights.*key.value);
    return text;
}

std::string outcome_word(matching::Outcome outcome) {
    switch (outcome) {
        case matching::Outcome::optimal: return "optimal";
        case matching::Outcome::time_limit: return "time_limit";
        default: return "feasible";
    }
}

void take_answer(Draft& draft, const Situation& situation) {
    std::map<std::string, std::int64_t> versions;
    for (const Record& need : situation.needs)
        versions[base::to_text(need.id)] = need.version;
    for (const auto& plan : draft.solution.needs) {
        Proposal proposal = proposal_of(plan);
        proposal.version = versions.at(plan.id);
        ++(proposal.unmet.empty() ? draft.matched : proposal.offers() ? draft.partly : draft.unmet);
        draft.proposals.push_back(std::move(proposal));
    }
}

void take_days(Draft& draft, const Situation& situation) {
    const auto day = [](const Record& need) { return base::day_of(time_of(need, "starts_at")); };
    const auto [first, last] = std::minmax_element(situation.needs.begin(), situation.needs.end(),
                                                   [&](const auto& a, const auto& b) { return day(a) < day(b); });
    draft.since = draft.scope.since.value_or(day(*first));
    draft.until = draft.scope.until.value_or(day(*last));
}

std::function<bool()> clock_of(std::int64_t seconds) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    return [end] { return std::chrono::steady_clock::now() >= end; };
}

} // namespace

std::vector<Record> open_needs_of(const Desk& desk, db::Session& session, const record::Given& given,
                                  const Scope& scope) {
    refuse_scope(desk, given, scope);
    return Reading(desk, session, given).records("linkage.need", open_needs, planned_needs_most, within(scope));
}

Draft draft(const Desk& desk, const record::Given& given, const Scope& scope, const Solver& solver) {
    refuse_scope(desk, given, scope);
    Draft draft{.scope = scope,
                .solution = {},
                .proposals = {},
                .policy = policy_on(desk.pack, given.today()),
                .seed = {},
                .digest = {},
                .run_at = given.now,
                .since = {},
                .until = {}};
    const Situation situation =
        desk.database.read([&](db::Session& session) { return situation_of(desk, session, given, scope); });
    const auto point_of = [&](const std::string& code) -> std::optional<matching::Point> {
        const auto* region = desk.atlas.find(code);
        return region && region->point ? std::optional(matching::Point{region->point->lon, region->point->lat})
                                       : std::nullopt;
    };
    matching::Input input = input_of(situation, draft.policy, point_of);
    if (input.needs.empty())
        throw Fault({{"region", "linkage.plan.no_needs", "14", {}}});
    input.seed = draft.seed = static_cast<std::uint64_t>(given.today().days);
    input.stop = clock_of(draft.policy.seconds);
    draft.digest = digest_of(situation);
    draft.solution = solver(input);
    if (draft.solution.outcome == matching::Outcome::refused)
        throw Fault({{"region",
                      "linkage.plan.refused",
                      "14",
                      {{"detail", draft.solution.refusal}, {"detail@en", draft.solution.refusal}}}});
    take_days(draft, situation);
    take_answer(draft, situation);
    return draft;
}

Kept keep(const Desk& desk, db::Session& session, const record::Given& given, const Draft& draft) {
    const Shape& shape = desk.kernel.shapes().of("linkage.plan");
    record::Patch patch;
    const auto put = [&](const char* field, base::Value value) {
        patch.values[shape.index_of(field)] = std::move(value);
    };
    put("place", draft.scope.region);
    put("since", draft.since);
    put("until", draft.until);
    put("run_at", draft.run_at.ms);
    put("run_by", base::to_text(given.me.account));
    put("outcome", outcome_word(draft.solution.outcome));
    put("repeatable", draft.solution.repeatable);
    put("cost", draft.solution.cost);
    put("bound", draft.solution.lower_bound);
    put("needs", static_cast<std::int64_t>(draft.proposals.size()));
    put("matched", draft.matched);
    put("partly", draft.partly);
    put("unmet", draft.unmet);
    put("work", draft.solution.work);
    put("seed", static_cast<std::int64_t>(draft.seed));
    put("weights", weights_text(draft.policy.weights));
    put("digest", draft.digest);
    const Uuid id = base::new_uuid();
    desk.kernel.create(session, shape, id, patch, given, access::sight(desk.pack, given.me, *shape.type, "create"));
    desk.kernel.fire_system(session, shape, id, "start", {}, given);
    const auto saved = desk.kernel.fire_system(session, shape, id, "solved", {}, given);
    keep(session, id, draft.proposals);
    return {id, saved.position};
}

Record plan_of(const Desk& desk, db::Session& session, const record::Given& given, const Uuid& id) {
    const Shape& shape = desk.kernel.shapes().of("linkage.plan");
    auto plan = desk.kernel.fetch(session, shape, id, given, access::sight(desk.pack, given.me, *shape.type, "read"));
    if (!plan)
        throw Fault(Refusal::absent, "record.not_found");
    return std::move(*plan);
}

} // namespace liandong::modules::linkage
