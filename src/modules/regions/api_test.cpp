// The divisions from outside: the tree, finding a place while typing, the working map.
#include "modules/regions/api.hpp"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "http/front.hpp"
#include "modules/testing.hpp"

namespace liandong::modules::regions {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

class RegionPages : public testing::Test {
protected:
    RegionPages() {
        http::Router router;
        router.add(routes(house_.desk));
        front_ = std::make_unique<http::Front>(std::move(router), http::StaticFiles{}, http::Hooks{}, metrics_);
    }

    http::Reply send(const std::string& method, const std::string& target, const std::string& body = {},
                     http::Headers headers = {}) {
        headers.push_back({"Content-Type", "application/json"});
        http::Request request(method, target, std::move(headers), body);
        return front_->answer(request);
    }
    json::array items(const http::Reply& reply) {
        EXPECT_EQ(reply.status, 200) << reply.view();
        return json::parse(reply.view()).at("items").as_array();
    }
    json::array picked(const json::object& body) {
        return items(send("POST", "/api/v1/pick/regions.region", json::serialize(body)));
    }

    TestHouse house_{db::Dialect::sqlite};
    http::Metrics metrics_;
    std::unique_ptr<http::Front> front_;
};

TEST_F(RegionPages, WithoutAParentTheProvincesFourteenAreGiven) {
    const auto found = items(send("GET", "/api/v1/regions"));
    ASSERT_EQ(found.size(), 14U);
    EXPECT_EQ(found[0].at("name").as_string(), "兰州市");
    EXPECT_TRUE(found[0].at("has_children").as_bool());
    EXPECT_TRUE(found[0].at("official").as_bool());
    EXPECT_NEAR(found[0].at("lon").as_double(), 103.82, 0.01);
}

TEST_F(RegionPages, AVillageSaysThatItsPointIsApproximateAndHasNothingBelow) {
    const auto found = items(send("GET", "/api/v1/regions?parent=620123103000"));
    ASSERT_FALSE(found.empty());
    EXPECT_TRUE(found[0].at("approximate").as_bool());
    EXPECT_FALSE(found[0].at("has_children").as_bool());
}

TEST_F(RegionPages, AParentMayBeAShortCodeAndMustBeKnown) {
    EXPECT_EQ(items(send("GET", "/api/v1/regions?parent=620123")).size(),
              items(send("GET", "/api/v1/regions?parent=620123000000")).size());
    for (const char* parent : {"629999", "x", "62012", "110000000000"})
        EXPECT_EQ(send("GET", std::string("/api/v1/regions?parent=") + parent).status, 422) << parent;
    EXPECT_EQ(send("GET", "/api/v1/regions?parnt=62").status, 400);
}

TEST_F(RegionPages, ThePortalSeesNamesOnly) {
    const auto found = items(send("GET", "/api/v1/public/regions?parent=620100000000"));
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found[0].as_object().size(), 3U);
}

TEST_F(RegionPages, APickTellsPlacesOfOneNameApartByTheirPaths) {
    const auto found = picked({{"q", "黄家庄"}, {"level", "village"}});
    ASSERT_GE(found.size(), 2U);
    EXPECT_NE(found[0].at("path"), found[1].at("path"));
    EXPECT_EQ(picked({{"q", "黄家庄"}, {"parent", "620123000000"}}).size(), 1U);
}

TEST_F(RegionPages, APickWithoutWordsOffersWhatLiesBelow) { EXPECT_EQ(picked({{"q", ""}}).size(), 14U); }

TEST_F(RegionPages, APickIsNeverLong) { EXPECT_EQ(picked({{"q", "村"}}).size(), 20U); }

TEST_F(RegionPages, WhatIsNoQuestionIsSaidSo) {
    for (const json::object& body :
         {json::object{{"q", 7}}, json::object{{"q", std::string(300, 'x')}},
          json::object{{"q", "x"}, {"level", "planet"}}, json::object{{"q", "x"}, {"parent", "99"}},
          json::object{{"q", "x"}, {"parent", json::array{}}}})
        EXPECT_EQ(send("POST", "/api/v1/pick/regions.region", json::serialize(body)).status, 422)
            << json::serialize(body);
    EXPECT_EQ(send("POST", "/api/v1/pick/regions.region", "[]").status, 400);
}

TEST_F(RegionPages, TheWorkingMapSaysWhatItIsAndIsSentOnce) {
    const auto map = send("GET", "/api/v1/regions/counties.geojson");
    ASSERT_EQ(map.status, 200);
    EXPECT_THAT(std::string(map.view().substr(0, 1000)), HasSubstr("\"notice\":\"Working map"));
    const auto tag = http::find(map.headers, "ETag");
    ASSERT_TRUE(tag);
    EXPECT_EQ(send("GET", "/api/v1/regions/counties.geojson", {}, {{"If-None-Match", std::string(*tag)}}).status, 304);
}

} // namespace
} // namespace liandong::modules::regions
