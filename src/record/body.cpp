#include "record/body.hpp"

#include <boost/json.hpp>

#include "crypt/seal.hpp"
#include "crypt/text.hpp"

namespace liandong::record {

namespace json = boost::json;

std::optional<std::string> body_of(const Store& store, const Shape& shape, const Record& record,
                                   const std::vector<std::string>& fields) {
    json::object body;
    const std::string id = base::to_text(record.id);
    for (const auto& name : fields) {
        const auto at = shape.find(name);
        if (!at) {
            body[name] = name == "state" ? record.state : record.region;
            continue;
        }
        const pack::Field& field = shape.field(*at);
        const Value& value = record.values[*at];
        if (base::is_empty(value))
            body[name] = nullptr;
        else if (field.encrypted())
            body[name] = {
                {"sealed", crypt::to_base64url(crypt::seal(store.keys(), to_plain(value), {shape.name(), id, name}))}};
        else
            body[name] = to_plain(value);
    }
    return body.empty() ? std::nullopt : std::optional(json::serialize(body));
}

std::map<std::size_t, Value> values_of(const Store& store, const Shape& shape, const Uuid& record,
                                       const std::string& body) {
    std::map<std::size_t, Value> values;
    const std::string id = base::to_text(record);
    const json::value parsed = json::parse(body); // outlives the loop over its members
    for (const auto& [name, value] : parsed.as_object()) {
        const auto at = shape.find(std::string_view(name));
        if (!at)
            continue;
        const pack::Field& field = shape.field(*at);
        if (value.is_null()) {
            values.emplace(*at, Value());
        } else if (value.is_object()) {
            const auto sealed = crypt::from_base64url(std::string_view(value.as_object().at("sealed").as_string()));
            values.emplace(*at,
                           from_plain(field.kind, crypt::open(store.keys(), *sealed, {shape.name(), id, field.name})));
        } else {
            values.emplace(*at, from_plain(field.kind, std::string(value.as_string())));
        }
    }
    return values;
}

std::optional<std::string> state_of(const std::string& body) {
    const json::value parsed = json::parse(body);
    const json::value* state = parsed.as_object().if_contains("state");
    return state && state->is_string() ? std::optional(std::string(state->as_string())) : std::nullopt;
}

} // namespace liandong::record
