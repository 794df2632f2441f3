// Finding while typing: records of one type, everything, and what is due for the one who is signed in.
#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <tuple>

#include "access/decide.hpp"
#include "follow/notices.hpp"
#include "follow/search.hpp"
#include "follow/timetable.hpp"
#include "http/fields.hpp"
#include "http/router.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_caller.hpp"
#include "modules/registers/api_limits.hpp"
#include "modules/registers/api_words.hpp"
#include "record/condition.hpp"

namespace liandong::modules::registers {
namespace {

namespace json = boost::json;
using record::Sight;

constexpr std::size_t shown_most = 12;
constexpr std::size_t asked_most = 60; // more are asked for than shown: some may not be seen
constexpr std::size_t due_most = 200;

std::string query_of(http::Request& request) {
    http::Fields fields(request.json_object());
    const auto query = fields.maybe_text("q", find_most);
    fields.done();
    return query.value_or("");
}

json::object found(record::Printer& printer, const record::Shape& shape, const record::Record& record,
                   const record::View& view) {
    return {{"id", base::to_text(record.id)},
            {"type", shape.name()},
            {"title", printer.title(shape, record, view)},
            {"state", record.state},
            {"region", record.region}};
}

/// An empty field of a template leaves its blanks behind: one is enough, and none at the ends.
std::string trimmed(const std::string& text) {
    std::string out;
    for (const char letter : text)
        if (letter != ' ' || (!out.empty() && out.back() != ' '))
            out += letter;
    if (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

/// What the caller may see of the records that hold the query, the best first; the newest when nothing is typed yet.
void find_in(const Desk& desk, db::Session& session, const record::Given& given, const record::Shape& shape,
             const std::string& query, http::Language language, json::array& items) {
    const Sight sight = access::sight(desk.pack, given.me, *shape.type, "read");
    if (sight.blind())
        return;
    const auto outside = registers::outside(desk, given.me);
    record::Printer printer(desk.kernel.house(), session, given, outside);
    const auto show = [&](const record::Record& record) {
        const auto view = record::view_of(desk.kernel.house(), session, given, shape, sight, record);
        const auto clear = [&](std::size_t at) { return view.clear(shape.field(at), at); };
        if (!view.seen || items.size() >= shown_most ||
            (!query.empty() && !follow::answers(shape, record, query, clear)))
            return;
        json::object item = found(printer, shape, record, view);
        if (const auto hint = trimmed(http::in(language, printer.hint(shape, record, view))); !hint.empty())
            item["hint"] = hint;
        items.push_back(std::move(item));
    };
    if (query.empty()) {
        for (const auto& record :
             record::list(desk.kernel.house(), session, given, shape, sight, {.sort = "-id", .size = shown_most})
                 .records)
            show(record);
        return;
    }
    for (const auto& id : follow::find(desk.kernel.house(), session, shape.name(), query, asked_most))
        if (const auto record = desk.kernel.store().fetch(session, shape, id))
            show(*record);
}

http::Reply pick(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    const record::Shape* shape = desk.kernel.shapes().find(request.param("type"));
    if (!shape || access::words(desk.pack, given.me, *shape->type).empty())
        throw base::Fault(base::Refusal::absent, "http.not_found");
    const std::string query = query_of(request);
    json::array items;
    desk.database.read(
        [&](db::Session& session) { find_in(desk, session, given, *shape, query, request.language(), items); });
    return http::Reply::json(json::object{{"items", std::move(items)}});
}

http::Reply search(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    const std::string query = query_of(request);
    json::array groups;
    desk.database.read([&](db::Session& session) {
        for (const auto& [name, shape] : desk.kernel.shapes().all()) {
            if (query.empty() || !follow::searchable(*shape))
                continue;
            json::array items;
            find_in(desk, session, given, *shape, query, request.language(), items);
            if (!items.empty())
                groups.push_back({{"type", name}, {"items", std::move(items)}});
        }
    });
    return http::Reply::json(json::object{{"groups", std::move(groups)}});
}

struct Due {
    std::int64_t at;
    json::object item;
    bool first = false; // whatever else is due
};

/// Both conditions, as one.
record::Piece both(record::Piece one, const record::Piece& other) {
    one.text = "(" + one.text + ") and (" + other.text + ")";
    one.params.insert(one.params.end(), other.params.begin(), other.params.end());
    expr::unite(one.joins, other.joins);
    return one;
}

/// Clocks of a type that run now and mean the caller: those that are hers, and those that told her that somebody else
/// is late. With when they are due.
class Clocks {
public:
    Clocks(const Desk& desk, db::Session& session, const record::Given& given, const record::Shape& shape,
           std::vector<Due>& dues)
        : desk_(desk),
          session_(session),
          given_(given),
          shape_(shape),
          dues_(dues),
          sight_(access::sight(desk.pack, given.me, *shape.type, "read")),
          outside_(registers::outside(desk, given.me)),
          printer_(desk.kernel.house(), session, given, outside_) {}

    void look() {
        for (const pack::Clock& clock : shape_.type->clocks) {
            seen_.clear();
            look_for(clock, clock.owner, [](const auto&) { return true; });
            for (std::size_t n = 0; n < clock.late.size(); ++n)
                look_for(clock, clock.late[n].tell, [&](const record::AskedOf& asked) {
                    return follow::told_late(desk_.kernel.house(), asked, clock, n);
                });
        }
    }

private:
    template <class Concerns>
    void look_for(const pack::Clock& clock, const std::string& who, Concerns concerns) {
        if (sight_.blind())
            return;
        const auto& house = desk_.kernel.house();
        const auto running =
            both(record::piece_of(house, session_.dialect(), given_, shape_, *record::tree(clock.runs_while)),
                 follow::meant(house, session_.dialect(), given_, shape_, who));
        for (const auto& record :
             record::list(house, session_, given_, shape_, sight_, {.also = running, .size = due_most}).records) {
            const record::AskedOf asked(house, given_, &session_, shape_, record);
            const auto due = follow::due_at(asked, clock);
            if (due && concerns(asked) && seen_.insert(record.id).second)
                add(clock, record, asked, *due);
        }
    }

    void add(const pack::Clock& clock, const record::Record& record, const record::AskedOf& asked, base::Instant due) {
        json::object item = found(printer_, shape_, record,
                                  record::view_of(desk_.kernel.house(), session_, given_, shape_, sight_, record));
        item["what"] = {{"zh", clock.label.zh}, {"en", clock.label.en}};
        item["due_at"] = base::to_text(due);
        item["late"] = due < given_.now;
        const bool first = clock.first.given() && expr::holds(*record::tree(clock.first), asked);
        if (first)
            item["first"] = true;
        dues_.push_back({due.ms, std::move(item), first});
    }

    const Desk& desk_;
    db::Session& session_;
    const record::Given& given_;
    const record::Shape& shape_;
    std::vector<Due>& dues_;
    const Sight sight_;
    const record::Outside outside_;
    record::Printer printer_;
    std::set<base::Uuid> seen_; // of the clock that is looked at
};

void due_in(const Desk& desk, db::Session& session, const record::Given& given, const record::Shape& shape,
            std::vector<Due>& dues) {
    if (!shape.type->clocks.empty())
        Clocks(desk, session, given, shape, dues).look();
}

/// What night rules found standing in records of a type the caller may act on; overdue since the day it was found.
void found_in(const Desk& desk, db::Session& session, const record::Given& given, const record::Shape& shape,
              std::vector<Due>& dues) {
    const Sight sight = access::sight(desk.pack, given.me, *shape.type, "change");
    if (sight.blind())
        return;
    const auto outside = registers::outside(desk, given.me);
    record::Printer printer(desk.kernel.house(), session, given, outside);
    const record::Piece standing{
        .text = "t.\"id\" in (select record from finding where type = ?)", .params = {shape.name()}, .joins = {}};
    for (const auto& record :
         record::list(desk.kernel.house(), session, given, shape, sight, {.also = standing, .size = due_most})
             .records) {
        const auto view = record::view_of(desk.kernel.house(), session, given, shape, sight, record);
        for (const db::Row row :
             session.rows("select rule, since, params from finding where record = ? order by rule", record.id)) {
            const std::int64_t at = base::start_of(row.date(1)).ms;
            json::object item = found(printer, shape, record, view);
            item["what"] =
                said(desk.pack, std::string(row.text(0)), follow::params_from_text(std::string(row.text(2))));
            item["rule"] = std::string(row.text(0));
            item["due_at"] = base::to_text(base::Instant{at});
            item["late"] = true;
            dues.push_back({at, std::move(item)});
        }
    }
}

http::Reply todo(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    std::vector<Due> dues;
    desk.database.read([&](db::Session& session) {
        for (const auto& [name, shape] : desk.kernel.shapes().all())
            for (const auto& look : {due_in, found_in})
                look(desk, session, given, *shape, dues);
    });
    std::sort(dues.begin(), dues.end(),
              [](const Due& a, const Due& b) { return std::tuple(!a.first, a.at) < std::tuple(!b.first, b.at); });
    json::array items;
    for (std::size_t at = 0; at < std::min(dues.size(), due_most); ++at)
        items.push_back(std::move(dues[at].item));
    return http::Reply::json(json::object{{"items", std::move(items)}, {"total", dues.size()}});
}

} // namespace

http::Routes find_routes(Desk& desk) {
    return {
        {.method = "POST",
         .pattern = "/api/v1/pick/{type}",
         .handler = [&desk](http::Request& r) { return pick(desk, r); },
         .right = "read",
         .summary = {"边输边找", "Find records of a type while typing"},
         .takes = "Find",
         .answers = "Found",
         .refusals = {422}},
        {.method = "POST",
         .pattern = "/api/v1/search",
         .handler = [&desk](http::Request& r) { return search(desk, r); },
         .right = "read",
         .summary = {"全部查找", "Find anything one may see"},
         .takes = "Find",
         .answers = "FoundEverywhere",
         .refusals = {422}},
        {.method = "GET",
         .pattern = "/api/v1/todo",
         .handler = [&desk](http::Request& r) { return todo(desk, r); },
         .summary = {"待办，逾期在前", "What is due, overdue first"},
         .answers = "Todo"},
    };
}

} // namespace liandong::modules::registers
