#include "app/demo/stage.hpp"

#include <boost/json.hpp>
#include <stdexcept>

#include "record/patch.hpp"

namespace liandong::app::demo {
namespace {

namespace json = boost::json;

record::Patch patch_of(const House& house, const record::Shape& shape, const json::object& fields,
                       const json::object& rows) {
    json::object body{{"fields", fields}};
    if (!rows.empty())
        body["rows"] = rows;
    std::vector<base::Finding> findings;
    record::Patch patch = record::read_patch(house.kernel.shapes(), shape, body, findings);
    if (!findings.empty())
        throw base::Fault(std::move(findings));
    return patch;
}

record::Given given_of(const record::Actor& me, base::Instant at, const std::string& reason) {
    return {.me = me, .now = at, .request = {}, .reason = reason};
}

} // namespace

base::Uuid Stage::create(db::Session& session, const std::string& type, const json::object& fields,
                         const record::Actor& me, base::Instant at, const json::object& rows) {
    const record::Shape& shape = house.kernel.shapes().of(type);
    const auto id = chance.id(at);
    house.kernel.create(session, shape, id, patch_of(house, shape, fields, rows), given_of(me, at, ""),
                        record::all_seeing());
    return id;
}

void Stage::fire(db::Session& session, const std::string& type, const base::Uuid& id, const std::string& event,
                 const json::object& fields, const record::Actor& me, base::Instant at, const std::string& reason) {
    const record::Shape& shape = house.kernel.shapes().of(type);
    house.kernel.fire_system(session, shape, id, event, patch_of(house, shape, fields, {}), given_of(me, at, reason));
}

std::string Stage::code(const std::string& list, const std::string& word) const {
    const pack::CodeList* found = house.pack.list(list);
    const pack::Word* one = found ? found->by_name(word) : nullptr;
    if (!one)
        throw std::logic_error("the demonstration names " + word + " of " + list + ", which the pack lacks");
    return one->code;
}

json::array Stage::some_codes(const std::string& list, int most) {
    json::array codes;
    const auto& words = house.pack.list(list)->words;
    const auto count = chance.number(1, most);
    for (std::int64_t i = 0; i < count; ++i)
        codes.push_back(json::string(chance.one_of(words).code));
    return codes;
}

std::string Stage::state(db::Session& session, const std::string& type, const base::Uuid& id) const {
    return house.kernel.store().fetch(session, house.kernel.shapes().of(type), id)->state;
}

} // namespace liandong::app::demo
