#include "http/fields.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"

namespace liandong::http {

void Fields::found(std::string_view name, std::string code, base::Params params) {
    params.emplace("field", name);
    findings_.push_back({std::string(name), std::move(code), {}, std::move(params), base::Level::block});
}

const boost::json::value* Fields::any(std::string_view name) {
    asked_.emplace(name);
    const auto* value = object_.if_contains(name);
    return value == nullptr || value->is_null() ? nullptr : value;
}

std::optional<std::string> Fields::read_text(std::string_view name, std::size_t most, bool as_typed) {
    const auto* value = any(name);
    if (value == nullptr)
        return std::nullopt;
    if (!value->is_string()) {
        found(name, "http.wrong_kind", {{"kind", "string"}});
        return std::nullopt;
    }
    const std::string_view typed = value->as_string();
    std::string text = as_typed ? std::string(typed) : base::normal(typed);
    if (const auto length = base::length(text); length > most)
        found(name, "record.too_long", {{"most", std::to_string(most)}, {"length", std::to_string(length)}});
    if (text.empty())
        return std::nullopt;
    return text;
}

std::string Fields::text(std::string_view name, std::size_t most) {
    const auto before = findings_.size();
    auto text = read_text(name, most, false);
    if (!text && findings_.size() == before)
        found(name, "record.required");
    return text.value_or("");
}

std::optional<std::string> Fields::maybe_text(std::string_view name, std::size_t most) {
    return read_text(name, most, false);
}

std::string Fields::secret(std::string_view name, std::size_t most) {
    const auto before = findings_.size();
    auto text = read_text(name, most, true);
    if (!text && findings_.size() == before)
        found(name, "record.required");
    return text.value_or("");
}

std::optional<std::int64_t> Fields::maybe_number(std::string_view name, std::int64_t least, std::int64_t most) {
    const auto* value = any(name);
    if (value == nullptr)
        return std::nullopt;
    const auto* number = value->if_int64();
    if (number != nullptr && *number >= least && *number <= most)
        return *number;
    found(name, "record.out_of_range", {{"low", std::to_string(least)}, {"high", std::to_string(most)}});
    return std::nullopt;
}

std::int64_t Fields::number(std::string_view name, std::int64_t least, std::int64_t most) {
    const auto before = findings_.size();
    const auto number = maybe_number(name, least, most);
    if (!number && findings_.size() == before)
        found(name, "record.required");
    return number.value_or(least);
}

std::optional<std::string> Fields::maybe_word(std::string_view name, const std::vector<std::string>& words) {
    auto text = read_text(name, 100, false);
    if (!text || std::find(words.begin(), words.end(), *text) != words.end())
        return text;
    base::Params params{{"value", base::length(*text) > 20 ? "…" : *text}, {"words", ""}, {"words@en", ""}};
    for (const auto& word : words) {
        params["words"] += (params["words"].empty() ? "" : "、") + word;
        params["words@en"] += (params["words@en"].empty() ? "" : ", ") + word;
    }
    found(name, "record.no_such_word", std::move(params));
    return std::nullopt;
}

bool Fields::flag(std::string_view name) {
    const auto* value = any(name);
    if (value == nullptr)
        return false;
    if (!value->is_bool())
        found(name, "http.wrong_kind", {{"kind", "true, false"}});
    return value->is_bool() && value->as_bool();
}

void Fields::done() {
    for (const auto& member : object_) {
        const std::string_view name = member.key();
        if (!asked_.contains(name))
            found(base::length(name) > 60 ? "…" : name, "http.unknown_field");
    }
    if (!findings_.empty())
        throw base::Fault(std::move(findings_));
}

} // namespace liandong::http
