// The twelve hours a day as the kernel asks for them, over lines that stand in the database.
#include "modules/volunteers/hooks.hpp"

#include <gmock/gmock.h>

#include "modules/testing.hpp"

namespace liandong::modules::volunteers {
namespace {

class VolunteerHours : public db::OnBoth {
protected:
    void SetUp() override {
        if (!db::TestDatabase::available(GetParam()))
            GTEST_SKIP() << "LIANDONG_POSTGRES names no server";
        record::Hooks hooks;
        add_hooks(hooks);
        house_ = std::make_unique<TestHouse>(GetParam(), hooks);
        person_ = house_->make("people.person", {{"name", std::string("演示张三")},
                                                 {"id_no", std::string("11010519491231002X")},
                                                 {"live_region", std::string("620123103217")}});
        volunteer_ = house_->make("volunteers.volunteer", {{"person", base::to_text(person_)}});
    }

    /// Adds a line from an hour of a day; the rules that refuse it, none when it stands.
    std::vector<std::string> add(base::Date day, int from_hour, std::int64_t minutes) {
        const std::int64_t starts = base::start_of(day).ms + from_hour * 3'600'000;
        try {
            house_->make("volunteers.hours", {{"volunteer", base::to_text(volunteer_)},
                                              {"matter", std::string("演示服务")},
                                              {"place", std::string("620123103217")},
                                              {"field", std::string("04")},
                                              {"starts_at", starts},
                                              {"ends_at", starts + minutes * 60'000},
                                              {"minutes", minutes},
                                              {"source", std::string("1")},
                                              {"confirmed_by", base::to_text(base::new_uuid())}});
            return {};
        } catch (const base::Fault& fault) {
            std::vector<std::string> codes;
            for (const auto& finding : fault.findings)
                codes.push_back(finding.field + " " + finding.code);
            return codes;
        }
    }

    std::unique_ptr<TestHouse> house_;
    base::Uuid person_, volunteer_;
};
LIANDONG_ON_BOTH(VolunteerHours);

TEST_P(VolunteerHours, OverTwoActivitiesTheTwelfthHourIsCreditedAndNoMinuteMore) {
    const base::Date day = base::today() - 1;
    EXPECT_THAT(add(day, 6, 360), testing::IsEmpty());
    EXPECT_THAT(add(day, 13, 361), testing::ElementsAre("minutes R-VOL-17c"));
    EXPECT_THAT(add(day, 13, 360), testing::IsEmpty());
    EXPECT_THAT(add(day, 20, 1), testing::ElementsAre("minutes R-VOL-17c"));
    EXPECT_THAT(add(day - 1, 6, 720), testing::IsEmpty()) << "another day counts by itself";
}

} // namespace
} // namespace liandong::modules::volunteers
