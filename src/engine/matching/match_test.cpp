// What a plan does, scene by scene, as the people who use it would say it.
#include "engine/matching/match.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "engine/matching/words.hpp"

namespace liandong::matching {
namespace {

base::Instant at(const std::string& text) { return *base::parse_instant(text + ":00+08:00"); }
Window from_to(const std::string& day, const std::string& from, const std::string& to) {
    return {at(day + "T" + from), at(day + "T" + to)};
}

const Point linxia{103.21, 35.60};
// About 0.9 km east of another point, as many times.
Point east(Point from, double km) { return {from.lon + km / 90.5, from.lat}; }

const Window saturday_morning = from_to("2026-11-28", "09:00", "11:00");
const Window sunday_morning = from_to("2026-11-29", "09:00", "11:00");
const Window whole_saturday = from_to("2026-11-28", "08:00", "20:00");
const Window whole_sunday = from_to("2026-11-29", "08:00", "20:00");

Need need(const std::string& id, int people = 1) {
    Need made;
    made.id = id;
    made.at = linxia;
    made.field = "02";
    made.time = saturday_morning;
    made.people = people;
    return made;
}

Volunteer volunteer(const std::string& id) {
    Volunteer made;
    made.id = id;
    made.at = east(linxia, 1);
    made.languages = {"zh"};
    made.gender = Gender::female;
    made.age = 30;
    made.available = {whole_saturday};
    made.max_km = 10;
    return made;
}

Worker worker(const std::string& id) {
    Worker made;
    made.id = id;
    made.at = east(linxia, 1);
    made.fields = {"02"};
    made.level = 1;
    made.open_cases = 3;
    made.max_cases = 20;
    made.languages = {"zh"};
    made.gender = Gender::female;
    return made;
}

Resource rice(const std::string& id, std::int64_t quantity) {
    Resource made;
    made.id = id;
    made.item = "rice";
    made.quantity = quantity;
    made.at = east(linxia, 2);
    return made;
}

Input scene() {
    Input input;
    input.now = at("2026-11-23T08:00");
    return input;
}

const NeedPlan& plan_of(const Solution& solution, const std::string& id) {
    return *std::find_if(solution.needs.begin(), solution.needs.end(), [&](const NeedPlan& p) { return p.id == id; });
}

const Unmet* unmet_part(const Solution& solution, const std::string& id, const std::string& part) {
    const auto& unmet = plan_of(solution, id).unmet;
    const auto found = std::find_if(unmet.begin(), unmet.end(), [&](const Unmet& one) { return one.part == part; });
    return found == unmet.end() ? nullptr : &*found;
}

// What is said to help is made true and planned again from the beginning.
void expect_help_is_true(const Input& input, const Solution& solution) {
    for (const NeedPlan& plan : solution.needs)
        for (const Unmet& unmet : plan.unmet) {
            if (!unmet.would_help)
                continue;
            Input changed = input;
            apply(changed, plan.id, *unmet.would_help);
            const Solution again = match(changed);
            EXPECT_EQ(unmet_part(again, plan.id, unmet.part), nullptr)
                << plan.id << " " << unmet.part << " after " << unmet.would_help->code;
        }
}

TEST(Match, a_volunteer_who_fits_is_proposed_with_reasons) {
    Input input = scene();
    input.needs = {need("n1")};
    input.volunteers = {volunteer("v1")};
    const Solution solution = match(input);
    EXPECT_EQ(solution.outcome, Outcome::optimal);
    EXPECT_EQ(solution.cost, solution.lower_bound);
    EXPECT_EQ(plan_of(solution, "n1").volunteers, std::vector<std::string>{"v1"});
    EXPECT_FALSE(plan_of(solution, "n1").reasons.empty());
}

TEST(Match, the_rarer_language_is_kept_for_the_need_that_wants_it) {
    Input input = scene();
    input.needs = {need("a"), need("b")};
    input.needs[1].languages = {"dongxiang"};
    input.volunteers = {volunteer("v1"), volunteer("v2")};
    input.volunteers[0].languages = {"zh", "dongxiang"};
    input.volunteers[0].at = linxia; // nearest to both
    const Solution solution = match(input);
    EXPECT_EQ(plan_of(solution, "b").volunteers, std::vector<std::string>{"v1"});
    EXPECT_EQ(plan_of(solution, "a").volunteers, std::vector<std::string>{"v2"});
}

TEST(Match, booked_speakers_are_counted_and_another_day_is_offered) {
    Input input = scene();
    input.needs = {need("a"), need("b")};
    for (Need& one : input.needs)
        one.languages = {"dongxiang"};
    input.needs[0].urgency = 3;
    input.volunteers = {volunteer("v1"), volunteer("v2")};
    input.volunteers[0].languages = {"dongxiang"};
    input.volunteers[0].available = {whole_saturday, whole_sunday};
    const Solution solution = match(input);
    EXPECT_EQ(plan_of(solution, "a").volunteers, std::vector<std::string>{"v1"});
    const Unmet* unmet = unmet_part(solution, "b", "volunteers");
    ASSERT_TRUE(unmet);
    EXPECT_EQ(unmet->why.code, "volunteer.booked");
    EXPECT_EQ(unmet->why.params.at("count"), "1");
    ASSERT_TRUE(unmet->would_help);
    EXPECT_TRUE(std::holds_alternative<MoveNeed>(unmet->would_help->what));
    expect_help_is_true(input, solution);
}

TEST(Match, nobody_is_in_two_places_in_one_part_of_the_day) {
    Input input = scene();
    input.needs = {need("a"), need("b")};
    input.needs[1].time = from_to("2026-11-28", "10:00", "12:00");
    input.volunteers = {volunteer("v1")};
    const Solution solution = match(input);
    EXPECT_EQ(plan_of(solution, "a").volunteers.size() + plan_of(solution, "b").volunteers.size(), 1u);
}

TEST(Match, the_afternoon_is_free_for_another_need) {
    Input input = scene();
    input.needs = {need("a"), need("b")};
    input.needs[1].time = from_to("2026-11-28", "12:00", "14:00");
    input.volunteers = {volunteer("v1")};
    const Solution solution = match(input);
    EXPECT_EQ(plan_of(solution, "a").volunteers.size() + plan_of(solution, "b").volunteers.size(), 2u);
}

TEST(Match, a_whole_day_and_its_afternoon_do_not_share_a_volunteer) {
    Input input = scene();
    input.needs = {need("a"), need("b"), need("c")};
    input.needs[0].time = from_to("2026-11-28", "09:00", "17:00");
    input.needs[1].time = from_to("2026-11-28", "14:00", "16:00");
    input.needs[2].time = from_to("2026-11-28", "09:00", "11:00");
    input.volunteers = {volunteer("v1")};
    const Solution solution = match(input);
    EXPECT_EQ(solution.outcome, Outcome::optimal);
    EXPECT_TRUE(plan_of(solution, "a").volunteers.empty());
    EXPECT_EQ(plan_of(solution, "b").volunteers.size(), 1u);
    EXPECT_EQ(plan_of(solution, "c").volunteers.size(), 1u);
}

TEST(Match, no_day_of_a_volunteer_is_longer_than_twelve_hours) {
    Input input = scene();
    input.needs = {need("a"), need("b"), need("c")};
    input.needs[0].time = from_to("2026-11-28", "06:00", "12:00");
    input.needs[1].time = from_to("2026-11-28", "12:00", "18:00");
    input.needs[2].time = from_to("2026-11-28", "18:00", "19:00");
    input.volunteers = {volunteer("v1")};
    input.volunteers[0].available = {from_to("2026-11-28", "05:00", "22:00")};
    input.weights.minutes_a_day_max = 720;
    const Solution full = match(input);
    EXPECT_EQ(full.outcome, Outcome::optimal);
    std::size_t served = 0;
    for (const NeedPlan& plan : full.needs)
        served += plan.volunteers.size();
    EXPECT_EQ(served, 2u);
    input.weights.minutes_a_day_max = 780;
    served = 0;
    for (const NeedPlan& plan : match(input).needs)
        served += plan.volunteers.size();
    EXPECT_EQ(served, 3u);
}

TEST(Match, an_urgent_need_comes_first) {
    Input input = scene();
    input.needs = {need("a"), need("b")};
    input.needs[1].urgency = 3;
    input.needs[1].at = east(linxia, 8);
    input.volunteers = {volunteer("v1")};
    EXPECT_EQ(plan_of(match(input), "b").volunteers.size(), 1u);
}

TEST(Match, fourteen_may_serve_and_thirteen_may_not) {
    Input input = scene();
    input.needs = {need("a")};
    input.volunteers = {volunteer("v1")};
    input.volunteers[0].age = 14;
    EXPECT_EQ(plan_of(match(input), "a").volunteers.size(), 1u);
    input.volunteers[0].age = 13;
    const Solution solution = match(input);
    EXPECT_EQ(unmet_part(solution, "a", "volunteers")->why.code, "volunteer.too_young");
}

TEST(Match, a_minor_is_not_sent_to_the_most_urgent_need) {
    Input input = scene();
    input.needs = {need("a")};
    input.volunteers = {volunteer("v1")};
    input.volunteers[0].age = 17;
    input.needs[0].urgency = 2;
    EXPECT_EQ(plan_of(match(input), "a").volunteers.size(), 1u);
    input.needs[0].urgency = 3;
    EXPECT_EQ(unmet_part(match(input), "a", "volunteers")->why.code, "volunteer.minor_urgent");
    input.volunteers[0].age = 18;
    EXPECT_EQ(plan_of(match(input), "a").volunteers.size(), 1u);
}

TEST(Match, each_skill_is_one_persons_work) {
    Input input = scene();
    input.needs = {need("a", 3)};
    input.needs[0].skills = {"haircut", "first_aid"};
    input.volunteers = {volunteer("v1"), volunteer("v2"), volunteer("v3")};
    input.volunteers[0].skills = {"haircut", "first_aid"};
    input.volunteers[2].skills = {"haircut"};
    EXPECT_EQ(plan_of(match(input), "a").volunteers.size(), 3u);
    input.volunteers[2].skills = {};
    const Solution short_of_one = match(input);
    EXPECT_EQ(plan_of(short_of_one, "a").volunteers.size(), 2u);
    EXPECT_EQ(plan_of(short_of_one, "a").unmet.size(), 1u);
    EXPECT_EQ(plan_of(short_of_one, "a").unmet[0].part.substr(0, 6), "skill:");
    expect_help_is_true(input, short_of_one);
}

TEST(Match, one_person_for_two_skills_must_have_both) {
    Input input = scene();
    input.needs = {need("a", 1)};
    input.needs[0].skills = {"haircut", "first_aid"};
    input.volunteers = {volunteer("v1")};
    input.volunteers[0].skills = {"haircut"};
    EXPECT_NE(unmet_part(match(input), "a", "skill:haircut+first_aid"), nullptr);
    input.volunteers[0].skills = {"first_aid", "haircut"};
    EXPECT_EQ(plan_of(match(input), "a").volunteers.size(), 1u);
}

TEST(Match, gender_is_kept_to) {
    Input input = scene();
    input.needs = {need("a")};
    input.needs[0].gender = Gender::male;
    input.volunteers = {volunteer("v1")};
    const Solution solution = match(input);
    EXPECT_EQ(unmet_part(solution, "a", "volunteers")->why.code, "volunteer.gender");
    EXPECT_EQ(unmet_part(solution, "a", "volunteers")->would_help->code, "help.gender");
    expect_help_is_true(input, solution);
}

TEST(Match, a_volunteer_a_little_too_far_is_asked_to_go_farther) {
    Input input = scene();
    input.needs = {need("a")};
    input.volunteers = {volunteer("v1")};
    input.volunteers[0].at = east(linxia, 11.5);
    const Solution solution = match(input);
    const Unmet* unmet = unmet_part(solution, "a", "volunteers");
    EXPECT_EQ(unmet->why.code, "volunteer.too_far");
    ASSERT_TRUE(std::holds_alternative<GoFarther>(unmet->would_help->what));
    EXPECT_EQ(std::get<GoFarther>(unmet->would_help->what).max_km, 12);
    expect_help_is_true(input, solution);
}

TEST(Match, who_has_served_less_this_month_comes_first) {
    Input input = scene();
    input.needs = {need("a")};
    input.volunteers = {volunteer("v1"), volunteer("v2")};
    input.volunteers[0].minutes_this_month = 600;
    EXPECT_EQ(plan_of(match(input), "a").volunteers, std::vector<std::string>{"v2"});
}

TEST(Match, the_one_who_knows_the_person_comes_first) {
    Input input = scene();
    input.needs = {need("a")};
    input.needs[0].known = {"v1"};
    input.volunteers = {volunteer("v1"), volunteer("v2")};
    input.volunteers[0].minutes_this_month = 600;
    EXPECT_EQ(plan_of(match(input), "a").volunteers, std::vector<std::string>{"v1"});
}

TEST(Match, a_worker_at_the_limit_takes_no_case) {
    Input input = scene();
    input.needs = {need("a", 0)};
    input.needs[0].worker = true;
    input.workers = {worker("w1")};
    input.workers[0].open_cases = 19;
    EXPECT_EQ(plan_of(match(input), "a").worker, "w1");
    input.workers[0].open_cases = 20;
    const Solution solution = match(input);
    const Unmet* unmet = unmet_part(solution, "a", "worker");
    ASSERT_TRUE(unmet);
    EXPECT_EQ(unmet->why.code, "worker.full");
    EXPECT_EQ(unmet->would_help->code, "help.cases");
    EXPECT_EQ(std::get<TakeMoreCases>(unmet->would_help->what).max_cases, 21);
    expect_help_is_true(input, solution);
}

TEST(Match, a_worker_with_one_case_left_takes_one_of_two_needs) {
    Input input = scene();
    input.needs = {need("a", 0), need("b", 0)};
    for (Need& one : input.needs)
        one.worker = true;
    input.needs[1].time = sunday_morning;
    input.needs[1].urgency = 2;
    input.workers = {worker("w1")};
    input.workers[0].open_cases = 19;
    const Solution solution = match(input);
    EXPECT_EQ(plan_of(solution, "a").worker, "");
    EXPECT_EQ(plan_of(solution, "b").worker, "w1");
    expect_help_is_true(input, solution);
}

TEST(Match, a_worker_of_the_field_is_worth_a_longer_way) {
    Input input = scene();
    input.needs = {need("a", 0)};
    input.needs[0].worker = true;
    input.workers = {worker("w1"), worker("w2")};
    input.workers[0].fields = {"08"};
    input.workers[1].at = east(linxia, 25);
    EXPECT_EQ(plan_of(match(input), "a").worker, "w2");
}

TEST(Match, stock_runs_out_for_the_less_urgent) {
    Input input = scene();
    input.needs = {need("a", 0), need("b", 0)};
    for (Need& one : input.needs)
        one.goods = {{"rice", 6}};
    input.needs[1].urgency = 2;
    input.resources = {rice("r1", 10)};
    const Solution solution = match(input);
    EXPECT_EQ(plan_of(solution, "b").resources[0].quantity, 6);
    EXPECT_EQ(plan_of(solution, "a").resources[0].quantity, 4);
    const Unmet* unmet = unmet_part(solution, "a", "goods:rice");
    ASSERT_TRUE(unmet);
    EXPECT_EQ(unmet->missing, 2);
    EXPECT_EQ(unmet->why.code, "goods.full");
    EXPECT_EQ(std::get<MoreStock>(unmet->would_help->what).quantity, 12);
    expect_help_is_true(input, solution);
}

TEST(Match, a_directed_gift_goes_to_its_purpose_only_and_first) {
    Input input = scene();
    input.needs = {need("a", 0), need("b", 0)};
    for (Need& one : input.needs)
        one.goods = {{"rice", 5}};
    input.needs[0].person_types = {"05"};
    input.resources = {rice("for_05", 5), rice("for_all", 5)};
    input.resources[0].person_types = {"05"};
    const Solution solution = match(input);
    EXPECT_EQ(plan_of(solution, "a").resources[0].id, "for_05");
    EXPECT_EQ(plan_of(solution, "b").resources[0].id, "for_all");
    input.resources.pop_back();
    EXPECT_EQ(unmet_part(match(input), "b", "goods:rice")->why.code, "goods.person_type");
}

TEST(Match, money_is_given_to_the_fen) {
    Input input = scene();
    input.needs = {need("a", 0)};
    input.needs[0].money_fen = 100'001;
    Resource fund;
    fund.id = "fund";
    fund.kind = Kind::money;
    fund.money_fen = 100'000;
    fund.at = linxia;
    input.resources = {fund};
    const Solution solution = match(input);
    EXPECT_EQ(plan_of(solution, "a").resources[0].money_fen, 100'000);
    EXPECT_EQ(unmet_part(solution, "a", "money")->missing, 1);
    expect_help_is_true(input, solution);
}

TEST(Match, a_room_is_used_by_one_need_at_a_time) {
    Input input = scene();
    input.needs = {need("a", 0), need("b", 0), need("c", 0)};
    for (Need& one : input.needs)
        one.goods = {{"room", 1}};
    input.needs[2].time = sunday_morning;
    Resource room = rice("room", 1);
    room.kind = Kind::place;
    room.item = "room";
    input.resources = {room};
    const Solution solution = match(input);
    EXPECT_EQ(plan_of(solution, "a").resources.size() + plan_of(solution, "b").resources.size(), 1u);
    EXPECT_EQ(plan_of(solution, "c").resources.size(), 1u);
}

TEST(Match, a_time_that_is_past_is_said_and_can_be_moved) {
    Input input = scene();
    input.now = at("2026-11-28T09:01");
    input.needs = {need("a")};
    input.volunteers = {volunteer("v1")};
    const Solution solution = match(input);
    EXPECT_EQ(unmet_part(solution, "a", "volunteers")->why.code, "need.past");
    EXPECT_TRUE(std::holds_alternative<MoveNeed>(unmet_part(solution, "a", "volunteers")->would_help->what));
    expect_help_is_true(input, solution);
}

TEST(Match, with_nobody_at_all_one_more_would_help) {
    Input input = scene();
    input.needs = {need("a", 2)};
    input.needs[0].worker = true;
    input.needs[0].goods = {{"rice", 3}};
    input.needs[0].money_fen = 5000;
    const Solution solution = match(input);
    EXPECT_EQ(plan_of(solution, "a").unmet.size(), 4u);
    for (const Unmet& unmet : plan_of(solution, "a").unmet)
        EXPECT_TRUE(unmet.would_help) << unmet.part;
    expect_help_is_true(input, solution);
}

Input random_scene(unsigned seed, int needs, int people) {
    std::mt19937 random(seed);
    const auto below = [&](int n) { return static_cast<int>(random() % n); };
    const std::vector<std::string> languages = {"zh", "dongxiang", "tibetan"}, skills = {"haircut", "first_aid"};
    Input input = scene();
    input.seed = seed;
    const auto day = [&](int k) { return "2026-11-" + std::to_string(25 + k); };
    const std::vector<std::pair<const char*, const char*>> times = {
        {"09:00", "11:00"}, {"14:00", "16:00"}, {"09:00", "16:30"}, {"19:00", "20:00"}};
    for (int k = 0; k < needs; ++k) {
        Need one = need("n" + std::to_string(k), below(3));
        const auto& [from, to] = times[below(4)];
        one.time = from_to(day(below(3)), from, to);
        one.at = east(linxia, below(20));
        one.worker = below(2) == 0;
        one.urgency = 1 + below(3);
        if (below(3) == 0)
            one.languages = {languages[below(3)]};
        if (below(3) == 0)
            one.skills = {skills[below(2)]};
        if (below(4) == 0)
            one.gender = Gender::male;
        if (below(2) == 0)
            one.goods = {{"rice", 1 + below(9)}};
        if (below(4) == 0)
            one.money_fen = 100 * below(900);
        input.needs.push_back(one);
    }
    for (int k = 0; k < people; ++k) {
        Volunteer one = volunteer("v" + std::to_string(k));
        one.at = east(linxia, below(20));
        one.age = 12 + below(50);
        one.gender = below(2) ? Gender::male : Gender::female;
        one.languages = {languages[below(3)]};
        if (below(2) == 0)
            one.skills = {skills[below(2)]};
        one.available = {from_to(day(below(3)), "08:00", below(2) ? "13:00" : "21:00")};
        one.minutes_this_month = below(2000);
        one.max_km = 3 + below(15);
        input.volunteers.push_back(one);
        if (k % 5 == 0) {
            Worker social = worker("w" + std::to_string(k));
            social.open_cases = 18 + below(3);
            social.languages = {languages[below(3)]};
            social.level = 1 + below(3);
            input.workers.push_back(social);
        }
    }
    input.resources = {rice("r1", below(40)), rice("r2", below(20))};
    input.resources[1].max_km = 5;
    Resource fund = rice("fund", 0);
    fund.kind = Kind::money;
    fund.money_fen = 20'000;
    input.resources.push_back(fund);
    return input;
}

void expect_nobody_twice(const Input& input, const Solution& solution) {
    std::map<std::string, std::vector<Window>> of_person;
    for (std::size_t k = 0; k < solution.needs.size(); ++k) {
        std::vector<std::string> people = solution.needs[k].volunteers;
        if (!solution.needs[k].worker.empty())
            people.push_back(solution.needs[k].worker);
        for (const std::string& person : people) {
            for (const Window& other : of_person[person])
                EXPECT_FALSE(other.from < input.needs[k].time->to && input.needs[k].time->from < other.to) << person;
            of_person[person].push_back(*input.needs[k].time);
        }
    }
}

TEST(Match, whatever_would_help_helps_when_it_is_done) {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        SCOPED_TRACE(seed);
        const Input input = random_scene(seed, 25, 25);
        const Solution solution = match(input);
        EXPECT_LE(solution.lower_bound, solution.cost);
        expect_nobody_twice(input, solution);
        expect_help_is_true(input, solution);
    }
}

TEST(Match, everything_said_has_words_in_both_languages) {
    for (unsigned seed = 1; seed <= 40; ++seed)
        for (const NeedPlan& plan : match(random_scene(seed, 12, seed % 13)).needs) {
            for (const Reason& reason : plan.reasons)
                EXPECT_TRUE(has_words(reason.code)) << reason.code;
            for (const Unmet& unmet : plan.unmet) {
                EXPECT_TRUE(has_words(unmet.why.code)) << unmet.why.code;
                EXPECT_EQ(words_of(unmet.why.code, unmet.why.params).zh.find('{'), std::string::npos) << unmet.why.code;
                EXPECT_EQ(words_of(unmet.why.code, unmet.why.params).en.find('{'), std::string::npos) << unmet.why.code;
                if (unmet.would_help) {
                    const base::Words words = words_of(unmet.would_help->code, unmet.would_help->params);
                    EXPECT_TRUE(has_words(unmet.would_help->code)) << unmet.would_help->code;
                    EXPECT_EQ(words.zh.find('{'), std::string::npos) << unmet.would_help->code;
                }
            }
        }
}

TEST(Match, the_order_of_the_lists_does_not_matter) {
    for (unsigned seed = 1; seed <= 8; ++seed) {
        const Input input = random_scene(seed, 20, 20);
        Input shuffled = input;
        std::mt19937 random(seed);
        std::shuffle(shuffled.needs.begin(), shuffled.needs.end(), random);
        std::shuffle(shuffled.volunteers.begin(), shuffled.volunteers.end(), random);
        std::shuffle(shuffled.workers.begin(), shuffled.workers.end(), random);
        const Solution one = match(input), other = match(shuffled);
        EXPECT_EQ(one.cost, other.cost);
        for (const NeedPlan& plan : one.needs) {
            EXPECT_EQ(plan.worker, plan_of(other, plan.id).worker);
            EXPECT_EQ(plan.volunteers, plan_of(other, plan.id).volunteers);
        }
    }
}

TEST(Match, ended_by_the_clock_it_says_so_and_keeps_a_bound) {
    Input input = random_scene(3, 25, 25);
    const std::int64_t best = match(input).lower_bound;
    input.stop = [] { return true; };
    const Solution solution = match(input);
    EXPECT_EQ(solution.outcome, Outcome::time_limit);
    EXPECT_FALSE(solution.repeatable);
    EXPECT_LE(solution.lower_bound, solution.cost);
    EXPECT_LE(solution.lower_bound, std::max(best, solution.lower_bound));
    expect_nobody_twice(input, solution);
}

TEST(Match, ended_by_work_it_is_repeatable) {
    Input input = random_scene(3, 25, 25);
    input.work = 50;
    const Solution once = match(input), again = match(input);
    EXPECT_TRUE(once.repeatable);
    EXPECT_EQ(once.cost, again.cost);
    EXPECT_LE(once.lower_bound, once.cost);
}

} // namespace
} // namespace liandong::matching
