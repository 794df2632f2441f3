#include "http/range.hpp"

#include <gtest/gtest.h>

namespace liandong::http {
namespace {

std::string asked(const std::string& range, const std::string& if_range = "") {
    Headers headers{{"Range", range}};
    if (!if_range.empty())
        headers.push_back({"If-Range", if_range});
    const auto found = range_of(Request("GET", "/x", headers), 1000, "\"v\"");
    return found ? content_range(*found, 1000) : "whole";
}

TEST(Range, a_stretch_is_cut_to_what_is_there) {
    EXPECT_EQ(asked("bytes=0-99"), "bytes 0-99/1000");
    EXPECT_EQ(asked("bytes=999-"), "bytes 999-999/1000");
    EXPECT_EQ(asked("bytes=500-5000"), "bytes 500-999/1000");
    EXPECT_EQ(asked("bytes=-1"), "bytes 999-999/1000");
    EXPECT_EQ(asked("bytes=-5000"), "bytes 0-999/1000");
}

TEST(Range, a_stretch_outside_is_none) {
    EXPECT_EQ(asked("bytes=1000-"), "bytes */1000");
    EXPECT_EQ(asked("bytes=-0"), "bytes */1000");
}

TEST(Range, what_is_not_one_stretch_is_answered_whole) {
    for (const auto* other : {"bytes=0-1,5-6", "lines=0-1", "bytes=5-4", "bytes=x-1", "bytes=1-x", "bytes=-",
                              "bytes=", "bytes=99999999999999999999-", "bytes=+1-2"})
        EXPECT_EQ(asked(other), "whole") << other;
}

TEST(Range, a_stretch_of_another_version_is_answered_whole) {
    EXPECT_EQ(asked("bytes=0-99", "\"v\""), "bytes 0-99/1000");
    EXPECT_EQ(asked("bytes=0-99", "\"w\""), "whole");
}

} // namespace
} // namespace liandong::http
