// Figures, answered in one snapshot: the saved cells, and on top of them every record that has journal lines the cells
// do not know yet. So a figure is exactly the state of the snapshot it is asked in, however far the follower is behind,
// and equals the list that is read in the same snapshot.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/schema.hpp"
#include "db/session.hpp"
#include "record/kernel.hpp"
#include "record/sight.hpp"

namespace liandong::follow {

using base::Date;
using base::Uuid;
using base::Value;

/// The tables of the followers, for migrate.
std::vector<db::Table> tables();

/// What figures ask of the map.
class Divisions {
public:
    virtual ~Divisions() = default;
    /// Whether there is such a place; 12 digits.
    virtual bool known(const std::string& region) const = 0;
    /// The units of a level ("prefecture", "county", "town", "village") within a region, by code.
    virtual std::vector<std::string> units(std::string_view level, const std::string& within) const = 0;
    /// A field of regions.region for one unit; empty when it has none.
    virtual Value value(const std::string& region, std::string_view field) const = 0;
    /// Residents on a day; nothing when nobody counted them.
    virtual std::optional<std::int64_t> population(const std::string& region, Date day) const = 0;
};

struct Question {
    std::string indicator;
    std::string region;           // 12 digits; empty: the pack's region
    std::optional<Date> at;       // of a stock; none: `to`, else today
    std::optional<Date> from, to; // of a flow; none: from the first of January of the year of `to`, to `at` or today
    std::string by;               // "", "region" (one level down), or a breakdown of the indicator
};

/// A whole number, or an exact share: numerator * times / denominator.
struct Amount {
    std::int64_t numerator = 0;
    std::optional<std::int64_t> denominator; // none: the numerator is the value
    std::int64_t times = 1;

    bool operator==(const Amount&) const = default;
};
/// The value in units of 10^-places, half away from zero; nothing when the denominator is zero, or 64 bits do not hold
/// it.
std::optional<std::int64_t> rounded(const Amount& amount, int places);

/// One word of a breakdown, or one place.
struct Cell {
    std::string key; // a code of the word list, of a band, "true"/"false", or 12 digits; "" for what has no value
    Amount amount;
};

struct Answer {
    std::int64_t position = 0; // of the journal, of the same snapshot: equal to the position of a list read in it
    Date from, to;             // what it was answered for; a stock: on the day `to`
    std::string region;
    bool distinct = false; // cells of different persons may share persons: they do not add up to the total
    Amount amount;
    std::vector<Cell> cells; // in the order of keys; none unless asked `by`
};

/// A part of a figure: from the cells of other figures to a value (funding.top_five). Filled by modules at start.
using FigureHook = std::function<Amount(const std::vector<Answer>& of)>;

class Figures {
public:
    /// Both outlive it. `behind_most`: how many journal lines the cells may be behind before the answer is counted from
    /// the tables instead.
    Figures(const record::House& house, const Divisions& divisions, std::map<std::string, FigureHook> hooks = {},
            std::size_t behind_most = 20'000);
    ~Figures();
    Figures(const Figures&) = delete;
    Figures& operator=(const Figures&) = delete;

    /// Answers within the caller's snapshot (db.read). Throws Fault absent "figure.none"; Fault invalid on
    /// "region" (record.no_such_region), "by" (figure.unknown_by), "from" (figure.bad_period); Fault busy
    /// "figure.behind" when a past day's stock is asked and the cells are too far behind.
    Answer answer(db::Session& session, const Question& question, const record::Given& given) const;
    /// Several at one position.
    std::vector<Answer> answer(db::Session& session, std::span<const Question> questions,
                               const record::Given& given) const;
    /// The same without the cells: from the tables by SQL, a stock of a past day from the versions in the journal.
    Answer recount(db::Session& session, const Question& question, const record::Given& given) const;

    /// The records behind a figure, for record::Query.also: `total` of that list is the figure (of a share, what stands
    /// above the line; of distinct persons, their events). Throws Fault invalid "figure.no_rows" for a figure that has
    /// no rows of one type.
    record::Piece piece_behind(db::Session& session, const Question& question, const record::Given& given) const;
    /// Whether the list behind a figure names no field that a sight does not show in clear: to be in it or not would
    /// tell its value.
    bool tells_nothing_hidden(std::string_view indicator, const record::Sight& sight) const;
    /// The type whose records stand behind a figure; null when it has none.
    const record::Shape* type_behind(std::string_view indicator) const;

    struct Plan; // what is worked out once about each figure
    const Plan& plan() const { return *plan_; }
    const record::House& house() const { return house_; }

private:
    const record::House& house_;
    const Divisions& divisions_;
    std::map<std::string, FigureHook> hooks_;
    std::unique_ptr<Plan> plan_;
    std::size_t behind_most_;
};

} // namespace liandong::follow
