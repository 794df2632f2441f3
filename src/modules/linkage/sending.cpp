#include "modules/linkage/sending.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "access/decide.hpp"
#include "base/text.hpp"
#include "journal/journal.hpp"
#include "modules/linkage/offers.hpp"
#include "modules/linkage/plans.hpp"
#include "modules/linkage/store.hpp"
#include "modules/linkage/values.hpp"
#include "modules/linkage/words.hpp"
#include "record/members.hpp"
#include "record/sight.hpp"

namespace liandong::modules::linkage {
namespace {

namespace json = boost::json;
using base::Fault;
using base::Refusal;
using record::Shape;

constexpr std::size_t reasons_most = 1000;
constexpr const char *to_worker = "1", *to_volunteer = "2", *to_resource = "3"; // code list offer_kind

/// Reads the body piece by piece and remembers what is wrong with it.
class Reader {
public:
    std::vector<Choice> choices(const json::object& body) {
        std::vector<Choice> choices;
        findings_ = record::unknown_members(body, {"needs"});
        const auto* list = array(body, "needs", needs_most, "needs");
        std::set<Uuid> seen;
        for (std::size_t i = 0; list && i < list->size(); ++i) {
            const std::string at = "needs." + std::to_string(i) + ".";
            const auto* one = (*list)[i].if_object();
            const auto need = one ? id(one->if_contains("id")) : std::nullopt;
            if (!need || !seen.insert(*need).second) {
                find(at + "id");
                continue;
            }
            choices.push_back(choice(*need, *one, at));
        }
        if (choices.empty() && findings_.empty())
            find("needs");
        if (!findings_.empty())
            throw Fault(std::move(findings_));
        return choices;
    }

private:
    Choice choice(const Uuid& need, const json::object& body, const std::string& at) {
        Choice choice{.need = need, .worker = {}, .volunteers = {}, .resources = {}};
        for (auto& unknown : record::unknown_members(body, {"id", "worker", "volunteers", "resources"}, at))
            findings_.push_back(std::move(unknown));
        if (const auto* worker = body.if_contains("worker"); worker && !worker->is_null())
            if (!(choice.worker = id(worker)))
                find(at + "worker");
        if (const auto* list = array(body, "volunteers", people_most, at + "volunteers"))
            for (std::size_t i = 0; i < list->size(); ++i)
                add(choice.volunteers, id(&(*list)[i]), at + "volunteers." + std::to_string(i));
        if (const auto* list = array(body, "resources", people_most, at + "resources"))
            for (std::size_t i = 0; i < list->size(); ++i)
                add_share(choice.resources, (*list)[i], at + "resources." + std::to_string(i));
        if (!choice.worker && choice.volunteers.empty() && choice.resources.empty() && findings_.empty())
            find(at + "volunteers");
        return choice;
    }

    void add(std::vector<Uuid>& list, const std::optional<Uuid>& id, const std::string& at) {
        if (!id || std::find(list.begin(), list.end(), *id) != list.end())
            return find(at);
        list.push_back(*id);
    }

    void add_share(std::vector<Share>& list, const json::value& value, const std::string& at) {
        const auto* object = value.if_object();
        const auto whose = id(object ? object->if_contains("id") : &value);
        const bool twice =
            whose && std::any_of(list.begin(), list.end(), [&](const Share& share) { return share.id == *whose; });
        if (!whose || twice)
            return find(at);
        list.push_back({*whose, object ? amount(*object, "quantity", quantity_most, at) : 0,
                        object ? amount(*object, "money_fen", money_most, at) : 0});
    }

    std::int64_t amount(const json::object& body, const char* name, std::int64_t most, const std::string& at) {
        const auto* value = body.if_contains(name);
        if (!value || value->is_null())
            return 0;
        if (!value->is_int64() || value->get_int64() < 0 || value->get_int64() > most) {
            find(at + "." + name);
            return 0;
        }
        return value->get_int64();
    }

    const json::array* array(const json::object& body, const char* name, std::size_t most, const std::string& at) {
        const auto* value = body.if_contains(name);
        if (!value || value->is_null())
            return nullptr;
        if (!value->is_array() || value->get_array().size() > most) {
            find(at);
            return nullptr;
        }
        return &value->get_array();
    }

    /// The id a string or an object with "id" gives.
    static std::optional<Uuid> id(const json::value* value) {
        if (value && value->is_object())
            value = value->get_object().if_contains("id");
        return value && value->is_string() ? base::parse_uuid(std::string_view(value->get_string())) : std::nullopt;
    }

    void find(std::string field) { findings_.push_back({std::move(field), "linkage.plan.bad_choice", "14", {}}); }

    std::vector<base::Finding> findings_;
};

/// Sends one choice: first everything that does not fit is found, then offers are made.
class Sending {
public:
    Sending(const Desk& desk, db::Session& session, const record::Given& given, const Uuid& plan)
        : desk_(desk), session_(session), given_(given), plan_(plan), invitations_(invitations(session, given.now)) {}

