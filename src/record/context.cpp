#include "record/context.hpp"

#include <stdexcept>

namespace liandong::record {
namespace {

const Value nothing;

Value as_value(const std::optional<Uuid>& id) { return id ? Value(base::to_text(*id)) : Value(); }
Value as_value(const std::string& text) { return text.empty() ? Value() : Value(text); }

} // namespace

Value value_at(const Shape& shape, const Record& record, std::size_t place) {
    if (const auto field = shape.field_of[place])
        return record.values[*field];
    switch (place) {
        case expr::pseudo::id: return base::to_text(record.id);
        case expr::pseudo::version: return record.version;
        case expr::pseudo::state: return as_value(record.state);
        case expr::pseudo::region: return as_value(record.region);
        case expr::pseudo::region_then: return as_value(record.region_then);
        default: return {};
    }
}

std::array<Value, 7> me_of(const Actor& me) {
    return {me.login.empty() ? Value() : Value(base::to_text(me.account)),
            as_value(me.person),
            as_value(me.worker),
            as_value(me.station),
            as_value(me.agency),
            as_value(me.org),
            as_value(me.region)};
}

template <class Base>
Value Asked<Base>::parameter(std::size_t index, Date day) const {
    const pack::Parameter& parameter = house_.pack.parameters[index];
    const auto value = parameter.on(day);
    if (!value)
        return {};
    return parameter.unit == "bool" ? Value(*value != 0) : Value(*value);
}

template <class Base>
std::vector<Date> Asked<Base>::parameter_changes(std::size_t index) const {
    std::vector<Date> days;
    for (const auto& dated : house_.pack.parameters[index].values)
        days.push_back(dated.from);
    return days;
}

template class Asked<expr::Given>;
template class Asked<expr::Context>;

const Value& AskedOf::kept(const Shape& shape, const Record& record, std::size_t place) const {
    if (const auto field = shape.field_of[place])
        return record.values[*field];
    return *pseudo_.emplace_back(std::make_unique<Value>(value_at(shape, record, place)));
}

const Value& AskedOf::own(std::size_t place) const { return kept(shape_, record_, place); }

const Value& AskedOf::old(std::size_t place) const { return before_ ? kept(shape_, *before_, place) : nothing; }

const Value& AskedOf::stepped(std::size_t reference, std::size_t place) const {
    const Record* record = target(reference);
    return record ? kept(house_.shapes.of(record->type->name), *record, place) : nothing;
}

const Record* AskedOf::target(std::size_t reference) const {
    const auto field = shape_.field_of[reference];
    if (!field || !session_)
        return nullptr;
    const auto* text = std::get_if<std::string>(&record_.values[*field]);
    const Shape* shape = house_.shapes.find(shape_.field(*field).target);
    const auto id = text ? base::parse_uuid(*text) : std::nullopt;
    if (!shape || !id)
        return nullptr;
    auto found = targets_.find(*text);
    if (found == targets_.end())
        found = targets_.emplace(*text, house_.store.fetch(*session_, *shape, *id)).first;
    return found->second ? &*found->second : nullptr;
}

} // namespace liandong::record
