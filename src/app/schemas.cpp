#include "app/schemas.hpp"

#include "http/upkeep.hpp"
#include "modules/linkage/api.hpp"
#include "modules/regions/api.hpp"
#include "modules/registers/api.hpp"
#include "modules/services/api.hpp"
#include "modules/volunteers/api_volunteer.hpp"

namespace liandong::app {
namespace {

/// What stands in braces in the addresses.
std::vector<http::Parameter> path_of(const pack::Pack& pack) {
    return {
        {.name = "id", .words = {"记录编号", "the record's id"}, .format = "uuid"},
        {.name = "type", .words = {"记录类型", "the record's type"}, .one_of = modules::registers::type_names(pack)},
        {.name = "event", .words = {"办理步骤的名称", "the event's name in the pack"}},
        {.name = "indicator", .words = {"指标编号", "the indicator's id in the pack"}},
        {.name = "receipt", .words = {"受理编号", "the number of the receipt"}},
    };
}

} // namespace

http::ApiDescription description_of(const pack::Pack& pack, http::Language language) {
    namespace modules = liandong::modules;
    http::ApiDescription description{.title = {"联动 " + pack.title.zh, "Liandong: " + pack.title.en},
                                     .version = pack.version,
                                     .schemas = http::upkeep_schemas(),
                                     .path = path_of(pack),
                                     .cookies = modules::registers::session_cookies()};
    for (auto&& more : {modules::registers::schemas(pack, language), modules::regions::schemas(pack, language),
                        modules::services::schemas(pack, language), modules::linkage::schemas(pack, language),
                        modules::volunteers::schemas(pack, language)})
        description.schemas.insert(more.begin(), more.end());
    return description;
}

} // namespace liandong::app
