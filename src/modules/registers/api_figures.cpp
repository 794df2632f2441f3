// Figures: asked one by one or many at one position, and the records behind them.
#include <algorithm>
#include <boost/json.hpp>

#include "access/decide.hpp"
#include "base/region_code.hpp"
#include "base/text.hpp"
#include "follow/figures.hpp"
#include "http/router.hpp"
#include "modules/regions/atlas.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_caller.hpp"
#include "modules/registers/api_limits.hpp"
#include "record/members.hpp"

namespace liandong::modules::registers {
namespace {

namespace json = boost::json;
using base::Fault;
using base::Refusal;
using follow::Question;

std::optional<base::Date> day_of(const std::optional<std::string>& text, const char* name) {
    if (!text || text->empty())
        return std::nullopt;
    const auto day = base::parse_date(*text);
    if (!day)
        throw Fault({{name, "record.date_impossible", {}, {{"value", *text}}}});
    return day;
}

/// Figures are answered for the caller's own region and below; a government's counts are open to it, rows are not.
std::string region_for(const Desk& desk, const record::Actor& actor, const std::string& asked) {
    if (asked.empty())
        return actor.region;
    const auto wanted = base::RegionCode::parse(asked);
    const auto own = base::RegionCode::parse(actor.region);
    if (!wanted || !desk.atlas.find(wanted->text()))
        throw Fault({{"region", "record.no_such_region", {}, {{"value", asked}}}});
    if (!own || !wanted->within(*own))
        throw Fault({{"region", "record.region_out_of_scope", {}, {{"value", desk.atlas.short_path(wanted->text())}}}});
    return wanted->text();
}

/// Whether the caller may see counts of a figure: what it counts is readable or countable by her role.
void refuse_hidden(const Desk& desk, const record::Actor& actor, const std::string& indicator) {
    const auto* shape = desk.figures.type_behind(indicator);
    if (!desk.pack.figure(indicator))
        throw Fault(Refusal::absent, "figure.none", {{"figure", indicator}});
    if (shape && !access::may(desk.pack, actor, *shape->type, "read") &&
        !access::may(desk.pack, actor, *shape->type, "count"))
        throw Fault(Refusal::absent, "figure.none", {{"figure", indicator}});
}

json::value value_of(const follow::Amount& amount) {
    if (!amount.denominator)
        return amount.numerator;
    const auto hundredths = follow::rounded(amount, 4);
    return hundredths ? json::value(static_cast<double>(*hundredths) / 10'000) : json::value(nullptr);
}

void put(json::object& out, const follow::Amount& amount) {
    out["value"] = value_of(amount);
    if (amount.denominator) {
        out["numerator"] = amount.numerator;
        out["denominator"] = *amount.denominator;
        out["times"] = amount.times;
    }
}

json::object told(const Desk& desk, const follow::Answer& answer, const Question& question) {
    json::object out{{"indicator", question.indicator},
                     {"region", answer.region},
                     {"region_name", desk.atlas.short_path(answer.region)},
                     {"from", base::to_text(answer.from)},
                     {"to", base::to_text(answer.to)}};
    put(out, answer.amount);
    json::array cells;
    for (const auto& cell : answer.cells) {
        json::object one{{"key", cell.key}};
        if (const auto* region = desk.atlas.find(cell.key))
            one["name"] = region->name;
        put(one, cell.amount);
        cells.push_back(std::move(one));
    }
    out["cells"] = std::move(cells);
    if (answer.distinct)
        out["distinct"] = true;
    return out;
}

Question question_of(const Desk& desk, const http::Request& request, const record::Actor& actor) {
    refuse_hidden(desk, actor, request.param("indicator"));
    return {.indicator = request.param("indicator"),
            .region = region_for(desk, actor, request.query("region").value_or("")),
            .at = day_of(request.query("at"), "at"),
            .from = day_of(request.query("from"), "from"),
            .to = day_of(request.query("to"), "to"),
            .by = request.query("by").value_or("")};
}

std::optional<std::string> text_in(const json::object& body, const char* name) {
    const auto* value = body.if_contains(name);
    if (!value || value->is_null())
        return std::nullopt;
    if (!value->is_string())
        throw Fault({{name, "http.wrong_kind", {}, {{"field", name}, {"kind", "文字"}, {"kind@en", "text"}}}});
    if (const auto length = base::length(std::string_view(value->get_string())); length > word_most)
        throw Fault({{name,
                      "record.too_long",
                      {},
                      {{"field", name}, {"most", std::to_string(word_most)}, {"length", std::to_string(length)}}}});
    return std::string(value->get_string());
}

Question question_of(const Desk& desk, const json::value& asked, const record::Actor& actor) {
    if (!asked.is_object())
        throw Fault({{"questions", "http.wrong_kind", {}, {{"field", "questions"}, {"kind", "[{}]"}}}});
    const json::object& body = asked.get_object();
    record::refuse_unknown_members(body, {"indicator", "region", "at", "from", "to", "by"});
    const std::string indicator = text_in(body, "indicator").value_or("");
    refuse_hidden(desk, actor, indicator);
    return {.indicator = indicator,
            .region = region_for(desk, actor, text_in(body, "region").value_or("")),
            .at = day_of(text_in(body, "at"), "at"),
            .from = day_of(text_in(body, "from"), "from"),
            .to = day_of(text_in(body, "to"), "to"),
            .by = text_in(body, "by").value_or("")};
}

http::Reply one(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    const Question question = question_of(desk, request, given.me);
    const auto answer =
        desk.database.read([&](db::Session& session) { return desk.figures.answer(session, question, given); });
    json::object out = told(desk, answer, question);
    out["position"] = answer.position;
    out["at"] = base::to_text(given.now);
    return http::Reply::json(out);
}

http::Reply many(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    record::refuse_unknown_members(request.json_object(), {"questions"});
    const auto* asked = request.json_object().if_contains("questions");
    if (!asked || !asked->is_array() || asked->get_array().empty())
        throw Fault({{"questions", "record.required", {}, {{"field", "questions"}}}});
    if (asked->get_array().size() > questions_most)
        throw Fault(
            {{"questions", "record.too_many", {}, {{"field", "questions"}, {"most", std::to_string(questions_most)}}}});
    std::vector<Question> questions;
    for (const auto& question : asked->get_array())
        questions.push_back(question_of(desk, question, given.me));
    const auto answers = desk.database.read([&](db::Session& session) {
        return desk.figures.answer(session, std::span<const Question>(questions), given);
    });
    json::array list;
    for (std::size_t at = 0; at < answers.size(); ++at)
        list.push_back(told(desk, answers[at], questions[at]));
    return http::Reply::json(json::object{
        {"position", answers.front().position}, {"at", base::to_text(given.now)}, {"answers", std::move(list)}});
}

/// Whether every record of a region may be seen; otherwise the list behind a figure holds only some of what it counts.
bool sees_all(const record::Sight& sight, const std::string& region) {
    const auto asked = base::RegionCode::parse(region);
    return asked && std::any_of(sight.rays.begin(), sight.rays.end(), [&](const record::Ray& ray) {
               const auto own = base::RegionCode::parse(ray.region);
               return !ray.reach && !ray.where && own && asked->within(*own);
           });
}

http::Reply records(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    Question question = question_of(desk, request, given.me);
    const record::Shape* shape = desk.figures.type_behind(question.indicator);
    const auto sight = shape ? access::sight(desk.pack, given.me, *shape->type, "read") : record::Sight{};
    const bool rows = shape && desk.pack.figure(question.indicator)->opens_rows && !sight.blind() &&
                      desk.figures.tells_nothing_hidden(question.indicator, sight);
    const auto region = base::RegionCode::parse(question.region);
    if (!rows && region && region->level() != base::RegionLevel::village) // below a village there is nothing
        question.by = "region";
    record::Query query{.sort = shape ? record::usual_sort(desk.kernel.house(), *shape, sight) : "",
                        .size = static_cast<std::size_t>(request.query_number("size", 50, 1, page_most)),
                        .total = true};
    if (const auto after = request.query("after"))
        if (!(query.after = base::parse_uuid(*after)))
            throw Fault(Refusal::bad_request, "list.bad_cursor");
    const auto outside = registers::outside(desk, given.me);
    json::object out = desk.database.read([&](db::Session& session) {
        const auto answer = desk.figures.answer(session, question, given);
        json::object told_here{
            {"position", answer.position}, {"at", base::to_text(given.now)}, {"figure", told(desk, answer, question)}};
        if (!rows)
            return told_here;
        query.also = desk.figures.piece_behind(session, question, given);
        const auto page = record::list(desk.kernel.house(), session, given, *shape, sight, query);
        record::Printer printer(desk.kernel.house(), session, given, outside);
        told_here["type"] = shape->name();
        told_here["total"] = *page.total;
        told_here["all"] = sees_all(sight, question.region);
        told_here["next"] = page.next ? json::value(base::to_text(*page.next)) : json::value(nullptr);
        told_here["items"] = printer.items(*shape, page.records, sight, shape->type->list.shown());
        return told_here;
    });
    return http::Reply::json(out);
}

} // namespace

http::Routes figure_routes(Desk& desk) {
    const std::string address = "/api/v1/figures";
    const std::vector<http::Parameter> asked{{"region", {"地区", "region code"}},
                                             {.name = "at", .words = {"日期", "day of a stock"}, .format = "date"},
                                             {.name = "from", .words = {"起", "first day"}, .format = "date"},
                                             {.name = "to", .words = {"止", "last day"}, .format = "date"},
                                             {"by", {"分组", "region, or a breakdown"}}};
    auto paged = asked;
    paged.push_back({.name = "after", .words = {"上一页最后一条", "cursor"}, .format = "uuid"});
    paged.push_back({.name = "size", .words = {"条数", "how many"}, .kind = "integer", .least = 1, .most = page_most});
    return {
        {.method = "POST",
         .pattern = address,
         .handler = [&desk](http::Request& r) { return many(desk, r); },
         .right = "read",
         .summary = {"一次问多个指标", "Many figures at one position"},
         .takes = "Questions",
         .answers = "Answers",
         .refusals = {404, 422}},
        {.method = "GET",
         .pattern = address + "/{indicator}",
         .handler = [&desk](http::Request& r) { return one(desk, r); },
         .summary = {"一个指标", "One figure"},
         .query = asked,
         .answers = "Answer",
         .refusals = {404, 422}},
        {.method = "GET",
         .pattern = address + "/{indicator}/records",
         .handler = [&desk](http::Request& r) { return records(desk, r); },
         .summary = {"指标背后的记录", "The records behind a figure, at the list's position"},
         .query = paged,
         .answers = "Behind",
         .refusals = {404, 422}},
    };
}

} // namespace liandong::modules::registers
