// The pack as its viewers read it.
#include <gtest/gtest.h>
#include <boost/json.hpp>
#include <map>

#include "pack/describe.hpp"
#include "pack/testing.hpp"

namespace liandong::pack {
namespace {

namespace json = boost::json;
using testing::small_pack;

Viewer everybody() {
    return {[](const Type&) {
                return std::vector<std::string>{"read", "work"};
            },
            [](const Type&, const Field&) { return true; }, ""};
}

json::object type_json(const std::string& name, const Viewer& viewer) {
    return json::parse(describe_type(small_pack(), *small_pack().type(name), viewer)).as_object();
}

json::object field_json(const json::object& type, const std::string& name) {
    for (const auto& field : type.at("fields").as_array())
        if (field.at("name").as_string() == name)
            return field.as_object();
    return {};
}

TEST(Describing, says_what_a_form_needs_to_know_of_a_field) {
    const auto urgency = field_json(type_json("desk.request", everybody()), "urgency");
    EXPECT_EQ(urgency.at("kind").as_string(), "code");
    EXPECT_EQ(urgency.at("list").as_string(), "urgency");
    EXPECT_EQ(urgency.at("default").as_string(), "1"); // the stored code
    EXPECT_TRUE(urgency.at("required").as_bool());
    EXPECT_FALSE(urgency.at("computed").as_bool());
}

TEST(Describing, gives_a_condition_as_its_text) {
    const auto phone = field_json(type_json("desk.request", everybody()), "phone");
    EXPECT_EQ(phone.at("required").as_string(), "urgency = urgent");
}

TEST(Describing, hands_on_a_default_that_depends_on_the_day_as_it_is_written) {
    EXPECT_EQ(field_json(type_json("desk.request", everybody()), "asked_on").at("default").as_string(), "today");
}

TEST(Describing, leaves_out_fields_the_viewer_does_not_see_everywhere) {
    auto viewer = everybody();
    viewer.sees = [](const Type&, const Field& field) { return field.name != "matter" && field.name != "asked_on"; };
    const auto type = type_json("desk.request", viewer);
    EXPECT_TRUE(field_json(type, "matter").empty());
    const auto text = json::serialize(type.at("list").as_object().at("columns"));
    EXPECT_EQ(text, R"(["number","urgency","worker.left_on","state"])");
    EXPECT_FALSE(type.at("list").as_object().contains("sort"));
    EXPECT_EQ(json::serialize(type.at("form")).find("matter"), std::string::npos);
}

TEST(Describing, leaves_out_types_on_which_nothing_may_be_done) {
    auto viewer = everybody();
    viewer.may = [](const Type& type) {
        return type.name == "desk.worker" ? std::vector<std::string>{"read"} : std::vector<std::string>{};
    };
    const auto all = json::parse(describe(small_pack(), viewer)).as_object();
    EXPECT_EQ(all.at("types").as_object().size(), 1u);
    EXPECT_EQ(all.at("modules").as_array().size(), 1u);
    EXPECT_EQ(describe_type(small_pack(), *small_pack().type("desk.request"), viewer), "");
    ASSERT_EQ(all.at("figures").as_array().size(), 2u); // clerks, and counties with a clerk
    EXPECT_EQ(all.at("figures").as_array()[0].at("id").as_string(), "clerks");
}

TEST(Describing, shows_a_countys_fields_inside_that_county_only) {
    auto viewer = everybody();
    EXPECT_TRUE(field_json(type_json("desk.request", viewer), "x620123_dialect").empty());
    viewer.region = "620123100001";
    EXPECT_FALSE(field_json(type_json("desk.request", viewer), "x620123_dialect").empty());
    viewer.region = "620122000000";
    EXPECT_TRUE(field_json(type_json("desk.request", viewer), "x620123_dialect").empty());
}

TEST(Describing, says_which_filled_in_question_stays_open) {
    const auto type = type_json("desk.request", everybody());
    EXPECT_TRUE(field_json(type, "secrecy").at("asked").as_bool());
    EXPECT_FALSE(field_json(type, "urgency").contains("asked"));
}

TEST(Describing, says_which_figures_are_key_which_are_fractions_and_their_units) {
    const auto all = json::parse(describe(small_pack(), everybody())).as_object();
    std::map<std::string, json::object> figures;
    for (const auto& one : all.at("figures").as_array())
        figures[std::string(one.at("id").as_string())] = one.as_object();
    EXPECT_TRUE(figures.at("requests").at("key").as_bool());
    EXPECT_FALSE(figures.at("in-time").contains("key"));
    EXPECT_TRUE(figures.at("in-time").at("fraction").as_bool());
    EXPECT_FALSE(figures.at("worked-each").contains("fraction")); // minutes under a count say nothing by themselves
    EXPECT_EQ(figures.at("per-ten-thousand").at("unit").at("zh").as_string(), "件/万人");
}

TEST(Describing, says_how_the_number_of_a_figure_is_read) {
    const auto all = json::parse(describe(small_pack(), everybody())).as_object();
    std::map<std::string, std::string> reads;
    for (const auto& one : all.at("figures").as_array())
        reads[std::string(one.at("id").as_string())] = one.at("reads").as_string();
    EXPECT_EQ(reads.at("in-time"), "share");
    EXPECT_EQ(reads.at("worked-each"), "minutes");
    EXPECT_EQ(reads.at("per-ten-thousand"), "number");
    EXPECT_EQ(reads.at("counties"), "share");
}

TEST(Describing, names_no_register_in_the_menu_that_may_only_be_counted) {
    auto viewer = everybody();
    viewer.may = [](const Type& type) {
        return std::vector<std::string>{type.name == "desk.request" ? "count" : "read"};
    };
    const auto pack = json::parse(describe(small_pack(), viewer)).as_object();
    EXPECT_EQ(json::serialize(pack.at("modules")).find("desk.request"), std::string::npos);
    EXPECT_NE(json::serialize(pack.at("modules")).find("desk.worker"), std::string::npos);
    EXPECT_TRUE(pack.at("types").as_object().contains("desk.request")); // its figures are still told apart
}

TEST(Describing, labels_a_column_one_step_away_where_the_type_it_points_to_is_closed) {
    auto viewer = everybody();
    viewer.may = [](const Type& type) {
        return type.name == "people.person" ? std::vector<std::string>{} : std::vector<std::string>{"read"};
    };
    const auto list = type_json("desk.worker", viewer).at("list").as_object();
    EXPECT_EQ(list.at("columns").as_array()[0].as_string(), "person.name");
    EXPECT_EQ(list.at("steps").at("person.name").at("label").at("zh").as_string(), "姓名");
}

TEST(Describing, names_states_with_what_may_be_edited) {
    const auto states = type_json("desk.request", everybody()).at("states").as_array();
    EXPECT_EQ(json::serialize(states[1].at("edit")), R"(["phone","story"])");
    EXPECT_TRUE(states[4].at("final").as_bool());
}

TEST(Describing, uses_the_chinese_help_where_there_is_no_english) {
    EXPECT_EQ(type_json("desk.request", everybody()).at("help").at("en").as_string(), "任何人都可以求助。");
}

} // namespace
} // namespace liandong::pack
