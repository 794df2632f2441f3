// A pack with one thing wrong: the loader names the file, the line and what would be right. One line a mistake.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pack/testing.hpp"

namespace liandong::pack {
namespace {

constexpr int near = -1, elsewhere = -2;

struct Broken {
    const char* name;
    const char* file;
    const char* from; // what stands there
    const char* to;   // what is written instead
    const char* says; // part of the English sentence
    int lines =
        0; // how many lines below the change the mistake is said; near: within its table; elsewhere: in another file
};

void PrintTo(const Broken& broken, std::ostream* out) { *out << broken.name; }

const char* const request = "records/desk/request.toml";
const char* const worker = "records/desk/worker.toml";
const char* const person = "records/people/person.toml";
const char* const visit = "records/desk/visit.toml";
const char* const rules = "rules/rules.toml";
const char* const figures = "indicators/figures.toml";

const Broken all[] = {
    // Files and words
    {"syntax", request, "[fields]", "[fields", "not well-formed TOML", near},
    {"value_missing", request, "keep_years = 10", "keep_years = ,", "not well-formed TOML"},
    {"unknown_file", "recrods/x.toml", "", "a = 1\n", "this file has no place here"},
    {"unknown_word_of_a_field", request, "required = true, zh = \"村", "requierd = true, zh = \"村",
     "`requierd` is no word here; did you mean `required`?"},
    {"unknown_word_of_a_type", request, "keep_years", "keep_year",
     "`keep_year` is no word here; did you mean `keep_years`?"},
    {"unknown_word_of_an_event", request, "draw = [\"number\"]", "drow = [\"number\"]",
     "`drow` is no word here; did you mean `draw`?"},
    {"label_without_english", request, "zh = \"事项\", en = \"Matter\"", "zh = \"事项\"", "`en` is missing"},
    {"label_without_chinese", "pack.toml", "{ zh = \"监测\", en", "{ en", "`zh` is missing"},
    {"number_where_text_belongs", person, "title  = \"{name}\"", "title  = 7",
     "`title` takes a text, this is a whole number."},
    {"type_not_like_its_path", worker, "\"desk.worker\"", "\"desk.wroker\"",
     "must be named like its path: `desk.worker`"},
    {"module_without_a_name", "pack.toml", "watch  = { zh = \"监测\", en = \"Watch\" }", "",
     "[modules] does not name the module `watch`", near},
    {"future_format", "pack.toml", "format   = 1", "format   = 2", "this server reads format = 1"},
    {"server_type_declared", "records/access/account.toml", "",
     "type = \"access.account\"\ntitle = \"{name}\"\nzh = \"账\"\nen = \"A\"\nregion = \"region\"\n[fields]\n",
     "`access.account` is the server's own"},
    // Fields
    {"no_kind", request, "is = \"money\", ", "", "does not say what it `is`"},
    {"unknown_kind", request, "is = \"money\"", "is = \"monney\"", "no such kind of field; did you mean `money`?"},
    {"text_without_length", request, "text:60", "text", "a text says its most characters"},
    {"range_backwards", request, "number:1..5", "number:5..1", "from low to high"},
    {"unknown_level_of_a_region", request, "region:village", "region:hamlet", "county, town or village"},
    {"unknown_list", request, "code:urgency\", required = true, default = \"normal\", zh = \"紧",
     "code:urgencey\", required = true, default = \"normal\", zh = \"紧",
     "no word list is called `urgencey`; did you mean `urgency`?"},
    {"unknown_target", request, "ref:desk.worker", "ref:desk.wroker",
     "no type is called `desk.wroker`; did you mean `desk.worker`?"},
    {"bad_pattern", request, "^[^<>]*$", "^[^<>*$", "`pattern` is no regular expression"},
    {"unknown_shape", request, "shape = \"phone\"", "shape = \"fone\"",
     "`shape` cannot be `fone`; did you mean `phone`?"},
    {"unknown_privacy", request, "privacy = \"sensitive\", closed", "privacy = \"secret\", closed",
     "`privacy` cannot be `secret`"},
    {"unknown_unit", request, "unit = \"km\"", "unit = \"kmm\"", "`kmm` is no known unit; did you mean `km`?"},
    {"capitals_in_a_name", request, "cost     =", "Cost     =", "names are lower-case letters"},
    {"reserved_name", person, "[fields]\n", "[fields]\ntoday = { is = \"date\", zh = \"今\", en = \"T\" }\n",
     "meaning of its own in criteria", 1},
    {"declares_what_every_type_has", person, "[fields]\n",
     "[fields]\nversion = { is = \"number\", zh = \"版\", en = \"V\" }\n", "every type has this field", 1},
    {"two_sources_of_a_value", worker, "is = \"bool\", keep", "is = \"bool\", calc = \"true\", keep",
     "a field's value comes from one place"},
    {"made_and_required", worker, "is = \"bool\", keep", "is = \"bool\", required = true, keep",
     "types cannot be `required`"},
    {"choose_on_a_text", request, "pattern = \"^[^<>]*$\"", "choose = \"left_on is empty\"",
     "`choose` belongs to a reference"},
    {"default_is_no_word", request, "default = \"normal\", zh = \"紧", "default = \"norml\", zh = \"紧",
     "`norml` is no word of urgency"},
    {"required_if_names_nothing", request, "required = \"urgency = urgent\"", "required = \"urgncy = urgent\"",
     "urgncy"},
    // Copies and kept fields
    {"copy_from_no_field", visit, "copy = \"request.matter\"", "copy = \"request.mater\"",
     "copy: `desk.request` has no field `mater`; did you mean `matter`?"},
    {"copy_two_steps", visit, "copy = \"request.matter\"", "copy = \"request.worker.person\"", "one step"},
    {"copy_with_a_kind", visit, "{ copy = \"request.matter\"", "{ is = \"text:60\", copy = \"request.matter\"",
     "takes its kind from its source"},
    {"keep_unknown_function", worker, "\"exists desk.request", "\"exist desk.request",
     "`exist` is no function; did you mean `exists`?"},
    {"keep_without_by", worker, "count of desk.request by worker where", "count of desk.request worker where",
     "`by` is missing"},
    {"keep_of_no_type", worker, "exists desk.request", "exists desk.requst",
     "no type is called `desk.requst`; did you mean `desk.request`?"},
    {"keep_by_a_field_that_points_elsewhere", worker, "exists desk.request by worker", "exists desk.request by matter",
     "does not point to `desk.worker`"},
    {"keep_of_another_kind", worker, "is = \"date\", keep", "is = \"time\", keep",
     "its kind must be that of `desk.request.asked_on`"},
    {"keep_latest_without_order", worker, " order asked_on", "", "`latest` needs it"},
    {"keep_looks_at_the_clock", worker, "where state = taken\"", "where asked_on < today\"", "today"},
    {"keep_reads_a_sensitive_field", worker, "where state = taken\"", "where story = 'x' and phone contains '1'\"",
     "phone"},
    {"keep_window_over_no_date", worker, "during 90 days of asked_on", "during 90 days of matter",
     "a window moves over a date"},
    // Numbers that are drawn
    {"number_without_count", request, "{count:4}", "", "exactly one {count:N}"},
    {"number_longer_than_its_field", request, "{count:4}", "{count:18}", "the field takes 24"},
    {"number_of_an_odd_region", request, "{region:6}", "{region:5}", "2, 4, 6, 9 or 12 digits"},
    {"number_names_nothing", request, "{region:6}", "{regoin}", "did you mean `region`?"},
    {"number_shows_personal_data", request, "{region:6}", "{phone}", "personal data (`phone`)"},
    // A type's head
    {"no_region", person, "region = \"live_region\"\n", "", "`region` is missing", near},
    {"region_is_no_region", request, "region  = \"place\"", "region  = \"matter\"", "holds no region"},
    {"title_names_nothing", request, "{matter}\"\nsearch", "{mater}\"\nsearch",
     "`desk.request` has no field `mater`; did you mean `matter`?"},
    {"hint_names_nothing", request, "{asked_on} {urgency}", "{asked_at} {urgency}", "has no field `asked_at`"},
    {"title_brace_open", request, "{number} {matter}\"\nsearch", "{number {matter}\"\nsearch", "braces do not pair"},
    {"search_names_nothing", request, "search  = [\"number\"]", "search  = [\"nmber\"]",
     "search: `desk.request` has no field `nmber`"},
    {"unique_names_nothing", person, "unique = [[\"id_no\"]]", "unique = [[\"id_number\"]]",
     "unique: `people.person` has no field `id_number`"},
    {"together_names_nothing", person, "[[\"id_no\", \"birth_date\"]]", "[[\"id_no\", \"born_on\"]]", "together:"},
    {"since_is_no_date", request, "since   = \"asked_on\"", "since   = \"matter\"", "`since` names a date"},
    {"secret_for_nobody", request, "team = \"worker.person", "crew = \"worker.person", "who its `team` is", elsewhere},
    {"parent_is_no_field", visit, "parent = \"request\"", "parent = \"requests\"",
     "parent: `desk.visit` has no field `requests`"},
    {"clause_is_not_there", request, "clause  = \"1\"", "clause  = \"9\"", "clauses.toml has no clause `9`"},
    // States and events
    {"two_starts", request, "en = \"Waiting\"", "en = \"Waiting\", start = true",
     "exactly one state says start = true, here 2 do", near},
    {"state_called_open", visit, "planned = { zh", "open = { zh = \"开\", en = \"Open\" }\nplanned = { zh",
     "no state is called `open`"},
    {"event_from_no_state", request, "from = \"draft\"", "from = \"darft\"",
     "from: `desk.request` has no state `darft`; did you mean `draft`?", near},
    {"event_to_no_state", request, "to = \"taken\"", "to = \"takn\"", "to: `desk.request` has no state `takn`", near},
    {"event_out_of_a_final_state", request, "from = \"waiting\"\nto = \"taken\"", "from = \"refused\"\nto = \"taken\"",
     "no event leads out of it", near},
    {"event_without_right", request, "right = \"ask\"\n", "", "`right` is missing", near},
    {"event_asks_for_no_field", request, "ask = [\"cost\", \"reason\"]", "ask = [\"price\", \"reason\"]",
     "ask: `desk.request` has no field `price`", near},
    {"event_asks_for_a_made_field", request, "ask = [\"cost\", \"reason\"]", "ask = [\"answer_by\", \"reason\"]",
     "typed by nobody", near},
    {"guard_without_else", request, "else = { zh = \"{number}还没有经办人。\", en = \"{number} has no clerk yet.\" }\n",
     "", "`guard` and `else` go together", near},
    {"guard_compares_kinds", request, "guard = \"worker is not empty\"", "guard = \"worker > 3\"", "character"},
    {"set_names_nothing", request, "set = { taken_at = \"now\" }", "set = { taken_on = \"now\" }",
     "set: `desk.request` has no field `taken_on`; did you mean `taken_at`?"},
    {"set_of_another_kind", request, "set = { taken_at = \"now\" }", "set = { taken_at = \"today\" }", "character 1"},
    {"fire_no_event", request, "event = \"drop\"", "event = \"dorp\"",
     "fire: `desk.visit` has no event `dorp`; did you mean `drop`?", near},
    {"tell_no_text", request, "text = \"desk.request.refused\"", "text = \"desk.request.refussed\"",
     "texts/ has no `desk.request.refussed`; did you mean `desk.request.refused`?", near},
    {"tell_nobody", request, "who = \"worker\"", "who = \"workr\"",
     "`workr` is no role, level, word of [reach] or field; did you mean `worker`?", near},
    {"tell_after_nobody", request, "who = \"worker\"", "who = \"county or worker\"",
     "before \"or\" stands a field of the type, what follows is for when it is empty; `county` is none.", near},
    {"make_no_field", request, "minutes = \"60 minutes\"", "minuets = \"60 minutes\"",
     "`desk.hours` has no field `minuets`; did you mean `minutes`?"},
    {"choose_no_state", request, "{ to = \"refused\" }]", "{ to = \"refussed\" }]",
     "choose: `desk.request` has no state `refussed`", near},
    {"clock_for_nobody", request, "for = \"worker\"", "for = \"wroker\"", "for: `wroker` is no role", near},
    {"clock_reminds_never", request, "remind = [\"1 working day\"]", "remind = [\"soon\"]",
     "`soon` is no length of time"},
    {"reached_no_state", request, "[reached.done]", "[reached.dne]", "reached: `desk.request` has no state `dne`",
     near},
    // Forms, lists, the public part, rows
    {"form_names_nothing", request, "\"story\", \"phone\", \"urgency\"", "\"storey\", \"phone\", \"urgency\"",
     "form: `desk.request` has no field `storey`; did you mean `story`?", near},
    {"form_names_twice", request, "\"story\", \"phone\", \"urgency\"", "\"phone\", \"phone\", \"urgency\"",
     "stands twice in the form", near},
    {"rows_that_are_no_children", request, "rows = \"desk.visit\"", "rows = \"desk.hours\"",
     "not made of child rows of `desk.request`", near},
    {"column_two_steps", request, "\"worker.left_on\"", "\"worker.person.name\"", "takes one step", near},
    {"column_names_nothing", request, "\"worker.left_on\"", "\"worker.left\"",
     "columns: `desk.worker` has no field `left`", near},
    {"mark_with_words", request, "sort = \"-asked_on\"", "mark = \"matter\"", "mark takes a yes-or-no field", near},
    {"sort_by_a_sensitive_field", request, "sort = \"-asked_on\"", "sort = \"phone\"", "cannot be sorted by", near},
    {"filter_on_a_sensitive_field", request, "where = \"state = waiting and answer_by < today\"",
     "where = \"phone contains '13'\"", "phone"},
    {"public_personal_data", person, "[reach]", "[public]\nfields = [\"name\"]\n[reach]",
     "`name` is personal, it cannot be public"},
    {"row_of_no_word", "records/desk/item.toml", "urgency = \"urgent\"", "urgency = \"urgnt\"",
     "a word of `urgency`, `urgnt` is none; did you mean `urgent`?"},
    {"row_of_another_kind", "records/desk/item.toml", "must = true }", "must = 1 }", "`must` takes true or false"},
    // Parameters, lists, clauses, texts
    {"parameter_unknown_unit", "parameters.toml", "unit = \"yuan\"", "unit = \"yaun\"",
     "`unit` cannot be `yaun`; did you mean `yuan`?"},
    {"parameter_half_a_day", "parameters.toml", "is = 20,", "is = 20.5,", "cannot be said in whole steps of `count`"},
    {"parameter_twice_on_a_day", "parameters.toml", "from = 2024-01-01", "from = 2021-12-01",
     "two values begin on 2021-12-01"},
    {"parameter_not_there", request, "asked_on + $desk.answer", "asked_on + $desk.anwser", "desk.anwser"},
    {"list_with_a_code_twice", "codes/lists.toml", "code = \"3\", zh = \"紧", "code = \"1\", zh = \"紧",
     "has the code `1` twice", near},
    {"list_neither_open_nor_closed", "codes/lists.toml", "open = true\n", "", "`closed = true` or `open = true`", near},
    {"clause_answered_by_nobody", "clauses.toml", "answers = \"finance\"", "answers = \"finances\"",
     "`department` has no `finances`", near},
    {"text_in_one_language", "texts/en.toml", "\"record.required\" = \"{field} is missing\"\n", "",
     "`record.required` has no words in texts/en.toml", elsewhere},
    {"text_with_no_such_field", "texts/en.toml", "{matter}", "{mater}", "`desk.request` has no field `mater`",
     elsewhere},
    // Roles
    {"role_unknown_type", "roles.toml", "on = \"desk.worker\"", "on = \"desk.wroker\"",
     "no type is called `desk.wroker`"},
    {"role_unknown_right", "roles.toml", "ask work visit", "ask wrok visit",
     "`wrok` is no word to grant on `desk.request`; did you mean `work`?"},
    {"role_unknown_reach", "roles.toml", "reach = \"team\"", "reach = \"teem\"",
     "`desk.request` has no reach `teem`; did you mean `team`?"},
    {"role_of_government_sees_case_text", "roles.toml", "reach = \"region\", see",
     "reach = \"region\", closed = true, see", "`county` is a government role"},
    {"role_unknown_field", "roles.toml", "fields = [\"number\", \"state\"]", "fields = [\"nmber\", \"state\"]",
     "fields: `desk.request` has no field `nmber`"},
    {"role_wrong_where", "roles.toml", "where = \"state = waiting\"", "where = \"state = waitng\"", "waitng"},
    // Rules
    {"rule_with_two_tests", rules, "must   = \"asked_on", "never  = \"asked_on > today\"\nmust   = \"asked_on",
     "exactly one of `must`, `never`, `apart` and `hook`", near},
    {"rule_at_no_event", rules, "at     = [\"take\"]", "at     = [\"tkae\"]",
     "at: `desk.request` has no event `tkae`; did you mean `take`?", near},
    {"rule_on_no_type", rules, "on     = \"desk.visit\"", "on     = \"desk.vist\"",
     "on: no type is called `desk.vist`; did you mean `desk.visit`?", near},
    {"rule_field_not_there", rules, "field  = \"worker\"", "field  = \"clerk\"",
     "field: `desk.request` has no field `clerk`", near},
    {"rule_words_name_nothing", rules, "({asked_on}).\"", "({asked}).\"",
     "{asked}: `desk.request` has no field `asked`", near},
    {"rule_words_name_no_parameter", rules, "已达{$desk.most}件", "已达{$desk.mots}件",
     "no parameter is called `$desk.mots`; did you mean `desk.most`?", near},
    {"rule_wrong_word", rules, "if     = \"urgency = urgent\"", "if     = \"urgency = urgnt\"",
     "`urgnt` is no word of urgency"},
    {"rule_example_names_nothing", rules, "good   = [{ today = 2026-11-23, urgency",
     "good   = [{ today = 2026-11-23, urgncy", "`desk.request` has no field `urgncy`; did you mean `urgency`?"},
    {"rule_reads_nothing", rules, "\"desk.hours by worker = worker\"", "\"desk.hours by clerk = worker\"",
     "reads … by: `desk.hours` has no field `clerk`", near},
    {"rule_apart_on_texts", rules, "to = \"ends_on\"", "to = \"matter\"", "both dates or both times", near},
    {"rule_in_two_files", "rules/more.toml", "",
     "[R-DSK-01]\nclause = \"1\"\nbasis = \"D\"\non = \"desk.request\"\nmust = \"asked_on = today\"\nzh = \"一\"\nen = "
     "\"One\"\n",
     "the rule `R-DSK-01` is declared already", elsewhere},
    {"alert_with_me", rules, "yellow = \"contact_on <= today - 30 days\"", "yellow = \"id = me.person\"", "character"},
    // Figures
    {"figure_of_no_type", figures, "flow = \"desk.request\"", "flow = \"desk.requests\"",
     "flow: no type is called `desk.requests`; did you mean `desk.request`?", near},
    {"figure_by_nothing", figures, "by   = [\"urgency\"]", "by   = [\"urgent\"]",
     "by: `desk.request` has no field `urgent`", near},
    {"figure_by_a_sensitive_field", figures, "by   = [\"urgency\"]", "by   = [\"phone\"]",
     "`phone` is a sensitive field", near},
    {"figure_on_no_date", figures, "on   = \"asked_on\"", "on   = \"matter\"", "`on` names a date", near},
    {"figure_flow_with_today", figures, "where = \"done_on <= answer_by\"", "where = \"done_on <= today\"", "today"},
    {"figure_of_no_figure", figures, "}, \"requests\"]", "}, \"request\"]",
     "no figure is called `request`; did you mean `requests`?", near},
    {"figure_of_itself", figures, "}, \"requests\"]", "}, \"in-time\"]", "made of itself", near},
    {"figure_names_no_figure", figures, "figure('clerks')", "figure('clerk')", "clerk"},
    {"figure_two_forms", figures, "stock = \"desk.worker\"", "stock = \"desk.worker\"\nhook = \"x.y\"",
     "exactly one of stock, flow", near},
    {"figure_of_minutes_without_a_unit", figures, "unit  = \"hours\"\nratio", "ratio",
     "what is worked out is time: say unit = \"hours\"", near},
    {"figure_of_counts_in_hours", figures, "key = true", "unit = \"hours\"",
     "the unit `hours` cannot come from what is counted", near},
    {"figure_of_two_things_as_a_share", figures,
     "ratio = [\"requests\", \"population\"]\ntimes = 10000\nunit  = { zh = \"件/万人\", en = \"per 10,000\" }",
     "ratio = [\"requests\", \"clerks\"]", "so it is no percentage", near},
    {"figure_a_share_in_persons", figures, "by    = [\"urgency\"]", "unit = \"persons\"", "this is a share, read in %",
     near},
    {"figure_in_an_unknown_unit", figures, "unit = \"hours\"", "unit = \"huors\"",
     "`huors` is no known unit; did you mean `hours`?", near},
    {"band_of_no_type", figures, "of = [\"desk.worker\"]", "of = [\"desk.wroker\"]",
     "of: no type is called `desk.wroker`", near},
    {"target_of_no_figure", "indicators/targets/targets.csv", "requests,62", "request,62",
     "no figure is called `request`"},
    {"target_without_a_day", "indicators/targets/targets.csv", "2025-12-31,95%", "2025-13-31,95%",
     "a target has six cells"},
    // A county's own
    {"local_name_without_county", "local/620123/desk.request.toml",
     "x620123_dialect = ", "dialect = ", "a county's field is named `x620123_…`", near},
    {"local_other_county", "local/620123/desk.request.toml", "620123000000", "620122000000",
     "the county of the folder `620123`"},
    {"local_parameter_of_the_province", "local/620123/desk.request.toml", "\"desk.most\"", "\"desk.share\"",
     "no parameter that a county may set"},
    {"local_changes_a_state", "local/620123/desk.request.toml", "[parameters]",
     "[states]\nx = { zh = \"x\", en = \"x\" }\n[parameters]", "`states` is no word here"},
};

class Mistaken : public ::testing::TestWithParam<Broken> {};

bool right_place(const Mistake& mistake, const Broken& broken, int line) {
    if (broken.lines == elsewhere)
        return true;
    if (mistake.source.file != broken.file)
        return false;
    if (broken.lines == near) // line 0: the file as a whole
        return mistake.source.line == 0 || std::abs(mistake.source.line - line) <= 14;
    return mistake.source.line == line + broken.lines;
}

TEST_P(Mistaken, is_named_with_file_line_and_what_would_be_right) {
    const auto& broken = GetParam();
    testing::Copied copied;
    const int line = copied.change(broken.file, broken.from, broken.to);
    ASSERT_GT(line, 0) << "the small pack does not say: " << broken.from;
    MistakeList mistakes;
    read(copied.folder(), mistakes);
    std::string said;
    for (const auto& mistake : mistakes) {
        said += to_text(mistake) + "\n";
        if (mistake.words.en.find(broken.says) != std::string::npos && right_place(mistake, broken, line)) {
            EXPECT_FALSE(mistake.words.zh.empty());
            return;
        }
    }
    FAIL() << "expected in " << broken.file << " line " << line << ": " << broken.says << "\nsaid:\n" << said;
}

INSTANTIATE_TEST_SUITE_P(Packs, Mistaken, ::testing::ValuesIn(all),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Loading, tells_all_mistakes_at_once_in_the_order_of_files_and_lines) {
    testing::Copied copied;
    copied.change("roles.toml", "reach = \"team\"", "reach = \"teem\"");
    copied.change("clauses.toml", "answers = \"finance\"", "answers = \"finances\"");
    copied.change(person, "title  = \"{name}\"", "title  = \"{nmae}\"");
    try {
        load(copied.folder());
        FAIL() << "a pack with mistakes was loaded";
    } catch (const Mistakes& mistakes) {
        ASSERT_EQ(mistakes.all.size(), 3u) << mistakes.what();
        EXPECT_EQ(mistakes.all[0].source.file, "clauses.toml");
        EXPECT_EQ(mistakes.all[1].source.file, person);
        EXPECT_EQ(mistakes.all[2].source.file, "roles.toml");
        EXPECT_THAT(mistakes.what(), ::testing::HasSubstr("records/people/person.toml:6:1: "));
    }
}

TEST(Loading, names_the_column_of_a_wrong_word_inside_a_condition) {
    testing::Copied copied;
    const int line = copied.change(request, "guard = \"worker is not empty\"", "guard = \"wroker is not empty\"");
    MistakeList mistakes;
    read(copied.folder(), mistakes);
    ASSERT_EQ(mistakes.size(), 1u);
    EXPECT_EQ(mistakes[0].source.line, line);
    EXPECT_EQ(mistakes[0].source.column, 10); // after: guard = "
}

TEST(Loading, names_the_way_round_a_circle_of_kept_fields) {
    testing::Copied copied;
    copied.change(request, "cost     =",
                  "load     = { is = \"number\", calc = \"worker.open\", zh = \"负担\", en = \"Load\" }\ncost     =");
    copied.change(worker, "where state in (waiting, taken)\"", "where load > 1\"");
    MistakeList mistakes;
    read(copied.folder(), mistakes);
    ASSERT_EQ(mistakes.size(), 1u);
    EXPECT_THAT(mistakes[0].words.en, ::testing::HasSubstr("fields are made from themselves: "));
    EXPECT_THAT(mistakes[0].words.en, ::testing::HasSubstr("desk.request.load → desk.worker.open"));
}

TEST(Loading, refuses_a_folder_that_is_not_there) { EXPECT_THROW(load("/nowhere/at/all"), Mistakes); }

TEST(Guessing, finds_what_was_meant_when_two_letters_changed_places) {
    EXPECT_EQ(nearest("requierd", {"show", "required", "require_if"}), "required");
}

TEST(Guessing, says_nothing_when_no_name_is_near) { EXPECT_EQ(nearest("colour", {"show", "required"}), ""); }

} // namespace
} // namespace liandong::pack
