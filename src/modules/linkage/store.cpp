#include "modules/linkage/store.hpp"

#include "base/region_code.hpp"

namespace liandong::modules::linkage {
namespace {

Invitation invitation_of(const db::Row& row) {
    return {.need = row.uuid(0),
            .who = row.uuid(row.null(1) ? 2 : 1),
            .to_worker = !row.null(1),
            .state = std::string(row.text(3)),
            .from = row.instant(4),
            .to = row.instant(5)};
}

template <class Made>
auto all(const db::Rows& rows, Made made) {
    std::vector<decltype(made(rows.front()))> found;
    for (const db::Row row : rows)
        found.push_back(made(row));
    return found;
}

MissingGoods goods_in(const db::Row& row) {
    return {.need = row.uuid(0),
            .row = row.uuid(1),
            .item = std::string(row.text(2)),
            .unit = std::string(row.text(3)),
            .quantity = row.integer(4)};
}

std::string last_of(const std::string& region) { return base::RegionCode::parse(region)->last(); }

} // namespace

std::vector<db::Table> tables() {
    return {{.name = "linkage_proposal",
             .columns = {{"plan", db::Type::uuid, true},
                         {"place", db::Type::integer, true},
                         {"need", db::Type::uuid, true},
                         {"need_version", db::Type::integer, true},
                         {"body", db::Type::json, true},
                         {"sent", db::Type::boolean, true}},
             .key = {"plan", "place"},
             .indexes = {{.columns = {"plan", "need"}, .unique = true}}}};
}

std::vector<Invitation> invitations(db::Session& session, Instant now) {
    return all(session.rows(R"(
        select need, worker, volunteer, state, starts_at, ends_at
        from linkage_offer
        where ends_at > ? and (worker is not null or volunteer is not null)
          and state in ('sent', 'accepted', 'checked_in', 'checked_out', 'done', 'declined', 'expired'))",
                            now),
               invitation_of);
}

std::vector<Invitation> invitations_of(db::Session& session, const Uuid& need) {
    return all(session.rows(R"(
        select need, worker, volunteer, state, starts_at, ends_at
        from linkage_offer
        where need = ? and (worker is not null or volunteer is not null))",
                            need),
               invitation_of);
}

std::vector<Asked> asked_for(db::Session& session, const Uuid& need) {
    return all(session.rows(R"(
        select id, worker, volunteer, resource, state
        from linkage_offer
        where need = ? and state <> 'proposed'
        order by sent_at, id)",
                            need),
               [](const db::Row& row) {
                   const std::string state(row.text(4));
                   if (!row.null(1))
                       return Asked{row.uuid(0), "talent.worker", "worker", row.uuid(1), state};
                   if (!row.null(2))
                       return Asked{row.uuid(0), "volunteers.volunteer", "volunteer", row.uuid(2), state};
                   return Asked{row.uuid(0), "charity.resource", "resource", row.uuid(3), state};
               });
}

std::vector<MissingGoods> missing_goods(db::Session& session, const std::string& region) {
    return all(session.rows(R"(
        select goods.need, goods.id, goods.item, goods.unit, goods.short
        from linkage_need_goods goods join linkage_need need on need.id = goods.need
        where need.state in ('posted', 'planned', 'offered') and need.region between ? and ? and goods.short >= 1
        order by goods.need, goods.id)",
                            region, last_of(region)),
               goods_in);
}

std::vector<MissingGoods> missing_goods_of(db::Session& session, const Uuid& need) {
    return all(
        session.rows(
            "select need, id, item, unit, short from linkage_need_goods where need = ? and short >= 1 order by id",
            need),
        goods_in);
}

std::vector<Acquaintance> acquaintances(db::Session& session, const std::string& region) {
    return all(session.rows(R"(
        select distinct open.id, offer.worker, offer.volunteer
        from linkage_need open
        join linkage_need past on past.client = open.client and past.id <> open.id
        join linkage_offer offer on offer.need = past.id
        where open.state in ('posted', 'planned', 'offered') and open.region between ? and ? and offer.state = 'done'
          and (offer.worker is not null or offer.volunteer is not null))",
                            region, last_of(region)),
               [](const db::Row& row) {
                   return Acquaintance{row.uuid(0), row.uuid(row.null(1) ? 2 : 1)};
               });
}

void keep(db::Session& session, const Uuid& plan, const std::vector<Proposal>& proposals) {
    std::int64_t place = 0;
    for (const Proposal& proposal : proposals)
        session.execute(
            "insert into linkage_proposal (plan, place, need, need_version, body, sent) values (?, ?, ?, ?, ?, ?)",
            plan, place++, proposal.need, proposal.version, to_json(proposal), false);
}

std::vector<Proposal> proposals_of(db::Session& session, const Uuid& plan) {
    return all(
        session.rows("select need, need_version, body, sent from linkage_proposal where plan = ? order by place", plan),
        [](const db::Row& row) {
            Proposal proposal{.need = row.uuid(0),
                              .version = row.integer(1),
                              .sent = row.boolean(3),
                              .worker = {},
                              .volunteers = {},
                              .resources = {},
                              .reasons = {},
                              .unmet = {}};
            read_json(row.text(2), proposal);
            return proposal;
        });
}

void mark_sent(db::Session& session, const Uuid& plan, const Uuid& need) {
    session.execute("update linkage_proposal set sent = ? where plan = ? and need = ?", true, plan, need);
}

} // namespace liandong::modules::linkage