    void send(const Choice& choice, const Proposal& proposal, const std::string& at) {
        const auto need = fetch("linkage.need", choice.need);
        if (proposal.sent)
            throw Fault(Refusal::conflict, "linkage.plan.sent_already");
        if (!need || need->version != proposal.version)
            throw Fault(Refusal::conflict, "linkage.plan.stale");
        Situation situation{.now = given_.now,
                            .needs = {},
                            .workers = {},
                            .volunteers = {},
                            .resources = {},
                            .stations = {},
                            .invitations = invitations_,
                            .goods = missing_goods_of(session_, choice.need),
                            .known = {}};
        Missing missing = missing_of(*need, situation);
        check(choice, *need, missing, at);
        ask(choice, *need, proposal);
        for (std::size_t i = 0; i < choice.resources.size(); ++i)
            hold(choice.resources[i], *need, missing, proposal, at + "resources." + std::to_string(i));
        desk_.kernel.fire_system(session_, shape("linkage.need"), need->id, "plan", {}, given_);
        desk_.kernel.fire_system(session_, shape("linkage.need"), need->id, "offer", {}, given_);
        mark_sent(session_, plan_, need->id);
        staff_when_complete(desk_, session_, given_, need->id);
    }

private:
    void check(const Choice& choice, const Record& need, const Missing& missing, const std::string& at) const {
        std::vector<base::Finding> findings = too_many(choice, missing, at);
        const auto person = [&](const char* type, const Uuid& who, const std::string& field) {
            const auto record = fetch(type, who);
            const auto code = !record           ? std::optional<std::string>("record.no_such_record")
                              : !ready(*record) ? "linkage.offer.not_ready"
                                                : why_not(who, need, invitations_);
            if (code)
                findings.push_back({field, *code, "14", named(type)});
        };
        if (choice.worker)
            person("talent.worker", *choice.worker, at + "worker");
        for (std::size_t i = 0; i < choice.volunteers.size(); ++i)
            person("volunteers.volunteer", choice.volunteers[i], at + "volunteers." + std::to_string(i));
        if (!findings.empty())
            throw Fault(std::move(findings));
    }

    /// In post, or verified.
    bool ready(const Record& record) const {
        if (record.type->name != "talent.worker")
            return record.state == "normal";
        const auto* left = std::get_if<base::Date>(&record["left_on"]);
        return flag_of(record, "in_post") && (!left || *left > given_.today());
    }

    void ask(const Choice& choice, const Record& need, const Proposal& proposal) {
        if (choice.worker)
            invite(offer(need, proposal, to_worker, "worker", *choice.worker), need, *choice.worker, true);
        for (const Uuid& volunteer : choice.volunteers)
            invite(offer(need, proposal, to_volunteer, "volunteer", volunteer), need, volunteer, false);
    }

    /// Somebody who is asked for one need is busy for the next.
    void invite(record::Patch patch, const Record& need, const Uuid& who, bool worker) {
        make_and_send(std::move(patch));
        invitations_.push_back({need.id, who, worker, "sent", time_of(need, "starts_at"), time_of(need, "ends_at")});
    }

    void hold(const Share& wanted, const Record& need, Missing& missing, const Proposal& proposal,
              const std::string& at) {
        const auto resource = fetch("charity.resource", wanted.id);
        if (!resource)
            throw Fault({{at, "record.no_such_record", "14", named("charity.resource")}});
        const Taking taking = taking_of(wanted, *resource, missing, proposal.resources);
        if (!taking.fits || resource->state != "available")
            throw Fault({{at, "linkage.resource.unfit", "14", {}}});
        refuse_short(*resource, taking, at);
        record::Patch patch = offer(need, proposal, to_resource, "resource", wanted.id);
        record::Patch held;
        put(held, "linkage.reservation", "resource", base::to_text(wanted.id));
        put(held, "linkage.reservation", "need", base::to_text(need.id));
        if (taking.goods_row) {
            put(patch, "linkage.offer", "need_goods", base::to_text(*taking.goods_row));
            put(patch, "linkage.offer", "quantity", taking.quantity);
            put(held, "linkage.reservation", "need_goods", base::to_text(*taking.goods_row));
            put(held, "linkage.reservation", "quantity", taking.quantity);
        } else {
            put(patch, "linkage.offer", "amount", taking.money_fen);
            put(held, "linkage.reservation", "amount", taking.money_fen);
        }
        put(held, "linkage.reservation", "offer", base::to_text(make_and_send(std::move(patch))));
        desk_.kernel.create(session_, shape("linkage.reservation"), base::new_uuid(), held, given_,
                            record::all_seeing());
        missing.money_fen -= taking.money_fen;
        for (MissingGoods& goods : missing.goods)
            if (goods.row == taking.goods_row)
                goods.quantity -= taking.quantity;
        std::erase_if(missing.goods, [](const MissingGoods& goods) { return goods.quantity <= 0; });
    }

