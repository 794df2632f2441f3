// The JSON form: what is read, what is refused and where, and what comes out.
#include "modules/linkage/match_json.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace liandong::linkage {
namespace {

namespace json = boost::json;

const char* const right = R"({"now":"2026-11-23T08:00:00+08:00",
 "needs":[{"id":"n1","region":"622901001000","lon":103.21,"lat":35.60,"field":"02","person_types":["05"],
   "starts":"2026-11-28T09:00:00+08:00","ends":"2026-11-28T11:00:00+08:00","people":1,"worker":true,"skills":[],
   "languages":["dongxiang"],"gender":"any","urgency":2,"goods":[{"item":"rice","quantity":3}],"money_fen":0}],
 "workers":[{"id":"w1","region":"622901001000","lon":103.22,"lat":35.60,"fields":["02"],"level":2,"open_cases":3,
   "max_cases":20,"languages":["zh","dongxiang"],"gender":"f","available":[["2026-11-28T08:00:00+08:00","2026-11-28T18:00:00+08:00"]]}],
 "volunteers":[{"id":"v1","region":"622901001000","lon":103.22,"lat":35.60,"skills":[],"languages":["zh"],"gender":"m",
   "age":30,"available":[["2026-11-28T08:00:00+08:00","2026-11-28T18:00:00+08:00"]],"max_km":10,"minutes_this_month":0}],
 "resources":[{"id":"r1","kind":"goods","item":"rice","quantity":10,"money_fen":0,"fields":[],"person_types":[],
   "lon":103.22,"lat":35.60,"max_km":20}],
 "weights":{"distance":30},"limits":{"work":0,"seconds":5,"seed":1}})";

json::value changed(const std::string& pointer, json::value value) {
    json::value whole = json::parse(right);
    const std::size_t last = pointer.rfind('/');
    json::value& parent = whole.at_pointer(pointer.substr(0, last));
    const std::string member = pointer.substr(last + 1);
    if (parent.is_array())
        parent.get_array().at(std::stoul(member)) = std::move(value);
    else
        parent.get_object()[member] = std::move(value);
    return whole;
}

std::vector<Wrong> wrong_of(const json::value& document) {
    std::vector<Wrong> wrong;
    read_match(json::serialize(document), wrong);
    return wrong;
}

std::string path_of_wrong(const std::string& pointer, json::value value) {
    const auto wrong = wrong_of(changed(pointer, std::move(value)));
    return wrong.size() == 1 ? wrong[0].path : std::to_string(wrong.size()) + " faults";
}

TEST(MatchJson, a_right_document_is_read_whole) {
    std::vector<Wrong> wrong;
    const MatchRequest request = read_match(right, wrong);
    EXPECT_TRUE(wrong.empty()) << sentence(wrong);
    EXPECT_EQ(request.input.weights.distance, 30);
    EXPECT_EQ(request.input.needs[0].goods[0].quantity, 3);
    EXPECT_EQ(request.input.volunteers[0].available.size(), 1u);
    EXPECT_EQ(request.seconds, 5);
}

TEST(MatchJson, the_answer_has_the_members_that_were_promised) {
    std::vector<Wrong> wrong;
    const MatchRequest request = read_match(right, wrong);
    const json::object answer = write_match(matching::match(request.input), request, 0.1);
    EXPECT_EQ(answer.at("outcome"), "optimal");
    EXPECT_EQ(answer.at("repeatable"), true);
    EXPECT_EQ(answer.at("cost"), answer.at("lower_bound"));
    const json::object& need = answer.at("needs").get_array()[0].get_object();
    EXPECT_EQ(need.at("worker"), "w1");
    EXPECT_EQ(need.at("resources").get_array()[0].at("quantity"), 3);
    EXPECT_FALSE(need.at("reasons").get_array()[0].at("zh").get_string().empty());
    const json::object& unmet = need.at("unmet").get_array()[0].get_object();
    EXPECT_EQ(unmet.at("part"), "volunteers");
    EXPECT_EQ(unmet.at("why").at("code"), "volunteer.language");
    EXPECT_EQ(unmet.at("would_help").at("set"), json::value({{"languages", json::array{}}}));
}

