// What is decided about a resident's request without touching anything.
#include "modules/services/rules.hpp"

#include <gtest/gtest.h>

namespace liandong::modules::services {
namespace {

TEST(NetworkOf, AnIpv4AddressIsOneCaller) { EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.7"); }

TEST(NetworkOf, AnIpv6HouseholdIsOneCaller) {
    EXPECT_EQ(network_of("2001:db8:1:2:aaaa::1"), network_of("2001:db8:1:2:bbbb::2"));
    EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
}

TEST(NetworkOf, AnIpv4AddressInIpv6ClothesIsThatAddress) { EXPECT_EQ(network_of("::ffff:192.0.2.7"), "192.0.2.7"); }

TEST(NetworkOf, AnythingElseStandsForItself) {
    EXPECT_EQ(network_of(""), "");
    EXPECT_EQ(network_of("unix"), "unix");
}

TEST(CleanReceipt, TakesItHoweverItIsTyped) {
    EXPECT_EQ(clean_receipt(" qz20261123 620123-0001 "), "QZ202611236201230001");
    EXPECT_EQ(clean_receipt("ＱＺ２０２６"), "QZ2026");
    EXPECT_EQ(clean_receipt("编号"), "");
    EXPECT_EQ(clean_receipt(std::string(500, 'q')).size(), 40U);
}

} // namespace
} // namespace liandong::modules::services
