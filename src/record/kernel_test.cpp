#include <gmock/gmock.h>

#include "base/region_code.hpp"
#include "record/list.hpp"
#include "record/testing.hpp"

namespace liandong::record {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

/// A valid number for a birth date, so that examples can be written down: the check character is worked out here.
std::string id_no(const std::string& first17) {
    static constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i)
        sum += (first17[i] - '0') * weights[i];
    return first17 + "10X98765432"[sum % 11];
}

std::string person(const std::string& name, const std::string& first17) {
    return R"({"name":")" + name + R"(","id_no":")" + id_no(first17) +
           R"(","phone":"0931-0001234","live_region":"620123100201"})";
}

class KernelTest : public OnPack {
protected:
    Record request(const std::string& more = "") {
        return create("services.request",
                      R"({"channel":"3","place":"620123100201","applicant":"演示马玉梅","phone":"0931-0000001",
            "matter":"送餐","consent":true)" +
                          more + "}")
            .record;
    }
};

TEST_P(KernelTest, WhatIsSavedIsReadBackInPlain) {
    const Record saved = create("people.person", person("演示•王秀兰", "99999919500215002")).record;
    const Record read = fetch(saved);
    EXPECT_EQ(read["name"], Value(std::string("演示·王秀兰")));
    EXPECT_EQ(read["phone"], Value(std::string("0931-0001234")));
    EXPECT_EQ(read.region, "620123100201");
    EXPECT_EQ(read.version, 1);
}

TEST_P(KernelTest, ASensitiveValueStandsNowhereInPlain) {
    create("people.person", person("演示李海龙", "99999919500215001"));
    (*db_)->read([&](db::Session& session) {
        const auto rows = session.rows("select phone, phone_digest from people_person");
        const auto row = rows.front();
        const auto sealed = row.bytes(0);
        EXPECT_EQ(std::string(sealed.begin(), sealed.end()).find("0001234"), std::string::npos);
        EXPECT_EQ(row.text(1).find("0001234"), std::string::npos);
        for (const auto& line : journal::tail(session, 0, 100))
            EXPECT_EQ(line.body.value_or("").find("0001234"), std::string::npos);
    });
}

TEST_P(KernelTest, SexAndBirthDateFollowFromTheIdentityNumber) {
    const Record saved = create("people.person", person("演示张丽娟", "99999919630829002")).record;
    EXPECT_EQ(saved["birth_date"], Value(*base::parse_date("1963-08-29")));
    EXPECT_EQ(saved["sex"], Value(std::string("2")));
}

TEST_P(KernelTest, EverythingThatIsWrongIsFoundAtOnce) {
    const auto codes = refused([&] {
        create("people.person", R"({"id_no":"110105194912310021","live_region":"620123100201","ethnic":"77"})");
    });
    EXPECT_THAT(codes, Contains("name record.required"));
    EXPECT_THAT(codes, Contains("ethnic record.no_such_word"));
    EXPECT_THAT(codes, Contains("id_no R-DAT-01"));
}

TEST_P(KernelTest, NothingIsHalfWritten) {
    const auto codes = refused([&] { create("people.person", R"({"live_region":"620123100201"})"); });
    EXPECT_FALSE(codes.empty());
    (*db_)->read([&](db::Session& session) {
        EXPECT_EQ(session.rows("select count(*) from people_person").front().integer(0), 0);
        EXPECT_TRUE(journal::tail(session, 0, 10).empty());
    });
}

TEST_P(KernelTest, TheSameIdentityNumberTwiceIsRefusedByItsField) {
    create("people.person", person("演示一", "99999919500215001"));
    EXPECT_THAT(refused([&] { create("people.person", person("演示二", "99999919500215001")); }),
                Contains(testing::HasSubstr("id_no record.not_unique")));
}

TEST_P(KernelTest, AnEventMovesTheRecordAndSetsItsFields) {
    const Record draft = request();
    EXPECT_EQ(draft.state, "draft");
    const Record waiting = fire(draft, "submit").record;
    EXPECT_EQ(waiting.state, "waiting");
    EXPECT_EQ(waiting["received_on"], Value(given_.today()));
    EXPECT_FALSE(base::is_empty(waiting["answer_by"]));
}

