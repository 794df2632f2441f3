#include "http/openapi_parts.hpp"

namespace liandong::http {
namespace {

namespace json = boost::json;
using base::Words;

const std::map<int, Words>& meanings() {
    static const std::map<int, Words> all{
        {400, {"无法解析", "It cannot be parsed"}},
        {401, {"未登录", "Nobody is signed in"}},
        {403, {"可以查看，无权执行", "May be read, may not be done"}},
        {404, {"不存在，或无权查看", "Not there, or not yours to see"}},
        {409,
         {"与他人的修改或当前状态冲突，或请求编号已用于其他内容",
          "Somebody else's change, a state that does not allow it, or a Request-Id used for something else"}},
        {413, {"内容过大", "Too large"}},
        {416, {"没有这一段", "There is no such range"}},
        {422, {"内容有误，逐项说明", "What is wrong, field by field"}},
        {428, {"缺少 If-Match", "Without If-Match"}},
        {429, {"过于频繁，稍后再试", "Too often; come again later"}},
        {500, {"系统故障，附事件编号", "A fault of the server, with the number of the incident"}},
        {503, {"繁忙，稍后重试", "Busy; come again soon"}},
        {507, {"磁盘已满，什么也没有保存", "The disk is full; nothing was saved"}},
    };
    return all;
}

json::object header(const char* name, bool needed, const Words& words, schema::object value, Language language) {
    return {{"name", name},
            {"in", "header"},
            {"required", needed},
            {"description", in(language, words)},
            {"schema", std::move(value)}};
}

json::object told(const Words& words, schema::object value, Language language) {
    return {{"description", in(language, words)}, {"schema", std::move(value)}};
}

json::object header_of(const char* name) { return {{"$ref", std::string("#/components/headers/") + name}}; }

json::object refusal(int status, const Words& words, Language language) {
    json::object headers{{"Request-Id", header_of("RequestId")}};
    if (status == 429 || status == 503)
        headers["Retry-After"] = header_of("RetryAfter");
    return {{"description", in(language, words)},
            {"headers", std::move(headers)},
            {"content", json::object{{"application/json", json::object{{"schema", schema::refers("Error")}}}}}};
}

} // namespace

json::object shared_parameters(Language language) {
    const Words once{"每次提交的编号（UUID）：编号与内容都相同，结果相同；编号相同而内容不同，拒绝",
                     "The change's own id: the same id and body again has the same outcome; another body is refused"};
    return {
        {"RequestId", header("Request-Id", true, once, schema::text("uuid"), language)},
        {"RequestIdMay", header("Request-Id", false, once, schema::text("uuid"), language)},
        {"IfMatch", header("If-Match", true, {"读到的版本，带引号", "The version that was read, in quotes"},
                           schema::formed("^\"-?[0-9]+\"$"), language)},
        {"IfNoneMatch",
         header("If-None-Match", false, {"已有的版本：相同时回答304", "What is known already: 304 when it is the same"},
                schema::text(), language)},
        {"Csrf", header("X-CSRF-Token", true, {"登录时得到的令牌", "The token that signing in gave"}, schema::text(),
                        language)},
        {"AcceptLanguage",
         header("Accept-Language", false, {"消息的语言", "The language of messages"}, schema::text(), language)},
    };
}

json::object shared_headers(Language language) {
    return {
        {"RequestId", told({"请求编号", "The id of the request"}, schema::text("uuid"), language)},
        {"ETag", told({"版本或摘要，带引号", "The version or digest, in quotes"}, schema::text(), language)},
        {"RetryAfter", told({"几秒后再试", "Seconds to wait"}, schema::formed("^[0-9]+$"), language)},
        {"SetCookie", told({"会话", "The session"}, schema::text(), language)},
    };
}

json::object shared_refusals(Language language) {
    json::object out;
    for (const auto& [status, words] : meanings())
        out[std::to_string(status)] = refusal(status, words, language);
    out["416"].as_object().erase("content"); // Content-Range says how much there is
    return out;
}

json::object cookie_schemes(const std::vector<std::string>& cookies, Language language) {
    json::object out;
    for (const auto& cookie : cookies)
        out[cookie] = json::object{{"type", "apiKey"},
                                   {"in", "cookie"},
                                   {"name", cookie},
                                   {"description", in(language, {"登录后的会话；以 __Host- 开头的用于 TLS",
                                                                 "The session; the one with __Host- under TLS"})}};
    return out;
}

json::array any_cookie(const std::vector<std::string>& cookies) {
    json::array out;
    for (const auto& cookie : cookies)
        out.push_back(json::object{{cookie, json::array{}}});
    return out;
}

json::object error_schema(Language language) {
    using namespace schema;
    const object finding = closed(
        {{"field", said(text(), {"字段；子表行为 rows.类型.编号.字段", "the field, or rows.TYPE.ID.FIELD"}, language)},
         {"code", said(text(), {"消息代码，不变", "the code of the message; it never changes"}, language)},
         {"clause", said(text(), {"依据条款", "the clause that asks for it"}, language)},
         {"message", said(text(), {"给人看的话", "for people to read"}, language)},
         {"level", one_of({"block", "reason", "warn"})}});
    return closed({{"error", closed({{"code", text()},
                                     {"message", text()},
                                     {"fields", list_of(finding)},
                                     maybe("incident", text()),
                                     maybe("detail", said({{"type", "object"}},
                                                          {"409 时：theirs 为现有版本，yours 为提交内容",
                                                           "with 409: theirs stands, yours was sent"},
                                                          language))})}});
}

json::object parameter_json(const Parameter& parameter, const char* where, Language language) {
    schema::object value{{"type", parameter.kind}};
    if (!parameter.format.empty())
        value["format"] = parameter.format;
    if (parameter.kind == "integer") {
        value["minimum"] = parameter.least;
        value["maximum"] = parameter.most;
    }
    if (!parameter.one_of.empty())
        value["enum"] = json::array(parameter.one_of.begin(), parameter.one_of.end());
    return {{"name", parameter.name},
            {"in", where},
            {"required", parameter.needed},
            {"description", in(language, parameter.words)},
            {"schema", std::move(value)}};
}

} // namespace liandong::http
