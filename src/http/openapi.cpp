#include "http/openapi.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <set>

namespace liandong::http {
namespace {

namespace json = boost::json;

json::object reference(const std::string& schema) { return {{"$ref", "#/components/schemas/" + schema}}; }

json::object content(const std::string& type, const std::string& schema) {
    json::object inside;
    if (!schema.empty())
        inside["schema"] = reference(schema);
    return {{type, std::move(inside)}};
}

json::object reply_of(int status, Language language) {
    static const std::map<int, base::Words> meanings = {
        {400, {"无法解析", "cannot be parsed"}},
        {401, {"未登录", "not signed in"}},
        {403, {"无权执行", "may be read, may not be done"}},
        {404, {"不存在或无权查看", "not there, or not yours to see"}},
        {409, {"版本或状态冲突", "another version, or not in this state"}},
        {413, {"内容过大", "too large"}},
        {416, {"范围无效", "no such range"}},
        {422, {"内容有误", "findings, field by field"}},
        {428, {"缺少 If-Match", "without If-Match"}},
        {429, {"过于频繁", "too often"}},
        {503, {"繁忙，稍后重试", "busy, try again"}},
        {507, {"磁盘已满", "disk full"}},
    };
    const auto meaning = meanings.find(status);
    return {{"description", meaning == meanings.end() ? std::to_string(status) : in(language, meaning->second)},
            {"content", content("application/json", "Error")}};
}

json::array parameters_of(const Route& route, Language language) {
    json::array out;
    for (const auto& name : names_of(route.pattern))
        out.push_back(json::object{
            {"name", name}, {"in", "path"}, {"required", true}, {"schema", json::object{{"type", "string"}}}});
    for (const auto& parameter : route.query)
        out.push_back(json::object{{"name", parameter.name},
                                   {"in", "query"},
                                   {"required", parameter.needed},
                                   {"description", in(language, parameter.words)},
                                   {"schema", json::object{{"type", parameter.kind}}}});
    return out;
}

json::object replies_of(const Route& route, Language language) {
    json::object out;
    json::object good{{"description", language == Language::en ? "done" : "成功"}};
    if (route.status != 204)
        good["content"] = content(route.answers_type, route.answers);
    out[std::to_string(route.status)] = std::move(good);
    std::set<int> statuses{400, 404, 503};
    if (!route.open)
        statuses.insert({401, 403});
    statuses.insert(route.refusals.begin(), route.refusals.end());
    for (const int status : statuses)
        out[std::to_string(status)] = reply_of(status, language);
    return out;
}

// "GET /api/v1/records/{type}" becomes get_records_type: stable, and a fine name for a generated function.
std::string operation_id(const Route& route) {
    std::string id;
    for (const char c : route.method + route.pattern.substr(route.pattern.starts_with("/api/v1/") ? 7 : 0)) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter)
            id += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!id.ends_with('_') && c != '}')
            id += '_';
    }
    while (id.ends_with('_'))
        id.pop_back();
    return id;
}

/// Bytes; and where the route names a schema, a form or the JSON that begins an upload.
json::object upload_content(const Route& route) {
    json::object all = content("application/octet-stream", "");
    if (!route.takes.empty()) {
        all["multipart/form-data"] = json::object{};
        all["application/json"] = json::object{{"schema", reference(route.takes)}};
    }
    return all;
}

json::object operation(const Route& route, Language language) {
    json::object out{{"operationId", operation_id(route)},
                     {"summary", in(language, route.summary)},
                     {"parameters", parameters_of(route, language)},
                     {"responses", replies_of(route, language)}};
    if (route.carries == Carries::upload)
        out["requestBody"] = json::object{{"required", true}, {"content", upload_content(route)}};
    else if (!route.takes.empty())
        out["requestBody"] = json::object{{"required", true}, {"content", content("application/json", route.takes)}};
    if (route.open)
        out["security"] = json::array{};
    if (!route.right.empty())
        out["x-right"] = route.right;
    return out;
}

json::object error_schema() {
    return json::parse(R"({"type":"object","required":["error"],"properties":{"error":{"type":"object",
        "required":["code","message","fields"],"properties":{"code":{"type":"string"},"message":{"type":"string"},
        "incident":{"type":"string"},"detail":{},"fields":{"type":"array","items":{"type":"object",
        "required":["field","code","clause","message","level"],"properties":{"field":{"type":"string"},
        "code":{"type":"string"},"clause":{"type":"string"},"message":{"type":"string"},
        "level":{"enum":["block","reason","warn"]}}}}}}}})")
        .as_object();
}

std::set<std::string> named_schemas(const Router& router) {
    std::set<std::string> names;
    for (const auto& route : router.routes())
        names.insert({route->takes, route->answers});
    names.erase("");
    return names;
}

json::object schemas_of(const Router& router, const ApiDescription& description) {
    json::object out{{"Error", error_schema()}};
    for (const auto& [name, text] : description.schemas)
        out[name] = json::parse(text);
    for (const auto& name : named_schemas(router))
        if (!out.contains(name))
            out[name] = json::object{};
    return out;
}

} // namespace

std::string openapi(const Router& router, const ApiDescription& description, Language language) {
    json::object paths;
    for (const auto& route : router.routes()) {
        std::string method = route->method;
        std::transform(method.begin(), method.end(), method.begin(),
                       [](char c) { return static_cast<char>(c | 0x20); });
        if (!paths.contains(route->pattern))
            paths[route->pattern] = json::object{};
        paths[route->pattern].as_object()[method] = operation(*route, language);
    }
    const json::object session{{"type", "apiKey"}, {"in", "cookie"}, {"name", "session"}};
    return json::serialize(json::object{
        {"openapi", "3.1.0"},
        {"info", json::object{{"title", in(language, description.title)}, {"version", description.version}}},
        {"security", json::array{json::object{{"session", json::array{}}}}},
        {"paths", std::move(paths)},
        {"components", json::object{{"securitySchemes", json::object{{"session", session}}},
                                    {"schemas", schemas_of(router, description)}}}});
}

std::vector<std::string> missing_schemas(const Router& router, const ApiDescription& description) {
    std::vector<std::string> missing;
    for (const auto& name : named_schemas(router))
        if (name != "Error" && !description.schemas.contains(name))
            missing.push_back(name);
    return missing;
}

} // namespace liandong::http
