// A stock or flow of the pack, with its names looked up once: what it counts, where, when, by what.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/figures/lines.hpp"
#include "record/context.hpp"

namespace liandong::follow {

using base::Date;
using base::Uuid;
using base::Value;

/// A way to break a figure down: an own field, or a band of the pack.
struct Dimension {
    std::string name;
    std::optional<std::size_t> field;
    const pack::Band* band = nullptr;
};

struct Counted {
    const pack::Figure* figure = nullptr;
    const record::Shape* shape = nullptr;
    const expr::Checked* where = nullptr; // none: every record
    bool stock = false;
    std::optional<std::size_t> on;    // of a flow
    std::optional<std::size_t> place; // none: region of a stock, region_then of a flow
    std::optional<std::size_t> sum;
    std::optional<std::size_t> distinct;
    std::vector<Dimension> by;
    std::string digest; // of everything its lines depend on besides the records

    const std::string& id() const { return figure->id; }
    /// Different persons are counted when asked; everything else is kept in cells.
    bool followed() const { return !distinct; }
    const Dimension* dimension(const std::string& name) const;
};

/// Looks a figure's names up. Throws std::logic_error for a name that the loader should have refused.
Counted counted(const record::House& house, const pack::Figure& figure, const std::vector<std::string>& more_by = {});

/// What the record adds to the figure, by this version of it alone.
figures::Lines lines_of(const record::House& house, const Counted& counted, const record::Record& record);
/// The cells in which the record counts on a day if it counts at all.
std::vector<std::string> cells_on(const record::House& house, const Counted& counted, const record::Record& record,
                                  Date day);
/// A record::Given of the server itself on a day.
record::Given given_on(Date day);

} // namespace liandong::follow
