// Whom the pack's clocks call: a to-do is on the list of those its clock names, whether or not they may change the
// record.
#include <algorithm>

#include "access/decide.hpp"
#include "follow/notices.hpp"
#include "modules/linkage/api_testing.hpp"
#include "modules/registers/api.hpp"

namespace liandong::modules::linkage {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class Todo : public Linkage {
protected:
    void add_routes(http::Router& router) override { router.add(registers::find_routes(house_->desk)); }

    /// What is due of a record for whoever is signed in, in Chinese.
    std::vector<std::string> due(const base::Uuid& record) {
        std::vector<std::string> found;
        const Answered list = get("/todo");
        for (const auto& item : list.body.at("items").as_array())
            if (item.at("id").as_string() == base::to_text(record))
                found.emplace_back(item.at("what").at("zh").as_string());
        return found;
    }
    base::Uuid offer_to_the_worker(const base::Uuid& need) {
        return house_->database->read([&](db::Session& session) {
            return session.rows("select id from linkage_offer where worker is not null and need = ?", need)
                .front()
                .uuid(0);
        });
    }
};
LIANDONG_ON_BOTH(Todo);

TEST_P(Todo, AWorkerHasTheOfferMadeToHerOnHerListUntilSheAnswers) {
    const auto id = need({{"worker_wanted", true}});
    sign_in(county_);
    ASSERT_EQ(send_all(plan("620123000000")).status, 200);
    const auto offer = offer_to_the_worker(id);
    EXPECT_THAT(due(offer), IsEmpty()) << "the county was not asked";
    sign_in(worker_);
    EXPECT_THAT(due(offer), ElementsAre("答复邀请"));
    ASSERT_EQ(post("/linkage/offers/" + base::to_text(offer), {{"do", "accept"}}).status, 200);
    EXPECT_THAT(due(offer), ElementsAre("派单"));
    access::Account colleague = worker_;
    colleague.worker = base::new_uuid();
    sign_in(colleague);
    EXPECT_THAT(due(offer), IsEmpty());
}

TEST_P(Todo, AStationHasItsNeedsOnItsListAndTheTownOnlyWhatIsLate) {
    const auto id = need({{"people", std::int64_t{1}},
                          {"starts_at", tomorrow(9).ms + 200LL * 86'400'000},
                          {"ends_at", tomorrow(11).ms + 200LL * 86'400'000}});
    EXPECT_THAT(due(id), ElementsAre("应对接"));
    const auto town_account = account("town", "town", town);
    sign_in(town_account);
    EXPECT_THAT(due(id), IsEmpty());
    house_->database->write([&](db::Session& session) {
        session.execute("update linkage_need set answer_by = ? where id = ?", base::today() - 1, id);
    });
    EXPECT_THAT(due(id), ElementsAre("应对接"));
}

TEST_P(Todo, EveryClockOfThePackCallsSomeRole) {
    for (const auto& [name, shape] : house_->kernel.shapes().all())
        for (const auto& clock : shape->type->clocks) {
            std::vector<std::string> called;
            for (const auto& role : gansu().roles) {
                record::Given given;
                given.me = {.account = base::new_uuid(),
                            .login = "someone",
                            .name = {},
                            .role = role.name,
                            .region = "620000000000",
                            .person = base::new_uuid(),
                            .worker = base::new_uuid(),
                            .station = base::new_uuid(),
                            .agency = base::new_uuid(),
                            .org = base::new_uuid()};
                const auto piece =
                    follow::meant(house_->kernel.house(), db::Dialect::sqlite, given, *shape, clock.owner);
                if (piece.text != "1 = 0" && !access::sight(gansu(), given.me, *shape->type, "read").blind())
                    called.push_back(role.name);
            }
            EXPECT_FALSE(called.empty()) << name << " clock " << clock.name << " for " << clock.owner;
        }
}

} // namespace
} // namespace liandong::modules::linkage
