#include "access/decide.hpp"

#include "base/region_code.hpp"
#include "record/sight.hpp"
#include "record/testing.hpp"

namespace liandong::access {
namespace {

using record::Actor;
using record::Record;
using record::Sight;

Actor somebody(const std::string& role, const std::string& region) {
    Actor me;
    me.account = base::new_uuid();
    me.login = "demo";
    me.role = role;
    me.region = region;
    return me;
}

const pack::Type& type(const std::string& name) { return *record::real_pack().type(name); }

TEST(Rights, WhatNoLineGrantsIsRefused) {
    EXPECT_FALSE(may(record::real_pack(), somebody("administrator", "620000000000"), type("services.request"), "read"));
    EXPECT_FALSE(may(record::real_pack(), somebody("nobody", "620000000000"), type("stations.station"), "read"));
    EXPECT_TRUE(may(record::real_pack(), somebody("county", "620123000000"), type("stations.station"), "read"));
}

TEST(Rights, CaseTextIsShownToNoRoleOfGovernment) {
    for (const auto& role : record::real_pack().roles) {
        if (!role.government)
            continue;
        for (const auto& one : record::real_pack().types)
            for (const auto& ray : sight(record::real_pack(), somebody(role.name, "620000000000"), one, "read").rays)
                EXPECT_FALSE(ray.closed) << role.name << " " << one.name;
    }
}

TEST(Rights, ChildRowsAreSeenWithAllFieldsOfTheirParentOrNotAtAll) {
    const auto sees_goods = [](const std::string& role) {
        const auto& goods = type("linkage.need_goods");
        const auto at = static_cast<std::size_t>(goods.field("item") - goods.fields.data());
        return sees(record::real_pack(), somebody(role, "620123100000"), goods, at);
    };
    EXPECT_TRUE(sees_goods("station_worker"));
    EXPECT_FALSE(sees_goods("volunteer"));
}

class SightTest : public record::OnPack {
protected:
    Record person(const std::string& region) {
        return create("people.person",
                      R"({"name":"演示某人","id_type":"414","sex":"1","birth_date":"1950-01-01","live_region":")" +
                          region + R"("})")
            .record;
    }
    bool sees(const Sight& sight, const Record& record) {
        return (*db_)->read([&](db::Session& session) {
            const auto& shape = this->shape(record.type->name);
            const bool in_memory = record::view_of(kernel_->house(), session, given_, shape, sight, record).seen;
            const auto piece = record::piece_of(kernel_->house(), session.dialect(), given_, shape, sight);
            auto params = piece.params;
            params.emplace_back(record.id);
            const bool in_database = !session
                                          .query("select 1 from " + shape.table + " t " + expr::to_text(piece.joins) +
                                                     " where " + piece.text + " and t.\"id\" = ?",
                                                 params)
                                          .empty();
            EXPECT_EQ(in_memory, in_database);
            return in_memory;
        });
    }
    Sight of(const Actor& me, const std::string& name) {
        given_.me = me;
        return sight(record::real_pack(), me, type(name), "read");
    }
};

TEST_P(SightTest, ARoleSeesItsRegionAndBelowAndNoFurther) {
    const Record here = person("620123100201");
    const Record next_door = person("620124100201");
    const Sight worker = of(somebody("station_worker", "620123100000"), "people.person");
    EXPECT_TRUE(sees(worker, here));
    EXPECT_FALSE(sees(worker, next_door));
}

TEST_P(SightTest, MineIsWhatTheReachSays) {
    const Record mine = person("620123100201");
    const Record other = person("620123100201");
    Actor me = somebody("volunteer", "620123100000");
    me.person = mine.id;
    const Sight volunteer = of(me, "people.person");
    EXPECT_TRUE(sees(volunteer, mine));
    EXPECT_FALSE(sees(volunteer, other));
}

TEST_P(SightTest, ASealedClientIsSeenByHerTeamOnly) {
    const Record station =
        create("stations.station", R"({"name":"演示站","mode":"1","place":"620123100000","run_by":"2"})").record;
    const Record someone = person("620123100201");
    const Record worker = create("talent.worker", R"({"person":")" + base::to_text(someone.id) +
                                                      R"(","employ_kind":"4","station":")" + base::to_text(station.id) +
                                                      R"(","work_region":"620123100000","started_on":"2020-01-01"})")
                              .record;
    Actor hers = somebody("station_worker", "620123100000");
    hers.station = station.id;
    hers.worker = worker.id;
    Actor colleague = hers;
    colleague.worker = base::new_uuid();
    given_.me = hers;
    const std::string fields = R"({"person":")" + base::to_text(someone.id) + R"(","kinds":["99"],"station":")" +
                               base::to_text(station.id) + R"(","worker":")" + base::to_text(worker.id) +
                               R"(","secrecy":")";
    const Record sealed = create("services.client", fields + R"(3"})").record;
    EXPECT_TRUE(sees(of(hers, "services.client"), sealed));
    EXPECT_FALSE(sees(of(colleague, "services.client"), sealed));
    const Record open = change(sealed, R"({"secrecy":"1"})").record;
    EXPECT_TRUE(sees(of(colleague, "services.client"), open));
}

TEST_P(SightTest, ARightToChangeThatNamesFieldsOpensNoOthers) {
    const Record here = person("620123100201");
    pack::Pack narrow = record::real_pack();
    for (auto& role : narrow.roles)
        for (auto& grant : role.may)
            if (role.name == "station_worker" && grant.on == "people.person" && grant.reach == "region")
                grant.fields = {"phone"};
    given_.me = somebody("station_worker", "620123100000");
    const Sight may = sight(narrow, given_.me, type("people.person"), "change");
    const auto change = [&](const char* fields) {
        const auto version = fetch(here).version;
        return refused([&] {
            (*db_)->write([&](db::Session& session) {
                kernel_->change(session, shape("people.person"), here.id, version, patch("people.person", fields),
                                given_, record::all_seeing(), may);
            });
        });
    };
    EXPECT_EQ(change(R"({"ethnic":"02","phone":"0931-0000002"})"), std::vector<std::string>{"ethnic access.field"});
    EXPECT_EQ(fetch(here).version, here.version);
    EXPECT_TRUE(change(R"({"phone":"0931-0000002"})").empty());
    EXPECT_TRUE(change(R"({"phone":"0931-0000003","sex":"1"})").empty()) << "sent back as it stands";
}

LIANDONG_ON_BOTH(SightTest);

} // namespace
} // namespace liandong::access
