// local/COUNTY/TYPE.toml: what one county adds to a type of the province.
#include <fmt/format.h>

#include "base/region_code.hpp"
#include "pack/read.hpp"

namespace liandong::pack {

void read_local(const Node& file, const std::string& folder, Pack& pack, MistakeList& mistakes) {
    Table table(file, mistakes);
    Local local;
    local.source = file.source;
    local.extends = table.needed("extends");
    local.region = table.needed("region");
    const auto region = base::RegionCode::parse(local.region);
    if (!region || region->level() != base::RegionLevel::county || local.region.substr(0, 6) != folder)
        wrong(mistakes, table.at("region"), fmt::format("`region` 须为文件夹 `{}` 的县级代码（12位）。", folder),
              fmt::format("`region` is the county of the folder `{}`, in 12 digits.", folder));
    if (const auto* fields = table.take("fields"))
        for (const auto& entry : Table(*fields, mistakes).entries()) {
            if (entry.key.rfind("x" + folder + "_", 0) != 0)
                wrong(mistakes, entry.source, fmt::format("本县字段名须以 `x{}_` 开头。", folder),
                      fmt::format("a county's field is named `x{}_…`.", folder));
            auto field = read_field(entry.key, entry.value, mistakes);
            if (!std::holds_alternative<std::monostate>(field.made) || field.privacy == Privacy::sensitive ||
                field.closed)
                wrong(mistakes, entry.source, "本县字段由人填写，不计算、不加密。",
                      "a county's field is typed by people: not made, not sensitive.");
            local.fields.push_back(std::move(field));
        }
    for (const auto* node : table.tables("form"))
        local.form.push_back(read_section(*node, mistakes));
    if (const auto* parameters = table.take("parameters"))
        for (const auto& entry : Table(*parameters, mistakes).entries()) {
            const auto* parameter = pack.parameter(entry.key);
            if (parameter && parameter->local)
                local.parameters.emplace_back(entry.key, read_dated(entry.value, parameter->unit, mistakes));
            else
                wrong(mistakes, entry.source,
                      fmt::format("`{}` 不是可由县里设定的参数（parameters.toml 中 local = true）。", entry.key),
                      fmt::format("`{}` is no parameter that a county may set (local = true in parameters.toml).",
                                  entry.key));
        }
    table.finish();
    pack.locals.push_back(std::move(local));
}

} // namespace liandong::pack
