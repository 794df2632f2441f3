// How criteria see the world of one request: the parameters of the day, who asks, a record, and what it points to.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "db/session.hpp"
#include "expr/evaluate.hpp"
#include "record/record.hpp"
#include "record/shape.hpp"
#include "record/store.hpp"

namespace liandong::record {

/// What stands still while the server runs: the pack, its criteria, the keys, the calendar, every type's shape.
struct House {
    const pack::Pack& pack;
    const expr::Schema& schema;
    const expr::Calendar& calendar;
    const Shapes& shapes;
    const Store& store;
};

/// What a request brings.
struct Given {
    Actor me;
    Instant now = base::now();
    std::optional<Uuid> request;
    std::string reason;

    Date today() const { return base::day_of(now); }
};

/// The value of one of the five fields that every type has, or of a declared one, by its place among the names.
Value value_at(const Shape& shape, const Record& record, std::size_t place);

/// What criteria call `me`, in the order of expr::Me; all empty for nobody.
std::array<Value, 7> me_of(const Actor& actor);

/// me, parameters, today, now: for criteria without a record (filters, rights).
template <class Base>
class Asked : public Base {
public:
    Asked(const House& house, const record::Given& given) : house_(house), given_(given), me_(me_of(given.me)) {
        this->today = given.today();
        this->now = given.now;
    }
    const Value& me(expr::Me member) const override { return me_[static_cast<std::size_t>(member)]; }
    Value parameter(std::size_t index, Date day) const override;
    std::vector<Date> parameter_changes(std::size_t index) const override;
    const expr::Calendar* calendar() const override { return &house_.calendar; }

protected:
    const House& house_;
    const record::Given& given_;

private:
    std::array<Value, 7> me_;
};

using AskedWithout = Asked<expr::Given>;

/// A record, what it was before, and one step away: what it points to is fetched when first asked.
class AskedOf : public Asked<expr::Context> {
public:
    AskedOf(const House& house, const record::Given& given, db::Session* session, const Shape& shape,
            const Record& record, const Record* before = nullptr)
        : Asked(house, given), session_(session), shape_(shape), record_(record), before_(before) {}

    const Value& own(std::size_t place) const override;
    const Value& stepped(std::size_t reference, std::size_t place) const override;
    const Value& old(std::size_t place) const override;

private:
    const Record* target(std::size_t reference) const;
    const Value& kept(const Shape& shape, const Record& record, std::size_t place) const;

    db::Session* session_;
    const Shape& shape_;
    const Record& record_;
    const Record* before_;
    mutable std::map<std::string, std::optional<Record>> targets_; // by id
    mutable std::vector<std::unique_ptr<Value>> pseudo_;           // values made for the asking
};

} // namespace liandong::record
