// States, events with their effects, what opens by itself, and clocks.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "expr/ast.hpp"
#include "pack/builtin.hpp"
#include "pack/check.hpp"

namespace liandong::pack {

namespace {

void check_states(Lookup& look, const Type& type) {
    if (type.states.empty())
        return;
    const auto starts =
        std::count_if(type.states.begin(), type.states.end(), [](const State& state) { return state.start; });
    const auto at = type.at.count("states") ? type.at.at("states") : type.source;
    if (starts != 1)
        look.no(at, fmt::format("须恰有一个状态写 start = true，现有{}个。", starts),
                fmt::format("exactly one state says start = true, here {} do.", starts));
    for (const auto& state : type.states) {
        if (expr::reserved(state.name))
            look.no(at, fmt::format("`{}` 在条件语言里另有含义，请换一个状态名。", state.name),
                    fmt::format("`{}` has a meaning of its own in criteria; choose another name for the state.",
                                state.name));
        if (state.edit_only)
            for (const auto& name : *state.edit_only)
                look.field(type, name, at, "edit");
    }
}

struct EffectCheck {
    Lookup& look;
    const Type& type;
    const Effect& effect;

    void draw(const std::string& name) {
        const auto* field = look.field(type, name, effect.source, "draw");
        const auto* sequence = field ? std::get_if<Sequence>(&field->made) : nullptr;
        if (field && !sequence)
            look.no(effect.source, fmt::format("`{}` 不是号码字段。", name),
                    fmt::format("`{}` draws no number.", name));
    }

    void make(const Effect::Make& make) {
        const auto* other = look.type(make.type, effect.source, "make");
        if (!other)
            return;
        for (const auto& [name, value] : make.with)
            look.field(*other, name, value.source, "make … with");
    }

    void event_of(const Type* other, const std::string& event) {
        if (!other || other->event(event))
            return;
        std::vector<std::string> names;
        for (const auto& one : other->events)
            names.push_back(one.name);
        const auto near = did_you_mean(event, names);
        look.no(effect.source, fmt::format("fire：`{}` 没有事件 `{}`{}。", other->name, event, near.zh),
                fmt::format("fire: `{}` has no event `{}`{}.", other->name, event, near.en));
    }

    void fire(const Effect::Fire& fire) {
        if (fire.by.empty()) {
            const auto* field = fire.on.empty() ? nullptr : look.field(type, fire.on, effect.source, "fire");
            if (field && field->kind != Kind::ref)
                look.no(effect.source, fmt::format("fire：`{}` 不是引用字段。", fire.on),
                        fmt::format("fire: `{}` is no reference.", fire.on));
            return event_of(field && field->kind == Kind::ref ? look.pack.type(field->target) : nullptr, fire.event);
        }
        const auto* other = look.type(fire.each, effect.source, "fire");
        if (!other)
            return;
        event_of(other, fire.event);
        const auto* by = look.field(*other, fire.by, effect.source, "fire … by");
        if (by && by->target != type.name)
            look.no(effect.source, fmt::format("fire：`{}.{}` 不指向 `{}`。", fire.each, fire.by, type.name),
                    fmt::format("fire: `{}.{}` does not point to `{}`.", fire.each, fire.by, type.name));
    }

    void tell(const Effect::Tell& tell) {
        look.somebody(type, tell.who, effect.source, "tell");
        const auto found = look.pack.texts.find(tell.text);
        if (found == look.pack.texts.end()) {
            std::vector<std::string> codes;
            for (const auto& [code, words] : look.pack.texts)
                codes.push_back(code);
            const auto near = did_you_mean(tell.text, codes);
            return look.no(effect.source, fmt::format("texts/ 中没有 `{}`{}。", tell.text, near.zh),
                           fmt::format("texts/ has no `{}`{}.", tell.text, near.en));
        }
        look.both(type, found->second, look.pack.text_at.at(tell.text), {"title", "type", "state", "today", "reason"});
    }

    void run() {
        for (const auto& name : effect.draw)
            draw(name);
        for (const auto& one : effect.make)
            make(one);
        for (const auto& one : effect.fire)
            fire(one);
        for (const auto& one : effect.tell)
            tell(one);
        for (std::size_t i = 0; i < effect.choose.size(); ++i) {
            look.state(type, effect.choose[i].to, effect.source, "choose");
            if (!effect.choose[i].when.given() && i + 1 < effect.choose.size())
                look.no(effect.source, "choose：没有 `if` 的一项只能放在最后。",
                        "choose: a case without `if` stands last.");
        }
    }
};

void check_event(Lookup& look, const Type& type, const Event& event) {
    for (const auto& name : event.from)
        if (look.state(type, name, event.source, "from") && type.state(name)->final)
            look.no(event.source, fmt::format("状态 `{}` 是终态，没有事件从它出发。", name),
                    fmt::format("the state `{}` is final, no event leads out of it.", name));
    if (!event.to.empty() && event.to != "same" && event.to != "before")
        look.state(type, event.to, event.source, "to");
    for (const auto& name : event.ask) {
        const auto* field = name == "reason" ? nullptr : look.field(type, name, event.source, "ask");
        if (field && !field->typed())
            look.no(event.source, fmt::format("ask：`{}` 不由人填写。", name),
                    fmt::format("ask: `{}` is typed by nobody.", name));
    }
    for (const auto& [name, value] : event.set) {
        const auto* field = look.field(type, name, value.source, "set");
        if (field && !field->typed())
            look.no(value.source, fmt::format("set：`{}` 由系统得出，不能赋值。", name),
                    fmt::format("set: `{}` is made from other values.", name));
    }
    look.both(type, event.otherwise, event.source);
    EffectCheck{look, type, event.effect}.run();
}

void check_opens(Lookup& look, const Type& type, const Opens& opens) {
    const auto* each = opens.each.empty() ? nullptr : look.type(opens.each, opens.source, "opens");
    for (const auto& [name, value] : opens.with)
        look.field(type, name, value.source, "opens … with");
    const auto md = opens.on.empty() ? std::optional<Date>(Date{}) : base::parse_date("2024-" + opens.on);
    if (!md)
        look.no(opens.source, fmt::format("`on` 写某月某日，如 \"01-01\"，不是 `{}`。", opens.on),
                fmt::format("`on` is a month and day, like \"01-01\", not `{}`.", opens.on));
    if (!each || opens.rows.empty())
        return;
    const auto points = [&](const Field& field) { return field.kind == Kind::ref && field.target == each->name; };
    if (std::count_if(type.fields.begin(), type.fields.end(), points) != 1)
        look.no(opens.source, fmt::format("须恰有一个字段指向 `{}`，新行才知道归谁。", each->name),
                fmt::format("exactly one field must point to `{}`, so that the rows know whose they are.", each->name));
}

} // namespace

void check_life(Lookup& look, const Type& type) {
    check_states(look, type);
    for (const auto& event : type.events)
        check_event(look, type, event);
    for (const auto& reached : type.reached) {
        look.state(type, reached.state, reached.effect.source, "reached");
        EffectCheck{look, type, reached.effect}.run();
    }
    for (const auto& opens : type.opens)
        check_opens(look, type, opens);
    for (const auto& clock : type.clocks) {
        look.somebody(type, clock.owner, clock.source, "for");
        for (const auto& late : clock.late)
            look.somebody(type, late.tell, clock.source, "late … tell");
    }
}

} // namespace liandong::pack
