#include "http_people.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include "record/store.hpp"

namespace liandong::bench {
namespace {

namespace json = boost::json;

std::string hex(const db::Bytes& bytes) {
    std::string text;
    for (const auto byte : bytes)
        text += fmt::format("{:02x}", byte);
    return text;
}

} // namespace

People::People(const modules::regions::Atlas& atlas, const std::vector<std::string>& towns) : atlas_(atlas) {
    for (const auto& town : towns) {
        villages_.emplace_back();
        for (const auto* village : atlas.children(town))
            villages_.back().push_back(village->code);
    }
}

std::string People::new_id_no(base::Date birth, bool woman) {
    std::string number;
    do
        number = app::demo::invented_id_no(chance_, birth, woman);
    while (!id_nos_.insert(number).second);
    return number;
}

const std::string& People::village(bool near) {
    return chance_.one_of(near ? villages_.front() : chance_.one_of(villages_));
}

Invented People::next(bool near) {
    const bool woman = chance_.happens(50);
    const base::Date birth = base::today() - chance_.number(18 * 366, 90 * 365);
    const std::string name = app::demo::invented_name(chance_, woman);
    const std::string home = village(near);
    const std::string language = chance_.happens(70) ? "01" : "02";
    Invented one{.id = base::to_text(base::new_uuid()), .ours = {}, .peer = {}};
    json::object fields{{"name", name},
                        {"id_type", "111"},
                        {"id_no", new_id_no(birth, woman)},
                        {"ethnic", chance_.one_of(ethnic_)},
                        {"education", chance_.one_of(education_)},
                        {"languages", json::array{json::string(language)}},
                        {"phone", app::demo::invented_phone(chance_)},
                        {"live_region", home},
                        {"address", fmt::format("演示路{}号", chance_.number(1, 300))},
                        {"hukou", home}};
    one.ours = json::serialize(json::object{{"id", one.id}, {"fields", fields}});
    // What the bare program neither works out nor looks up is handed to it.
    json::object bare = fields;
    const std::string home_name = atlas_.short_path(home);
    for (const char* place : {"region_name", "live_name", "hukou_name"})
        bare[place] = home_name;
    bare["id"] = one.id;
    bare["region"] = home;
    bare["languages"] = language;
    bare["name_sort"] = hex(record::sort_key(name));
    bare["sex"] = woman ? "2" : "1";
    bare["birth_date"] = base::to_text(birth);
    one.peer = json::serialize(bare);
    return one;
}

} // namespace liandong::bench
