#include "modules/linkage/api.hpp"

#include <boost/json.hpp>

#include "access/decide.hpp"
#include "base/region_code.hpp"
#include "base/text.hpp"
#include "http/fields.hpp"
#include "http/router.hpp"
#include "journal/outcome.hpp"
#include "modules/linkage/api_offers.hpp"
#include "modules/linkage/board.hpp"
#include "modules/linkage/offers.hpp"
#include "modules/linkage/sending.hpp"
#include "modules/linkage/values.hpp"
#include "modules/registers/api_caller.hpp"

namespace liandong::modules::linkage {
namespace {

namespace json = boost::json;
using base::Fault;
using base::Refusal;

constexpr std::size_t said_most = 20; // of what was typed, said back

std::optional<base::Date> day_of(const char* name, const std::optional<std::string>& text) {
    const auto day = text ? base::parse_date(*text) : std::nullopt;
    if (text && !day)
        throw Fault({{name, "record.date_impossible", "14", {{"value", base::shortened(*text, said_most)}}}});
    return day;
}

Scope scope_of(const record::Given& given, const json::object& body) {
    http::Fields fields(body);
    const auto region = fields.maybe_text("region", region_most);
    const auto since = fields.maybe_text("since", text_most), until = fields.maybe_text("until", text_most);
    fields.done();
    const auto code = base::RegionCode::parse(region.value_or(given.me.region));
    if (!code)
        throw Fault({{"region", "record.no_such_region", "14", {{"value", region.value_or("")}}}});
    Scope scope{.region = code->text(), .since = day_of("since", since), .until = day_of("until", until)};
    if (scope.since && scope.until && *scope.until < *scope.since)
        throw Fault({{"until", "figure.bad_period", "14", {}}});
    return scope;
}

/// The board as an answer; also the answer when the same request comes again.
auto board_of(const Desk& desk, const record::Given& given) {
    return [&desk, &given](db::Session& session, const Uuid& id) {
        return board(desk, session, given, registers::outside(desk, given.me), plan_of(desk, session, given, id));
    };
}

http::Reply plan(Desk& desk, http::Request& request, const Solver& solver) {
    const auto given = registers::given(request);
    const Scope scope = scope_of(given, request.json_object());
    const auto answer = board_of(desk, given);
    // Solving takes seconds and stands outside of the transaction; a request that was answered is not solved again.
    const bool answered =
        desk.database.read([&](db::Session& session) { return journal::answered(session, request.change_id()); });
    const auto solved = answered ? std::nullopt : std::optional(draft(desk, given, scope, solver));
    return registers::once(
        desk, request, given, 201,
        [&](db::Session& session) {
            if (!solved)
                throw std::logic_error("a request was answered and is not known");
            const Kept kept = keep(desk, session, given, *solved);
            return registers::Made{kept.plan, kept.position, answer(session, kept.plan)};
        },
        answer);
}

http::Reply read(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    const auto id = request.uuid();
    return http::Reply::json(
        desk.database.read([&](db::Session& session) { return board_of(desk, given)(session, id); }));
}

/// What is open in a region now, before anything is planned.
http::Reply open(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    json::object asked;
    if (const auto region = request.query("region"))
        asked["region"] = *region;
    const Scope scope = scope_of(given, asked);
    return http::Reply::json(desk.database.read([&](db::Session& session) {
        return open_board(desk, session, given, registers::outside(desk, given.me), scope.region,
                          open_needs_of(desk, session, given, scope));
    }));
}

http::Reply offer(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    const auto id = request.uuid();
    const auto choices = read_choices(request.json_object());
    const auto answer = board_of(desk, given);
    return registers::once(desk, request, given, 200,
                           [&](db::Session& session) {
                               const auto position = send(desk, session, given, id, choices);
                               return registers::Made{id, position, answer(session, id)};
                           },
                           answer, {.isolation = db::Isolation::serializable});
}

/// What is to be done with an offer, and why.
Act act_of(const Desk& desk, const json::object& body, record::Given& given) {
    http::Fields fields(body);
    Act act{.event = fields.text("do", word_most), .patch = {}, .code = fields.maybe_text("code", word_most)};
    given.reason = fields.maybe_text("reason", text_most).value_or("");
    json::object values;
    if (const auto* value = fields.any("fields"))
        values["fields"] = *value;
    fields.done();
    std::vector<base::Finding> findings;
    act.patch = record::read_patch(desk.kernel.shapes(), desk.kernel.shapes().of("linkage.offer"), values, findings);
    if (!findings.empty())
        throw Fault(std::move(findings));
    return act;
}

http::Reply answer_offer(Desk& desk, http::Request& request) {
    auto given = registers::given(request);
    const auto id = request.uuid();
    const Act wanted = act_of(desk, request.json_object(), given);
    return act_once(desk, request, given, id, wanted,
                    [&](db::Session& session, const Uuid& offer) { return printed(desk, session, given, offer); });
}

http::Reply code(Desk& desk, http::Request& request) {
    const auto given = registers::given(request);
    const auto id = request.uuid();
    const Code code = desk.database.read([&](db::Session& session) { return code_of(desk, session, given, id); });
    const json::object body{
        {"need", base::to_text(id)}, {"code", code.digits}, {"text", code.text}, {"day", base::to_text(code.day)}};
    return http::Reply::json(body).set("Cache-Control", "no-store");
}

} // namespace

http::Routes routes(Desk& desk, const Solver& solver) {
    const std::string plans = "/api/v1/linkage/plans", offers = "/api/v1/linkage/offers";
    return {
        {.method = "POST",
         .pattern = plans,
         .handler = [&desk, solver](http::Request& request) { return plan(desk, request, solver); },
         .summary = {"为区域内的需求生成联动方案", "Plan who and what meets the needs of a region"},
         .takes = "PlanScope",
         .answers = "Plan",
         .status = 201,
         .once = http::Once::must,
         .refusals = {422}},
        {.method = "GET",
         .pattern = "/api/v1/linkage/board",
         .handler = [&desk](http::Request& request) { return open(desk, request); },
         .summary = {"区域内未落实的需求和已发邀请", "Open needs of a region and what became of their offers"},
         .query = {{.name = "region", .words = {"区域代码", "Code of the region"}}},
         .answers = "OpenBoard",
         .refusals = {403, 422}},
        {.method = "GET",
         .pattern = plans + "/{id}",
         .handler = [&desk](http::Request& request) { return read(desk, request); },
         .summary = {"查看联动方案", "Read a plan"},
         .answers = "Plan"},
        {.method = "POST",
         .pattern = plans + "/{id}/offers",
         .handler = [&desk](http::Request& request) { return offer(desk, request); },
         .summary = {"按方案发出邀请并占用资源", "Send offers of a plan and hold what they take"},
         .takes = "PlanChoice",
         .answers = "Plan",
         .once = http::Once::must,
         .refusals = {422}},
        {.method = "POST",
         .pattern = offers + "/{id}",
         .handler = [&desk](http::Request& request) { return answer_offer(desk, request); },
         .summary = {"办理邀请：接受、确认时长、补录、撤回等",
                     "Act on an offer: accept, confirm, late entry, take back"},
         .takes = "OfferAct",
         .answers = "Changed",
         .once = http::Once::must,
         .refusals = {422, 429}},
        {.method = "GET",
         .pattern = "/api/v1/linkage/needs/{id}/code",
         .handler = [&desk](http::Request& request) { return code(desk, request); },
         .summary = {"现场签到码（当天有效）", "The code of the place, good for the day"},
         .answers = "PlaceCode",
         .refusals = {403}},
    };
}

http::Routes routes(Desk& desk) { return routes(desk, matching::match); }

} // namespace liandong::modules::linkage
