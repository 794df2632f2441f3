#include "access/known.hpp"

#include <gtest/gtest.h>

#include "access/door.hpp"

namespace liandong::access {
namespace {

const auto somebody = std::make_shared<const Session>();
constexpr Instant noon{43'200'000};

TEST(Known, a_session_is_known_for_less_than_a_second) {
    Known known;
    known.keep("token", somebody, noon, known.mark());
    EXPECT_EQ(known.find("token", {noon.ms + 999}), somebody);
    EXPECT_EQ(known.find("token", {noon.ms + 1'000}), nullptr);
    EXPECT_EQ(known.find("token", {noon.ms - 1}), nullptr); // a clock that was set back
    EXPECT_EQ(known.find("tokem", noon), nullptr);
}

TEST(Known, what_was_forgotten_meanwhile_does_not_come_back) {
    Known known;
    const auto before = known.mark();
    known.forget("token");
    known.keep("token", somebody, noon, before);
    EXPECT_EQ(known.find("token", noon), nullptr);
}

TEST(Known, it_never_grows_past_its_room) {
    Known known;
    for (int i = 0; i < 10'001; ++i)
        known.keep(std::to_string(i), somebody, noon, known.mark());
    EXPECT_EQ(known.find("0", noon), nullptr);
    EXPECT_EQ(known.find("10000", noon), somebody);
}

} // namespace
} // namespace liandong::access
