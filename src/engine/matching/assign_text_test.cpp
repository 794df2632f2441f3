// The text form: what is read, and which line is named when it is wrong.
#include "engine/matching/assign_text.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace liandong::matching {
namespace {

std::optional<TextFault> fault_of(const std::string& text) {
    std::istringstream in(text);
    AssignInput input;
    return read_assign(in, input);
}

std::int64_t line_of(const std::string& text) {
    const auto fault = fault_of(text);
    return fault ? fault->line : -1;
}

const std::string right = "assign 2 1 2\nn 0 1 9\nn 1 2 8\nh 0 1\ne 0 0 3\ne 1 0 -4\n";

TEST(AssignText, a_right_file_is_read) {
    std::istringstream in(right);
    AssignInput input;
    ASSERT_FALSE(read_assign(in, input));
    EXPECT_EQ(input.needs[1].demand, 2);
    EXPECT_EQ(input.needs[1].penalty, 8);
    EXPECT_EQ(input.edges[1].cost, -4);
}

TEST(AssignText, the_answer_says_cost_bound_outcome_seconds_and_each_pair) {
    std::istringstream in(right);
    AssignInput input;
    ASSERT_FALSE(read_assign(in, input));
    std::ostringstream out;
    write_assign(out, input, assign(input), 0.5);
    EXPECT_EQ(out.str(), "cost 13\nlower_bound 13\noutcome optimal\nseconds 0.500000\na 1 0\n");
}

TEST(AssignText, empty_lines_and_windows_line_ends_do_no_harm) {
    EXPECT_EQ(line_of("\r\nassign 1 0 0\r\n\r\nn 0 1 9\r\n"), -1);
}

TEST(AssignText, the_wrong_line_is_named) {
    EXPECT_EQ(line_of("assign 1 1\n"), 1);
    EXPECT_EQ(line_of("assign 1 1 1 1\n"), 1);
    EXPECT_EQ(line_of("assignment 1 1 1\n"), 1);
    EXPECT_EQ(line_of("assign 99999999999 1 1\n"), 1);
    EXPECT_EQ(line_of("assign 1 1 1\nx 0 1\n"), 2);
    EXPECT_EQ(line_of("assign 1 1 1\nn 0 1 9.5\n"), 2);
    EXPECT_EQ(line_of("assign 1 1 1\nn 0 -1 9\n"), 2);
    EXPECT_EQ(line_of("assign 1 1 1\nn 1 1 9\n"), 2);
    EXPECT_EQ(line_of("assign 1 1 1\nn 0 1 9\nn 0 1 9\n"), 3);
    EXPECT_EQ(line_of("assign 1 1 1\nn 0 1 9\nh 0 -2\n"), 3);
    EXPECT_EQ(line_of("assign 1 1 1\nn 0 1 9\nh 0 2\ne 0 1 4\n"), 4);
    EXPECT_EQ(line_of("assign 1 1 1\nn 0 1 9\nh 0 2\ne 0 0 4\ne 0 0 4\n"), 5);
    EXPECT_EQ(line_of("assign 1 1 1\nn 0 1 99999999999999999999\n"), 2);
}

TEST(AssignText, an_edge_stands_once) { EXPECT_EQ(line_of("assign 1 1 2\nn 0 1 9\nh 0 1\ne 0 0 3\ne 0 0 3\n"), 0); }

TEST(AssignText, a_file_that_lacks_lines_is_refused_as_a_whole) {
    EXPECT_EQ(line_of(""), 0);
    EXPECT_EQ(line_of("assign 1 1 0\nn 0 1 9\n"), 0);
    EXPECT_EQ(line_of("assign 1 1 0\nh 0 1\n"), 0);
    EXPECT_EQ(line_of("assign 1 1 1\nn 0 1 9\nh 0 1\n"), 0);
}

TEST(AssignText, a_fault_is_said_in_both_languages) {
    const auto fault = fault_of("assign 1 1 1\nn 5 1 9\n");
    ASSERT_TRUE(fault);
    EXPECT_NE(fault->words.zh.find("没有需求 5"), std::string::npos);
    EXPECT_NE(fault->words.en.find("no need 5"), std::string::npos);
}

} // namespace
} // namespace liandong::matching
