// The atlas against the pack's own list: what its README says is there, and that every place can be told from every
// other.
#include "modules/regions/atlas.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "base/id.hpp"

namespace liandong::modules::regions {
namespace {

using base::RegionLevel;
using testing::HasSubstr;

const std::filesystem::path pack_folder = LIANDONG_SOURCE "/pack/gansu-2021";

const Atlas& gansu() {
    static const Atlas atlas = Atlas::read(pack_folder);
    return atlas;
}

std::vector<std::string> paths(const std::vector<const Region*>& regions) {
    std::vector<std::string> paths;
    for (const Region* region : regions)
        paths.push_back(gansu().path(region->code));
    return paths;
}

TEST(Atlas, HasEveryDivisionOfTheList) {
    std::map<RegionLevel, int> counted;
    std::map<std::string, int> official;
    for (const Region& region : gansu().all()) {
        ++counted[region.level];
        official[region.type] += region.official();
    }
    EXPECT_EQ(counted[RegionLevel::province], 1);
    EXPECT_EQ(counted[RegionLevel::prefecture], 14);
    EXPECT_EQ(counted[RegionLevel::county], 88);
    EXPECT_EQ(counted[RegionLevel::town], 1403);
    EXPECT_EQ(counted[RegionLevel::village], 17718);
    EXPECT_EQ(official["town"] + official["township"] + official["ethnic_township"] + official["street"], 1357);
}

TEST(Atlas, PathsLeaveTheProvinceOutAndNameEachLevelOnce) {
    EXPECT_EQ(gansu().path("620000000000"), "甘肃省");
    EXPECT_EQ(gansu().path("620123000000"), "兰州市 榆中县");
    EXPECT_THAT(gansu().path(gansu().search({.words = "雄关街道"}).front()->code), testing::Eq("嘉峪关市 雄关街道"));
    EXPECT_EQ(gansu().path("629999999999"), "629999999999");
}

TEST(Atlas, AShortPathIsTheLastTwoNames) {
    const Region* town = gansu().search({.words = "榆中县 夏官营镇", .level = RegionLevel::town}).front();
    EXPECT_EQ(gansu().short_path(town->code), "榆中县 夏官营镇");
    EXPECT_EQ(gansu().short_path("620123000000"), "兰州市 榆中县");
    EXPECT_EQ(gansu().short_path("620100000000"), "兰州市");
}

TEST(Atlas, VillagesOfOneNameInOneCountyHaveDifferentPaths) {
    std::map<std::string, int> named;
    std::map<std::string, int> pathed;
    for (const Region& region : gansu().all())
        if (region.level == RegionLevel::village) {
            ++named[region.code.substr(0, 6) + region.name];
            ++pathed[gansu().path(region.code)];
        }
    const auto twice = [](const auto& counted) {
        return std::count_if(counted.begin(), counted.end(), [](const auto& one) { return one.second > 1; });
    };
    EXPECT_EQ(twice(named), 317);
    EXPECT_EQ(twice(pathed), 0);
}

TEST(Atlas, TheTreeReachesEveryPlaceOnce) {
    std::set<std::string> reached;
    std::vector<const Region*> open{gansu().find("620000000000")};
    while (!open.empty()) {
        const Region* region = open.back();
        open.pop_back();
        EXPECT_TRUE(reached.insert(region->code).second);
        EXPECT_EQ(gansu().has_children(region->code), !gansu().children(region->code).empty());
        for (const Region* child : gansu().children(region->code))
            open.push_back(child);
    }
    EXPECT_EQ(reached.size(), gansu().all().size());
}

TEST(Atlas, LevelsRunFromOneToFiveAndZeroIsUnknown) {
    EXPECT_EQ(gansu().level("620000000000"), 1);
    EXPECT_EQ(gansu().level("620123000000"), 3);
    EXPECT_EQ(gansu().level("620199000000"), 0);
    EXPECT_EQ(gansu().level("not a code"), 0);
}

TEST(Atlas, EveryPlaceHasAPointAndAVillageHasItsTownshipsAsApproximate) {
    for (const Region& region : gansu().all()) {
        ASSERT_TRUE(region.point) << region.code;
        EXPECT_TRUE(region.level != RegionLevel::village || region.approximate) << region.code;
    }
    const Region* town = gansu().search({.words = "榆中县 夏官营镇", .level = RegionLevel::town}).front();
    const Region* village = gansu().children(town->code).front();
    EXPECT_DOUBLE_EQ(distance(*town->point, *village->point), 0);
}

TEST(Atlas, FindsAPlaceByItsOwnNameBeforeWhatLiesInIt) {
    const auto found = paths(gansu().search({.words = "榆中", .most = 5}));
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front(), "兰州市 榆中县");
}

TEST(Atlas, FindsByWordsOfThePathInAnyOrder) {
    const auto found = paths(gansu().search({.words = "夏官营 兰州"}));
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front(), "兰州市 榆中县 夏官营镇");
}

