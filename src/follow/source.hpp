// Where the totals of a stock or flow come from: the tables themselves, or the cells and what they lack.
#pragma once

#include <map>
#include <set>

#include "follow/figures.hpp"
#include "follow/late.hpp"

namespace liandong::follow {

/// What is worked out once about each figure of the pack.
struct Figures::Plan {
    std::vector<std::unique_ptr<Counted>> counted;
    std::map<std::string, const Counted*, std::less<>> by_id;
    std::map<std::string, std::vector<const Counted*>, std::less<>> by_type; // those that are followed
};

class Source {
public:
    virtual ~Source() = default;
    virtual Totals sum(const Counted& counted, const Scope& scope) = 0;
    /// Of a stock: what changes on each day of (from, to].
    virtual std::map<Date, Totals> changes(const Counted& counted, const Scope& scope) = 0;
};

/// Counts by SQL what stands in the tables; a stock of past days from the versions in the journal.
class TableSource : public Source {
public:
    TableSource(const record::House& house, db::Session& session, const record::Given& given)
        : house_(house), session_(session), given_(given) {}

    Totals sum(const Counted& counted, const Scope& scope) override;
    std::map<Date, Totals> changes(const Counted& counted, const Scope& scope) override;

    /// The rows that count, as they stand in the tables; for a stock on today or a later day.
    record::Piece rows(const Counted& counted, const Scope& scope) const;
    /// Whether the rows as they stand say it: not a stock of a past day.
    bool tables_say(const Counted& counted, const Scope& scope) const {
        return !counted.stock || scope.to >= given_.today();
    }

private:
    record::Piece condition(const Counted& counted, Date day) const;
    record::Piece seasons(const Counted& counted, const Scope& scope) const;
    Totals by_field(const Counted& counted, const Scope& scope, const Dimension& by) const;
    Totals by_band(const Counted& counted, const Scope& scope, const Dimension& by) const;
    Totals by_units(const Counted& counted, const Scope& scope) const;
    std::string from(const Counted& counted, const record::Piece& rows) const;
    const figures::Sums& past(const Counted& counted);

    const record::House& house_;
    db::Session& session_;
    const record::Given& given_;
    std::map<std::string, figures::Sums> past_;
};

/// The cells of the follower and, on top, every record with journal lines they do not know.
class CellSource : public Source {
public:
    CellSource(const record::House& house, db::Session& session, const record::Given& given, std::size_t behind_most);

    Totals sum(const Counted& counted, const Scope& scope) override;
    std::map<Date, Totals> changes(const Counted& counted, const Scope& scope) override;
    /// Whether the cells can be used for the figure: counted by its present definition, and not too far behind.
    bool ready(const Counted& counted) const;
    /// The records that have journal lines the cells do not know, with their lines as they become.
    const std::vector<Followed>& lacking(const Counted& counted);
    /// The records of a type that have such journal lines.
    std::vector<Uuid> late(const std::string& type) const;

private:
    const figures::Sums& lack(const Counted& counted);
    [[noreturn]] void refuse() const;

    const record::House& house_;
    db::Session& session_;
    TableSource tables_;
    std::optional<std::int64_t> position_;
    std::map<std::string, Made> made_;
    std::optional<ByType> late_;
    std::map<std::string, std::vector<Followed>> lacking_;
    std::map<std::string, figures::Sums> lack_;
};

} // namespace liandong::follow
