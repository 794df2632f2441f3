// The schemas of record types, made from their declaration in the pack: what is read (TYPE, TYPE.item) and what is
// written (TYPE.new, TYPE.change), with code lists, masked alternatives, child rows and states.
#include <algorithm>

#include "http/schema.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_limits.hpp"
#include "pack/pack.hpp"

namespace liandong::modules::registers {
namespace {

namespace json = boost::json;
using namespace http::schema;
using base::Kind;
using http::Language;

/// What a field of a kind holds when it is read in clear.
object read_kind(const pack::Field& field) {
    switch (field.kind) {
        case Kind::number:
        case Kind::money:
        case Kind::minutes: return whole();
        case Kind::date: return text("date");
        case Kind::time: return text("date-time");
        case Kind::boolean: return flag();
        case Kind::code: return refers("codes." + field.list);
        case Kind::codes: return list_of(refers("codes." + field.list));
        case Kind::ref: return refers("Reference");
        case Kind::region: return refers("Region");
        case Kind::point: return refers("Point");
        case Kind::file: return refers("File");
        default: return text();
    }
}

object with_id() { return {{"type", "object"}, {"properties", {{"id", text("uuid")}}}, {"required", {"id"}}}; }

object limited(object schema, const pack::Field& field) {
    if (field.kind == Kind::text)
        schema["maxLength"] = field.most.value_or(2000);
    if (field.low)
        schema["minimum"] = *field.low;
    if (field.high)
        schema["maximum"] = *field.high;
    return schema;
}

/// What may be sent for it: as it is read, or shorter (the id of a reference, the code of a region).
object written_kind(const pack::Field& field) {
    const object code = formed("^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$");
    const object inside{{"type", "object"}, {"properties", {{"code", code}}}, {"required", {"code"}}};
    const object place{{"type", "object"},
                       {"properties",
                        {{"lon", {{"type", "number"}, {"minimum", 73}, {"maximum", 136}}},
                         {"lat", {{"type", "number"}, {"minimum", 3}, {"maximum", 54}}}}},
                       {"required", {"lon", "lat"}}};
    switch (field.kind) {
        case Kind::text: return limited(text(), field);
        case Kind::number:
        case Kind::money:
        case Kind::minutes: return limited(whole(), field);
        case Kind::ref:
        case Kind::file: return either({text("uuid"), with_id()});
        case Kind::region: return either({code, inside});
        case Kind::point: return place;
        default: return read_kind(field);
    }
}

object named(object schema, const pack::Field& field, Language language) {
    schema["title"] = in(language, field.label);
    if (const auto& help = in(language, field.help); !help.empty())
        schema["description"] = help;
    if (!field.target.empty())
        schema["x-target"] = field.target;
    return schema;
}

bool may_be_masked(const pack::Field& field) { return field.privacy != pack::Privacy::open || field.closed; }

object read_field(const pack::Field& field, Language language) {
    object value = may_be_masked(field) ? either({read_kind(field), refers("Masked")}) : read_kind(field);
    if (!field.typed())
        value["readOnly"] = true;
    return named(std::move(value), field, language);
}

object written_field(const pack::Field& field, Language language) {
    if (!field.typed())
        return named(refers("Masked"), field, language);
    object value = either({written_kind(field), refers("Nothing"), refers("Masked")});
    if (!field.pattern.empty())
        value["x-pattern"] = field.pattern;
    return named(std::move(value), field, language);
}

object fields_of(const pack::Type& type, object (*schema)(const pack::Field&, Language), Language language) {
    std::vector<Member> members;
    for (const auto& field : type.fields)
        members.push_back(maybe(field.name, schema(field, language)));
    return closed(members);
}

std::vector<const pack::Type*> rows_of(const pack::Pack& pack, const pack::Type& type) {
    std::vector<const pack::Type*> rows;
    for (const auto& one : pack.types)
        if (!one.parent.empty() && one.field(one.parent)->target == type.name)
            rows.push_back(&one);
    return rows;
}

/// `rows`: by the child's type, then by its id.
object rows_schema(const std::vector<const pack::Type*>& rows, object (*row)(const std::string&)) {
    std::vector<Member> members;
    for (const auto* type : rows)
        members.push_back(maybe(type->name, map_of(row(type->name))));
    return closed(members);
}

object row_read(const std::string& type) {
    return closed({{"version", whole()}, {"state", text()}, {"fields", refers(type + ".fields")}});
}

object row_written(const std::string& type) {
    const object wrapped{
        {"type", "object"}, {"properties", {{"fields", refers(type + ".in")}}}, {"required", {"fields"}}};
    return either({wrapped, refers(type + ".in"), {{"type", "null"}}});
}

std::vector<Member> head_of(const pack::Type& type) {
    std::vector<Member> head{{"id", text("uuid")},
                             {"type", word(type.name)},
                             {"version", whole()},
                             {"title", text()},
                             {"region", refers("Region")}};
    std::vector<std::string> states;
    for (const auto& state : type.states)
        states.push_back(state.name);
    if (!states.empty())
        head.push_back({"state", one_of(states)});
    return head;
}

object record_of(const pack::Pack& pack, const pack::Type& type, Language language) {
    auto members = head_of(type);
    members.push_back({"fields", refers(type.name + ".fields")});
    members.push_back(maybe("may", list_of(text())));
    if (const auto rows = rows_of(pack, type); !rows.empty())
        members.push_back(maybe("rows", rows_schema(rows, row_read)));
    object schema = closed(members);
    schema["title"] = in(language, type.label);
    return schema;
}

/// A line of a list: the columns of its type, or any other field that was asked for, also one step away.
object item_of(const pack::Type& type, Language language) {
    std::vector<Member> columns;
    for (const auto& field : type.fields)
        columns.push_back(maybe(field.name, or_null(read_field(field, language))));
    object fields = closed(columns);
    fields["patternProperties"] = object{{"^[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*$", refers("Value")}};
    auto members = head_of(type);
    members.push_back({"fields", std::move(fields)});
    return closed(members);
}

std::vector<Member> written(const pack::Pack& pack, const pack::Type& type) {
    std::vector<Member> members{maybe("reason", or_null(short_text(reason_most)))};
    if (const auto rows = rows_of(pack, type); !rows.empty())
        members.push_back(maybe("rows", rows_schema(rows, row_written)));
    return members;
}

object new_of(const pack::Pack& pack, const pack::Type& type) {
    json::array needed;
    for (const auto& field : type.fields)
        if (field.required && field.typed() && !field.show.given() && !field.default_value.given() &&
            std::holds_alternative<std::monostate>(field.made))
            needed.push_back(json::string(field.name));
    object fields = refers(type.name + ".in");
    if (!needed.empty())
        fields["required"] = std::move(needed);
    auto members = written(pack, type);
    members.push_back(maybe("id", text("uuid")));
    members.push_back({"fields", std::move(fields)});
    return closed(members);
}

object change_of(const pack::Pack& pack, const pack::Type& type) {
    auto members = written(pack, type);
    members.push_back(maybe("fields", refers(type.name + ".in")));
    return closed(members);
}

object codes_of(const pack::CodeList& list, Language language) {
    json::array codes;
    json::object labels;
    for (const auto& one : list.words) {
        codes.push_back(json::string(one.code));
        labels[one.code] = in(language, one.label);
    }
    object schema{{"type", "string"}, {"title", in(language, list.label)}, {"x-labels", std::move(labels)}};
    if (list.closed)
        schema["enum"] = std::move(codes);
    return schema;
}

/// One of all types: `suffix` names the schema of each. With a word to tell them apart where answers carry it.
object any_of_all(const std::vector<std::string>& types, const std::string& suffix, bool told) {
    json::array all;
    json::object by_type;
    for (const auto& type : types) {
        object one = refers(type + suffix);
        by_type[type] = one.at("$ref");
        all.push_back(std::move(one));
    }
    if (told)
        return {{"type", "object"},
                {"required", {"type"}},
                {"discriminator", {{"propertyName", "type"}, {"mapping", std::move(by_type)}}},
                {"oneOf", std::move(all)}};
    return {{"anyOf", std::move(all)}, {"x-by-type", std::move(by_type)}};
}

} // namespace

std::vector<std::string> type_names(const pack::Pack& pack) {
    std::vector<std::string> names;
    for (const auto& type : pack.types)
        if (!type.built_in)
            names.push_back(type.name);
    return names;
}

http::Schemas type_schemas(const pack::Pack& pack, Language language) {
    const auto types = type_names(pack);
    http::Schemas all{{"Nothing", either({{{"type", "null"}}, word("")})},
                      {"Record", any_of_all(types, "", true)},
                      {"Item", any_of_all(types, ".item", true)},
                      {"NewRecord", any_of_all(types, ".new", false)},
                      {"Change", any_of_all(types, ".change", false)}};
    for (const auto& list : pack.codes)
        all.emplace("codes." + list.name, codes_of(list, language));
    for (const auto& name : types) {
        const pack::Type& type = *pack.type(name);
        all.emplace(name, record_of(pack, type, language));
        all.emplace(name + ".item", item_of(type, language));
        all.emplace(name + ".fields", fields_of(type, read_field, language));
        all.emplace(name + ".in", fields_of(type, written_field, language));
        all.emplace(name + ".new", new_of(pack, type));
        all.emplace(name + ".change", change_of(pack, type));
    }
    return all;
}

} // namespace liandong::modules::registers
