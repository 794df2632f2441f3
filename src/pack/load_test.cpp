// What a pack says, read into its structs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "expr/criterion.hpp"
#include "pack/examples.hpp"
#include "pack/hooks.hpp"
#include "pack/testing.hpp"

namespace liandong::pack {
namespace {

using ::testing::ElementsAre;
using testing::small_pack;

const Type& request() { return *small_pack().type("desk.request"); }

TEST(Loading, keeps_fields_in_the_order_of_their_lines) {
    std::vector<std::string> names;
    for (const auto& field : small_pack().type("people.person")->fields)
        names.push_back(field.name);
    EXPECT_THAT(names, ElementsAre("name", "id_no", "birth_date", "live_region"));
}

TEST(Loading, reads_a_kind_with_its_argument) {
    EXPECT_EQ(request().field("matter")->most, 60);
    EXPECT_EQ(request().field("stars")->low, 1);
    EXPECT_EQ(request().field("stars")->high, 5);
    EXPECT_EQ(request().field("place")->region_level, 5);
    EXPECT_EQ(request().field("urgency")->list, "urgency");
    EXPECT_EQ(request().field("worker")->target, "desk.worker");
}

TEST(Loading, keeps_the_range_of_a_number_with_places_in_tenths) {
    EXPECT_EQ(request().field("distance")->low, 0);
    EXPECT_EQ(request().field("distance")->high, 5000);
}

TEST(Loading, lets_an_amount_be_negative_only_where_it_is_signed) {
    EXPECT_EQ(request().field("cost")->low, 0);
    EXPECT_FALSE(small_pack().type("desk.hours")->field("minutes")->low);
}

TEST(Loading, quotes_the_default_of_a_text_and_no_other) {
    EXPECT_EQ(request().field("note")->default_value.text, "'无'");
    EXPECT_EQ(request().field("urgency")->default_value.text, "normal");
}

TEST(Loading, reads_a_sequence_into_its_parts) {
    const auto& sequence = std::get<Sequence>(request().field("number")->made);
    ASSERT_EQ(sequence.parts.size(), 4u);
    EXPECT_EQ(sequence.parts[0].text, "QZ");
    EXPECT_EQ(sequence.parts[1].name, "date");
    EXPECT_EQ(sequence.parts[2].length, 6);
    EXPECT_EQ(sequence.parts[3].name, "count");
    EXPECT_TRUE(sequence.gapless);
}

TEST(Loading, reads_what_is_kept_from_rows_that_point_here) {
    const auto& keep = std::get<Keep>(small_pack().type("desk.worker")->field("open")->made);
    EXPECT_EQ(keep.function, Keep::Function::count);
    EXPECT_EQ(keep.type, "desk.request");
    EXPECT_EQ(keep.by, "worker");
    EXPECT_EQ(keep.where.text, "state in (waiting, taken)");
    EXPECT_EQ(keep.where.tree->type().name, "desk.request");
}

TEST(Loading, reads_a_moving_window_of_months_or_of_days) {
    const auto& worker = *small_pack().type("desk.worker");
    EXPECT_EQ(std::get<Keep>(worker.field("minutes")->made).during_months, 12);
    EXPECT_EQ(std::get<Keep>(worker.field("requests_90")->made).during_days, 90);
}

TEST(Loading, gives_a_copy_the_kind_and_the_privacy_of_its_source) {
    const auto& phone = *small_pack().type("desk.visit")->field("phone");
    EXPECT_EQ(phone.kind, Kind::text);
    EXPECT_EQ(phone.most, 20);
    EXPECT_EQ(phone.privacy, Privacy::sensitive);
    EXPECT_FALSE(phone.typed());
}

TEST(Loading, makes_a_word_list_of_states_that_are_copied) {
    const auto& stage = *small_pack().type("desk.visit")->field("stage");
    EXPECT_EQ(stage.kind, Kind::code);
    ASSERT_TRUE(small_pack().list(stage.list));
    EXPECT_EQ(small_pack().list(stage.list)->words[1].name, "waiting");
}

TEST(Loading, works_open_out_to_every_state_that_is_not_final) {
    EXPECT_THAT(request().event("refuse")->from, ElementsAre("draft", "waiting", "taken", "done"));
}

TEST(Loading, lets_nobody_edit_in_a_final_state_unless_it_says_so) {
    EXPECT_FALSE(request().state("refused")->edit);
    EXPECT_TRUE(request().state("taken")->edit);
    EXPECT_THAT(*request().state("waiting")->edit_only, ElementsAre("phone", "story"));
}

TEST(Loading, gives_a_ledger_the_field_that_names_the_reversed_line) {
    const auto* reverses = small_pack().type("desk.hours")->field("reverses");
    ASSERT_TRUE(reverses);
    EXPECT_EQ(reverses->target, "desk.hours");
}

TEST(Loading, keeps_parameters_in_their_smallest_step) {
    const auto day = *base::parse_date("2026-11-23");
    EXPECT_EQ(small_pack().parameter("watch.line")->on(day), 500'050); // fen
    EXPECT_EQ(small_pack().parameter("desk.share")->on(day), 3'333);   // hundredths of a percent
    EXPECT_EQ(small_pack().parameter("watch.open")->on(day), 1);
}

TEST(Loading, answers_the_parameter_in_force_on_a_day) {
    const auto& answer = *small_pack().parameter("desk.answer");
    EXPECT_EQ(answer.on(*base::parse_date("2021-11-30")), std::nullopt);
    EXPECT_EQ(answer.on(*base::parse_date("2023-12-31")), 3);
    EXPECT_EQ(answer.on(*base::parse_date("2024-01-01")), 2);
}

TEST(Loading, works_a_right_on_a_module_out_to_its_types_and_their_words) {
    std::map<std::string, std::vector<std::string>> lines;
    for (const auto& grant : small_pack().role("county")->may)
        if (grant.fields.empty())
            lines[grant.on] = grant.words;
    EXPECT_EQ(lines.size(), 5u);
    EXPECT_THAT(lines["desk.request"], ElementsAre("read", "export", "work"));
    EXPECT_THAT(lines["desk.hours"], ElementsAre("read", "export")); // nothing there is called work
}

TEST(Loading, finds_a_role_by_its_code) { EXPECT_EQ(small_pack().role("CTY")->name, "county"); }

TEST(Loading, reads_rows_that_make_themselves_as_stored_values) {
    const auto& rows = small_pack().type("desk.item")->opens.at(0).rows;
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].values[1], (std::pair<std::string, Value>{"urgency", std::string("3")}));
    EXPECT_EQ(rows[1].values[2], (std::pair<std::string, Value>{"must", false}));
}

TEST(Loading, makes_a_figure_of_a_part_written_in_place) {
    const auto& ratio = *small_pack().figure("in-time");
    EXPECT_THAT(ratio.of, ElementsAre("in-time/1", "requests"));
    EXPECT_EQ(small_pack().figure("in-time/1")->form, Figure::Form::flow);
    EXPECT_THAT(small_pack().figure("in-time/1")->by, ElementsAre("urgency"));
}

TEST(Loading, reads_targets_with_commas_in_quotes) {
    ASSERT_EQ(small_pack().targets.size(), 2u);
    EXPECT_EQ(small_pack().targets[0].basis, "S1, 1");
    EXPECT_EQ(small_pack().targets[1].target, "95%");
}

TEST(Loading, reads_what_a_county_adds) {
    ASSERT_EQ(small_pack().locals.size(), 1u);
    const auto& local = small_pack().locals[0];
    EXPECT_EQ(local.fields.at(0).name, "x620123_dialect");
    EXPECT_TRUE(local.fields.at(0).required_if.tree);
    EXPECT_EQ(local.parameters.at(0).second.at(0).is, 15);
}

TEST(Loading, compiles_alert_rules_from_the_most_urgent_down) {
    const auto& alert = small_pack().alerts.at(0);
    ASSERT_EQ(alert.levels.size(), 2u);
    EXPECT_EQ(alert.levels[0].level, "red");
    EXPECT_TRUE(alert.levels[0].when.tree && alert.levels[1].when.tree);
}

TEST(Loading, finds_fields_one_step_away) {
    EXPECT_EQ(small_pack().at(request(), "worker.left_on")->kind, Kind::date);
    EXPECT_EQ(small_pack().at(request(), "state")->name, "state");
    EXPECT_EQ(small_pack().at(request(), "worker.nothing"), nullptr);
}

TEST(Loading, keeps_conditions_alive_in_a_copy_of_the_pack) {
    auto copy = std::make_unique<Pack>(load(testing::small_folder()));
    const auto guard = copy->type("desk.request")->event("take")->guard;
    const auto schema = copy->schema;
    copy.reset();
    EXPECT_TRUE(guard.tree->is_condition());
}

TEST(Digest, is_the_same_for_the_same_files_and_another_for_one_more_space) {
    testing::Copied copied;
    const auto before = digest(copied.folder());
    EXPECT_EQ(before, small_pack().digest);
    EXPECT_EQ(before.size(), 64u);
    copied.change("pack.toml", "\"small\"", "\"small\" ");
    EXPECT_NE(digest(copied.folder()), before);
}

TEST(Digest, tells_a_file_that_was_moved) {
    testing::Copied copied;
    std::filesystem::rename(copied.folder() / "codes/lists.toml", copied.folder() / "codes/words.toml");
    EXPECT_NE(digest(copied.folder()), small_pack().digest);
}

TEST(Examples, answer_as_written) {
    for (const auto& mistake : run_examples(small_pack()))
        ADD_FAILURE() << to_text(mistake);
}

TEST(Examples, that_answer_otherwise_are_named_with_their_line) {
    testing::Copied copied;
    const int line = copied.change("rules/rules.toml", "bad    = [{ worker = { open = 20 } }]",
                                   "bad    = [{ worker = { open = 19 } }]");
    const auto mistakes = run_examples(load(copied.folder()));
    ASSERT_EQ(mistakes.size(), 1u);
    EXPECT_EQ(mistakes[0].source.line, line);
    EXPECT_THAT(mistakes[0].words.en, ::testing::HasSubstr("`R-DSK-02`: this bad example passes the rule"));
}

TEST(Examples, of_a_rule_about_today_say_which_day_it_is) {
    testing::Copied copied;
    copied.change("rules/rules.toml", "good   = [{ today = 2026-11-23, ", "good   = [{ ");
    const auto mistakes = run_examples(load(copied.folder()));
    ASSERT_FALSE(mistakes.empty());
    EXPECT_THAT(mistakes[0].words.en, ::testing::HasSubstr("looks at the clock"));
}

TEST(Hooks, that_the_server_lacks_are_named_with_their_rule) {
    ASSERT_EQ(hooks_of(small_pack()).size(), 1u);
    EXPECT_TRUE(missing_hooks(small_pack(), {"desk.day_limit"}).empty());
    const auto mistakes = missing_hooks(small_pack(), {"desk.daylimit"});
    ASSERT_EQ(mistakes.size(), 1u);
    EXPECT_EQ(mistakes[0].words.en,
              "`R-DSK-04`: this server has no hook `desk.day_limit`; did you mean `desk.daylimit`?");
}

/// Every policy pack that comes with the server.
TEST(PacksOfTheProduct, load_without_mistakes_and_their_examples_answer_as_written) {
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(LIANDONG_SOURCE) / "pack")) {
        SCOPED_TRACE(entry.path().filename().string());
        MistakeList mistakes;
        const auto pack = read(entry.path(), mistakes);
        for (const auto& mistake : mistakes)
            ADD_FAILURE() << to_text(mistake);
        for (const auto& mistake : run_examples(pack))
            ADD_FAILURE() << to_text(mistake);
    }
}

} // namespace
} // namespace liandong::pack