TEST_P(KernelTest, AnUrgentRequestIsAnsweredWithinADay) {
    const Record waiting = fire(request(R"(,"urgency":"3")"), "submit").record;
    EXPECT_EQ(std::get<std::int64_t>(waiting["answer_by"]) - std::get<std::int64_t>(waiting["received_at"]),
              24 * 3'600'000);
}

TEST_P(KernelTest, AnEventThatIsNotOpenIsRefused) {
    const Record draft = request();
    EXPECT_THAT(refused([&] { fire(draft, "accept"); }), ElementsAre("record.event_not_open"));
}

TEST_P(KernelTest, AGuardSaysInItsOwnWordsWhy) {
    const Record waiting = fire(request(), "submit").record;
    given_.me.station = base::new_uuid();
    EXPECT_THAT(refused([&] { fire(waiting, "accept"); }), ElementsAre(" services.request.accept"));
}

TEST_P(KernelTest, ChangesOfDifferentFieldsAreMerged) {
    const Record draft = request();
    change(draft, R"({"matter":"送餐和打扫"})");
    const Saved second = change(draft, 1, R"({"story":"腿脚不便"})");
    EXPECT_TRUE(second.merged);
    EXPECT_EQ(second.record["matter"], Value(std::string("送餐和打扫")));
    EXPECT_EQ(second.record["story"], Value(std::string("腿脚不便")));
}

TEST_P(KernelTest, ChangesOfTheSameFieldAreNotMerged) {
    const Record draft = request();
    change(draft, R"({"matter":"送餐和打扫"})");
    EXPECT_THAT(refused([&] { change(draft, 1, R"({"matter":"理发"})"); }), ElementsAre("matter record.stale"));
}

TEST_P(KernelTest, AFieldThatIsFixedStaysAsItWas) {
    const Record one = create("people.person", person("演示一", "99999919500215001")).record;
    const Record two = create("people.person", person("演示二", "99999919500215003")).record;
    const Record volunteer = create("volunteers.volunteer", R"({"person":")" + base::to_text(one.id) + R"("})").record;
    EXPECT_THAT(refused([&] { change(volunteer, R"({"person":")" + base::to_text(two.id) + R"("})"); }),
                Contains("person record.fixed"));
}

TEST_P(KernelTest, WhatIsCopiedFollowsItsSource) {
    const Record someone = create("people.person", person("演示一", "99999919500215001")).record;
    const Record volunteer =
        create("volunteers.volunteer", R"({"person":")" + base::to_text(someone.id) + R"("})").record;
    EXPECT_EQ(volunteer.region, "620123100201");
    change(someone, R"({"live_region":"620124100201"})");
    EXPECT_EQ(fetch(volunteer).region, "620124100201");
    EXPECT_EQ(fetch(volunteer).region_then, "620123100201");
}

TEST_P(KernelTest, WhatIsKeptFollowsTheRowsItCounts) {
    const Record station =
        create("stations.station", R"({"name":"演示站","mode":"1","place":"620123100000","run_by":"2"})").record;
    EXPECT_EQ(station["towns"], Value(std::int64_t{0}));
    EXPECT_GT(std::get<std::int64_t>(fetch(station)["must_items"]), 0); // the six haves came by themselves
    create("stations.coverage",
           R"({"station":")" + base::to_text(station.id) + R"(","town":"620123100000","since":"2024-01-01"})");
    EXPECT_EQ(fetch(station)["towns"], Value(std::int64_t{1}));
}

TEST_P(KernelTest, NumbersCountWithinTheirDayAndCounty) {
    const Record first = request();
    const Record second = request();
    EXPECT_EQ(std::get<std::string>(first["number"]).substr(10, 10), "6201230001");
    EXPECT_EQ(std::get<std::string>(second["number"]).substr(10, 10), "6201230002");
}

