// The linkage engine: which worker, which volunteers and which resources for each need of a region, why, and what
// single change would meet what stays unmet. It proposes; nobody is assigned without their own yes (R-VOL-13).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/fault.hpp"
#include "engine/matching/weights.hpp"

namespace liandong::matching {

struct Point {
    double lon = 0, lat = 0; // degrees, WGS-84
};

struct Window {
    base::Instant from, to; // from is in, to is out
};

enum class Gender { any, female, male };

struct Goods {
    std::string item;
    std::int64_t quantity = 0;
};

/// A request for help. A person shares a language with it when they speak one of `languages`; each skill is one
/// person's work at the time, so n skills want n people; more skills than people are dealt out in turn.
struct Need {
    std::string id;
    Point at;
    std::string field;
    std::vector<std::string> person_types;
    std::optional<Window> time; // absent only when neither worker nor volunteers are wanted
    int people = 0;             // volunteers wanted
    bool worker = false;
    std::vector<std::string> skills, languages;
    Gender gender = Gender::any;
    int urgency = 1; // 3 the most urgent
    std::vector<Goods> goods;
    std::int64_t money_fen = 0;
    std::vector<std::string> known; // ids of helpers who have served this person before
    std::vector<std::string>
        except; // ids of helpers who are not asked: they have declined it, or the task is not for them
};

struct Worker {
    std::string id;
    Point at;
    std::vector<std::string> fields;
    int level = 1; // 1 assistant to 3 senior
    int open_cases = 0, max_cases = 0;
    std::vector<std::string> languages;
    Gender gender = Gender::any;
    std::optional<std::vector<Window>> available; // absent: not restricted
};

struct Volunteer {
    std::string id;
    Point at;
    std::vector<std::string> skills, languages;
    Gender gender = Gender::any;
    int age = 0;
    std::vector<Window> available;
    double max_km = 0;
    std::int64_t minutes_this_month = 0;
};

enum class Kind { goods, money, place };

struct Resource {
    std::string id;
    Kind kind = Kind::goods;
    std::string item;                              // goods and place
    std::int64_t quantity = 0;                     // goods: stock; place: rooms that can be used at the same time
    std::int64_t money_fen = 0;                    // money
    std::vector<std::string> fields, person_types; // empty: for all
    Point at;
    std::optional<double> max_km; // absent: anywhere
};

struct Input {
    base::Instant now;
    std::vector<Need> needs;
    std::vector<Worker> workers;
    std::vector<Volunteer> volunteers;
    std::vector<Resource> resources;
    Weights weights;
    std::int64_t work = 0;      // arcs that may be looked at, 0 for no bound
    std::uint64_t seed = 0;     // draws the lots between equals
    std::function<bool()> stop; // the clock, if any; true ends the search
};

/// One thing said about a need: its code, what stands in the braces of its words, and whom it is about.
struct Reason {
    std::string who; // id of a worker, volunteer or resource; empty when about the need
    std::string code;
    base::Params params;
};

// The single changes that can be proposed. `apply` makes them, so what is said is what was tried.
struct MoveNeed {
    Window time;
};
struct AnyLanguage {};
struct AnyGender {};
struct WithoutSkill {
    std::string skill;
};
struct GoFarther {
    std::string id;
    double max_km = 0;
    bool resource = false;
}; // a volunteer, or a resource
struct TakeMoreCases {
    std::string id;
    int max_cases = 0;
}; // a worker
struct MoreStock {
    std::string id;
    std::int64_t quantity = 0, money_fen = 0;
}; // a resource's new stock
struct AddWorkers {
    Worker record;
    int count = 1;
};
struct AddVolunteers {
    Volunteer record;
    int count = 1;
};
struct AddResource {
    Resource record;
};

struct Change {
    std::string code;
    base::Params params;
    std::variant<MoveNeed, AnyLanguage, AnyGender, WithoutSkill, GoFarther, TakeMoreCases, MoreStock, AddWorkers,
                 AddVolunteers, AddResource>
        what;
};

/// What is missing of a need. `part` is `worker`, `volunteers`, `skill:CODE`, `goods:ITEM` or `money`.
struct Unmet {
    std::string part;
    std::int64_t missing = 0; // persons, units or fen
    Reason why;
    std::optional<Change> would_help; // tried: planned again with it, or given to somebody idle, the part was met
    bool all_tried = true;            // false when `help_work` ended the trying before a change was found
};

struct Share {
    std::string id;
    std::int64_t quantity = 0, money_fen = 0;
};

struct NeedPlan {
    std::string id;
    std::string worker; // empty when none
    std::vector<std::string> volunteers;
    std::vector<Share> resources;
    std::vector<Reason> reasons;
    std::vector<Unmet> unmet;
};

// refused: the numbers do not fit, see `refusal`.
enum class Outcome { optimal, feasible, time_limit, refused };

struct Solution {
    Outcome outcome = Outcome::optimal;
    std::string refusal;
    bool repeatable = true;       // false when the clock ended it
    std::int64_t cost = 0;        // thousandths of a point
    std::int64_t lower_bound = 0; // no plan costs less
    std::vector<NeedPlan> needs;  // in the order of the input
    std::int64_t work = 0;
};

/// Plans all needs at once at the lowest cost (docs/decisions/matching.md). Ids must be unique within their list; the
/// order of the lists does not matter to the plan.
Solution match(const Input& input);

/// Makes one change that was proposed for the need. Ids it adds end in a number that is free.
void apply(Input& input, const std::string& need, const Change& change);

} // namespace liandong::matching
