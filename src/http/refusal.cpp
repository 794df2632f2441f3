#include "http/refusal.hpp"

#include <boost/json.hpp>

namespace liandong::http {
namespace {

namespace json = boost::json;

std::string_view word(base::Level level) {
    switch (level) {
        case base::Level::block: return "block";
        case base::Level::reason: return "reason";
        case base::Level::warn: return "warn";
    }
    return "block";
}

// Who is told to come again is told when: as the message says it, or soon for a full queue and in a minute for too many
// tries.
void say_when_again(Reply& reply, const base::Params& params) {
    if (reply.status != 503 && reply.status != 429)
        return;
    const auto seconds = params.find("seconds");
    reply.set("Retry-After", seconds != params.end() ? seconds->second : reply.status == 503 ? "1" : "60");
}

Reply written(int status, json::object error, const base::Params& params, Language language) {
    Reply reply = Reply::json(json::object{{"error", std::move(error)}}, status);
    reply.set("Content-Language", std::string(tag(language)));
    reply.set("Vary", "Accept-Language");
    say_when_again(reply, params);
    return reply;
}

} // namespace

namespace {

/// A value that reads otherwise in English stands beside its Chinese as NAME@en.
base::Params in(Language language, const base::Params& params) {
    base::Params chosen = params;
    if (language == Language::en)
        for (const auto& [name, value] : params)
            if (name.ends_with("@en"))
                chosen[name.substr(0, name.size() - 3)] = value;
    return chosen;
}

} // namespace

std::string Refuser::message(std::string_view code, const base::Params& params, Language language) const {
    const base::Words words = words_ ? words_(code) : base::Words{};
    const auto& sentence = in(language, words);
    return sentence.empty() ? std::string(code) : filled(sentence, in(language, params));
}

Reply Refuser::of(const base::Fault& fault, Language language) const {
    json::array fields;
    for (const auto& finding : fault.findings)
        fields.push_back(json::object{{"field", finding.field},
                                      {"code", finding.code},
                                      {"clause", finding.clause},
                                      {"message", message(finding.code, finding.params, language)},
                                      {"level", word(finding.level)}});
    json::object error{
        {"code", fault.code}, {"message", message(fault.code, fault.params, language)}, {"fields", fields}};
    if (!fault.detail_json.empty())
        error["detail"] = json::parse(fault.detail_json);
    return written(base::status_of(fault.refusal), std::move(error), fault.params, language);
}

Reply Refuser::of(int status, std::string_view code, const base::Params& params, Language language) const {
    return written(status, {{"code", code}, {"message", message(code, params, language)}, {"fields", json::array{}}},
                   params, language);
}

Reply Refuser::broken(std::string_view incident, Language language) const {
    return written(500,
                   {{"code", "http.bug"},
                    {"message", message("http.bug", {{"incident", std::string(incident)}}, language)},
                    {"fields", json::array{}},
                    {"incident", incident}},
                   {}, language);
}

} // namespace liandong::http
