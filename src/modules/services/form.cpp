#include "modules/services/form.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "modules/services/rules.hpp"

namespace liandong::modules::services {
namespace {

namespace json = boost::json;
using base::Fault;
using base::Finding;
using record::Shape;

constexpr std::size_t name_most = 40;

Finding unknown(const Shape& shape, std::string_view name) {
    const std::string told = base::well_formed(name) && base::length(name) <= name_most ? std::string(name) : "…";
    return {told,
            "record.unknown_field",
            {},
            {{"field", told}, {"type", shape.type->label.zh}, {"type@en", shape.type->label.en}}};
}

Finding missing(std::string field, const base::Words& label) {
    return {std::move(field), "record.required", {}, {{"field", label.zh}, {"field@en", label.en}}};
}

/// Takes one field of the body into the patch; what is empty is as if absent, so that defaults hold.
void take(const record::House& house, const Shape& shape, std::string_view name, const json::value& value,
          record::Patch& patch, std::vector<Finding>& findings) {
    const std::size_t at = shape.index_of(name);
    if (value.is_null() || (value.is_string() && value.get_string().empty()))
        return;
    const pack::Field& field = shape.field(at);
    if (auto read =
            record::read_value(field, field.list.empty() ? nullptr : house.pack.list(field.list), value, "", findings);
        read && !base::is_empty(*read))
        patch.values.emplace(at, std::move(*read));
}

std::string text_of(const json::object& body, const char* name) {
    const json::value* value = body.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<Act::Do> do_of(const std::string& word) {
    if (word == "follow")
        return Act::Do::follow;
    if (word == "withdraw")
        return Act::Do::withdraw;
    if (word == "rate")
        return Act::Do::rate;
    return std::nullopt;
}

void read_do(const json::object& body, Act& act, std::vector<Finding>& findings) {
    if (!body.contains("do"))
        return;
    const std::string word = text_of(body, "do");
    if (const auto what = do_of(word)) {
        act.what = *what;
        return;
    }
    const std::string told = base::well_formed(word) && base::length(word) <= name_most ? word : "…";
    findings.push_back({"do",
                        "record.no_such_word",
                        {},
                        {{"field", "do"},
                         {"value", told},
                         {"words", "follow、withdraw、rate"},
                         {"words@en", "follow, withdraw, rate"}}});
}

} // namespace

record::Patch read_request(const record::House& house, const json::object& body) {
    const Shape& shape = house.shapes.of("services.request");
    record::Patch patch;
    std::vector<Finding> findings;
    for (const auto& [name, value] : body) {
        const auto& known = portal_fields();
        if (std::find(known.begin(), known.end(), std::string_view(name)) == known.end())
            findings.push_back(unknown(shape, name));
        else
            take(house, shape, name, value, patch, findings);
    }
    if (!findings.empty())
        throw Fault(std::move(findings));
    const std::size_t channel = shape.index_of("channel");
    patch.values[channel] = house.pack.list(shape.field(channel).list)->by_name("web")->code;
    return patch;
}

Act read_act(const record::House& house, const json::object& body) {
    const Shape& shape = house.shapes.of("services.request");
    Act act;
    std::vector<Finding> findings;
    read_do(body, act, findings);
    act.code = text_of(body, "code");
    if (act.code.empty())
        findings.push_back(missing("code", {"查询码", "Code"}));
    for (const auto& [name, value] : body) {
        if (name == "rating")
            take(house, shape, "rating", value, act.patch, findings);
        else if (name == "remark")
            take(house, shape, "comment", value, act.patch, findings);
        else if (name != "code" && name != "do")
            findings.push_back(unknown(shape, name));
    }
    if (act.what == Act::Do::rate && !act.patch.values.contains(shape.index_of("rating")))
        if (std::none_of(findings.begin(), findings.end(), [](const auto& one) { return one.field == "rating"; }))
            findings.push_back(missing("rating", shape.type->field("rating")->label));
    if (!findings.empty()) {
        rename_for_page(findings);
        throw Fault(std::move(findings));
    }
    const auto remark = act.patch.values.find(shape.index_of("comment"));
    if (act.what == Act::Do::withdraw && remark != act.patch.values.end())
        act.remark = std::get<std::string>(remark->second);
    if (act.what != Act::Do::rate)
        act.patch.values.clear();
    return act;
}

void rename_for_page(std::vector<Finding>& findings) {
    for (Finding& finding : findings)
        if (finding.field == "comment")
            finding.field = "remark";
}

} // namespace liandong::modules::services
