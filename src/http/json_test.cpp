// JSON from outside: what is taken, and what is refused and by which code.
#include "http/json.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <string>

#include "base/fault.hpp"

namespace liandong::http {
namespace {

std::string code_of(std::string_view text) {
    try {
        read_json(text);
        return "taken";
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.refusal, base::Refusal::bad_request);
        return fault.code;
    }
}

TEST(Json, is_read_whole) {
    const auto value = read_json(R"( {"name":"张三","level":2,"open":true,"rows":[1,null]} )");
    EXPECT_EQ(value.at("name").as_string(), "张三");
    EXPECT_EQ(value.at("rows").as_array().size(), 2U);
}

TEST(Json, keeps_whole_numbers_whole) {
    EXPECT_EQ(read_json("9223372036854775807").as_int64(), INT64_MAX);
    EXPECT_EQ(read_json("18446744073709551615").as_uint64(), UINT64_MAX);
    EXPECT_TRUE(read_json("1.5").is_double());
    EXPECT_TRUE(read_json("18446744073709551616").is_double());
}

TEST(Json, sixty_four_levels_are_taken_and_one_more_is_not) {
    EXPECT_EQ(code_of(std::string(64, '[') + std::string(64, ']')), "taken");
    EXPECT_EQ(code_of(std::string(65, '[') + std::string(65, ']')), "http.too_deep");
}

TEST(Json, ten_thousand_levels_are_refused) {
    EXPECT_EQ(code_of(std::string(10'000, '[') + std::string(10'000, ']')), "http.too_deep");
    std::string objects;
    for (int i = 0; i < 10'000; ++i)
        objects += R"({"a":)";
    EXPECT_EQ(code_of(objects), "http.too_deep");
}

TEST(Json, nul_is_refused_in_texts_and_keys) {
    EXPECT_EQ(code_of(R"(["a\u0000b"])"), "http.bad_text");
    EXPECT_EQ(code_of(R"({"a\u0000b":1})"), "http.bad_text");
    EXPECT_EQ(code_of(std::string("[\"a\0b\"]", 7)), "http.bad_text");
}

TEST(Json, half_a_surrogate_pair_is_refused) {
    EXPECT_EQ(code_of(R"("\ud800")"), "http.bad_text");
    EXPECT_EQ(code_of(R"("\udc00")"), "http.bad_text");
    EXPECT_EQ(code_of(R"("\ud800x")"), "http.bad_text");
    EXPECT_EQ(code_of(R"("\ud800\ud800")"), "http.bad_text");
    EXPECT_EQ(code_of(R"("\ud840\udc00")"), "taken"); // 𠀀
}

TEST(Json, bytes_that_are_not_utf8_are_refused) {
    EXPECT_EQ(code_of("\"\xFF\""), "http.bad_text");
    EXPECT_EQ(code_of("\"\xED\xA0\x80\""), "http.bad_text");
    EXPECT_EQ(code_of("\"\xC0\x80\""), "http.bad_text");
}

TEST(Json, a_key_twice_is_refused_at_any_depth_and_in_any_spelling) {
    EXPECT_EQ(code_of(R"({"a":1,"a":2})"), "http.key_twice");
    EXPECT_EQ(code_of(R"([{"b":{"a":1,"\u0061":2}}])"), "http.key_twice");
    EXPECT_EQ(code_of(R"({"a":{"a":1},"b":{"a":2}})"), "taken");
}

TEST(Json, a_number_beyond_a_double_is_refused) {
    EXPECT_EQ(code_of("1e308"), "taken");
    EXPECT_EQ(code_of("1e309"), "http.big_number");
    EXPECT_EQ(code_of("1e99999999999"), "http.big_number");
}

TEST(Json, what_is_not_json_is_refused) {
    for (const auto* text :
         {"", " ", "{", "[1,]", "{\"a\"}", "nul", "1 2", "{} x", "'a'", "[1] // note", "NaN", "01", "\xEF\xBB\xBF{}"})
        EXPECT_EQ(code_of(text), "http.bad_json") << text;
}

} // namespace
} // namespace liandong::http