TEST(Atlas, FindsByCharactersInOrderWhenNobodyIsNamedSo) {
    const auto found = paths(gansu().search({.words = "榆中夏官营"}));
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front(), "兰州市 榆中县 夏官营镇");
}

TEST(Atlas, FindsByTheBeginningOfACode) { EXPECT_EQ(gansu().search({.words = "620123"}).front()->name, "榆中县"); }

TEST(Atlas, LooksOnlyInsideAndOnlyOnTheLevelAsked) {
    for (const Region* region :
         gansu().search({.words = "城关", .inside = "620123000000", .level = RegionLevel::town})) {
        EXPECT_TRUE(region->code.starts_with("620123"));
        EXPECT_EQ(region->level, RegionLevel::town);
    }
}

TEST(Atlas, FindsNothingForNothingAndForNonsense) {
    EXPECT_TRUE(gansu().search({.words = ""}).empty());
    EXPECT_TRUE(gansu().search({.words = "　 "}).empty());
    EXPECT_TRUE(gansu().search({.words = "没有这个地方zzz"}).empty());
    EXPECT_TRUE(gansu().search({.words = "\xff\xfe"}).empty());
}

TEST(Atlas, TheCensusAddsUpToThePublishedTotal) {
    EXPECT_EQ(gansu().population("620000000000")->total, 25'019'831);
    EXPECT_EQ(gansu().population("620102000000")->total, 1'484'016);
    EXPECT_FALSE(gansu().population("620102001000"));
}

TEST(Atlas, DistancesAreThoseOfTheSphere) {
    // Half a degree of longitude on the equator, and of latitude anywhere: 55.6 km.
    EXPECT_NEAR(distance({0, 0}, {0.5, 0}), 55'597, 2);
    EXPECT_NEAR(distance({103.8, 36}, {103.8, 36.5}), 55'597, 2);
}

class Folder {
public:
    Folder() { std::filesystem::create_directories(path_ / "regions"); }
    ~Folder() { std::filesystem::remove_all(path_); }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / "regions" / name) << text;
    }
    Atlas read(const std::string& lines) const {
        write("population.csv", "code,year,population,urban,rural,age_0_14,age_65,households,computed\n");
        write("divisions.csv", "code,name,kind,type,valid_from,valid_to,lon,lat,approx\n" + lines);
        return Atlas::read(path_);
    }
    std::string mistake(const std::string& lines) const {
        try {
            read(lines);
            return "";
        } catch (const std::runtime_error& error) {
            return error.what();
        }
    }

private:
    std::filesystem::path path_ =
        std::filesystem::temp_directory_path() / ("liandong_atlas_" + base::to_text(base::new_uuid()));
};

TEST(Atlas, AWrongLineIsNamedWithItsFileAndNumber) {
    const Folder folder;
    const std::string province = "620000000000,省,official,province,,,103,36,\n";
    EXPECT_EQ(folder.mistake(province), "");
    EXPECT_THAT(folder.mistake(province + "620100000000,市,official\n"),
                HasSubstr("divisions.csv:3: takes 9 values, has 3"));
    EXPECT_THAT(folder.mistake(province + "6201,市,official,county,,,,,\n"), HasSubstr("divisions.csv:3"));
    EXPECT_THAT(folder.mistake(province + "620123000000,县,official,county,,,,,\n"), HasSubstr("what it lies in"));
    EXPECT_THAT(folder.mistake(province + province), HasSubstr("each once"));
    EXPECT_THAT(folder.mistake(province + "620100000000,市,official,county,,,east,36,\n"),
                HasSubstr("`east` is no number"));
    EXPECT_THAT(folder.mistake(province + "620100000000,市,official,county,2023-02-29,,,,\n"), HasSubstr("is no day"));
}

TEST(Atlas, APlaceThatEndedIsKnownButNoLongerOffered) {
    const Folder folder;
    const Atlas atlas = folder.read(
        "620000000000,省,official,province,,,103,36,\n"
        "620100000000,市,official,prefecture_city,,2022-12-31,103,36,\n");
    const base::Date last = *base::parse_date("2022-12-31");
    EXPECT_TRUE(atlas.find("620100000000"));
    EXPECT_EQ(atlas.children("620000000000", last).size(), 1U);
    EXPECT_EQ(atlas.children("620000000000", last + 1).size(), 0U);
    EXPECT_EQ(atlas.search({.words = "市", .day = last}).size(), 1U);
    EXPECT_EQ(atlas.search({.words = "市", .day = last + 1}).size(), 0U);
}

} // namespace
} // namespace liandong::modules::regions
