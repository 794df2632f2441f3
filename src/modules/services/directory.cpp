#include "modules/services/directory.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>
#include <map>

#include "base/region_code.hpp"
#include "record/print.hpp"

namespace liandong::modules::services {
namespace {

namespace json = boost::json;
using base::Fault;
using record::Shape;
using regions::Point;

constexpr Point south_west{73, 3}, north_east{136, 54}; // what the country's grid spans, as in record.bad_point

/// Where a record stands, found before the record itself is fetched.
struct Stand {
    base::Uuid id;
    std::string name;
    std::optional<Point> point;
    bool approximate = false;
    double metres = 0;
};

std::optional<double> number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(value) ? std::optional(value)
                                                                                            : std::nullopt;
}

std::optional<Point> point(std::string_view text) {
    const auto comma = text.find(',');
    if (comma == std::string_view::npos)
        return std::nullopt;
    const auto lon = number(text.substr(0, comma)), lat = number(text.substr(comma + 1));
    return lon && lat ? std::optional(Point{*lon, *lat}) : std::nullopt;
}

record::Sight public_sight(const Shape& shape, const std::string& region) {
    record::Ray ray{.region = region,
                    .reach = nullptr,
                    .where = &shape.type->open->where,
                    .see = pack::Privacy::sensitive,
                    .closed = false,
                    .fields = {}};
    return {.everything = false, .rays = {std::move(ray)}};
}

std::string column(const Shape& shape, std::string_view field) {
    const auto at = shape.find(field);
    return at && !shape.field(*at).encrypted() ? "t." + record::column_of(shape.field(*at)) : "null";
}

/// All that stand open, each with its point; only three columns are read, so that a whole province stays quick.
std::vector<Stand> stands(const Desk& desk, db::Session& session, const Shape& shape, const Wanted& wanted) {
    const auto piece =
        record::piece_of(desk.kernel.house(), session.dialect(), {}, shape, public_sight(shape, wanted.region));
    const std::string sql = R"(select t."id", t."region", )" + column(shape, "name") + ", " + column(shape, "point") +
                            " from " + shape.table + " t " +
                            (piece.joins.empty() ? "" : expr::to_text(piece.joins, "t")) + " where " + piece.text;
    std::vector<Stand> found;
    session.each(sql, piece.params, [&](const db::Row& row) {
        Stand stand{.id = row.uuid(0), .name = std::string(row.text_or_empty(2)), .point = point(row.text_or_empty(3))};
        const auto* place = stand.point ? nullptr : desk.atlas.find(std::string(row.text_or_empty(1)));
        if (place) {
            stand.point = place->point;
            stand.approximate = true;
        }
        if (wanted.near)
            stand.metres = stand.point ? regions::distance(*wanted.near, *stand.point) : INFINITY;
        found.push_back(std::move(stand));
    });
    return found;
}

json::object item(const Desk& desk, record::Printer& printer, const Shape& shape, const record::Record& record,
                  const Stand& stand, bool far) {
    json::object out{{"id", base::to_text(record.id)}};
    for (const auto& name : shape.type->open->fields) {
        const std::size_t at = shape.index_of(name);
        if (!base::is_empty(record.values[at]))
            out[name] = printer.value(shape.field(at), record.values[at], true);
    }
    if (stand.approximate && stand.point) {
        out["point"] = {{"lon", stand.point->lon}, {"lat", stand.point->lat}};
        out["approximate"] = true;
    }
    if (far && stand.point)
        out["km"] = std::round(stand.metres / 100) / 10;
    (void)desk;
    return out;
}

record::Outside outside(const Desk& desk) {
    return {.sight = [](const std::string&) { return record::Sight{}; },
            .region_name = [&desk](const std::string& code) { return desk.atlas.path(code); },
            .title = [](db::Session&, const std::string&, const std::string&) { return std::string(); }};
}

} // namespace

Point read_point(const std::string& text) {
    const auto found = point(text);
    const bool inside = found && found->lon >= south_west.lon && found->lon <= north_east.lon &&
                        found->lat >= south_west.lat && found->lat <= north_east.lat;
    if (!inside)
        throw Fault({{"near", "record.bad_point", {}, {{"field", "near"}}}});
    return *found;
}

json::object directory(const Desk& desk, const std::string& type, const Wanted& wanted) {
    const Shape* shape = desk.kernel.shapes().find(type);
    if (!shape || !shape->type->open)
        throw Fault(base::Refusal::absent, "http.not_found");
    return desk.database.read([&](db::Session& session) -> json::object {
        auto found = stands(desk, session, *shape, wanted);
        const auto before = [](const Stand& a, const Stand& b) {
            return std::tie(a.metres, a.name, a.id) < std::tie(b.metres, b.name, b.id);
        };
        const auto most = std::min(wanted.size, found.size());
        std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(most), found.end(), before);
        found.resize(most);
        std::vector<base::Uuid> ids;
        for (const Stand& stand : found)
            ids.push_back(stand.id);
        std::map<base::Uuid, record::Record> records;
        for (auto& record : desk.kernel.store().fetch(session, *shape, ids))
            records.emplace(record.id, std::move(record));
        const record::Given nobody;
        const record::Outside around = outside(desk);
        record::Printer printer(desk.kernel.house(), session, nobody, around);
        json::array items;
        for (const Stand& stand : found)
            items.push_back(item(desk, printer, *shape, records.at(stand.id), stand, wanted.near.has_value()));
        return {{"items", std::move(items)}};
    });
}

} // namespace liandong::modules::services
