// From the engine's solution to the document: codes and numbers for programs, words for people.
#include <boost/json.hpp>
#include <variant>

#include "engine/matching/words.hpp"
#include "modules/linkage/match_json.hpp"

namespace liandong::linkage {

namespace json = boost::json;
using namespace matching;

namespace {

json::array list(const std::vector<std::string>& texts) { return json::array(texts.begin(), texts.end()); }

json::object said(const std::string& code, const base::Params& params) {
    const base::Words words = words_of(code, params);
    json::object numbers;
    for (const auto& [name, value] : params)
        numbers[name] = value;
    return {{"code", code}, {"params", std::move(numbers)}, {"zh", words.zh}, {"en", words.en}};
}

const char* name_of(Gender gender) { return gender == Gender::any ? "any" : gender == Gender::male ? "m" : "f"; }
const char* name_of(Kind kind) { return kind == Kind::goods ? "goods" : kind == Kind::money ? "money" : "place"; }

json::array pairs(const std::vector<Window>& windows) {
    json::array found;
    for (const Window& window : windows)
        found.push_back(json::array{base::to_text(window.from), base::to_text(window.to)});
    return found;
}

// Which list a change is made in, and how: a record's members, or a record more.
struct Writer {
    const Need& need;

    json::object set(const char* target, const std::string& id, json::object members) const {
        return {{"target", target}, {"id", id}, {"set", std::move(members)}};
    }
    json::object add(const char* target, json::object record, int count) const {
        return {{"target", target}, {"add", std::move(record)}, {"count", count}};
    }
    json::object operator()(const MoveNeed& change) const {
        return set("needs", need.id,
                   {{"starts", base::to_text(change.time.from)}, {"ends", base::to_text(change.time.to)}});
    }
    json::object operator()(const AnyLanguage&) const { return set("needs", need.id, {{"languages", json::array{}}}); }
    json::object operator()(const AnyGender&) const { return set("needs", need.id, {{"gender", "any"}}); }
    json::object operator()(const WithoutSkill& change) const {
        std::vector<std::string> left = need.skills;
        std::erase(left, change.skill);
        return set("needs", need.id, {{"skills", list(left)}});
    }
    json::object operator()(const GoFarther& change) const {
        return set(change.resource ? "resources" : "volunteers", change.id, {{"max_km", change.max_km}});
    }
    json::object operator()(const TakeMoreCases& change) const {
        return set("workers", change.id, {{"max_cases", change.max_cases}});
    }
    json::object operator()(const MoreStock& change) const {
        return set("resources", change.id, {{"quantity", change.quantity}, {"money_fen", change.money_fen}});
    }
    json::object operator()(const AddWorkers& change) const {
        const Worker& r = change.record;
        return add("workers",
                   {{"lon", r.at.lon},
                    {"lat", r.at.lat},
                    {"fields", list(r.fields)},
                    {"level", r.level},
                    {"open_cases", r.open_cases},
                    {"max_cases", r.max_cases},
                    {"languages", list(r.languages)},
                    {"gender", name_of(r.gender)},
                    {"available", pairs(r.available.value_or(std::vector<Window>{}))}},
                   change.count);
    }
    json::object operator()(const AddVolunteers& change) const {
        const Volunteer& r = change.record;
        return add("volunteers",
                   {{"lon", r.at.lon},
                    {"lat", r.at.lat},
                    {"skills", list(r.skills)},
                    {"languages", list(r.languages)},
                    {"gender", name_of(r.gender)},
                    {"age", r.age},
                    {"available", pairs(r.available)},
                    {"max_km", r.max_km},
                    {"minutes_this_month", r.minutes_this_month}},
                   change.count);
    }
    json::object operator()(const AddResource& change) const {
        const Resource& r = change.record;
        return add("resources",
                   {{"kind", name_of(r.kind)},
                    {"item", r.item},
                    {"quantity", r.quantity},
                    {"money_fen", r.money_fen},
                    {"fields", list(r.fields)},
                    {"person_types", list(r.person_types)},
                    {"lon", r.at.lon},
                    {"lat", r.at.lat},
                    {"max_km", r.max_km ? json::value(*r.max_km) : json::value()}},
                   1);
    }
};

json::value help(const Need& need, const Unmet& unmet) {
    if (!unmet.would_help)
        return nullptr;
    json::object made = said(unmet.would_help->code, unmet.would_help->params);
    const json::object change = std::visit(Writer{need}, unmet.would_help->what);
    for (const auto& member : change)
        made[member.key()] = member.value();
    return made;
}

json::object written(const Need& need, const NeedPlan& plan) {
    json::array resources, reasons, unmet;
    for (const Share& share : plan.resources)
        resources.push_back({{"id", share.id}, {"quantity", share.quantity}, {"money_fen", share.money_fen}});
    for (const Reason& reason : plan.reasons) {
        json::object one{{"who", reason.who}};
        const json::object words = said(reason.code, reason.params);
        for (const auto& member : words)
            one[member.key()] = member.value();
        reasons.push_back(std::move(one));
    }
    for (const Unmet& part : plan.unmet)
        unmet.push_back({{"part", part.part},
                         {"missing", part.missing},
                         {"why", said(part.why.code, part.why.params)},
                         {"would_help", help(need, part)},
                         {"all_tried", part.all_tried}});
    return {{"id", plan.id},
            {"worker", plan.worker.empty() ? json::value() : json::value(plan.worker)},
            {"volunteers", list(plan.volunteers)},
            {"resources", std::move(resources)},
            {"reasons", std::move(reasons)},
            {"unmet", std::move(unmet)}};
}

const char* name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::optimal: return "optimal";
        case Outcome::feasible: return "feasible";
        case Outcome::time_limit: return "time_limit";
        case Outcome::refused: return "refused";
    }
    return "";
}

} // namespace

json::object write_match(const Solution& solution, const MatchRequest& request, double seconds) {
    json::array needs;
    for (std::size_t k = 0; k < solution.needs.size(); ++k)
        needs.push_back(written(request.input.needs[k], solution.needs[k]));
    json::object made{
        {"outcome", name_of(solution.outcome)}, {"repeatable", solution.repeatable}, {"cost", solution.cost},
        {"lower_bound", solution.lower_bound},  {"needs", std::move(needs)},         {"work", solution.work}};
    made["seconds"] = seconds;
    return made;
}

json::object write_weights() {
    json::object weights, meaning;
    for (const WeightKey& key : weight_keys()) {
        weights[json::string_view(key.key.data(), key.key.size())] = Weights{}.*key.value;
        meaning[json::string_view(key.key.data(), key.key.size())] = {
            {"least", key.least},
            {"most", key.most},
            {"zh", json::string_view(key.zh.data(), key.zh.size())},
            {"en", json::string_view(key.en.data(), key.en.size())}};
    }
    return {{"weights", std::move(weights)}, {"meaning", std::move(meaning)}};
}

} // namespace liandong::linkage
