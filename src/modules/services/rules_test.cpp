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

} // namespace
} // namespace liandong::modules::services
