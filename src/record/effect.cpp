// What an event does besides moving its record: values set, numbers drawn, records made, events of other records fired.
#include <algorithm>

#include "journal/journal.hpp"
#include "record/body.hpp"
#include "record/change.hpp"
#include "record/condition.hpp"

namespace liandong::record {
namespace {

constexpr std::size_t each_most = 10'000;

} // namespace

void Change::move_state(const Move& move, const pack::Event& event) {
    const AskedOf asked = this->asked(move);
    for (const auto& name : event.ask) {
        const bool missing = name == "reason" ? given_.reason.empty() : base::is_empty(move.after[name]);
        if (missing)
            findings_.push_back(
                {name, name == "reason" ? "record.reason_missing" : "record.required", move.shape.type->clause,
                 name == "reason" ? base::Params{}
                                  : base::Params{{"field", move.shape.type->field(name)->label.zh},
                                                 {"field@en", move.shape.type->field(name)->label.en}}});
    }
    if (!findings_.empty())
        throw base::Fault(findings_);
    if (event.guard.given() && !expr::holds(*tree(event.guard), asked))
        throw base::Fault({{"", move.shape.name() + "." + event.name, move.shape.type->clause, {}}});
    for (const auto& [name, value] : event.set)
        move.after[name] = expr::evaluate_value(*tree(value), asked);
    for (const auto& name : event.effect.draw)
        draw(move.shape, move.after, move.shape.index_of(name));
    std::string to = event.to;
    for (const auto& choice : event.effect.choose)
        if (!choice.when.given() || expr::holds(*tree(choice.when), asked)) {
            to = choice.to;
            break;
        }
    if (to == "before")
        to = state_before(move);
    if (to != "same")
        move.after.state = to;
    if (!event.effect.hook.empty()) {
        const auto hook = kernel_.hooks().events.find(event.effect.hook);
        if (hook == kernel_.hooks().events.end())
            throw std::logic_error("no event hook is called " + event.effect.hook);
        HookCall call{session_, house_, move.shape, move.after, given_};
        hook->second(call);
    }
}

/// The state it was in before it came into the one it is in, as the journal tells it; the same where nothing tells.
std::string Change::state_before(const Move& move) const {
    std::string state = start_state(*move.shape.type), earlier = state;
    for (const auto& line : journal::of_record(session_, move.shape.name(), move.after.id)) {
        if (std::find(line.fields.begin(), line.fields.end(), "state") == line.fields.end() || !line.body)
            continue;
        earlier = state;
        state = state_of(*line.body).value_or(state);
    }
    return state == move.before->state ? earlier : move.before->state;
}

void Change::effects(const Move& move, const pack::Effect& effect) {
    for (const auto& name : effect.draw)
        if (base::is_empty(move.after[name]))
            throw std::logic_error("a number was not drawn: " + name);
    for (const auto& one : effect.make)
        make(move.after, move.shape, one);
    for (const auto& one : effect.fire)
        fire_others(move.after, move.shape, one);
}

/// Records that make themselves for every new record of this type: [[opens]] with `each` and rows.
void Change::open_rows(const Shape& shape, const Record& parent) {
    for (const auto& [name, made] : house_.shapes.all())
        for (const pack::Opens& opens : made->type->opens) {
            if (opens.each != shape.name() || !opens.on.empty())
                continue;
            const AskedOf asked(house_, given_, &session_, shape, parent);
            if (opens.when.given() && !expr::holds(*tree(opens.when), asked))
                continue;
            const auto link =
                std::find_if(made->type->fields.begin(), made->type->fields.end(),
                             [&](const pack::Field& field) { return field.target == shape.name() && field.typed(); });
            for (const auto& row : opens.rows) {
                Patch patch;
                patch.values[made->index_of(link->name)] = base::to_text(parent.id);
                for (const auto& [field, value] : row.values)
                    patch.values[made->index_of(field)] = value;
                Change(kernel_, session_, given_).create(*made, base::new_uuid(), patch, all_seeing());
            }
        }
}

void Change::make(const Record& from, const Shape& shape, const pack::Effect::Make& make) {
    const Shape& made = house_.shapes.of(make.type);
    const AskedOf asked(house_, given_, &session_, shape, from);
    Patch patch;
    for (const auto& [name, value] : make.with) {
        Value worked_out = expr::evaluate_value(*tree(value), asked);
        if (!base::is_empty(worked_out))
            patch.values.emplace(made.index_of(name), std::move(worked_out));
    }
    Change(kernel_, session_, given_).create(made, base::new_uuid(), patch, all_seeing());
}

void Change::fire_others(const Record& from, const Shape& shape, const pack::Effect::Fire& fire) {
    const AskedOf asked(house_, given_, &session_, shape, from);
    std::vector<Record> others;
    const Shape* target = nullptr;
    if (!fire.on.empty()) {
        const std::size_t reference = shape.index_of(fire.on);
        target = &house_.shapes.of(shape.field(reference).target);
        if (fire.when.given() && !expr::holds(*tree(fire.when), asked))
            return;
        const auto* id = std::get_if<std::string>(&from.values[reference]);
        if (auto other = id ? house_.store.fetch(session_, *target, *base::parse_uuid(*id)) : std::nullopt)
            others.push_back(std::move(*other));
    } else {
        target = &house_.shapes.of(fire.each);
        others = house_.store.where(session_, *target, target->index_of(fire.by), base::to_text(from.id), each_most);
    }
    for (const Record& other : others) {
        const pack::Event* event = target->type->event(fire.event);
        const AskedOf asked_other(house_, given_, &session_, *target, other);
        const bool open = event && std::find(event->from.begin(), event->from.end(), other.state) != event->from.end();
        if (!open || (fire.on.empty() && fire.when.given() && !expr::holds(*tree(fire.when), asked_other)))
            continue;
        Change(kernel_, session_, given_)
            .fire(*target, other.id, std::nullopt, fire.event, {}, all_seeing(), all_seeing());
    }
}

} // namespace liandong::record
