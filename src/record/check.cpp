// Whether a record may stand as it is: first what its declaration says, field by field, then what the pack's rules say.
// Everything that is wrong is found, not only the first thing.
#include <algorithm>
#include <array>
#include <regex>

#include "base/identity.hpp"
#include "base/region_code.hpp"
#include "record/change.hpp"
#include "record/condition.hpp"
#include "record/sentence.hpp"

namespace liandong::record {
namespace {

/// A level of places in words: nobody outside counts them.
base::Params level_words(int level) {
    static const std::array<base::Words, 5> words{{{"省", "province"},
                                                   {"市（州）", "prefecture"},
                                                   {"县（市、区）", "county"},
                                                   {"乡镇（街道）", "township"},
                                                   {"村（社区）", "village or community"}}};
    const auto& said = words.at(static_cast<std::size_t>(level - 1));
    return {{"level", said.zh}, {"level@en", said.en}};
}

base::Params named(const pack::Field& field, base::Params more = {}) {
    more.emplace("field", field.label.zh);
    more.emplace("field@en", field.label.en);
    return more;
}

bool matches(const std::string& pattern, const std::string& text) {
    return std::regex_search(text, std::regex(pattern, std::regex::ECMAScript));
}

/// What may be chosen instead: the first words of the list.
base::Params words_of(const pack::CodeList& list, const std::string& value) {
    base::Params params{{"value", value}, {"words", ""}, {"words@en", ""}};
    for (std::size_t at = 0; at < std::min<std::size_t>(list.words.size(), 12); ++at) {
        params["words"] += (at ? "、" : "") + list.words[at].code + " " + list.words[at].label.zh;
        params["words@en"] += (at ? ", " : "") + list.words[at].code + " " + list.words[at].label.en;
    }
    return params;
}

bool speaks(const pack::Rule& rule, const std::string& type, const std::string& moment, Date today) {
    if (rule.on != type || (rule.from && today < *rule.from) || (rule.until && today > *rule.until))
        return false;
    return std::find(rule.at.begin(), rule.at.end(), moment) != rule.at.end();
}

} // namespace

void Change::find(const Shape& shape, std::size_t at, std::string code, base::Params params) {
    const pack::Field& field = shape.field(at);
    findings_.push_back({field.name, std::move(code), field.clause.empty() ? shape.type->clause : field.clause,
                         named(field, std::move(params))});
}

void Change::check(const Move& move, const Patch& patch) {
    findings_.clear();
    const AskedOf asked = this->asked(move);
    const pack::State* state = move.before ? move.shape.type->state(move.before->state) : nullptr;
    const pack::Event* event = move.event.empty() ? nullptr : move.shape.type->event(move.event);
    for (const auto& [at, value] : patch.values) {
        const pack::Field& field = move.shape.field(at);
        if (!move.before || move.before->values[at] == value)
            continue;
        const bool asked_for = event && std::find(event->ask.begin(), event->ask.end(), field.name) != event->ask.end();
        const bool open = !state || (state->edit_only ? std::find(state->edit_only->begin(), state->edit_only->end(),
                                                                  field.name) != state->edit_only->end()
                                                      : state->edit);
        if (field.fixed)
            find(move.shape, at, "record.fixed");
        else if (!open && !asked_for)
            find(move.shape, at, "record.state_closed", {{"state", state->label.zh}, {"state@en", state->label.en}});
    }
    for (std::size_t at = 0; at < move.after.values.size(); ++at)
        check_field(move, at, asked);
    check_rules(move, asked);
    if (!findings_.empty())
        throw base::Fault(findings_);
}

void Change::check_field(const Move& move, std::size_t at, const AskedOf& asked) {
    const pack::Field& field = move.shape.field(at);
    const Value& value = move.after.values[at];
    if (base::is_empty(value)) {
        const bool shown = !field.show.given() || expr::holds(*tree(field.show), asked);
        const bool needed =
            field.required || (field.required_if.given() && expr::holds(*tree(field.required_if), asked));
        if (shown && needed)
            find(move.shape, at, "record.required");
        return;
    }
    if (move.before && move.before->values[at] == value)
        return;
    if (const auto* text = std::get_if<std::string>(&value)) {
        if (!field.pattern.empty() && !matches(field.pattern, *text))
            find(move.shape, at, "record.pattern",
                 {{"help", field.help.zh.empty() ? field.pattern : field.help.zh},
                  {"help@en", field.help.en.empty() ? field.pattern : field.help.en}});
        if (field.shape == "phone" && !base::valid_phone(*text))
            find(move.shape, at, "record.shape_phone");
        if (field.kind == base::Kind::code && !house_.pack.list(field.list)->by_code(*text))
            find(move.shape, at, "record.no_such_word", words_of(*house_.pack.list(field.list), *text));
        if (field.kind == base::Kind::region) {
            const int level = kernel_.region_level(*text);
            if (level == 0)
                find(move.shape, at, "record.no_such_region", {{"value", *text}});
            else if (field.region_level && level != *field.region_level)
                find(move.shape, at, "record.region_level", level_words(*field.region_level));
        }
        if (field.kind == base::Kind::ref)
            check_reference(move, at);
        if (field.kind == base::Kind::file)
            check_file(move, at);
    }
    if (const auto* codes = std::get_if<base::Codes>(&value))
        for (const auto& code : *codes)
            if (!house_.pack.list(field.list)->by_code(code))
                find(move.shape, at, "record.no_such_word", words_of(*house_.pack.list(field.list), code));
}

void Change::check_reference(const Move& move, std::size_t at) {
    const pack::Field& field = move.shape.field(at);
    const Shape* target = house_.shapes.find(field.target);
    if (!target)
        return; // one of the server's own: it is set by the server
    const auto id = base::parse_uuid(std::get<std::string>(move.after.values[at]));
    const auto record = id ? house_.store.fetch(session_, *target, *id) : std::nullopt;
    if (!record)
        return find(move.shape, at, "record.no_such_record");
    if (field.choose.given() && !field.choose.text.empty()) {
        const AskedOf asked(house_, given_, &session_, *target, *record);
        if (!expr::holds(*tree(field.choose), asked))
            find(move.shape, at, "record.not_choosable");
    }
}

/// What is named must be there whole, and sent by who names it: otherwise one could read another's file by naming it.
void Change::check_file(const Move& move, std::size_t at) {
    const auto& id = std::get<std::string>(move.after.values[at]);
    if (!move.shape.field(at).typed())
        return;
    if (!kernel_.files().may_attach || !kernel_.files().may_attach(session_, id, given_))
        find(move.shape, at, "record.no_such_file");
}

void Change::check_rules(const Move& move, const AskedOf& asked) {
    const std::string moment = move.event.empty() ? "save" : move.event;
    std::set<std::string> missing;
    for (const auto& finding : findings_)
        missing.insert(finding.field);
    for (const pack::Rule& rule : house_.pack.rules) {
        if (!speaks(rule, move.shape.name(), moment, given_.today()) || missing.contains(rule.field))
            continue;
        if (rule.applies.given() && !expr::holds(*tree(rule.applies), asked))
            continue;
        if (!rule.apart_by.empty()) {
            check_apart(move, rule);
            continue;
        }
        if (!rule.hook.empty()) {
            const auto hook = kernel_.hooks().rules.find(rule.hook);
            if (hook == kernel_.hooks().rules.end())
                throw std::logic_error("no rule hook is called " + rule.hook);
            for (auto& finding : hook->second({session_, house_, move.shape, move.after, given_}))
                findings_.push_back(std::move(finding));
            continue;
        }
        const bool bad =
            rule.must.given() ? !expr::holds(*tree(rule.must), asked) : expr::holds(*tree(rule.never), asked);
        if (!bad)
            continue;
        base::Finding finding{rule.field, rule.id, rule.clause,
                              filling(house_, move.shape, asked, rule.message, given_.today()), rule.level};
        const bool goes_on =
            rule.level == base::Level::warn || (rule.level == base::Level::reason && !given_.reason.empty());
        (goes_on ? advice_ : findings_).push_back(std::move(finding));
    }
}

/// Rows that agree in the fields of `by`, and of which the rule speaks, must not overlap in time.
void Change::check_apart(const Move& move, const pack::Rule& rule) {
    const auto column = [](const std::string& name) { return "t.\"" + name + "\""; };
    std::string sql = "select " + move.shape.columns + " from " + move.shape.table + " t where t.\"id\" <> ?";
    std::vector<db::Param> params{move.after.id};
    for (const auto& name : rule.apart_by) {
        sql += " and " + column(name) + " = ?";
        params.emplace_back(move.after[name]);
    }
    sql += " and (" + column(rule.apart_to) + " is null or " + column(rule.apart_to) + " > ?)";
    params.emplace_back(move.after[rule.apart_from]);
    if (!base::is_empty(move.after[rule.apart_to])) {
        sql += " and " + column(rule.apart_from) + " < ?";
        params.emplace_back(move.after[rule.apart_to]);
    }
    for (const db::Row row : session_.query(sql, params)) {
        const Record other = house_.store.read(move.shape, row);
        const AskedOf asked(house_, given_, &session_, move.shape, other);
        if (rule.applies.given() && !expr::holds(*tree(rule.applies), asked))
            continue;
        findings_.push_back({rule.field.empty() ? rule.apart_from : rule.field,
                             rule.id,
                             rule.clause,
                             {{"other", to_plain(other[rule.apart_from])}},
                             rule.level});
        return;
    }
}

View Change::may_write(const Move& move, const Sight& may) {
    View view = view_of(house_, session_, given_, move.shape, may, move.after);
    if (view.seen)
        return view;
    const bool made = move.act == "create" && !may.blind();
    if (made && move.shape.region_field) {
        const std::size_t at = *move.shape.region_field;
        throw base::Fault({{move.shape.field(at).name, "record.region_out_of_scope", move.shape.field(at).clause,
                            named(move.shape.field(at), {{"value", move.after.region}})}});
    }
    throw base::Fault(base::Refusal::forbidden, "access.forbidden");
}

} // namespace liandong::record
