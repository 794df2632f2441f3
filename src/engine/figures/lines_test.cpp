#include "engine/figures/lines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace liandong::figures {
namespace {

constexpr Date monday{20'000};

/// What the lines count on a day.
std::int64_t count(const Lines& lines, Date day, const std::string& region, const std::string& cell) {
    std::int64_t sum = 0;
    for (const Line& line : lines)
        if (line.day <= day && line.region == region &&
            std::find(line.cells.begin(), line.cells.end(), cell) != line.cells.end())
            sum += line.amount;
    return sum;
}

TEST(StockLines, ARecordCountsFromTheDayItEntersToTheDayBeforeItLeaves) {
    const Lines lines = stock_lines({{always, {}}, {monday, {total}}, {monday + 7, {}}}, "620123001001", 1);
    EXPECT_EQ(count(lines, monday - 1, "620123001001", total), 0);
    EXPECT_EQ(count(lines, monday, "620123001001", total), 1);
    EXPECT_EQ(count(lines, monday + 6, "620123001001", total), 1);
    EXPECT_EQ(count(lines, monday + 7, "620123001001", total), 0);
}

TEST(StockLines, WhatHasAlwaysHeldIsOneLineAtTheBeginning) {
    const Lines lines = stock_lines({{always, {total, "level=1"}}}, "620123001001", 1);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].day, always);
    EXPECT_EQ(lines[0].cells, (std::vector<std::string>{total, "level=1"}));
}

TEST(StockLines, ABirthdayMovesTheBandAndLeavesTheTotal) {
    const Lines lines = stock_lines({{always, {total, "age=26-35"}}, {monday, {total, "age=36-45"}}}, "r", 1);
    EXPECT_EQ(count(lines, monday, "r", total), 1);
    EXPECT_EQ(count(lines, monday - 1, "r", "age=26-35"), 1);
    EXPECT_EQ(count(lines, monday, "r", "age=26-35"), 0);
    EXPECT_EQ(count(lines, monday, "r", "age=36-45"), 1);
    for (const Line& line : lines)
        EXPECT_EQ(std::count(line.cells.begin(), line.cells.end(), total), line.day == always ? 1 : 0);
}

TEST(StockLines, AnAmountOfNothingLeavesNoLine) { EXPECT_TRUE(stock_lines({{always, {total}}}, "r", 0).empty()); }

TEST(FlowLines, ASetOfCodesCountsInEachOfItsCellsAndOnceInTheTotal) {
    const Lines lines = flow_lines(monday, "r", {total, "field=2", "field=1", "field=2"}, 3);
    EXPECT_EQ(count(lines, monday, "r", total), 3);
    EXPECT_EQ(count(lines, monday, "r", "field=1"), 3);
    EXPECT_EQ(count(lines, monday, "r", "field=2"), 3);
}

TEST(Revise, BeforeTheDayOfAChangeTheOldLinesStand) {
    const Lines assistant = stock_lines({{always, {}}, {monday - 100, {total, "level=1"}}}, "r", 1);
    const Lines senior = stock_lines({{always, {}}, {monday - 100, {total, "level=3"}}}, "r", 1);
    const Lines lines = revise(assistant, senior, monday);
    EXPECT_EQ(count(lines, monday - 1, "r", "level=1"), 1);
    EXPECT_EQ(count(lines, monday - 1, "r", "level=3"), 0);
    EXPECT_EQ(count(lines, monday, "r", "level=1"), 0);
    EXPECT_EQ(count(lines, monday, "r", "level=3"), 1);
    EXPECT_EQ(count(lines, monday, "r", total), 1);
}

TEST(Revise, ACorrectionHoldsAlways) {
    const Lines fresh = flow_lines(monday, "r", {total}, 1);
    EXPECT_EQ(revise(flow_lines(monday - 400, "s", {total}, 1), fresh, always), fresh);
}

TEST(Revise, ATransferMovesTheRecordOnItsDay) {
    const Lines lines =
        revise(stock_lines({{always, {total}}}, "old", 1), stock_lines({{always, {total}}}, "new", 1), monday);
    EXPECT_EQ(count(lines, monday - 1, "old", total), 1);
    EXPECT_EQ(count(lines, monday - 1, "new", total), 0);
    EXPECT_EQ(count(lines, monday, "old", total), 0);
    EXPECT_EQ(count(lines, monday, "new", total), 1);
}

// A record with a life of random versions, each true from a day: day by day the lines must say what the version in
// force says.
class Life {
public:
    explicit Life(unsigned seed) : random_(seed) {}

    std::vector<Spell> spells() {
        std::vector<Spell> made{{always, cells()}};
        Date day = monday - pick(60);
        for (int turns = pick(4); turns > 0; --turns, day = day + 1 + pick(30))
            made.push_back({day, cells()});
        return made;
    }
    std::vector<std::string> cells() {
        if (pick(3) == 0)
            return {};
        std::vector<std::string> chosen{total};
        for (const char* cell : {"field=1", "field=2", "mode=1"})
            if (pick(2) == 0)
                chosen.emplace_back(cell);
        return chosen;
    }
    int pick(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most)); }

private:
    std::mt19937 random_;
};

std::int64_t counts(const std::vector<Spell>& spells, Date day, const std::string& cell) {
    const Spell* in_force = nullptr;
    for (const Spell& spell : spells)
        if (spell.from <= day)
            in_force = &spell;
    return in_force && std::count(in_force->cells.begin(), in_force->cells.end(), cell) > 0 ? 1 : 0;
}

struct Version {
    Date from;
    std::vector<Spell> spells;
    std::string region;
    std::int64_t amount = 1;
};

TEST(Revise, EqualsTheVersionInForceDayByDay) {
    for (unsigned seed = 1; seed <= 300; ++seed) {
        Life life(seed);
        std::vector<Version> versions;
        Lines lines;
        for (int n = 1 + life.pick(5); n > 0; --n) {
            const Date from = versions.empty() || life.pick(5) == 0 ? always : monday - 50 + life.pick(100);
            versions.push_back({from, life.spells(), life.pick(2) ? "r" : "s", 1 + life.pick(3)});
            lines = revise(lines, stock_lines(versions.back().spells, versions.back().region, versions.back().amount),
                           from);
        }
        for (Date day = monday - 70; day < monday + 130; day = day + 1) {
            const Version* in_force = nullptr; // the last one written that is true on the day
            for (const Version& version : versions)
                if (version.from <= day)
                    in_force = &version;
            for (const std::string region : {"r", "s"})
                for (const std::string cell : {"", "field=1", "field=2", "mode=1"}) {
                    const bool here = in_force && in_force->region == region;
                    ASSERT_EQ(count(lines, day, region, cell),
                              here ? counts(in_force->spells, day, cell) * in_force->amount : 0)
                        << "seed " << seed << " day " << base::to_text(day) << " cell " << cell;
                }
        }
    }
}

TEST(Sums, TakingLinesAwayAgainLeavesNothing) {
    for (unsigned seed = 1; seed <= 50; ++seed) {
        Life life(seed);
        Sums sums;
        const Lines one = stock_lines(life.spells(), "r", 2);
        const Lines two = stock_lines(life.spells(), "s", 1);
        add(sums, one);
        add(sums, two);
        add(sums, one, -1);
        EXPECT_EQ(lines_of(sums), two);
        add(sums, two, -1);
        EXPECT_TRUE(sums.empty());
    }
}

} // namespace
} // namespace liandong::figures
