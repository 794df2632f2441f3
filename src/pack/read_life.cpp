// States, events and their effects, what reaching a state brings about, and clocks.
#include <algorithm>

#include <fmt/format.h>

#include "pack/read.hpp"

namespace liandong::pack {

namespace {

const std::vector<std::string> kept_words{"open", "same", "before"};

State read_state(const Entry& entry, MistakeList& mistakes) {
    Table table(entry.value, mistakes);
    State state;
    state.name = entry.key;
    state.label = table.label();
    state.start = table.truth("start");
    state.final = table.truth("final");
    const auto* edit = table.take("edit");
    if (edit && edit->is == Node::Is::list)
        state.edit_only = table.names("edit");
    else
        state.edit = table.truth("edit", !state.final);
    table.finish();
    if (std::find(kept_words.begin(), kept_words.end(), entry.key) != kept_words.end())
        wrong(mistakes, entry.source, fmt::format("状态不能叫 `{}`：open、same、before 另有含义。", entry.key),
              fmt::format("no state is called `{}`: open, same and before have a meaning of their own.", entry.key));
    return state;
}

/// "open" becomes every state that is not final.
std::vector<std::string> worked_out(const std::vector<std::string>& from, const Type& type) {
    if (from != std::vector<std::string>{"open"})
        return from;
    std::vector<std::string> open;
    for (const auto& state : type.states)
        if (!state.final)
            open.push_back(state.name);
    return open;
}

Effect::Fire read_fire(const Node& node, MistakeList& mistakes) {
    Table table(node, mistakes);
    Effect::Fire fire;
    fire.on = table.text("on");
    const auto each = table.text("each");
    fire.event = table.needed("event");
    fire.when = table.condition("if");
    table.finish();
    if (const auto by = each.find(" by "); by != std::string::npos) {
        fire.each = each.substr(0, by);
        fire.by = each.substr(by + 4);
    }
    if (fire.on.empty() == fire.by.empty())
        wrong(mistakes, node.source, "`fire` 写 on = \"引用字段\"，或 each = \"TYPE by FIELD\"。",
              "`fire` says on = \"a reference field\", or each = \"TYPE by FIELD\".");
    return fire;
}

Event read_event(const Entry& entry, const Type& type, MistakeList& mistakes) {
    Table table(entry.value, mistakes);
    Event event;
    event.name = entry.key;
    event.source = entry.source;
    event.label = table.label();
    event.from = worked_out(table.names("from"), type);
    if (event.from.empty())
        wrong(mistakes, entry.source, "事件缺少 `from`：一个状态、若干状态，或 \"open\"。",
              "an event says `from`: one state, a list, or \"open\".");
    event.to = table.text("to");
    event.right = table.needed("right");
    event.guard = table.condition("guard");
    event.otherwise = table.words("else");
    if (event.guard.given() != table.has("else"))
        wrong(mistakes, entry.source, "`guard` 与 `else` 须成对：条件不成立时，`else` 是给办理人的答复。",
              "`guard` and `else` go together: `else` is the answer when the guard does not hold.");
    event.ask = table.names("ask");
    event.set = assignments(table.take("set"), mistakes);
    event.when = table.condition("when");
    event.effect = read_effect(table);
    if (event.to.empty() == event.effect.choose.empty())
        wrong(mistakes, entry.source, "事件写 `to` 或 `choose` 之一。", "an event says either `to` or `choose`.");
    table.finish();
    return event;
}

Clock read_clock(const Entry& entry, MistakeList& mistakes) {
    Table table(entry.value, mistakes);
    Clock clock;
    clock.name = entry.key;
    clock.source = entry.source;
    clock.label = table.label();
    clock.runs_while = table.condition("while");
    clock.due = table.condition("due");
    clock.first = table.condition("first");
    clock.owner = table.needed("for");
    for (const auto& word : {"while", "due"})
        if (!table.has(word))
            wrong(mistakes, entry.source, fmt::format("缺少 `{}`。", word), fmt::format("`{}` is missing.", word));
    for (const auto& span : table.names("remind"))
        clock.remind.push_back(span_of(span, table.at("remind"), mistakes));
    for (const auto* node : table.tables("late")) {
        Table late(*node, mistakes);
        clock.late.push_back({span_of(late.needed("after"), node->source, mistakes), late.needed("tell")});
        late.finish();
    }
    table.finish();
    return clock;
}

} // namespace

Effect read_effect(Table& table) {
    Effect effect;
    auto& mistakes = table.mistakes();
    effect.source = table.source();
    effect.draw = table.names("draw");
    for (const auto* node : table.tables("make")) {
        Table make(*node, mistakes);
        effect.make.push_back({make.needed("type"), assignments(make.take("with"), mistakes)});
        make.finish();
    }
    for (const auto* node : table.tables("fire"))
        effect.fire.push_back(read_fire(*node, mistakes));
    for (const auto* node : table.tables("tell")) {
        Table tell(*node, mistakes);
        effect.tell.push_back({tell.needed("who"), tell.needed("text"), tell.condition("if")});
        tell.finish();
    }
    for (const auto* node : table.tables("choose")) {
        Table choose(*node, mistakes);
        effect.choose.push_back({choose.condition("if"), choose.needed("to")});
        choose.finish();
    }
    effect.hook = table.text("hook");
    return effect;
}

void read_life(Table& table, Type& type) {
    auto& mistakes = table.mistakes();
    if (const auto* states = table.take("states"))
        for (const auto& entry : Table(*states, mistakes).entries())
            type.states.push_back(read_state(entry, mistakes));
    if (const auto* events = table.take("event"))
        for (const auto& entry : Table(*events, mistakes).entries())
            type.events.push_back(read_event(entry, type, mistakes));
    if (const auto* reached = table.take("reached"))
        for (const auto& entry : Table(*reached, mistakes).entries()) {
            Table inner(entry.value, mistakes);
            type.reached.push_back({entry.key, read_effect(inner)});
            inner.finish();
        }
    if (const auto* clocks = table.take("clock"))
        for (const auto& entry : Table(*clocks, mistakes).entries())
            type.clocks.push_back(read_clock(entry, mistakes));
}

} // namespace liandong::pack
