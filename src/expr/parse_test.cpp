#include <gtest/gtest.h>

#include <random>

#include "expr/ast.hpp"
#include "expr/trouble.hpp"

namespace liandong::expr {
namespace {

std::string canonical(std::string_view text) { return to_text(parse(text)); }

std::string refused(std::string_view text) {
    try {
        parse(text);
        return "";
    } catch (const Trouble& trouble) {
        return trouble.words.en;
    }
}

std::size_t place_of(std::string_view text) {
    try {
        parse(text);
        return 0;
    } catch (const Trouble& trouble) {
        return trouble.position;
    }
}

TEST(Parse, WritesBackWhatItRead) {
    for (const char* text :
         {"state = issued and valid_to >= today", "labour >= $cost.labour_min of cost and manage <= 10% of cost",
          "skills has any (medical, tibetan) and place within 620123",
          "(contact_on is empty or contact_on <= today - 7 days) and not carer", "state not in (draft, withdrawn)",
          "name starts with '榆中' or name contains 'O''Neil'", "end_of(day(received_at) + 3 working days) < now",
          "a - (b - c) > 2 * (d + 1)", "(a = 1 and b = 2) or not (c = 3 or d = 4)",
          "figure('I-SRV-01b', 12 months) >= 1", "day >= 2024-02-29", "score >= 8.5"})
        EXPECT_EQ(canonical(text), text);
}

TEST(Parse, LeavesOutBracketsThatSayNothing) {
    EXPECT_EQ(canonical("((a) = ((1)))"), "a = 1");
    EXPECT_EQ(canonical("(a + b) + c > 0"), "a + b + c > 0");
}

TEST(Parse, BracketsAndWithinOrForTheReader) { EXPECT_EQ(canonical("a or b and c"), "a or (b and c)"); }

TEST(Parse, WritesUnitsInOneWay) {
    EXPECT_EQ(canonical("a < today - 1 year"), "a < today - 1 years");
    EXPECT_EQ(canonical("a >= 24 clock hours"), "a >= 24 hours");
}

TEST(Parse, TakesTheSignsOfAChineseKeyboard) {
    EXPECT_EQ(canonical("（ａ ＞＝ １０％ of b） and c ≤ 3 and d in （x，y）"),
              "a >= 10% of b and c <= 3 and d in (x, y)");
    EXPECT_EQ(canonical("name = ‘榆中’"), "name = '榆中'");
    EXPECT_EQ(canonical("name = '（榆中）’'"), "name = '（榆中）’'");
}

TEST(Parse, NotBindsCloserThanAndAndAndCloserThanOr) {
    EXPECT_EQ(canonical("not a and b or c"), "(not a and b) or c");
    EXPECT_EQ(canonical("not (a and b)"), "not (a and b)");
}

TEST(Parse, AFieldMayBeCalledLikeAUnit) {
    EXPECT_EQ(canonical("state = working"), "state = working");
    EXPECT_EQ(canonical("on + 3 working days < written_on"), "on + 3 working days < written_on");
    EXPECT_EQ(canonical("days > 3 and hours has any"), "days > 3 and hours has any");
}

TEST(Parse, ADayIsNotASubtraction) {
    EXPECT_EQ(parse("2024-02-29").what, Ast::What::day);
    EXPECT_EQ(parse("2024 - 02 - 29").what, Ast::What::sum);
}

TEST(Parse, CountsPlacesInCharacters) {
    EXPECT_EQ(place_of("name = '榆中县' or ;"), 17u);
    EXPECT_EQ(place_of("name = '𠮷'; x"), 11u);
}

TEST(Parse, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(refused(""), "character 1: there is nothing here");
    EXPECT_EQ(refused("a ="), "character 4: the criterion ends here, and a value is missing");
    EXPECT_EQ(refused("a < b < c"), "character 7: comparisons do not chain: write a < b and b < c");
    EXPECT_EQ(refused("born = 2023-02-29"), "character 8: there is no day 2023-02-29");
    EXPECT_EQ(
        refused("a > 3 fortnights"),
        "character 7: `fortnights` is no unit; units: days, working days, weeks, months, years, hours, minutes, yuan");
    EXPECT_EQ(refused("a / b > 1"),
              "character 3: there is no division: compare shares as in a >= 60% of b, or use quotient(a, b)");
    EXPECT_EQ(refused("name = \"x\""), "character 8: text stands in single quotes, as in '榆中'");
    EXPECT_EQ(refused("name = 'x"), "character 8: this text has no closing quote '");
    EXPECT_EQ(refused("person.employer.name = 'x'"),
              "character 16: only one step: copy the field that lies further away, and use its name here");
    EXPECT_EQ(refused("(a = 1) + 2 > 3"), "character 4: a value stands here, not a condition");
    EXPECT_EQ(refused("a = c b"), "character 7: `b` was not expected here");
    EXPECT_EQ(refused("a is full"), "character 6: `empty` was expected here, not `full`");
}

TEST(Parse, EndsAt2000Characters) {
    EXPECT_EQ(refused("a = '" + std::string(1994, 'x') + "'"), "");
    EXPECT_EQ(refused("a = '" + std::string(1995, 'x') + "'"),
              "character 2001: a criterion has at most 2000 characters");
}

TEST(Parse, EndsAt32Deep) {
    EXPECT_EQ(refused(std::string(32, '(') + "a" + std::string(32, ')')), "");
    EXPECT_NE(refused(std::string(33, '(') + "a" + std::string(33, ')')), "");
    EXPECT_NE(refused(std::string(1900, '(')), "");
}

TEST(Parse, EndsAt200Names) {
    std::string names = "a";
    for (int i = 1; i < 200; ++i)
        names += " or a";
    EXPECT_EQ(refused(names), "");
    EXPECT_NE(refused(names + " or a"), "");
}

TEST(Parse, AnswersForAnyBytes) {
    std::mt19937_64 random(7);
    const std::string pieces[] = {"a",    "(",  ")", " and ", "not ", "'",    "2024-02-29", "1",        "%",
                                  " of ", "$p", ".", "=",     "<",    "\xff", "榆",         "\xf0\x9f", "， "};
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (std::uint64_t length = random() % 30; length > 0; --length)
            text +=
                random() % 4 == 0 ? std::string(1, static_cast<char>(random())) : pieces[random() % std::size(pieces)];
        try {
            const std::string once = canonical(text);
            EXPECT_EQ(canonical(once), once) << text;
        } catch (const Trouble& trouble) {
            EXPECT_GE(trouble.position, 1u);
        }
    }
}

} // namespace
} // namespace liandong::expr
