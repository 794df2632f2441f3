// Reading a body's members: all that is wrong is heard at once.
#include "http/fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace liandong::http {
namespace {

std::vector<std::string> findings(Fields& fields) {
    std::vector<std::string> out;
    try {
        fields.done();
    } catch (const base::Fault& fault) {
        for (const auto& finding : fault.findings)
            out.push_back(finding.field + " " + finding.code);
    }
    return out;
}

TEST(Fields, what_is_right_is_read_and_nothing_is_found) {
    const auto object =
        boost::json::parse(R"({"login":" 李 ","password":" a ","size":5,"all":true,"note":null})").as_object();
    Fields fields(object);
    EXPECT_EQ(fields.text("login"), "李");
    EXPECT_EQ(fields.secret("password"), " a ");
    EXPECT_EQ(fields.number("size", 1, 5), 5);
    EXPECT_TRUE(fields.flag("all"));
    EXPECT_EQ(fields.maybe_text("note"), std::nullopt);
    EXPECT_THAT(findings(fields), testing::IsEmpty());
}

TEST(Fields, everything_wrong_is_told_at_once) {
    const auto object =
        boost::json::parse(R"({"login":7,"size":6,"ratio":1.5,"all":"yes","name":"甲乙丙","other":1})").as_object();
    Fields fields(object);
    fields.text("login");
    fields.secret("password");
    fields.number("size", 1, 5);
    fields.number("ratio", 1, 5);
    fields.flag("all");
    fields.text("name", 2);
    EXPECT_THAT(findings(fields),
                testing::ElementsAre("login http.wrong_kind", "password record.required", "size record.out_of_range",
                                     "ratio record.out_of_range", "all http.wrong_kind", "name record.too_long",
                                     "other http.unknown_field"));
}

TEST(Fields, a_text_of_blanks_is_missing) {
    const auto object = boost::json::parse(R"({"login":" 　"})").as_object();
    Fields fields(object);
    fields.text("login");
    EXPECT_THAT(findings(fields), testing::ElementsAre("login record.required"));
}

} // namespace
} // namespace liandong::http