    static void refuse_short(const Record& resource, const Taking& taking, const std::string& at) {
        const bool money = taking.money_fen > 0;
        const std::int64_t left = number_of(resource, money ? "left_money" : "left"),
                           wanted = money ? taking.money_fen : taking.quantity;
        if (left >= wanted)
            return;
        const auto shown = [&](std::int64_t amount) {
            return money ? std::to_string(amount / 100) + "元" : std::to_string(amount);
        };
        const auto shown_en = [&](std::int64_t amount) {
            return money ? std::to_string(amount / 100) + " yuan" : std::to_string(amount);
        };
        throw Fault({{at,
                      "linkage.resource.short",
                      "14",
                      {{"resource", text_of(resource, "name")},
                       {"left", shown(left)},
                       {"left@en", shown_en(left)},
                       {"wanted", shown(wanted)},
                       {"wanted@en", shown_en(wanted)}}}});
    }

    record::Patch offer(const Record& need, const Proposal& proposal, const char* kind, const char* field,
                        const Uuid& who) const {
        record::Patch patch;
        put(patch, "linkage.offer", "need", base::to_text(need.id));
        put(patch, "linkage.offer", "plan", base::to_text(plan_));
        put(patch, "linkage.offer", "kind", std::string(kind));
        put(patch, "linkage.offer", field, base::to_text(who));
        if (std::string why = why_of(desk_.pack, proposal, who); !why.empty() && base::length(why) <= reasons_most)
            put(patch, "linkage.offer", "reasons", std::move(why));
        return patch;
    }

    Uuid make_and_send(record::Patch patch) {
        const Uuid id = base::new_uuid();
        desk_.kernel.create(session_, shape("linkage.offer"), id, patch, given_, record::all_seeing());
        desk_.kernel.fire_system(session_, shape("linkage.offer"), id, "send", {}, given_);
        return id;
    }

    void put(record::Patch& patch, const char* type, const char* field, base::Value value) const {
        patch.values[shape(type).index_of(field)] = std::move(value);
    }

    /// The record, when the account may read it.
    std::optional<Record> fetch(const char* type, const Uuid& id) const {
        return desk_.kernel.fetch(session_, shape(type), id, given_,
                                  access::sight(desk_.pack, given_.me, *shape(type).type, "read"));
    }
    base::Params named(const char* type) const {
        return {{"field", shape(type).type->label.zh}, {"field@en", shape(type).type->label.en}};
    }
    const Shape& shape(const char* type) const { return desk_.kernel.shapes().of(type); }

    const Desk& desk_;
    db::Session& session_;
    const record::Given& given_;
    const Uuid& plan_;
    std::vector<Invitation> invitations_;
};

const Proposal& proposal_for(const std::vector<Proposal>& proposals, const Choice& choice, const std::string& at) {
    const auto found =
        std::find_if(proposals.begin(), proposals.end(), [&](const Proposal& one) { return one.need == choice.need; });
    if (found == proposals.end())
        throw Fault({{at + "id", "linkage.plan.not_in_plan", "14", {}}});
    return *found;
}

/// Throws for a plan that was dropped or has no answer. One that was sent stays open for needs the engine found nobody
/// for.
void refuse_closed(const Record& plan) {
    if (plan.state != "ready" && plan.state != "sent")
        throw Fault(Refusal::conflict, "linkage.plan.stale");
}

} // namespace

std::vector<Choice> read_choices(const json::object& body) { return Reader().choices(body); }

std::int64_t send(const Desk& desk, db::Session& session, const record::Given& given, const Uuid& id,
                  const std::vector<Choice>& choices) {
    const Record plan = plan_of(desk, session, given, id);
    const Shape& shape = desk.kernel.shapes().of("linkage.plan");
    const auto read = access::sight(desk.pack, given.me, *shape.type, "read");
    const auto may = access::sight(desk.pack, given.me, *shape.type, shape.type->event("send")->right);
    if (!record::view_of(desk.kernel.house(), session, given, shape, may, plan).seen)
        throw Fault(Refusal::forbidden, "access.forbidden");
    refuse_closed(plan);
    auto proposals = proposals_of(session, id);
    Sending sending(desk, session, given, id);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const std::string at = "needs." + std::to_string(i) + ".";
        sending.send(choices[i], proposal_for(proposals, choices[i], at), at);
    }
    proposals = proposals_of(session, id);
    const bool over =
        std::none_of(proposals.begin(), proposals.end(), [](const Proposal& one) { return one.offers() && !one.sent; });
    if (over && plan.state == "ready")
        desk.kernel.fire(session, shape, id, plan.version, "send", {}, given, read, may);
    return journal::position(session);
}

} // namespace liandong::modules::linkage