TEST_P(KernelTest, EveryChangeIsALineWithTheNamesOfWhatChanged) {
    const Record draft = request();
    const Record changed = change(draft, R"({"matter":"理发"})").record;
    (*db_)->read([&](db::Session& session) {
        const auto lines = journal::of_record(session, "services.request", changed.id);
        ASSERT_EQ(lines.size(), 2u);
        EXPECT_EQ(lines[0].act, "create");
        EXPECT_THAT(lines[1].fields, ElementsAre("matter"));
        EXPECT_EQ(lines[1].digest, kernel_->store().digest(changed));
    });
}

TEST_P(KernelTest, AListNarrowsToWhatTheSightShows) {
    request();
    request();
    const Ray other{.region = "620124000000",
                    .reach = nullptr,
                    .where = nullptr,
                    .see = pack::Privacy::open,
                    .closed = false,
                    .fields = {}};
    const Ray own{.region = "620123000000",
                  .reach = nullptr,
                  .where = nullptr,
                  .see = pack::Privacy::open,
                  .closed = false,
                  .fields = {}};
    (*db_)->read([&](db::Session& session) {
        const auto total = [&](const Sight& sight) {
            return *list(kernel_->house(), session, given_, shape("services.request"), sight, {.total = true}).total;
        };
        EXPECT_EQ(total({false, {other}}), 0);
        EXPECT_EQ(total({false, {own}}), 2);
        EXPECT_EQ(total({false, {own, other}}), 2);
        EXPECT_EQ(total({}), 0);
    });
}

TEST_P(KernelTest, AFilterMayNotNameWhatTheViewerMayNotRead) {
    const Ray open{.region = "620123000000",
                   .reach = nullptr,
                   .where = nullptr,
                   .see = pack::Privacy::open,
                   .closed = false,
                   .fields = {}};
    const auto ask = [&](const std::string& where) {
        (*db_)->read([&](db::Session& session) {
            list(kernel_->house(), session, given_, shape("services.request"), {false, {open}}, {.where = where});
        });
    };
    EXPECT_THAT(refused([&] { ask("phone = '0931-0000001'"); }), ElementsAre("where criteria.not_yours"));
    EXPECT_THAT(refused([&] { ask("urgency = senoir"); }), ElementsAre("where criteria.bad"));
    EXPECT_THAT(refused([&] { ask("urgency = normal"); }), IsEmpty());
}

TEST_P(KernelTest, ASensitiveFieldIsFoundByItsWholeValue) {
    request();
    (*db_)->read([&](db::Session& session) {
        const auto found = [&](const std::string& where) {
            return list(kernel_->house(), session, given_, shape("services.request"), all_seeing(), {.where = where})
                .records.size();
        };
        EXPECT_EQ(found("phone = '0931-0000001'"), 1u);
        EXPECT_EQ(found("phone = '0931-0000002'"), 0u);
    });
}

TEST_P(KernelTest, PagesFollowEachOtherWithoutGapOrRepeat) {
    for (int i = 0; i < 7; ++i)
        request(i % 2 ? R"(,"field":"01")" : "");
    for (const std::string sort : {"", "-number", "field", "-field", "state"}) {
        std::set<std::string> seen;
        Query query{.sort = sort, .size = 3};
        int pages = 0;
        do {
            const Page page = (*db_)->read([&](db::Session& session) {
                return list(kernel_->house(), session, given_, shape("services.request"), all_seeing(), query);
            });
            for (const Record& record : page.records)
                EXPECT_TRUE(seen.insert(base::to_text(record.id)).second) << sort;
            query.after = page.next;
        } while (query.after && ++pages < 10);
        EXPECT_EQ(seen.size(), 7u) << sort;
    }
}

