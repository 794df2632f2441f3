// Records of any declared type: list, search, create, read, change, events, history.
#include <algorithm>
#include <boost/json.hpp>
#include <sstream>

#include "access/decide.hpp"
#include "base/text.hpp"
#include "http/fields.hpp"
#include "http/router.hpp"
#include "journal/journal.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_caller.hpp"
#include "modules/registers/api_limits.hpp"
#include "record/body.hpp"

namespace liandong::modules::registers {
namespace {

namespace json = boost::json;
using base::Fault;
using base::Refusal;
using record::Printer;
using record::Shape;
using record::Sight;

/// A type this caller has anything to do with; for all others the address is not there.
const Shape& shape_of(const Desk& desk, const http::Request& request, const record::Actor& actor) {
    const Shape* shape = desk.kernel.shapes().find(request.param("type"));
    if (!shape || access::words(desk.pack, actor, *shape->type).empty())
        throw Fault(Refusal::absent, "http.not_found");
    return *shape;
}

void refuse_module_door(const Shape& shape) {
    if (shape.type->door == "module")
        throw Fault(Refusal::forbidden, "record.module_only",
                    {{"type", shape.type->label.zh}, {"type@en", shape.type->label.en}});
}

/// The sight of a word on the whole type. Who may read the type and not do that is refused; for who may not read it, it
/// is not there.
Sight sight_of(const Desk& desk, const record::Actor& actor, const Shape& shape, const std::string& word) {
    Sight sight = access::sight(desk.pack, actor, *shape.type, word);
    if (!sight.blind())
        return sight;
    if (access::may(desk.pack, actor, *shape.type, "read"))
        throw Fault(Refusal::forbidden, "access.forbidden");
    throw Fault(Refusal::absent,
                access::may(desk.pack, actor, *shape.type, "count") ? "access.counts_only" : "http.not_found");
}

/// What one may not read answers as if absent, whatever one wants to do with it.
void refuse_unseen(const Desk& desk, db::Session& session, const record::Given& given, const Shape& shape,
                   const record::Uuid& id) {
    if (!desk.kernel.fetch(session, shape, id, given, access::sight(desk.pack, given.me, *shape.type, "read")))
        throw Fault(Refusal::absent, "record.not_found");
}

/// The sight of a word for an act on one record. The refusals here speak of a record that she may read.
Sight sight_on(const Desk& desk, const record::Given& given, const Shape& shape, const record::Uuid& id,
               const std::string& word) {
    const Sight sight = access::sight(desk.pack, given.me, *shape.type, word);
    const bool closed = shape.type->door == "module";
    if (!sight.blind() && !closed)
        return sight;
    desk.database.read([&](db::Session& session) { refuse_unseen(desk, session, given, shape, id); });
    if (sight.blind())
        throw Fault(Refusal::forbidden, "access.forbidden");
    refuse_module_door(shape);
    return sight;
}

record::Uuid cursor_of(const std::string& text) {
    const auto id = base::parse_uuid(text);
    if (!id)
        throw Fault(Refusal::bad_request, "list.bad_cursor");
    return *id;
}

record::Query query_of_address(const http::Request& request) {
    record::Query query;
    query.where = request.query("where").value_or("");
    query.sort = request.query("sort").value_or("");
    if (const auto after = request.query("after"))
        query.after = cursor_of(*after);
    query.size = static_cast<std::size_t>(request.query_number("size", 50, 1, page_most));
    query.total = request.query("total").value_or("none") == "exact";
    return query;
}

/// `columns` is told apart: what is shown hangs on the type.
record::Query query_of_body(const json::object& body, std::string& columns) {
    http::Fields fields(body);
    record::Query query;
    query.where = fields.maybe_text("where", where_most).value_or("");
    query.sort = fields.maybe_text("sort", sort_most).value_or("");
    const auto after = fields.maybe_text("after");
    query.size = static_cast<std::size_t>(fields.maybe_number("size", 1, page_most).value_or(50));
    const auto total = fields.maybe_word("total", {"none", "exact"});
    columns = fields.maybe_text("columns", where_most).value_or("");
    fields.done();
    if (after)
        query.after = cursor_of(*after);
    query.total = total == "exact";
    return query;
}

/// Why a change is made: the body's `reason`.
std::string reason_of(const json::object& body) {
    json::object only;
    if (const auto* reason = body.if_contains("reason"))
        only["reason"] = *reason;
    http::Fields fields(only);
    const auto reason = fields.maybe_text("reason", reason_most);
    fields.done();
    return reason.value_or("");
}

/// Which fields the rows show: those asked for ("in_at,worker.name"), else the columns that the type declares.
std::vector<std::string> columns_of(const Shape& shape, const std::string& asked) {
    if (asked.empty())
        return shape.type->list.shown();
    std::vector<std::string> columns;
    std::stringstream rest(asked);
    for (std::string column; std::getline(rest, column, ',');) {
        if (!shape.find(column.substr(0, column.find('.'))) || columns.size() == columns_most)
            throw Fault(Refusal::bad_request, "http.bad_query",
                        {{"name", "columns"}, {"detail", base::shortened(column, 40)}});
        columns.push_back(column);
    }
    return columns;
}

http::Reply page(Desk& desk, http::Request& request, const Shape& shape, record::Query query,
                 const std::vector<std::string>& columns) {
    const auto given = registers::given(request);
    const Sight sight = sight_of(desk, given.me, shape, "read");
    if (query.sort.empty())
        query.sort = record::usual_sort(desk.kernel.house(), shape, sight);
    query.shown = columns;
    const auto outside = registers::outside(desk, given.me);
    json::object answer = desk.database.read([&](db::Session& session) {
        const record::Page page = record::list(desk.kernel.house(), session, given, shape, sight, query);
        Printer printer(desk.kernel.house(), session, given, outside);
        json::object out{{"position", page.position}};
        if (page.total)
            out["total"] = *page.total;
        out["next"] = page.next ? json::value(base::to_text(*page.next)) : json::value(nullptr);
        out["items"] = printer.items(shape, page.records, sight, columns);
        return out;
    });
    return http::Reply::json(answer);
}

http::Reply list(Desk& desk, http::Request& request) {
    const auto actor = access::actor_of(caller(request).account);
    const Shape& shape = shape_of(desk, request, actor);
    record::Query query = query_of_address(request);
    if (record::names_persons(desk.kernel.house(), shape, query))
        throw Fault(Refusal::bad_request, "criteria.in_address");
    return page(desk, request, shape, std::move(query), columns_of(shape, request.query("columns").value_or("")));
}

http::Reply search(Desk& desk, http::Request& request) {
    const auto actor = access::actor_of(caller(request).account);
    const Shape& shape = shape_of(desk, request, actor);
    std::string columns;
    record::Query query = query_of_body(request.json_object(), columns);
    return page(desk, request, shape, std::move(query), columns_of(shape, columns));
}

/// The words this caller holds on this very record.
json::array may_on(const Desk& desk, db::Session& session, const record::Given& given, const Shape& shape,
                   const record::Record& record) {
    json::array may;
    for (const auto& word : access::words(desk.pack, given.me, *shape.type)) {
        const Sight sight = access::sight(desk.pack, given.me, *shape.type, word);
        if (record::view_of(desk.kernel.house(), session, given, shape, sight, record).seen)
            may.push_back(json::string(word));
    }
    return may;
}

json::object printed(const Desk& desk, db::Session& session, const record::Given& given, const Shape& shape,
                     const record::Record& record) {
    const Sight sight = access::sight(desk.pack, given.me, *shape.type, "read");
    const auto view = record::view_of(desk.kernel.house(), session, given, shape, sight, record);
    const auto outside = registers::outside(desk, given.me);
    Printer printer(desk.kernel.house(), session, given, outside);
    json::object out = printer.record(shape, record, view);
    out["may"] = may_on(desk, session, given, shape, record);
    return out;
}

http::Reply read(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    const Shape& shape = shape_of(desk, request, given.me);
    const Sight seen = access::sight(desk.pack, given.me, *shape.type, "read");
    const auto id = request.uuid();
    struct Found {
        json::object record;
        std::int64_t version;
    };
    const Found found = desk.database.read([&](db::Session& session) {
        const auto record = desk.kernel.fetch(session, shape, id, given, seen);
        if (!record)
            throw Fault(Refusal::absent, "record.not_found");
        return Found{printed(desk, session, given, shape, *record), record->version};
    });
    return http::Reply::json(found.record).etag(std::to_string(found.version));
}

json::array advice_of(const std::vector<base::Finding>& advice) {
    json::array list;
    for (const auto& finding : advice)
        list.push_back({{"field", finding.field}, {"code", finding.code}, {"clause", finding.clause}});
    return list;
}

Made made_of(const Desk& desk, db::Session& session, const record::Given& given, const Shape& shape,
             const record::Saved& saved) {
    Made made{saved.record.id, saved.position, {}};
    made.answer["record"] = printed(desk, session, given, shape, saved.record);
    if (saved.merged)
        made.answer["merged"] = true;
    if (!saved.advice.empty())
        made.answer["advice"] = advice_of(saved.advice);
    return made;
}

/// The answer of a change that was made before: the record as it is now.
auto again_of(const Desk& desk, const record::Given& given, const Shape& shape) {
    return [&desk, &given, &shape](db::Session& session, const record::Uuid& id) {
        const auto record = desk.kernel.store().fetch(session, shape, id);
        if (!record)
            throw Fault(Refusal::absent, "record.not_found");
        return json::object{{"record", printed(desk, session, given, shape, *record)}};
    };
}

/// What a body wants changed; only one that creates names the record's id itself.
record::Patch patch_of(const Desk& desk, const Shape& shape, const json::object& body, bool creates = false) {
    std::vector<base::Finding> findings;
    if (!creates && body.contains("id"))
        findings.push_back({"id", "http.unknown_field", {}, {{"field", "id"}}});
    record::Patch patch = record::read_patch(desk.kernel.shapes(), shape, body, findings);
    if (!findings.empty())
        throw Fault(std::move(findings));
    return patch;
}

record::Uuid id_of(const json::object& body) {
    const auto* value = body.if_contains("id");
    if (!value)
        return base::new_uuid();
    const auto id = value->is_string() ? base::parse_uuid(std::string_view(value->get_string())) : std::nullopt;
    if (!id || id->version() != 7)
        throw Fault({{"id", "record.bad_id", {}, {{"value", "…"}}}});
    return *id;
}

http::Reply create(Desk& desk, http::Request& request) {
    auto given = registers::given(request);
    const Shape& shape = shape_of(desk, request, given.me);
    const Sight may = sight_of(desk, given.me, shape, "create");
    refuse_module_door(shape);
    const json::object& body = request.json_object();
    given.reason = reason_of(body);
    const auto id = id_of(body);
    const record::Patch patch = patch_of(desk, shape, body, true);
    return once(
        desk, request, given, 201,
        [&](db::Session& session) {
            return made_of(desk, session, given, shape, desk.kernel.create(session, shape, id, patch, given, may));
        },
        again_of(desk, given, shape));
}

/// 409 of a stale version tells both: what the caller wanted and what stands.
[[noreturn]] void tell_both(const Desk& desk, const record::Given& given, const Shape& shape, const record::Uuid& id,
                            const json::object& wanted, db::Session& session, Fault fault) {
    if (const auto record = desk.kernel.store().fetch(session, shape, id)) {
        json::object both{{"theirs", printed(desk, session, given, shape, *record)}};
        both["yours"] = wanted.if_contains("fields") ? wanted.at("fields") : json::value(nullptr);
        fault.detail_json = json::serialize(both);
    }
    throw fault;
}

http::Reply change(Desk& desk, http::Request& request) {
    auto given = registers::given(request);
    const Shape& shape = shape_of(desk, request, given.me);
    const Sight seen = access::sight(desk.pack, given.me, *shape.type, "read");
    const auto id = request.uuid();
    const Sight may = sight_on(desk, given, shape, id, "change");
    const std::int64_t version = request.version();
    const json::object& body = request.json_object();
    given.reason = reason_of(body);
    const record::Patch patch = patch_of(desk, shape, body);
    return once(
        desk, request, given, 200,
        [&](db::Session& session) {
            try {
                return made_of(desk, session, given, shape,
                               desk.kernel.change(session, shape, id, version, patch, given, seen, may));
            } catch (const Fault& fault) {
                if (fault.code == "record.stale" && !session.failed())
                    tell_both(desk, given, shape, id, body, session, fault);
                throw;
            }
        },
        again_of(desk, given, shape));
}

/// An event's right opens the fields it asks for; any other field needs the right to change the record.
void refuse_unasked(const Desk& desk, db::Session& session, const record::Given& given, const Shape& shape,
                    const record::Uuid& id, const pack::Event& event, const record::Patch& patch) {
    const auto asked = [&](std::size_t at) {
        return std::find(event.ask.begin(), event.ask.end(), shape.field(at).name) != event.ask.end();
    };
    if (std::all_of(patch.values.begin(), patch.values.end(), [&](const auto& one) { return asked(one.first); }) &&
        patch.rows.empty())
        return;
    const Sight change = access::sight(desk.pack, given.me, *shape.type, "change");
    const auto record = desk.kernel.fetch(session, shape, id, given, change);
    if (!record) {
        refuse_unseen(desk, session, given, shape, id);
        throw Fault(Refusal::forbidden, "access.forbidden");
    }
    record::Patch unasked = patch;
    std::erase_if(unasked.values, [&](const auto& one) { return asked(one.first); });
    record::refuse_fields(shape, &*record, unasked,
                          record::view_of(desk.kernel.house(), session, given, shape, change, *record));
}

http::Reply event(Desk& desk, http::Request& request) {
    auto given = registers::given(request);
    const Shape& shape = shape_of(desk, request, given.me);
    const std::string name = request.param("event");
    const pack::Event* event = shape.type->event(name);
    if (!event || event->right == "system")
        throw Fault(Refusal::absent, "http.not_found");
    const Sight seen = access::sight(desk.pack, given.me, *shape.type, "read");
    const auto id = request.uuid();
    const Sight may = sight_on(desk, given, shape, id, event->right);
    const std::int64_t version = request.version();
    const json::object& body = request.json_object();
    given.reason = reason_of(body);
    const record::Patch patch = patch_of(desk, shape, body);
    return once(
        desk, request, given, 200,
        [&](db::Session& session) {
            refuse_unasked(desk, session, given, shape, id, *event, patch);
            try {
                return made_of(desk, session, given, shape,
                               desk.kernel.fire(session, shape, id, version, name, patch, given, seen, may));
            } catch (const Fault& fault) {
                if (fault.code == "record.stale" && !session.failed())
                    tell_both(desk, given, shape, id, body, session, fault);
                throw;
            }
        },
        again_of(desk, given, shape));
}

json::object line_of(const Desk& desk, db::Session& session, Printer& printer, const Shape& shape,
                     const record::View& view, const journal::Line& line) {
    json::array fields;
    json::object values;
    const auto known = line.body ? record::values_of(desk.kernel.store(), shape, line.record, *line.body)
                                 : std::map<std::size_t, record::Value>{};
    for (const auto& name : line.fields) {
        const auto at = shape.find(name);
        if (at && !view.has(*at))
            continue;
        fields.push_back(json::string(name));
        if (const auto value = at ? known.find(*at) : known.end(); value != known.end())
            values[name] = printer.value(shape.field(*at), value->second, view.clear(shape.field(*at), *at));
    }
    json::object out{
        {"position", line.position}, {"at", base::to_text(line.at)}, {"act", line.act}, {"version", line.version}};
    if (!line.event.empty())
        out["event"] = line.event;
    if (line.account) {
        const auto account = access::by_id(session, *line.account);
        out["account"] = {{"id", base::to_text(*line.account)}, {"name", account ? account->name : ""}};
    }
    if (!line.reason.empty())
        out["reason"] = line.reason;
    out["fields"] = std::move(fields);
    out["values"] = std::move(values);
    return out;
}

http::Reply history(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    const Shape& shape = shape_of(desk, request, given.me);
    const Sight seen = access::sight(desk.pack, given.me, *shape.type, "read");
    const auto id = request.uuid();
    const auto outside = registers::outside(desk, given.me);
    json::object answer = desk.database.read([&](db::Session& session) {
        const auto record = desk.kernel.fetch(session, shape, id, given, seen);
        if (!record)
            throw Fault(Refusal::absent, "record.not_found");
        const auto view = record::view_of(desk.kernel.house(), session, given, shape, seen, *record);
        Printer printer(desk.kernel.house(), session, given, outside);
        json::array items;
        for (const auto& line : journal::of_record(session, shape.name(), id))
            items.push_back(line_of(desk, session, printer, shape, view, line));
        return json::object{{"items", std::move(items)}};
    });
    return http::Reply::json(answer);
}

} // namespace

http::Routes record_routes(Desk& desk) {
    const std::string type = "/api/v1/records/{type}";
    const std::string one = type + "/{id}";
    const auto with = [&desk](http::Reply (*handler)(Desk&, http::Request&)) {
        return [&desk, handler](http::Request& request) { return handler(desk, request); };
    };
    return {
        {.method = "GET",
         .pattern = type,
         .handler = with(list),
         .summary = {"列表", "A page of records"},
         .query = {{"where", {"条件", "criterion"}},
                   {"sort", {"排序", "field, - for descending"}},
                   {.name = "after", .words = {"上一页最后一条", "cursor"}, .format = "uuid"},
                   {.name = "size", .words = {"条数", "how many"}, .kind = "integer", .least = 1, .most = page_most},
                   {.name = "total", .words = {"是否要总数", "whether to count all"}, .one_of = {"none", "exact"}},
                   {.name = "columns", .words = {"要哪些字段，逗号分隔", "which fields, separated by commas"}}},
         .answers = "Page",
         .refusals = {403, 422}},
        {.method = "POST",
         .pattern = type + "/search",
         .handler = with(search),
         .right = "read",
         .summary = {"按个人信息查找", "The same with criteria on persons"},
         .takes = "Search",
         .answers = "Page",
         .refusals = {422}},
        {.method = "POST",
         .pattern = type,
         .handler = with(create),
         .summary = {"新建", "Create a record"},
         .takes = "NewRecord",
         .answers = "Changed",
         .status = 201,
         .once = http::Once::must,
         .refusals = {422}},
        {.method = "GET",
         .pattern = one,
         .handler = with(read),
         .summary = {"一条记录", "One record"},
         .answers = "Record",
         .tagged = true},
        {.method = "PATCH",
         .pattern = one,
         .handler = with(change),
         .summary = {"修改", "Change a record"},
         .takes = "Change",
         .answers = "Changed",
         .once = http::Once::must,
         .versioned = true,
         .refusals = {422}},
        {.method = "POST",
         .pattern = one + "/events/{event}",
         .handler = with(event),
         .summary = {"办理", "Move a record through an event"},
         .takes = "Change",
         .answers = "Changed",
         .once = http::Once::must,
         .versioned = true,
         .refusals = {422}},
        {.method = "GET",
         .pattern = one + "/history",
         .handler = with(history),
         .summary = {"历史", "The record's journal lines"},
         .answers = "History"},
    };
}

} // namespace liandong::modules::registers
