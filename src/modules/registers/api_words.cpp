#include "modules/registers/api_words.hpp"

#include "http/language.hpp"

namespace liandong::modules::registers {
namespace {

base::Words words_of(const pack::Pack& pack, const std::string& code) {
    if (const auto text = pack.texts.find(code); text != pack.texts.end())
        return text->second;
    for (const auto& rule : pack.rules)
        if (rule.id == code)
            return rule.message;
    return {code, code};
}

} // namespace

boost::json::object said(const pack::Pack& pack, const std::string& code, const base::Params& params) {
    const base::Words words = words_of(pack, code);
    base::Params english = params;
    for (const auto& [name, value] : params)
        if (name.ends_with("@en"))
            english[name.substr(0, name.size() - 3)] = value;
    return {{"zh", http::filled(words.zh, params)}, {"en", http::filled(words.en, english)}};
}

} // namespace liandong::modules::registers
