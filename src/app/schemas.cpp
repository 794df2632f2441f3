#include "app/schemas.hpp"

#include <boost/json.hpp>

namespace liandong::app {
namespace {

namespace json = boost::json;

json::object object(json::object properties, json::array required = {}) {
    json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty())
        schema["required"] = std::move(required);
    return schema;
}

json::object of(const char* type) { return {{"type", type}}; }
json::object of(const char* type, const char* format) { return {{"type", type}, {"format", format}}; }
json::object list_of(json::object items) { return {{"type", "array"}, {"items", std::move(items)}}; }
json::object refers(const char* schema) { return {{"$ref", std::string("#/components/schemas/") + schema}}; }

/// What a field holds when it is read in clear; a masked one is {"masked": "…"}.
json::object value_of(const pack::Field& field) {
    switch (field.kind) {
        case base::Kind::number:
        case base::Kind::money:
        case base::Kind::minutes: return of("integer");
        case base::Kind::date: return of("string", "date");
        case base::Kind::time: return of("string", "date-time");
        case base::Kind::boolean: return of("boolean");
        case base::Kind::codes: return list_of(of("string"));
        case base::Kind::ref: return object({{"id", of("string", "uuid")}, {"title", of("string")}}, {"id"});
        case base::Kind::region: return object({{"code", of("string")}, {"name", of("string")}}, {"code"});
        case base::Kind::file: return refers("File");
        case base::Kind::point: return object({{"lon", of("number")}, {"lat", of("number")}}, {"lon", "lat"});
        default: return of("string");
    }
}

json::object fields_of(const pack::Type& type) {
    json::object properties;
    for (const auto& field : type.fields) {
        json::object schema{{"oneOf", {value_of(field), refers("Masked"), {{"type", "null"}}}},
                            {"title", field.label.zh},
                            {"description", field.label.en}};
        if (!field.typed())
            schema["readOnly"] = true;
        properties[field.name] = std::move(schema);
    }
    return object(std::move(properties));
}

json::object record() {
    return object({{"id", of("string", "uuid")},
                   {"type", of("string")},
                   {"version", of("integer")},
                   {"state", of("string")},
                   {"title", of("string")},
                   {"region", object({{"code", of("string")}, {"name", of("string")}})},
                   {"fields", of("object")},
                   {"rows", of("object")},
                   {"may", list_of(of("string"))}},
                  {"id", "version", "fields"});
}

json::object file() {
    return object(
        {{"id", of("string", "uuid")}, {"name", of("string")}, {"size", of("integer")}, {"type", of("string")}},
        {"id"});
}

json::object upload() {
    return object({{"id", of("string", "uuid")},
                   {"size", of("integer")},
                   {"arrived", of("integer")},
                   {"finished", of("boolean")},
                   {"part_most", of("integer")}},
                  {"id", "size", "arrived", "finished"});
}

json::object new_blob() {
    return object({{"name", of("string")},
                   {"size", of("integer")},
                   {"sha256", of("string")},
                   {"purpose", json::object{{"enum", {"attachment", "import"}}}}},
                  {"name", "size"});
}

json::object shared() {
    return {
        {"Masked", object({{"masked", of("string")}}, {"masked"})},
        {"SignIn", object({{"login", of("string")}, {"password", of("string")}}, {"login", "password"})},
        {"Session", object({{"csrf", of("string")}, {"account", of("object")}}, {"csrf", "account"})},
        {"Pack", of("object")},
        {"PackType", of("object")},
        {"Record", record()},
        {"File", file()},
        {"Upload", upload()},
        {"NewBlob", new_blob()},
        {"FileOrUpload", json::object{{"oneOf", {refers("File"), refers("Upload")}}}},
        {"NewRecord",
         object(
             {{"id", of("string", "uuid")}, {"fields", of("object")}, {"rows", of("object")}, {"reason", of("string")}},
             {"fields"})},
        {"Change", object({{"fields", of("object")}, {"rows", of("object")}, {"reason", of("string")}})},
        {"Event", object({{"fields", of("object")}, {"reason", of("string")}})},
        {"Changed", object({{"record", refers("Record")},
                            {"position", of("integer")},
                            {"merged", of("boolean")},
                            {"advice", list_of(of("object"))}},
                           {"record", "position"})},
        {"Page", object({{"position", of("integer")},
                         {"total", of("integer")},
                         {"next", json::object{{"type", {"string", "null"}}}},
                         {"items", list_of(refers("Record"))}},
                        {"position", "items"})},
        {"Search", object({{"where", of("string")},
                           {"sort", of("string")},
                           {"after", of("string")},
                           {"size", of("integer")},
                           {"total", of("string")},
                           {"columns", of("string")}})},
        {"Find", object({{"q", of("string")}})},
        {"Found", object({{"items", list_of(of("object"))}}, {"items"})},
        {"FoundEverywhere", object({{"groups", list_of(of("object"))}}, {"groups"})},
        {"Todo", object({{"items", list_of(of("object"))}, {"total", of("integer")}}, {"items"})},
        {"Notices", object({{"unread", of("integer")},
                            {"next", json::object{{"type", {"string", "null"}}}},
                            {"items", list_of(refers("Notice"))}},
                           {"unread", "items"})},
        {"Notice", object({{"id", of("string", "uuid")},
                           {"code", of("string")},
                           {"text", object({{"zh", of("string")}, {"en", of("string")}}, {"zh", "en"})},
                           {"record", object({{"type", of("string")},
                                              {"label", of("object")},
                                              {"id", of("string", "uuid")},
                                              {"title", of("string")}},
                                             {"type"})},
                           {"at", of("string", "date-time")},
                           {"due_at", json::object{{"type", {"string", "null"}}}},
                           {"read_at", json::object{{"type", {"string", "null"}}}},
                           {"position", of("integer")}},
                          {"id", "text", "record", "at"})},
        {"ReadNotices", object({{"ids", list_of(of("string", "uuid"))}, {"all", of("boolean")}})},
        {"Unread", object({{"unread", of("integer")}}, {"unread"})},
        {"Questions", object({{"questions", list_of(of("object"))}}, {"questions"})},
        {"Answer", object({{"position", of("integer")}, {"indicator", of("string")}, {"cells", list_of(of("object"))}},
                          {"position"})},
        {"Answers", object({{"position", of("integer")}, {"answers", list_of(of("object"))}}, {"position", "answers"})},
        {"Behind", object({{"position", of("integer")},
                           {"figure", of("object")},
                           {"total", of("integer")},
                           {"items", list_of(refers("Record"))}},
                          {"position", "figure"})},
        {"History", object({{"items", list_of(of("object"))}}, {"items"})},
    };
}

} // namespace

http::ApiDescription description_of(const pack::Pack& pack) {
    http::ApiDescription description{
        .title = {"联动 " + pack.title.zh, "Liandong: " + pack.title.en}, .version = pack.version, .schemas = {}};
    for (const auto& [name, schema] : shared())
        description.schemas.emplace(name, json::serialize(schema));
    for (const auto& type : pack.types)
        if (!type.built_in)
            description.schemas.emplace(type.name, json::serialize(fields_of(type)));
    return description;
}

} // namespace liandong::app
