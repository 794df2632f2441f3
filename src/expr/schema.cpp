#include "expr/schema.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace liandong::expr {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t first_day = -135140; // 1600-01-01
constexpr std::int64_t last_day = 376199;   // 2999-12-31

constexpr std::array<std::pair<std::string_view, Unit>, 15> unit_words{{
    {"count", Unit::count},
    {"points", Unit::points},
    {"%", Unit::percent},
    {"yuan", Unit::yuan},
    {"bool", Unit::boolean},
    {"hours", Unit::hours},
    {"clock hours", Unit::clock_hours},
    {"days", Unit::days},
    {"working days", Unit::working_days},
    {"months", Unit::months},
    {"years", Unit::years},
    {"minutes", Unit::minutes},
    {"day", Unit::days},
    {"month", Unit::months},
    {"year", Unit::years},
}};

std::int64_t factor_of(Unit unit) {
    switch (unit) {
        case Unit::percent:
        case Unit::yuan: return 100;
        case Unit::hours:
        case Unit::clock_hours: return 60;
        case Unit::years: return 12;
        default: return 1;
    }
}

std::shared_ptr<const CodeList> state_list(const std::string& type, const std::vector<std::string>& names) {
    auto list = std::make_shared<CodeList>();
    list->name = type + " states";
    for (const auto& name : names)
        list->words.push_back({name, name});
    return list;
}

} // namespace

const Word* CodeList::by_name(std::string_view wanted) const {
    const auto found = std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.name == wanted; });
    return found == words.end() ? nullptr : &*found;
}

const Word* CodeList::by_code(std::string_view wanted) const {
    const auto found = std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.code == wanted; });
    return found == words.end() ? nullptr : &*found;
}

std::optional<std::int64_t> CodeList::rank(std::string_view code) const {
    const Word* word = by_code(code);
    return word == nullptr ? std::nullopt : std::optional<std::int64_t>(word - words.data());
}

Range range_of(const Field& field) {
    if (field.range)
        return *field.range;
    switch (field.kind) {
        case base::Kind::number: return {-1'000'000'000'000, 1'000'000'000'000};
        case base::Kind::money: return {-100'000'000'000'000, 100'000'000'000'000};
        case base::Kind::minutes: return {-10'000'000'000, 10'000'000'000};
        case base::Kind::date: return {first_day, last_day};
        case base::Kind::time: return {-base::zone_ms, (last_day + 1) * day_ms - base::zone_ms - 1};
        case base::Kind::boolean: return {0, 1};
        default: return {0, 0};
    }
}

Type::Type(std::string type_name, const std::vector<std::string>& state_names)
    : name(std::move(type_name)), states(state_list(name, state_names)) {
    add({.name = "id", .kind = base::Kind::ref, .target = name});
    add({.name = "version", .kind = base::Kind::number});
    add({.name = "state", .kind = base::Kind::code, .list = states.get()});
    add({.name = "region", .kind = base::Kind::region});
    add({.name = "region_then", .kind = base::Kind::region});
}

std::size_t Type::add(Field field) {
    if (!places_.try_emplace(field.name, fields.size()).second)
        throw std::invalid_argument(name + " already has a field " + field.name);
    fields.push_back(std::move(field));
    return fields.size() - 1;
}

std::optional<std::size_t> Type::index_of(std::string_view wanted) const {
    const auto found = places_.find(wanted);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
}

std::string Type::table() const {
    std::string table = name;
    std::replace(table.begin(), table.end(), '.', '_');
    return table;
}

std::optional<Unit> unit_by_word(std::string_view word) {
    for (const auto& [known, unit] : unit_words)
        if (known == word)
            return unit;
    return std::nullopt;
}

std::optional<std::int64_t> in_base_unit(Unit unit, std::int64_t value, int places) {
    Wide whole = static_cast<Wide>(value) * factor_of(unit);
    for (; places > 0; --places) {
        if (whole % 10 != 0)
            return std::nullopt;
        whole /= 10;
    }
    if (whole > INT64_MAX || whole < INT64_MIN)
        return std::nullopt;
    return static_cast<std::int64_t>(whole);
}

std::string Schema::target_of(Me member) const {
    switch (member) {
        case Me::account: return "access.account";
        case Me::person: return "people.person";
        case Me::worker: return "talent.worker";
        case Me::station: return "stations.station";
        case Me::agency: return "agencies.agency";
        case Me::org: return "governance.org";
        case Me::region: return "";
    }
    return "";
}

bool Schema::has_figure(std::string_view) const { return true; }

Type& PlainSchema::add(Type added) {
    auto kept = std::make_unique<Type>(std::move(added));
    Type& type = *kept;
    types_[type.name] = std::move(kept);
    return type;
}

CodeList& PlainSchema::add(CodeList added) {
    auto kept = std::make_unique<CodeList>(std::move(added));
    CodeList& list = *kept;
    lists_[list.name] = std::move(kept);
    return list;
}

const Parameter& PlainSchema::add(Parameter added) {
    added.index = parameters_.size();
    auto kept = std::make_unique<Parameter>(std::move(added));
    const Parameter& parameter = *kept;
    parameters_[parameter.name] = std::move(kept);
    return parameter;
}

const Type* PlainSchema::type(std::string_view name) const {
    const auto found = types_.find(name);
    return found == types_.end() ? nullptr : found->second.get();
}

const CodeList* PlainSchema::list(std::string_view name) const {
    const auto found = lists_.find(name);
    return found == lists_.end() ? nullptr : found->second.get();
}

const Parameter* PlainSchema::parameter(std::string_view name) const {
    const auto found = parameters_.find(name);
    return found == parameters_.end() ? nullptr : found->second.get();
}

std::vector<std::string> PlainSchema::parameter_names() const {
    std::vector<std::string> names;
    for (const auto& [name, _] : parameters_)
        names.push_back(name);
    return names;
}

} // namespace liandong::expr
