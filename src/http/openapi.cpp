#include "http/openapi.hpp"

#include <algorithm>
#include <set>

#include "http/openapi_parts.hpp"

namespace liandong::http {
namespace {

namespace json = boost::json;

json::object shared(const char* kind, const std::string& name) {
    return {{"$ref", std::string("#/components/") + kind + "/" + name}};
}

bool changes(const Route& route) { return route.method != "GET"; }
/// Whether the token against forged changes is asked for; the hook before every handler asks likewise.
bool needs_token(const Route& route) { return changes(route) && !route.open && route.right != "read"; }

json::array parameters_of(const Route& route, const ApiDescription& description, Language language) {
    json::array out;
    for (const auto& name : names_of(route.pattern)) {
        const auto known = std::find_if(description.path.begin(), description.path.end(),
                                        [&](const Parameter& parameter) { return parameter.name == name; });
        Parameter parameter = known == description.path.end() ? Parameter{.name = name} : *known;
        parameter.needed = true;
        out.push_back(parameter_json(parameter, "path", language));
    }
    for (const auto& parameter : route.query)
        out.push_back(parameter_json(parameter, "query", language));
    if (route.once != Once::no)
        out.push_back(shared("parameters", route.once == Once::must ? "RequestId" : "RequestIdMay"));
    if (route.versioned)
        out.push_back(shared("parameters", "IfMatch"));
    if (route.tagged)
        out.push_back(shared("parameters", "IfNoneMatch"));
    if (needs_token(route))
        out.push_back(shared("parameters", "Csrf"));
    out.push_back(shared("parameters", "AcceptLanguage"));
    return out;
}

json::object content(const std::string& type, json::object schema) {
    json::object inside;
    if (!schema.empty())
        inside["schema"] = std::move(schema);
    return {{type, std::move(inside)}};
}

json::object named(const std::string& schema) { return schema.empty() ? json::object{} : schema::refers(schema); }

json::object headers_of(const Route& route) {
    json::object headers{{"Request-Id", shared("headers", "RequestId")}};
    if (route.tagged)
        headers["ETag"] = shared("headers", "ETag");
    if (route.sets_cookie)
        headers["Set-Cookie"] = shared("headers", "SetCookie");
    return headers;
}

/// A further status with the same body: a part of it, or the state of a server that is not well.
json::object also(const Route& route, int status, Language language) {
    json::object body = named(route.answers);
    if (status >= 400)
        body = schema::either({std::move(body), schema::refers("Error")});
    return {{"description", in(language, status == 206 ? base::Words{"其中一段", "A part of it"}
                                                       : base::Words{"状态不正常", "Not well"})},
            {"content", content(route.answers_type, std::move(body))}};
}

json::object replies_of(const Route& route, Language language) {
    json::object out;
    json::object good{{"description", in(language, {"成功", "Done"})}, {"headers", headers_of(route)}};
    if (route.status != 204)
        good["content"] = content(route.answers_type, named(route.answers));
    out[std::to_string(route.status)] = std::move(good);
    if (route.tagged)
        out["304"] = json::object{{"description", in(language, {"没有变化", "The same as is known"})}};
    for (const int status : refusals_of(route))
        out[std::to_string(status)] = shared("responses", std::to_string(status));
    for (const int status : route.also)
        out[std::to_string(status)] = also(route, status, language);
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
    json::object all = content("application/octet-stream", {});
    if (!route.takes.empty()) {
        all["multipart/form-data"] = json::object{};
        all["application/json"] = json::object{{"schema", named(route.takes)}};
    }
    return all;
}

json::object operation(const Route& route, const ApiDescription& description, Language language) {
    json::object out{{"operationId", operation_id(route)},
                     {"summary", in(language, route.summary)},
                     {"parameters", parameters_of(route, description, language)},
                     {"responses", replies_of(route, language)}};
    if (route.carries == Carries::upload)
        out["requestBody"] = json::object{{"required", true}, {"content", upload_content(route)}};
    else if (!route.takes.empty())
        out["requestBody"] =
            json::object{{"required", true}, {"content", content("application/json", named(route.takes))}};
    if (route.open)
        out["security"] = json::array{};
    if (!route.right.empty())
        out["x-right"] = route.right;
    return out;
}

std::set<std::string> named_schemas(const Router& router) {
    std::set<std::string> names;
    for (const auto& route : router.routes())
        names.insert({route->takes, route->answers});
    names.erase("");
    return names;
}

json::object schemas_of(const Router& router, const ApiDescription& description, Language language) {
    json::object out{{"Error", error_schema(language)}};
    for (const auto& [name, schema] : description.schemas)
        out[name] = schema;
    for (const auto& name : named_schemas(router))
        if (!out.contains(name))
            out[name] = json::object{};
    return out;
}

json::object paths_of(const Router& router, const ApiDescription& description, Language language) {
    json::object paths;
    for (const auto& route : router.routes()) {
        std::string method = route->method;
        std::transform(method.begin(), method.end(), method.begin(),
                       [](char c) { return static_cast<char>(c | 0x20); });
        if (!paths.contains(route->pattern))
            paths[route->pattern] = json::object{};
        paths[route->pattern].as_object()[method] = operation(*route, description, language);
    }
    return paths;
}

} // namespace

std::vector<int> refusals_of(const Route& route) {
    std::set<int> statuses{400, 500, 503};
    if (!names_of(route.pattern).empty())
        statuses.insert(404);
    if (!route.open)
        statuses.insert(401);
    if (changes(route))
        statuses.insert(403);
    if (changes(route) && (!route.takes.empty() || route.carries == Carries::upload))
        statuses.insert(413);
    if (route.versioned)
        statuses.insert(428);
    if (route.once != Once::no)
        statuses.insert({409, 507});
    statuses.insert(route.refusals.begin(), route.refusals.end());
    return {statuses.begin(), statuses.end()};
}

std::string openapi(const Router& router, const ApiDescription& description, Language language) {
    return json::serialize(json::object{
        {"openapi", "3.1.0"},
        {"info", json::object{{"title", in(language, description.title)}, {"version", description.version}}},
        {"security", any_cookie(description.cookies)},
        {"paths", paths_of(router, description, language)},
        {"components", json::object{{"securitySchemes", cookie_schemes(description.cookies, language)},
                                    {"parameters", shared_parameters(language)},
                                    {"headers", shared_headers(language)},
                                    {"responses", shared_refusals(language)},
                                    {"schemas", schemas_of(router, description, language)}}}});
}

std::vector<std::string> missing_schemas(const Router& router, const ApiDescription& description) {
    std::vector<std::string> missing;
    for (const auto& name : named_schemas(router))
        if (name != "Error" && !description.schemas.contains(name))
            missing.push_back(name);
    return missing;
}

} // namespace liandong::http
