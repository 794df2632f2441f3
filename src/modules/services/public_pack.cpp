#include "modules/services/public_pack.hpp"

#include <boost/json.hpp>
#include <set>

#include "modules/services/rules.hpp"

namespace liandong::modules::services {
namespace {

namespace json = boost::json;

json::object both(const base::Words& words) {
    return {{"zh", words.zh}, {"en", words.en.empty() ? words.zh : words.en}};
}

json::object described(const pack::Field& field) {
    json::object out{{"label", both(field.label)}, {"required", field.required}};
    if (!field.help.zh.empty())
        out["help"] = both(field.help);
    if (field.most)
        out["most"] = *field.most;
    if (!field.list.empty())
        out["list"] = field.list;
    return out;
}

json::object fields_of(const pack::Type& request) {
    json::object out;
    for (const auto& name : portal_fields())
        out[name] = described(*request.field(name));
    out["rating"] = described(*request.field("rating"));
    out["remark"] = described(*request.field("comment"));
    return out;
}

json::object states_of(const pack::Type& request) {
    json::object out;
    for (const auto& state : request.states)
        out[state.name] = both(state.label);
    return out;
}

/// The lists of what the page asks and of what the public directories show.
std::set<std::string> lists_of(const pack::Pack& pack, const pack::Type& request) {
    std::set<std::string> names;
    for (const auto& name : portal_fields())
        names.insert(request.field(name)->list);
    for (const auto& type : pack.types)
        if (type.open)
            for (const auto& name : type.open->fields)
                names.insert(type.field(name)->list);
    names.erase("");
    return names;
}

json::object codes_of(const pack::Pack& pack, const pack::Type& request) {
    json::object out;
    for (const auto& name : lists_of(pack, request)) {
        const auto& list = *pack.list(name);
        json::array words;
        for (const auto& word : list.words)
            words.push_back(json::object{{"name", word.name}, {"code", word.code}, {"label", both(word.label)}});
        out[name] = {{"label", both(list.label)},
                     {"closed", list.closed},
                     {"ordered", list.ordered},
                     {"words", std::move(words)}};
    }
    return out;
}

json::object texts_of(const pack::Pack& pack) {
    json::object out;
    for (const auto& [code, words] : pack.texts)
        if (code.starts_with("portal.") || code.starts_with("verify."))
            out[code] = both(words);
    return out;
}

json::object crisis_json(const Crisis& crisis) {
    json::array numbers;
    for (const auto& hotline : crisis.hotlines)
        numbers.push_back(json::object{{"number", hotline.number}, {"label", both(hotline.words)}});
    return {{"words", json::array(crisis.words.begin(), crisis.words.end())}, {"numbers", std::move(numbers)}};
}

} // namespace

std::string public_pack(const pack::Pack& pack, const Crisis& crisis, bool demo) {
    const pack::Type& request = *pack.type("services.request");
    json::object out{{"digest", pack.digest},
                     {"name", pack.name},
                     {"title", both(pack.title)},
                     {"region", pack.region},
                     {"fields", fields_of(request)},
                     {"states", states_of(request)},
                     {"codes", codes_of(pack, request)},
                     {"texts", texts_of(pack)},
                     {"crisis", crisis_json(crisis)}};
    if (demo)
        out["demo"] = true;
    return json::serialize(out);
}

} // namespace liandong::modules::services
