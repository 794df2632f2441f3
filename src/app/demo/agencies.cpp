// Agencies of the demonstration, registered at the county, with numbers that pass their check and belong to nobody.
#include <boost/json.hpp>

#include "app/demo/stage.hpp"
#include "base/identity.hpp"

namespace liandong::app::demo {
namespace {

/// A credit code of a social-service organisation with a region prefix that no region has, as GB 32100 checks it.
std::string invented_credit_code(Chance& chance) {
    std::string code = "52999999";
    for (int i = 0; i < 8; ++i)
        code += static_cast<char>('0' + chance.number(0, 9));
    for (char inner = '0'; inner <= 'Z'; ++inner) // the organisation's own check stands inside the whole one's
        for (char outer = '0'; outer <= 'Z'; ++outer)
            if (const std::string whole = code + inner + outer; base::valid_credit_code(whole))
                return whole;
    throw std::logic_error("no check fits " + code);
}

} // namespace

void make_agencies(Stage& stage, db::Session& session, const std::string& town, int count, base::Instant founded) {
    static const std::vector<std::string> names{"春晖", "同行", "邻里", "爱众", "明德", "益家"};
    for (int i = 0; i < count; ++i) {
        const Person person = make_person(stage, session, town, 28, 60, founded);
        const auto* region = stage.house.atlas.find(town);
        const std::string code = invented_credit_code(stage.chance);
        const auto id = stage.create(
            session, "agencies.agency",
            {{"name", region->name + stage.chance.one_of(names) + "社会工作服务中心（演示" + code.substr(14, 3) + "）"},
             {"credit_code", code},
             {"kind", stage.code("agency_type", "service")},
             {"level", stage.code("agency_level", "county")},
             {"founded_on", base::to_text(base::day_of(founded))},
             {"legal_person", base::to_text(person.id)},
             {"place", town},
             {"phone", invented_phone(stage.chance)},
             {"fields", stage.some_codes("service_field", 3)}},
            {}, founded);
        stage.fire(session, "agencies.agency", id, "list", {}, {}, {founded.ms + 86'400'000});
    }
}

} // namespace liandong::app::demo
