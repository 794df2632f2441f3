#include "follow/notices.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "base/region_code.hpp"
#include "record/condition.hpp"
#include "record/sight.hpp"

namespace liandong::follow {
namespace {

namespace json = boost::json;
using expr::Me;

const std::string of_nobody = "1 = 0";
constexpr Me members[] = {Me::account, Me::person, Me::worker, Me::station, Me::agency, Me::org};
const std::vector<std::string> levels{"province", "prefecture", "county", "town", "village"};

/// Whose account points to what a reference points to.
void add(std::vector<Addressee>& found, const record::House& house, const std::string& target, const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    const auto id = text ? base::parse_uuid(*text) : std::nullopt;
    for (const Me member : members)
        if (id && house.schema.target_of(member) == target)
            found.push_back({member, *id, {}, {}});
}

void add_field(std::vector<Addressee>& found, const record::House& house, const record::AskedOf& asked,
               const record::Shape& shape, const std::string& path) {
    const auto dot = path.find('.');
    const auto at = shape.find(path.substr(0, dot));
    if (!at)
        return;
    if (dot == std::string::npos)
        return add(found, house, shape.field(*at).target, asked.own(shape.place_of[*at]));
    const record::Shape* target = house.shapes.find(shape.field(*at).target);
    const auto field = target ? target->find(path.substr(dot + 1)) : std::nullopt;
    if (field)
        add(found, house, target->field(*field).target, asked.stepped(shape.place_of[*at], target->place_of[*field]));
}

/// A place as its unit of a level: the town of a village. Empty when it lies above.
std::string unit_of(const std::string& region, std::size_t level) {
    static constexpr std::size_t digits[] = {2, 4, 6, 9, 12};
    const auto code = base::RegionCode::parse(region);
    if (!code || static_cast<std::size_t>(code->level()) < level + 1)
        return {};
    return base::RegionCode::parse(region.substr(0, digits[level]))->text();
}

/// Of which rows a reference, one step too, points to the caller herself; nothing when it is no such reference.
std::optional<record::Piece> pointing(const record::House& house, const record::Given& given,
                                      const record::Shape& shape, const std::string& path) {
    const auto dot = path.find('.');
    const auto at = shape.find(path.substr(0, dot));
    const record::Shape* target = at ? house.shapes.find(shape.field(*at).target) : nullptr;
    const auto last = dot == std::string::npos ? at : target ? target->find(path.substr(dot + 1)) : std::nullopt;
    if (!last)
        return std::nullopt;
    const auto& field = (dot == std::string::npos ? shape : *target).field(*last);
    const std::string column = "\"" + field.name + "\"";
    for (const Me member : members)
        if (house.schema.target_of(member) == field.target) {
            const Value mine = record::me_of(given.me)[static_cast<std::size_t>(member)];
            if (base::is_empty(mine))
                return record::Piece{of_nobody, {}, {}};
            const auto id = *base::parse_uuid(std::get<std::string>(mine));
            return dot == std::string::npos ? record::Piece{"t." + column + " = ?", {id}, {}}
                                            : record::Piece{"t.\"" + shape.field(*at).name + "\" in (select id from " +
                                                                target->table + " where " + column + " = ?)",
                                                            {id},
                                                            {}};
        }
    return std::nullopt;
}

/// Of which rows one word means the caller.
record::Piece of_one(const record::House& house, db::Dialect dialect, const record::Given& given,
                     const record::Shape& shape, const std::string& who) {
    if (auto piece = pointing(house, given, shape, who))
        return std::move(*piece);
    for (const auto& [word, text] : shape.type->reach)
        if (word == who)
            return record::piece_of(house, dialect, given, shape, *record::tree(text));
    const auto mine = base::RegionCode::parse(given.me.region);
    if (given.me.role != who || !mine)
        return {of_nobody, {}, {}};
    return {"t.\"region\" between ? and ?", {mine->text(), mine->last()}, {}};
}

std::vector<Addressee> behind(const record::House& house, const record::AskedOf& asked, const record::Shape& shape,
                              const record::Record& record, const std::string& who) {
    std::vector<Addressee> found;
    add_field(found, house, asked, shape, who);
    if (!found.empty() || who.find('.') != std::string::npos)
        return found;
    // A word of [reach] means those whom it compares with the one who asks: the worker and the supervisor of a team.
    for (const auto& [word, text] : shape.type->reach)
        if (word == who)
            for (const std::size_t place : expr::names_used(*record::tree(text)).own) {
                if (place == expr::pseudo::id)
                    add(found, house, shape.name(), base::to_text(record.id));
                else if (const auto at = shape.field_of[place]; at && shape.field(*at).kind == base::Kind::ref)
                    add(found, house, shape.field(*at).target, record.values[*at]);
            }
    if (!found.empty())
        return found;
    const auto level = std::find(levels.begin(), levels.end(), who);
    if (level != levels.end()) {
        const std::string unit = unit_of(record.region, static_cast<std::size_t>(level - levels.begin()));
        if (!unit.empty())
            found.push_back({std::nullopt, {}, who, unit});
    } else if (house.pack.role(who)) {
        found.push_back({std::nullopt, {}, who, record.region});
    }
    return found;
}

} // namespace

std::vector<Addressee> addressees(const record::House& house, const record::AskedOf& asked, const record::Shape& shape,
                                  const record::Record& record, const std::string& whom) {
    for (const auto& who : pack::in_turn(whom))
        if (auto found = behind(house, asked, shape, record, who); !found.empty())
            return found;
    return {};
}

record::Piece meant(const record::House& house, db::Dialect dialect, const record::Given& given,
                    const record::Shape& shape, const std::string& whom) {
    record::Piece all{of_nobody, {}, {}};
    std::string unnamed; // the fields before this word are empty
    for (const auto& who : pack::in_turn(whom)) {
        const record::Piece one = of_one(house, dialect, given, shape, who);
        if (one.text != of_nobody) {
            const std::string text = unnamed + "(" + one.text + ")";
            all.text = all.text == of_nobody ? text : all.text + " or " + text;
            all.params.insert(all.params.end(), one.params.begin(), one.params.end());
            expr::unite(all.joins, one.joins);
        }
        unnamed += "t.\"" + who + "\" is null and ";
    }
    return all;
}

void tell(db::Session& session, const Directory& directory, const std::vector<Addressee>& whom, const Notice& notice,
          const std::optional<Uuid>& doer) {
    std::set<Uuid> accounts;
    for (const Addressee& addressee : whom)
        for (const Uuid& account : directory(session, addressee))
            accounts.insert(account);
    for (const Uuid& account : accounts)
        if (account != doer)
            session.execute(
                "insert into notice (id, account, source, text, params, type, record, position, due_at, at) "
                "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (account, source) do nothing",
                base::new_uuid(), account, notice.source, notice.text, params_to_text(notice.params), notice.type,
                notice.record, notice.position, notice.due_at, notice.at);
}

std::string params_to_text(const base::Params& params) {
    json::object object;
    for (const auto& [name, value] : params)
        object[name] = value;
    return json::serialize(object);
}

base::Params params_from_text(const std::string& text) {
    base::Params params;
    const json::value parsed = json::parse(text);
    for (const auto& [name, value] : parsed.as_object())
        params[std::string(name)] = std::string(value.as_string());
    return params;
}

} // namespace liandong::follow
