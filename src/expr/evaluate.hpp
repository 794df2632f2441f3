// A criterion asked in memory, of one record and what it points to.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/region_code.hpp"
#include "base/value.hpp"
#include "expr/calendar.hpp"
#include "expr/criterion.hpp"

namespace liandong::expr {

/// SQL's own logic: comparing with what is empty gives unknown, and unknown is never a yes.
enum class Truth : std::int8_t { no, yes, unknown };

/// What a criterion is told besides the record. Everything answers empty unless overridden.
class Given {
public:
    virtual ~Given() = default;
    /// The reference must stay valid while the criterion is asked.
    virtual const base::Value& me(Me member) const;
    /// The parameter's value in force on the day, in its base unit (in_base_unit); a boolean one as bool. For a local
    /// parameter the province's own, or what holds where the record lies when a record is asked.
    virtual base::Value parameter(std::size_t index, base::Date day) const;
    /// The days on which a dated value begins.
    virtual std::vector<base::Date> parameter_changes(std::size_t index) const;
    /// For a local parameter, the counties that have their own on that day.
    virtual std::vector<std::pair<base::RegionCode, base::Value>> local_values(std::size_t index, base::Date day) const;
    /// Null where working days are not known: then they give unknown.
    virtual const Calendar* calendar() const;
    /// The figure's value of the region or word asked about; `months` is its moving window, 0 for none.
    virtual base::Value figure(std::string_view id, std::int64_t months) const;

    base::Date today = base::today();
    base::Instant now = base::now();
};

/// A record, what it points to, and what it was. Fields are asked by their place in Type::fields; references stay valid
/// while the criterion is asked.
class Context : public Given {
public:
    virtual const base::Value& own(std::size_t field) const = 0;
    /// The value of `field` of the record that the own reference `ref` points to; empty when it points nowhere.
    virtual const base::Value& stepped(std::size_t ref, std::size_t field) const;
    /// The record before the change; empty where there was none.
    virtual const base::Value& old(std::size_t field) const;
};

/// Yes, no or unknown.
Truth evaluate(const Checked& checked, const Context& context);
/// Whether the criterion is true: what every place that counts, shows or allows asks.
inline bool holds(const Checked& checked, const Context& context) { return evaluate(checked, context) == Truth::yes; }
/// The value of a value expression; empty where it cannot be said. A criterion answers true, false or empty.
base::Value evaluate_value(const Checked& checked, const Context& context);

/// The same criterion with everything that holds no field worked out: today, parameters, me. Quicker to ask of many
/// records, and what SQL is made from. Parameters that counties may set stay open.
Checked bound(const Checked& checked, const Given& given);

} // namespace liandong::expr
