// Runs a rule in memory on the records its examples describe.
#include "pack/examples.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "expr/evaluate.hpp"

namespace liandong::pack {

namespace {

/// The record of an example: what it names is there, all else is empty.
class Described : public expr::Context {
public:
    Described(const Pack& pack, const expr::Type& type, const Example& example, const expr::Calendar& calendar)
        : pack_(pack), type_(type), calendar_(calendar) {
        for (const auto& [name, value] : example.values)
            values_.emplace(name, value);
        today = example.today.value_or(example.now ? base::day_of(*example.now) : latest(pack));
        now = example.now.value_or(base::start_of(today));
    }

    const Value& own(std::size_t field) const override { return named(type_.fields[field].name); }
    const Value& stepped(std::size_t ref, std::size_t field) const override {
        const auto& reference = type_.fields[ref];
        const auto* to = pack_.schema->type(reference.target);
        return to ? named(reference.name + "." + to->fields[field].name) : none_;
    }
    const Value& old(std::size_t field) const override { return named("old." + type_.fields[field].name); }
    const Value& me(expr::Me member) const override {
        return named("me." + std::string(expr::me_words[static_cast<std::size_t>(member)]));
    }
    Value parameter(std::size_t index, Date day) const override {
        const auto& parameter = pack_.parameters[index];
        const auto value = parameter.on(day);
        if (!value)
            return {};
        return parameter.unit == "bool" ? Value{*value != 0} : Value{*value};
    }
    const expr::Calendar* calendar() const override { return &calendar_; }

private:
    /// Without a day of its own an example stands under the latest numbers.
    static Date latest(const Pack& pack) {
        Date day = *base::date_of(2021, 1, 1);
        for (const auto& parameter : pack.parameters)
            for (const auto& value : parameter.values)
                day = std::max(day, value.from);
        return day;
    }

    const Value& named(const std::string& name) const {
        const auto found = values_.find(name);
        return found == values_.end() ? none_ : found->second;
    }

    const Pack& pack_;
    const expr::Type& type_;
    const expr::Calendar& calendar_;
    std::map<std::string, Value> values_;
    Value none_;
};

bool finds(const Rule& rule, const Described& record) {
    if (rule.applies.tree && !expr::holds(*rule.applies.tree, record))
        return false;
    if (rule.must.tree)
        return !expr::holds(*rule.must.tree, record);
    return rule.never.tree && expr::holds(*rule.never.tree, record);
}

/// Whether the clock is written in the rule. (The check of an identity number looks at it too, but any day will do.)
bool looks_at_clock(const Rule& rule) {
    const auto looks = [](const Text& text) {
        if (!text.tree)
            return false;
        const auto written = [&](const char* word) { return text.text.find(word) != std::string::npos; };
        const auto names = expr::names_used(*text.tree);
        return names.now || (names.today && (written("today") || written("age(")));
    };
    return looks(rule.applies) || looks(rule.must) || looks(rule.never);
}

void run(const Pack& pack, const Rule& rule, const expr::Calendar& calendar, MistakeList& mistakes) {
    const auto* type = pack.schema->type(rule.on);
    if (!type || (!rule.must.tree && !rule.never.tree))
        return;
    const bool clock = looks_at_clock(rule);
    for (const auto* examples : {&rule.good, &rule.bad})
        for (const auto& example : *examples) {
            if (clock && !example.today && !example.now)
                wrong(mistakes, example.source, fmt::format("`{}` 看日期，例子须写 today = …。", rule.id),
                      fmt::format("`{}` looks at the clock; the example says today = ….", rule.id));
            const bool found = finds(rule, Described(pack, *type, example, calendar));
            if (examples == &rule.good && found)
                wrong(mistakes, example.source, fmt::format("`{}`：这个 good 例子被规则拦下了。", rule.id),
                      fmt::format("`{}`: this good example is found wrong by the rule.", rule.id));
            if (examples == &rule.bad && !found)
                wrong(mistakes, example.source, fmt::format("`{}`：这个 bad 例子没有被规则拦下。", rule.id),
                      fmt::format("`{}`: this bad example passes the rule.", rule.id));
        }
}

} // namespace

MistakeList run_examples(const Pack& pack) {
    MistakeList mistakes;
    const expr::Calendar calendar(2000, 2040);
    for (const auto& rule : pack.rules)
        run(pack, rule, calendar, mistakes);
    return mistakes;
}

} // namespace liandong::pack
