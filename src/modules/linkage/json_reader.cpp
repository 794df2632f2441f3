// Every member is asked for once; the sentences say what was expected.
#include "modules/linkage/json_reader.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <cmath>

#include "base/text.hpp"
#include "pack/mistakes.hpp"

namespace liandong::linkage {

namespace json = boost::json;

namespace {

constexpr std::size_t name_most = 60;

base::Words missing() { return {"必填", "is required"}; }
base::Words kind(const char* zh, const char* en) { return {std::string("应为") + zh, std::string("must be ") + en}; }

} // namespace

void Findings::add(std::string path, base::Words words) {
    if (!full())
        wrong.push_back({std::move(path), std::move(words)});
}

JsonReader::JsonReader(const json::object& object, std::string path, Findings& findings)
    : object_(object), path_(std::move(path)), findings_(findings) {}

JsonReader::~JsonReader() {
    for (const auto& member : object_)
        if (asked_.count(member.key()) == 0) {
            const auto near = pack::did_you_mean(member.key(), {asked_.begin(), asked_.end()});
            findings_.add(path_of(base::shortened(member.key(), name_most)),
                          {"没有这个键" + near.zh, "is no key here" + near.en});
        }
}

std::string JsonReader::path_of(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

void JsonReader::wrong(std::string_view name, base::Words words) { findings_.add(path_of(name), std::move(words)); }

const json::value* JsonReader::any(std::string_view name) {
    asked_.emplace(name);
    const json::value* value = object_.if_contains(name);
    return value && !value->is_null() ? value : nullptr;
}

std::string JsonReader::text(std::string_view name, bool required, std::size_t most) {
    const json::value* value = any(name);
    if (!value) {
        if (required)
            wrong(name, missing());
        return {};
    }
    if (!value->is_string()) {
        wrong(name, kind("文字", "a text"));
        return {};
    }
    const std::string_view text = value->get_string();
    if (!base::well_formed(text) || text.size() > most || (required && text.empty()))
        wrong(name, {fmt::format("应为 1 至 {} 字节的 UTF-8 文字", most),
                     fmt::format("must be UTF-8 text of 1 to {} bytes", most)});
    return std::string(text);
}

std::vector<std::string> JsonReader::texts(std::string_view name, std::size_t most) {
    const json::value* value = any(name);
    if (!value)
        return {};
    if (!value->is_array() || value->get_array().size() > most) {
        wrong(name,
              {fmt::format("应为至多 {} 个文字的列表", most), fmt::format("must be a list of at most {} texts", most)});
        return {};
    }
    std::vector<std::string> found;
    for (const json::value& one : value->get_array()) {
        if (!one.is_string() || one.get_string().empty() || one.get_string().size() > 200) {
            wrong(name, {"列表中只能有非空文字", "may only hold texts that are not empty"});
            return {};
        }
        found.emplace_back(one.get_string());
    }
    return found;
}

std::int64_t JsonReader::whole(std::string_view name, std::int64_t least, std::int64_t most,
                               std::optional<std::int64_t> otherwise) {
    const json::value* value = any(name);
    if (!value) {
        if (!otherwise)
            wrong(name, missing());
        return otherwise.value_or(least);
    }
    json::error_code error;
    const bool numeric = value->is_number();
    const std::int64_t number = numeric ? value->to_number<std::int64_t>(error) : 0;
    if (!numeric || error || number < least || number > most) {
        wrong(name, {fmt::format("应为 {} 至 {} 的整数", least, most),
                     fmt::format("must be a whole number from {} to {}", least, most)});
        return least;
    }
    return number;
}

std::optional<double> JsonReader::number(std::string_view name, double least, double most, bool required) {
    const json::value* value = any(name);
    if (!value) {
        if (required)
            wrong(name, missing());
        return {};
    }
    json::error_code error;
    const double number = value->is_number() ? value->to_number<double>(error) : std::nan("");
    if (error || !(number >= least && number <= most)) {
        wrong(name, {fmt::format("应为 {:g} 至 {:g} 的数", least, most),
                     fmt::format("must be a number from {:g} to {:g}", least, most)});
        return {};
    }
    return number;
}

bool JsonReader::flag(std::string_view name) {
    const json::value* value = any(name);
    if (value && !value->is_bool())
        wrong(name, kind("true 或 false", "true or false"));
    return value && value->is_bool() && value->get_bool();
}

std::optional<base::Instant> JsonReader::instant(std::string_view name, bool required) {
    const json::value* value = any(name);
    if (!value) {
        if (required)
            wrong(name, missing());
        return {};
    }
    auto found = value->is_string() ? read_instant(std::string_view(value->get_string())) : std::nullopt;
    if (!found)
        wrong(name, kind("时间，如 2026-11-23T09:00:00+08:00", "a time like 2026-11-23T09:00:00+08:00"));
    return found;
}

bool JsonReader::objects(std::string_view name, std::size_t most,
                         const std::function<void(const json::object&, std::string)>& each) {
    const json::value* value = any(name);
    if (!value)
        return false;
    if (!value->is_array() || value->get_array().size() > most) {
        wrong(name,
              {fmt::format("应为至多 {} 项的列表", most), fmt::format("must be a list of at most {} records", most)});
        return true;
    }
    std::size_t number = 0;
    for (const json::value& one : value->get_array()) {
        const std::string path = fmt::format("{}[{}]", path_of(name), number++);
        if (findings_.full())
            return true;
        if (one.is_object())
            each(one.get_object(), path);
        else
            findings_.add(path, kind("对象", "an object"));
    }
    return true;
}

void JsonReader::object(std::string_view name, const std::function<void(const json::object&, std::string)>& read) {
    const json::value* value = any(name);
    if (value && value->is_object())
        read(value->get_object(), path_of(name));
    else if (value)
        wrong(name, kind("对象", "an object"));
}

std::optional<base::Instant> read_instant(std::string_view text) {
    if (const auto found = base::parse_instant(text))
        return found;
    if (text.size() == 16)
        return base::parse_instant(std::string(text) + ":00+08:00");
    return text.size() == 19 ? base::parse_instant(std::string(text) + "+08:00") : std::nullopt;
}

} // namespace liandong::linkage