TEST(MatchJson, what_is_wrong_is_named_by_its_path) {
    EXPECT_EQ(path_of_wrong("/now", "tomorrow"), "now");
    EXPECT_EQ(path_of_wrong("/needs/0/id", ""), "needs[0].id");
    EXPECT_EQ(path_of_wrong("/needs/0/starts", nullptr), "needs[0].starts");
    EXPECT_EQ(path_of_wrong("/needs/0/ends", "2026-11-28T09:00:00+08:00"), "needs[0].ends");
    EXPECT_EQ(path_of_wrong("/needs/0/urgency", 4), "needs[0].urgency");
    EXPECT_EQ(path_of_wrong("/needs/0/urgency", 2.5), "needs[0].urgency");
    EXPECT_EQ(path_of_wrong("/needs/0/gender", "x"), "needs[0].gender");
    EXPECT_EQ(path_of_wrong("/needs/0/goods/0/quantity", -1), "needs[0].goods[0].quantity");
    EXPECT_EQ(path_of_wrong("/needs/0/lon", "103"), "needs[0].lon");
    EXPECT_EQ(path_of_wrong("/workers/0/max_cases", nullptr), "workers[0].max_cases");
    EXPECT_EQ(path_of_wrong("/volunteers/0/available/0/1", "2026-11-28T08:00:00+08:00"), "volunteers[0].available");
    EXPECT_EQ(path_of_wrong("/resources/0/kind", "cloud"), "resources[0].kind");
    EXPECT_EQ(path_of_wrong("/weights/distances", 3), "weights.distances");
    EXPECT_EQ(path_of_wrong("/weights/distance", -3), "weights.distance");
    EXPECT_EQ(path_of_wrong("/limits/seconds", -3), "limits.seconds");
}

TEST(MatchJson, an_id_stands_once_in_its_list) {
    json::value twice = json::parse(right);
    auto& needs = twice.at("needs").get_array();
    needs.push_back(needs[0]);
    const auto wrong = wrong_of(twice);
    ASSERT_EQ(wrong.size(), 1u);
    EXPECT_EQ(wrong[0].path, "needs[1].id");
}

TEST(MatchJson, what_is_no_json_is_said_so) {
    std::vector<Wrong> wrong;
    read_match("{\"now\":", wrong);
    ASSERT_EQ(wrong.size(), 1u);
    EXPECT_NE(sentence(wrong).find("is not JSON"), std::string::npos);
}

TEST(MatchJson, where_it_is_no_json_is_said_too) {
    std::vector<Wrong> wrong;
    read_match("{\"now\": 1,\n \"名\": x}", wrong);
    ASSERT_EQ(wrong.size(), 1u);
    EXPECT_NE(sentence(wrong).find("at line 2, character 7"), std::string::npos) << sentence(wrong);
    wrong.clear();
    read_match("{}\n{}", wrong);
    ASSERT_EQ(wrong.size(), 1u);
    EXPECT_NE(sentence(wrong).find("at line 2, character 1"), std::string::npos) << sentence(wrong);
}

TEST(MatchJson, a_member_without_meaning_is_told_back) {
    std::vector<Wrong> wrong;
    read_match(json::serialize(changed("/needs/0/langauges", json::array{"zh"})), wrong);
    ASSERT_EQ(wrong.size(), 1u);
    EXPECT_EQ(wrong[0].path, "needs[0].langauges");
    EXPECT_EQ(wrong[0].words.en, "is no key here; did you mean `languages`?");
    EXPECT_NE(wrong[0].words.zh.find("`languages`"), std::string::npos);
}

TEST(MatchJson, goods_alone_want_no_time) {
    json::value document = changed("/needs/0/people", 0);
    document.at("needs").get_array()[0].get_object()["worker"] = false;
    document.at("needs").get_array()[0].get_object().erase("starts");
    document.at("needs").get_array()[0].get_object().erase("ends");
    EXPECT_TRUE(wrong_of(document).empty());
}

TEST(MatchJson, every_weight_is_printed_with_its_meaning) {
    const json::object printed = write_weights();
    EXPECT_EQ(printed.at("weights").at("field"), 40);
    EXPECT_EQ(printed.at("weights").get_object().size(), matching::weight_keys().size());
    for (const auto& [key, meaning] : printed.at("meaning").get_object()) {
        EXPECT_FALSE(meaning.at("zh").get_string().empty()) << key;
        EXPECT_FALSE(meaning.at("en").get_string().empty()) << key;
    }
}

} // namespace
} // namespace liandong::linkage
