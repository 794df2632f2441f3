#include "modules/services/requests.hpp"

#include <boost/json.hpp>

#include "access/door.hpp"
#include "base/region_code.hpp"
#include "base/text.hpp"
#include "crypt/digest.hpp"
#include "crypt/secret.hpp"
#include "journal/outcome.hpp"
#include "modules/regions/atlas.hpp"
#include "modules/services/form.hpp"
#include "modules/services/progress.hpp"
#include "modules/services/rules.hpp"
#include "modules/services/secrets.hpp"
#include "modules/services/store.hpp"

namespace liandong::modules::services {
namespace {

namespace json = boost::json;
using base::Fault;
using base::Finding;
using base::Refusal;
using record::Record;

constexpr std::int64_t hour_ms = 3'600'000;

const record::Shape& requests(const Desk& desk) { return desk.kernel.shapes().of("services.request"); }

/// A parameter of the portal as it stands today. Without it the pack is not the portal's.
std::int64_t parameter(const Desk& desk, const std::string& name) {
    const auto* parameter = desk.pack.parameter(name);
    const auto value = parameter ? parameter->on(base::today()) : std::nullopt;
    if (!value)
        throw std::logic_error("the pack gives no " + name);
    return *value;
}

/// Nobody is signed in; the journal says that it was a resident.
record::Given resident(const Sent& sent, std::string reason = {}) {
    record::Given given{.me = {}, .now = base::now(), .request = sent.id, .reason = std::move(reason)};
    given.me.role = "resident";
    return given;
}

journal::Request same(const Desk& desk, const Sent& sent) {
    return {.id = sent.id, .account = std::nullopt, .digest = crypt::digest(desk.keys, "request", sent.words)};
}

Answer kept(const Desk& desk, const journal::Outcome& outcome) {
    return {outcome.status, opened_answer(desk.keys, *outcome.record, outcome.answer)};
}

Answer keep(const Desk& desk, db::Session& session, const Sent& sent, int status, const record::Saved& saved,
            const json::object& answer) {
    const std::string text = json::serialize(answer);
    journal::keep(session, same(desk, sent),
                  {.status = status,
                   .record = saved.record.id,
                   .position = saved.position,
                   .answer = sealed_answer(desk.keys, saved.record.id, text)});
    return {status, text};
}

void refuse_flood(const Desk& desk, db::Session& session, const std::string& caller, base::Instant now) {
    const base::Instant hour_ago{now.ms - hour_ms};
    forget_callers(session, hour_ago);
    if (given_since(session, caller, hour_ago) >= parameter(desk, "portal.requests_hour"))
        throw Fault(Refusal::too_many, "portal.too_many");
}

/// The guard of `submit`, asked before anything is made, so that a missing consent is told together with all else.
std::vector<Finding> consent_missing(const Desk& desk, db::Session& session, const record::Given& given,
                                     const record::Patch& patch) {
    Record wanted{.type = requests(desk).type,
                  .id = {},
                  .version = 0,
                  .state = {},
                  .region = {},
                  .region_then = {},
                  .values = {}};
    wanted.values.resize(wanted.type->fields.size());
    for (const auto& [at, value] : patch.values)
        wanted.values[at] = value;
    if (guard_holds(desk, session, given, wanted, "submit"))
        return {};
    return {{"consent", "portal.consent", wanted.type->clause, {}}};
}

/// Made and submitted. Throws Fault invalid with everything that is wrong at once.
record::Saved submitted(const Desk& desk, db::Session& session, const record::Given& given,
                        const record::Patch& patch) {
    const base::Uuid id = base::new_uuid();
    const auto consent = consent_missing(desk, session, given, patch);
    try {
        desk.kernel.create(session, requests(desk), id, patch, given, record::all_seeing());
    } catch (Fault& fault) {
        if (fault.refusal == Refusal::invalid)
            fault.findings.insert(fault.findings.end(), consent.begin(), consent.end());
        throw;
    }
    if (!consent.empty())
        throw Fault(consent);
    return desk.kernel.fire_system(session, requests(desk), id, "submit", {}, given);
}

/// What speaks of danger is urgent before consent is asked for; the hook of `submit` says the same for every way in.
record::Patch weighed(const Desk& desk, const Crisis& crisis, record::Patch patch) {
    std::string words;
    for (const char* name : {"matter", "story"})
        if (const auto found = patch.values.find(requests(desk).index_of(name)); found != patch.values.end())
            words += std::get<std::string>(found->second) + "\n";
    if (speaks_of_danger(crisis, words))
        patch.values[requests(desk).index_of("urgency")] = most_urgent(desk.pack);
    return patch;
}

json::object receipt_json(const Desk& desk, db::Session& session, const Record& request, const std::string& code) {
    return {{"receipt", std::get<std::string>(request["number"])},
            {"code", code},
            {"answer_by", base::to_text(base::Instant{std::get<std::int64_t>(request["answer_by"])})},
            {"station", station_of(desk, session, request)},
            {"county", county_of(desk, request)},
            {"in_danger", in_danger(request)}};
}

/// The request behind a receipt when the code is its own. Wrong receipts and wrong codes are counted and answered
/// alike.
base::Uuid unlocked(const Desk& desk, const std::string& address, const std::string& receipt, const std::string& code) {
    const std::string network = network_of(address);
    const std::string here = tries_at(desk.keys, receipt, network);
    const std::pair<std::string, const char*> counted[] = {{here, "portal.code_tries"},
                                                           {tries_at(desk.keys, receipt), "portal.code_tries_all"},
                                                           {tries_from(desk.keys, network), "portal.code_tries_place"}};
    const std::int64_t rest = parameter(desk, "portal.code_lock");
    bool failed = false;
    const auto found = desk.database.read([&](db::Session& session) {
        for (const auto& [tries, most] : counted)
            access::refuse_when_locked(session, tries, parameter(desk, most), rest, "portal.tries");
        failed = access::failed_before(session, here);
        return receipt_of(session, receipt);
    });
    if (!found || !same_code(desk.keys, receipt, code, found->code_digest)) {
        desk.database.write([&](db::Session& session) {
            for (const auto& [tries, most] : counted)
                access::note_failure(session, tries, rest);
        });
        throw Fault(Refusal::absent, "portal.code_wrong");
    }
    if (failed) // what was tried elsewhere, or at other receipts, is not wiped out by a right code of one's own
        desk.database.write([&](db::Session& session) { access::forget_failures(session, here); });
    return found->request;
}

Record fetched(const Desk& desk, db::Session& session, const record::Given& given, const base::Uuid& id) {
    auto request = desk.kernel.fetch(session, requests(desk), id, given, record::all_seeing());
    if (!request)
        throw Fault(Refusal::absent, "portal.code_wrong");
    return std::move(*request);
}

Answer follow(const Desk& desk, const base::Uuid& id) {
    return desk.database.read([&](db::Session& session) -> Answer {
        const record::Given given;
        return {200, json::serialize(progress(desk, session, given, fetched(desk, session, given, id)))};
    });
}

void refuse_unless_open(const Desk& desk, db::Session& session, const record::Given& given, const Record& request,
                        Act::Do what) {
    if (what == Act::Do::withdraw) {
        if (const auto refused = withdrawal_refused(*request.type, request.state))
            throw *refused;
        return;
    }
    if (const auto refused = rating_refused(*request.type, request.state, !base::is_empty(request["rated_on"])))
        throw *refused;
    if (!guard_holds(desk, session, given, request, "rate"))
        throw Fault({{"rating", "portal.rate_closed", request.type->clause, {}}});
}

Answer changed(const Desk& desk, const Sent& sent, const base::Uuid& id, const Act& act) {
    return desk.database.write([&](db::Session& session) -> Answer {
        if (const auto earlier = journal::earlier(session, same(desk, sent)))
            return kept(desk, *earlier);
        const record::Given given = resident(sent, act.remark);
        refuse_unless_open(desk, session, given, fetched(desk, session, given, id), act.what);
        const char* event = act.what == Act::Do::rate ? "rate" : "withdraw";
        const auto saved = desk.kernel.fire_system(session, requests(desk), id, event, act.patch, given);
        return keep(desk, session, sent, 200, saved, progress(desk, session, given, saved.record));
    });
}

} // namespace

Answer ask(const Desk& desk, const Crisis& crisis, const Sent& sent, const json::object& body) {
    const record::Patch patch = weighed(desk, crisis, read_request(desk.kernel.house(), body));
    const std::string code = crypt::new_code(static_cast<std::size_t>(parameter(desk, "portal.code_bits")));
    const std::string caller = caller_digest(desk.keys, network_of(sent.address));
    return desk.database.write([&](db::Session& session) -> Answer {
        if (const auto earlier = journal::earlier(session, same(desk, sent)))
            return kept(desk, *earlier);
        const record::Given given = resident(sent);
        refuse_flood(desk, session, caller, given.now);
        const auto saved = submitted(desk, session, given, patch);
        const auto& receipt = std::get<std::string>(saved.record["number"]);
        add(session, {receipt, saved.record.id, code_digest(desk.keys, receipt, code), caller, given.now});
        return keep(desk, session, sent, 201, saved, receipt_json(desk, session, saved.record, code));
    });
}

Answer act(const Desk& desk, const std::function<Sent()>& sent, const std::string& address, const std::string& typed,
           const json::object& body) {
    const Act act = read_act(desk.kernel.house(), body);
    const std::string receipt = clean_receipt(typed);
    if (act.what == Act::Do::follow)
        return follow(desk, unlocked(desk, address, receipt, act.code));
    const Sent once = sent();
    const base::Uuid request = unlocked(desk, address, receipt, act.code);
    try {
        return changed(desk, once, request, act);
    } catch (Fault& fault) {
        rename_for_page(fault.findings);
        throw;
    }
}

} // namespace liandong::modules::services
