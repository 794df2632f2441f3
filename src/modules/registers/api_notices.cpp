// The notices of the one who is signed in: what happened and what is due, newest first, and which of it was read.
#include <boost/json.hpp>

#include "access/decide.hpp"
#include "follow/notices.hpp"
#include "http/fields.hpp"
#include "http/router.hpp"
#include "modules/regions/atlas.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_caller.hpp"
#include "modules/registers/api_limits.hpp"
#include "modules/registers/api_words.hpp"

namespace liandong::modules::registers {
namespace {

namespace json = boost::json;

constexpr std::int64_t page_usual = 20;
constexpr std::size_t ids_most = notices_most;

/// Whose to-do a record is by the pack's clocks, where that is a record: the station of a request.
std::optional<std::size_t> holder_field(const record::Shape& shape) {
    for (const auto& clock : shape.type->clocks)
        for (const auto& who : pack::in_turn(clock.owner))
            if (const auto at = shape.find(who); at && shape.field(*at).kind == base::Kind::ref)
                return at;
    return std::nullopt;
}

/// Where a record lies that may only be counted: its township, and who has it to do as far as that may be read.
void put_where(json::object& about, const Desk& desk, db::Session& session, const record::Given& given,
               const record::Shape& shape, const base::Uuid& id) {
    const auto counted =
        desk.kernel.fetch(session, shape, id, given, access::sight(desk.pack, given.me, *shape.type, "count"));
    const auto region = counted ? base::RegionCode::parse(counted->region) : std::nullopt;
    if (!region)
        return;
    const std::string town = region->at(base::RegionLevel::town).text();
    about["place"] = {{"code", town}, {"name", desk.atlas.short_path(town)}};
    const auto at = holder_field(shape);
    const auto* holder = at ? std::get_if<std::string>(&counted->values[*at]) : nullptr;
    const record::Shape* target = at ? desk.kernel.shapes().find(shape.field(*at).target) : nullptr;
    if (!holder || !target)
        return;
    const auto sight = access::sight(desk.pack, given.me, *target->type, "read");
    const auto record = desk.kernel.fetch(session, *target, *base::parse_uuid(*holder), given, sight);
    if (!record)
        return;
    const auto outside = registers::outside(desk, given.me);
    record::Printer printer(desk.kernel.house(), session, given, outside);
    const auto view = record::view_of(desk.kernel.house(), session, given, *target, sight, *record);
    about["holder"] = {{"type", target->name()}, {"id", *holder}, {"title", printer.title(*target, *record, view)}};
}

/// The record a notice speaks of: its title as far as the reader may see it now; only its type, and where it lies, when
/// she may not.
json::object record_of(const Desk& desk, db::Session& session, const record::Given& given, const std::string& type,
                       const base::Uuid& id) {
    const record::Shape* shape = desk.kernel.shapes().find(type);
    if (!shape)
        return {{"type", type}};
    json::object about{{"type", type}, {"label", {{"zh", shape->type->label.zh}, {"en", shape->type->label.en}}}};
    const auto sight = access::sight(desk.pack, given.me, *shape->type, "read");
    const auto record = desk.kernel.fetch(session, *shape, id, given, sight);
    if (!record) {
        put_where(about, desk, session, given, *shape, id);
        return about;
    }
    const auto outside = registers::outside(desk, given.me);
    record::Printer printer(desk.kernel.house(), session, given, outside);
    const auto view = record::view_of(desk.kernel.house(), session, given, *shape, sight, *record);
    if (const auto region = base::RegionCode::parse(record->region))
        about["place"] = {{"code", region->text()}, {"name", desk.atlas.short_path(region->text())}};
    about["id"] = base::to_text(id);
    about["title"] = printer.title(*shape, *record, view);
    return about;
}

/// What a notice says; the kind of record it is about is known from the notice itself.
json::object text_of(const Desk& desk, const std::string& code, base::Params params, const std::string& type) {
    if (const auto* declared = desk.pack.type(type)) {
        params.emplace("type", declared->label.zh);
        params.emplace("type@en", declared->label.en);
    }
    return said(desk.pack, code, params);
}

json::value moment(const db::Row& row, std::size_t column) {
    return row.null(column) ? json::value(nullptr) : json::value(base::to_text(row.instant(column)));
}

std::int64_t unread(db::Session& session, const base::Uuid& account) {
    return session.rows("select count(*) from notice where account = ? and read_at is null", account)
        .front()
        .integer(0);
}

struct Asked {
    std::size_t size = 0;
    std::optional<base::Uuid> after;
    bool unread_only = false;
};

Asked asked(const http::Request& request) {
    Asked asked;
    asked.size = static_cast<std::size_t>(request.query_number("size", page_usual, 1, notices_most));
    if (const auto after = request.query("after")) {
        asked.after = base::parse_uuid(*after);
        if (!asked.after)
            throw base::Fault({{"after", "list.bad_cursor", {}, {}}});
    }
    asked.unread_only = request.query_flag("unread");
    return asked;
}

/// Newest first, one more than the page to know whether there are more.
db::Rows page(db::Session& session, const base::Uuid& account, const Asked& asked) {
    std::string sql =
        "select id, text, params, type, record, at, due_at, read_at, position from notice where account = ?";
    std::vector<db::Param> params{account};
    if (asked.unread_only)
        sql += " and read_at is null";
    if (asked.after) {
        const auto last = session.rows("select at from notice where id = ? and account = ?", *asked.after, account);
        if (last.empty())
            throw base::Fault({{"after", "list.bad_cursor", {}, {}}});
        sql += " and (at < ? or (at = ? and id < ?))";
        params.insert(params.end(), {last.front().integer(0), last.front().integer(0), *asked.after});
    }
    params.emplace_back(asked.size + 1);
    return session.query(sql + " order by at desc, id desc limit ?", params);
}

http::Reply notices(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    const Asked asked = registers::asked(request);
    json::object answer = desk.database.read([&](db::Session& session) {
        const auto rows = page(session, given.me.account, asked);
        json::array items;
        for (const db::Row row : rows) {
            if (items.size() == asked.size)
                break;
            items.push_back(
                {{"id", base::to_text(row.uuid(0))},
                 {"code", std::string(row.text(1))},
                 {"text", text_of(desk, std::string(row.text(1)), follow::params_from_text(std::string(row.text(2))),
                                  std::string(row.text(3)))},
                 {"record", record_of(desk, session, given, std::string(row.text(3)), row.uuid(4))},
                 {"at", moment(row, 5)},
                 {"due_at", moment(row, 6)},
                 {"read_at", moment(row, 7)},
                 {"position", row.integer(8)}});
        }
        const bool more = rows.size() > asked.size;
        json::value next = more ? json::value(base::to_text(rows[asked.size - 1].uuid(0))) : json::value(nullptr);
        return json::object{
            {"unread", unread(session, given.me.account)}, {"next", std::move(next)}, {"items", std::move(items)}};
    });
    return http::Reply::json(answer);
}

std::vector<base::Uuid> ids_of(const json::value& value) {
    std::vector<base::Uuid> ids;
    const json::array* list = value.if_array();
    for (std::size_t at = 0; list && at < list->size(); ++at) {
        const auto id = (*list)[at].is_string() ? base::parse_uuid(std::string((*list)[at].as_string())) : std::nullopt;
        if (!id)
            throw base::Fault({{"ids", "record.bad_id", {}, {{"value", ""}}}});
        ids.push_back(*id);
    }
    if (!list || ids.empty() || ids.size() > ids_most)
        throw base::Fault({{"ids", "record.too_many", {}, {{"field", "ids"}, {"most", std::to_string(ids_most)}}}});
    return ids;
}

/// Marks one's own as read: some by id, or all. Reading again changes nothing.
http::Reply read(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    http::Fields fields(request.json_object());
    const bool all = fields.flag("all");
    const json::value* list = fields.any("ids");
    fields.done();
    if (all == (list != nullptr))
        throw base::Fault({{"ids", "record.required", {}, {{"field", "ids"}}}});
    const auto ids = all ? std::vector<base::Uuid>() : ids_of(*list);
    const std::int64_t left = desk.database.write([&](db::Session& session) {
        if (all)
            session.execute("update notice set read_at = ? where account = ? and read_at is null", given.now,
                            given.me.account);
        for (const auto& id : ids)
            session.execute("update notice set read_at = ? where id = ? and account = ? and read_at is null", given.now,
                            id, given.me.account);
        return unread(session, given.me.account);
    });
    return http::Reply::json(json::object{{"unread", left}});
}

} // namespace

http::Routes notice_routes(Desk& desk) {
    return {
        {.method = "GET",
         .pattern = "/api/v1/notices",
         .handler = [&desk](http::Request& r) { return notices(desk, r); },
         .summary = {"本人的通知，新的在前", "One's own notices, newest first"},
         .query = {{.name = "size", .words = {"条数", "how many"}, .kind = "integer", .least = 1, .most = notices_most},
                   {.name = "after", .words = {"上一页最后一条", "cursor"}, .format = "uuid"},
                   {"unread", {"只看未读", "unread ones only"}, "boolean"}},
         .answers = "Notices",
         .refusals = {422}},
        {.method = "POST",
         .pattern = "/api/v1/notices/read",
         .handler = [&desk](http::Request& r) { return read(desk, r); },
         .summary = {"标为已读", "Mark notices as read"},
         .takes = "ReadNotices",
         .answers = "Unread",
         .refusals = {422}},
    };
}

} // namespace liandong::modules::registers
