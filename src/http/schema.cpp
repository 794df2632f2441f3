#include "http/schema.hpp"

namespace liandong::http::schema {

namespace json = boost::json;

object text() { return {{"type", "string"}}; }
object text(const char* format) { return {{"type", "string"}, {"format", format}}; }
object short_text(std::size_t most) { return {{"type", "string"}, {"maxLength", most}}; }
object formed(const char* pattern) { return {{"type", "string"}, {"pattern", pattern}}; }
object whole() { return {{"type", "integer"}}; }
object whole(std::int64_t least, std::int64_t most) {
    return {{"type", "integer"}, {"minimum", least}, {"maximum", most}};
}
object number() { return {{"type", "number"}}; }
object flag() { return {{"type", "boolean"}}; }
object word(std::string only) { return {{"type", "string"}, {"const", std::move(only)}}; }
object one_of(const std::vector<std::string>& words) {
    return {{"type", "string"}, {"enum", json::array(words.begin(), words.end())}};
}
object list_of(object items) { return {{"type", "array"}, {"items", std::move(items)}}; }
object list_of(object items, std::size_t least, std::size_t most) {
    return {{"type", "array"}, {"items", std::move(items)}, {"minItems", least}, {"maxItems", most}};
}
object map_of(object values) { return {{"type", "object"}, {"additionalProperties", std::move(values)}}; }
object refers(const std::string& name) { return {{"$ref", "#/components/schemas/" + name}}; }

object either(std::vector<object> schemas) {
    json::array all;
    for (auto& schema : schemas)
        all.push_back(std::move(schema));
    return {{"anyOf", std::move(all)}};
}

object or_null(object schema) { return either({std::move(schema), {{"type", "null"}}}); }

object said(object schema, const base::Words& words, Language language) {
    if (const auto& sentence = in(language, words); !sentence.empty())
        schema["description"] = sentence;
    return schema;
}

object closed(const std::vector<Member>& members) {
    json::object properties;
    json::array needed;
    for (const auto& member : members) {
        properties[member.name] = member.schema;
        if (member.needed)
            needed.push_back(json::string(member.name));
    }
    object schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!needed.empty())
        schema["required"] = std::move(needed);
    return schema;
}

} // namespace liandong::http::schema
