#include "record/sentence.hpp"

#include <fmt/format.h>

#include <set>

#include "record/store.hpp"

namespace liandong::record {
namespace {

/// A parameter's value as a sentence says it, from the unit's smallest step: 36 months are 3 years, 4320 minutes 72
/// hours.
base::Words in_words(const pack::Parameter& parameter, std::int64_t value) {
    static const std::map<std::string, std::pair<std::int64_t, base::Words>> units{
        {"years", {12, {"年", " years"}}},      {"months", {1, {"个月", " months"}}},
        {"weeks", {7, {"周", " weeks"}}},       {"days", {1, {"天", " days"}}},
        {"hours", {60, {"小时", " hours"}}},    {"clock hours", {60, {"小时", " hours"}}},
        {"yuan", {100, {"元", " yuan"}}},       {"%", {100, {"%", "%"}}},
        {"minutes", {1, {"分钟", " minutes"}}}, {"working days", {1, {"个工作日", " working days"}}},
    };
    const auto unit = units.find(parameter.unit);
    if (unit == units.end())
        return {std::to_string(value), std::to_string(value)};
    const auto& [step, label] = unit->second;
    const std::string number = value % step == 0
                                   ? std::to_string(value / step)
                                   : fmt::format("{:.2f}", static_cast<double>(value) / static_cast<double>(step));
    return {number + label.zh, number + label.en};
}

base::Words in_words(const pack::Pack& pack, const pack::Field& field, const Value& value) {
    if (base::is_empty(value))
        return {};
    if (field.privacy != pack::Privacy::open || field.kind == base::Kind::ref)
        return {"…", "…"};
    if (field.kind == base::Kind::time)
        return {moment_text({std::get<std::int64_t>(value)}), moment_text({std::get<std::int64_t>(value)})};
    if (field.kind == base::Kind::code)
        if (const pack::Word* word = pack.list(field.list)->by_code(std::get<std::string>(value)))
            return word->label;
    return {to_plain(value), to_plain(value)};
}

std::set<std::string> braces(const base::Words& words) {
    std::set<std::string> names;
    for (const std::string* text : {&words.zh, &words.en})
        for (std::size_t from = text->find('{'); from != std::string::npos; from = text->find('{', from + 1))
            names.insert(text->substr(from + 1, text->find('}', from) - from - 1));
    return names;
}

void put(base::Params& params, const std::string& name, const base::Words& words) {
    params[name] = words.zh;
    params[name + "@en"] = words.en;
}

/// A field, own or one step away, with its value.
std::optional<base::Words> said(const House& house, const Shape& shape, const AskedOf& asked, const std::string& name) {
    const auto dot = name.find('.');
    const auto at = shape.find(name.substr(0, dot));
    if (!at)
        return std::nullopt;
    if (dot == std::string::npos)
        return in_words(house.pack, shape.field(*at), asked.own(shape.place_of[*at]));
    const Shape* target = house.shapes.find(shape.field(*at).target);
    const auto field = target ? target->find(name.substr(dot + 1)) : std::nullopt;
    if (!field)
        return std::nullopt;
    return in_words(house.pack, target->field(*field), asked.stepped(shape.place_of[*at], target->place_of[*field]));
}

} // namespace

base::Params filling(const House& house, const Shape& shape, const AskedOf& asked, const base::Words& words,
                     Date today) {
    base::Params params;
    for (const std::string& name : braces(words)) {
        if (name.starts_with('$')) {
            const auto* parameter = house.pack.parameter(name.substr(1));
            const auto value = parameter ? parameter->on(today) : std::nullopt;
            put(params, name, value ? in_words(*parameter, *value) : base::Words{});
        } else if (const auto value = said(house, shape, asked, name)) {
            put(params, name, *value);
        } else if (name == "type") {
            put(params, name, shape.type->label);
        } else if (name == "today") {
            put(params, name, {base::to_text(today), base::to_text(today)});
        } else if (name == "title" || name == "reason" || name == "state") {
            put(params, name, {"…", "…"});
        }
    }
    return params;
}

std::string moment_text(Instant moment) {
    const std::string text = base::to_text(moment);
    return text.substr(0, 10) + " " + text.substr(11, 5);
}

} // namespace liandong::record