TEST_P(KernelTest, NamesSortByTheirSound) {
    create("people.person", person("演示张", "99999919500215001"));
    create("people.person", person("演示安", "99999919500215003"));
    create("people.person", person("演示马", "99999919500215005"));
    (*db_)->read([&](db::Session& session) {
        std::vector<std::string> names;
        for (const Record& record :
             list(kernel_->house(), session, given_, shape("people.person"), all_seeing(), {.sort = "name"}).records)
            names.push_back(std::get<std::string>(record["name"]));
        EXPECT_THAT(names, ElementsAre("演示安", "演示马", "演示张"));
    });
}

TEST_P(KernelTest, WhereManyLiveAListIsWalkedInItsOrderAndReadsAsIfItWereSorted) {
    using Key = std::pair<db::Bytes, std::string>;
    std::set<Key> women;
    (*db_)->write([&](db::Session& session) {
        women.clear();
        for (int i = 0; i < 700; ++i) {
            const std::string name = "演示" + std::to_string(i * 37 % 101);
            const bool woman = i % 3 == 0;
            const bool near = i % 7 != 0;
            const auto saved = kernel_->create(
                session, shape("people.person"), base::new_uuid(),
                patch("people.person", R"({"name":")" + name + R"(","id_type":"414","birth_date":"1990-01-01",)" +
                                           R"("phone":"0931-0001234","sex":")" + (woman ? "2" : "1") +
                                           R"(","live_region":")" + (near ? "620123100201" : "620123101201") + "\"}"),
                given_, all_seeing());
            if (woman && near)
                women.emplace(sort_key(name), base::to_text(saved.record.id));
        }
    });
    const Sight town{false,
                     {{.region = "620123100000",
                       .reach = nullptr,
                       .where = nullptr,
                       .see = pack::Privacy::personal,
                       .closed = false,
                       .fields = {}}}};
    Query query{.where = "sex = female", .sort = "name", .shown = {"sex"}};
    std::vector<Key> read;
    do {
        const Page page = (*db_)->read([&](db::Session& session) {
            return list(kernel_->house(), session, given_, shape("people.person"), town, query);
        });
        for (const Record& record : page.records) {
            read.emplace_back(sort_key(std::get<std::string>(record["name"])), base::to_text(record.id));
            EXPECT_EQ(record["sex"], Value(std::string("2")));
            EXPECT_TRUE(base::is_empty(record["phone"])) << "nobody shows it, so it is not opened";
        }
        query.after = page.next;
    } while (query.after && read.size() < 1000);
    EXPECT_EQ(read, std::vector<Key>(women.begin(), women.end()));
}

LIANDONG_ON_BOTH(KernelTest);

TEST_P(KernelTest, WhoIsFoundAgainReturnsToTheStateSheWasIn) {
    const auto id = [](const Record& record) { return "\"" + base::to_text(record.id) + "\""; };
    const Record someone = create("people.person", person("演示服务对象", "99999919500215003")).record;
    const Record station =
        create("stations.station", R"({"name":"演示社工站","mode":"1","place":"620123100000"})").record;
    const Record worker =
        create("talent.worker", R"({"person":)" + id(someone) + R"(,"employ_kind":"4","station":)" + id(station) +
                                    R"(,"work_region":"620123100000","fields":["01"],)"
                                    R"("in_post":true,"started_on":"2024-01-01"})")
            .record;
    const Record client =
        create("services.client", R"({"person":)" + id(someone) + R"(,"kinds":["1"],"station":)" + id(station) + "}")
            .record;
    Record record = create("services.case", R"({"client":)" + id(client) + R"(,"station":)" + id(station) +
                                                R"(,"worker":)" + id(worker) + R"(,"field":"01"})")
                        .record;
    const std::string today = base::to_text(given_.today());
    given_.reason = "演示";
    record = fire(record, "sign", R"({"consent_on":")" + today + "\"}").record;
    record = fire(record, "lose",
                  R"({"tried_1":")" + base::to_text(given_.today() - 9) + R"(","tried_2":")" +
                      base::to_text(given_.today() - 5) + R"(","tried_3":")" + today + "\"}")
                 .record;
    ASSERT_EQ(record.state, "lost");
    EXPECT_EQ(fire(record, "found").record.state, "assessing");
}

} // namespace
} // namespace liandong::record
