// Criteria broken at random: whatever stands there, the checker accepts or refuses it with a place, and what it accepts
// can be asked of an empty record and written for both databases.
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>

#include "expr/chance_test.hpp"
#include "expr/lex.hpp"
#include "expr/turning.hpp"

namespace liandong::expr::testing {
namespace {

std::string shuffled(Chance& chance) {
    std::vector<Token> tokens = tokens_of(chance.criterion(3));
    const std::vector<Token> others = tokens_of(chance.criterion(2));
    const auto any = [&](const std::vector<Token>& from) {
        return static_cast<std::size_t>(chance.upto(static_cast<std::int64_t>(from.size())));
    };
    for (std::int64_t changes = chance.upto(3) + 1; changes > 0; --changes)
        switch (chance.upto(3)) {
            case 0:
                tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(any(tokens)));
                tokens.push_back({});
                break;
            case 1: tokens[any(tokens)] = others[any(others)]; break;
            default: std::swap(tokens[any(tokens)], tokens[any(tokens)]);
        }
    std::string text;
    for (const Token& token : tokens)
        text += token.what == Token::What::text        ? "'" + token.text + "' "
                : token.what == Token::What::parameter ? "$" + token.text + " "
                                                       : token.text + " ";
    return text;
}

TEST(AnyWords, AreAcceptedOrRefusedAndNothingElse) {
    Chance chance(11);
    Asker asker;
    int accepted = 0;
    for (int i = 0; i < 3'000; ++i) {
        const std::string text = shuffled(chance);
        SCOPED_TRACE(text);
        for (const Place& place : {place::filter, place::rule, place::stock, place::when}) {
            try {
                const Checked checked = criterion(text, world(), world().record(), place);
                ++accepted;
                evaluate(checked, asker);
                if (place.sql)
                    to_sql(checked, Dialect::postgres, asker, digest);
                if (place.clock_alone)
                    turning_moments(checked, asker);
            } catch (const Trouble& trouble) {
                EXPECT_GE(trouble.position, 1u);
            }
        }
    }
    EXPECT_GT(accepted, 200);
}

TEST(Speed, AQuestionInMemoryIsQuick) {
    Asker record;
    record.with("began", day("2024-02-29"))
        .with("level", std::string("2"))
        .with("cost", std::int64_t{100})
        .with("labour", std::int64_t{60});
    const Checked checked =
        criterion("began <= today - 3 months and level >= intermediate and labour >= 60% of cost and until is empty",
                  world(), world().record(), place::filter);
    const Checked once = bound(checked, record);
    const auto nanoseconds = [&](const Checked& asked) {
        constexpr int times = 100'000;
        const auto start = std::chrono::steady_clock::now();
        int yes = 0;
        for (int i = 0; i < times; ++i)
            yes += holds(asked, record);
        EXPECT_EQ(yes, times);
        return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start).count() /
               times;
    };
    std::cout << "a criterion of four tests: " << nanoseconds(checked) << " ns, worked out beforehand "
              << nanoseconds(once) << " ns\n";
    EXPECT_LT(nanoseconds(once), 20'000); // in a debug build on a busy machine; a release build needs some tens
}

TEST(Speed, AStepFunctionIsQuick) {
    Asker record;
    record.with("began", day("2024-02-29")).with("until", day("2026-02-28"));
    const Checked checked = criterion("began <= today - 6 months and (until is empty or until > today)", world(),
                                      world().record(), place::stock);
    constexpr int times = 2'000;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < times; ++i)
        ASSERT_EQ(step_function(checked, record).size(), 3u);
    const auto each = (std::chrono::steady_clock::now() - start) / times;
    std::cout << "a step function with two turns: "
              << std::chrono::duration_cast<std::chrono::nanoseconds>(each).count() << " ns\n";
    EXPECT_LT(each, std::chrono::milliseconds(2));
}

} // namespace
} // namespace liandong::expr::testing
