#include "http/language.hpp"

#include <algorithm>
#include <cstdlib>

#include "http/headers.hpp"

namespace liandong::http {
namespace {

// The weight of one entry in thousandths (RFC 9110, 12.4.2); what cannot be read weighs nothing.
int weight_of(std::string_view parameters) {
    const auto q = parameters.find("q=");
    if (q == std::string_view::npos)
        return 1000;
    const std::string number(trimmed(parameters.substr(q + 2)).substr(0, 5));
    const double weight = std::strtod(number.c_str(), nullptr);
    return weight >= 0 && weight <= 1 ? static_cast<int>(weight * 1000) : 0;
}

bool speaks(std::string_view range, std::string_view language) {
    return same_word(range.substr(0, 2), language) && (range.size() == 2 || range[2] == '-');
}

} // namespace

Language language_of(std::string_view accept_language) {
    int zh = 0;
    int en = 0;
    for (auto rest = accept_language; !rest.empty();) {
        const auto comma = std::min(rest.find(','), rest.size());
        const auto entry = trimmed(rest.substr(0, comma));
        const auto semicolon = std::min(entry.find(';'), entry.size());
        const auto range = trimmed(entry.substr(0, semicolon));
        if (speaks(range, "zh"))
            zh = std::max(zh, weight_of(entry.substr(semicolon)));
        if (speaks(range, "en"))
            en = std::max(en, weight_of(entry.substr(semicolon)));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    // Browsers weigh a country's form above the plain one; between equals Chinese, unless English stands first.
    if (en == zh && en > 0)
        return accept_language.find("en") < accept_language.find("zh") ? Language::en : Language::zh;
    return en > zh ? Language::en : Language::zh;
}

const std::string& in(Language language, const base::Words& words) {
    const bool english = language == Language::en;
    const auto& wanted = english ? words.en : words.zh;
    return wanted.empty() ? (english ? words.zh : words.en) : wanted;
}

std::string_view tag(Language language) { return language == Language::en ? "en" : "zh-CN"; }

std::string filled(std::string_view sentence, const base::Params& params) {
    std::string out;
    while (!sentence.empty()) {
        const auto open = sentence.find('{');
        const auto close = open == std::string_view::npos ? open : sentence.find('}', open);
        if (close == std::string_view::npos)
            return out.append(sentence);
        const auto found = params.find(std::string(sentence.substr(open + 1, close - open - 1)));
        out.append(sentence.substr(0, open));
        out.append(found == params.end() ? sentence.substr(open, close - open + 1) : std::string_view(found->second));
        sentence.remove_prefix(close + 1);
    }
    return out;
}

std::string in_bytes(std::size_t bytes) {
    if (bytes >= 1'000'000)
        return std::to_string(bytes / 1'000'000) + " MB";
    return bytes >= 1000 ? std::to_string(bytes / 1000) + " KB" : std::to_string(bytes) + " B";
}

} // namespace liandong::http
