#include "record/record.hpp"

#include <stdexcept>

namespace liandong::record {
namespace {

std::size_t place(const pack::Type& type, std::string_view name) {
    for (std::size_t at = 0; at < type.fields.size(); ++at)
        if (type.fields[at].name == name)
            return at;
    throw std::logic_error(type.name + " has no field " + std::string(name));
}

} // namespace

const Value& Record::operator[](std::string_view field) const { return values[place(*type, field)]; }
Value& Record::operator[](std::string_view field) { return values[place(*type, field)]; }

const Sight& all_seeing() {
    static const Sight sight{true, {}};
    return sight;
}

} // namespace liandong::record
