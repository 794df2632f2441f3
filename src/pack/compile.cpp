// Goes through a pack and compiles every text where it stands, with what may be said at that place.
#include "pack/compile.hpp"

#include <fmt/format.h>

#include "pack/circles.hpp"

namespace liandong::pack {

namespace {

namespace at = expr::place;

struct Compiler {
    Pack& pack;
    MistakeList& mistakes;
    const expr::Schema& schema;

    /// The sentence of the trouble already says the character within the text; the column is that of the file.
    void say(const Text& text, const expr::Trouble& trouble) {
        auto place = text.source;
        place.column += static_cast<int>(trouble.position) - 1;
        wrong(mistakes, place, fmt::format("“{}”：{}", text.text, trouble.words.zh),
              fmt::format("“{}”: {}", text.text, trouble.words.en));
    }

    void condition(Text& text, const std::string& type, const expr::Place& place) {
        const auto* known = schema.type(type);
        if (!text.given() || !known)
            return;
        try {
            text.tree = std::make_shared<const expr::Checked>(expr::criterion(text.text, schema, *known, place));
        } catch (const expr::Trouble& trouble) {
            say(text, trouble);
        }
    }

    void value(Text& text, const std::string& type, const expr::Field& into, const expr::Place& place) {
        const auto* known = schema.type(type);
        if (!text.given() || !known)
            return;
        try {
            text.tree = std::make_shared<const expr::Checked>(expr::value(text.text, schema, *known, into, place));
        } catch (const expr::Trouble& trouble) {
            say(text, trouble);
        }
    }

    void value(Text& text, const std::string& type, const Type& of, const std::string& field,
               const expr::Place& place) {
        if (const auto* into = of.any_field(field))
            value(text, type, seen(*into, schema), place);
    }

    void field(Field& field, const Type& type) {
        condition(field.required_if, type.name, at::form);
        condition(field.show, type.name, at::form);
        value(field.default_value, type.name, seen(field, schema), at::set);
        condition(field.choose, field.target, at::filter);
        if (auto* calc = std::get_if<Calc>(&field.made))
            value(calc->value, type.name, seen(field, schema), at::calc);
        if (auto* first = std::get_if<First>(&field.made))
            for (auto& one : first->cases) {
                condition(one.when, type.name, at::calc);
                value(one.value, type.name, seen(field, schema), at::calc);
            }
        if (auto* keep = std::get_if<Keep>(&field.made))
            condition(keep->where, keep->type, at::keep);
    }

    void effect(Effect& effect, const Type& type) {
        for (auto& make : effect.make)
            if (const auto* other = pack.type(make.type))
                for (auto& [name, text] : make.with)
                    value(text, type.name, *other, name, at::set);
        for (auto& fire : effect.fire)
            condition(fire.when, fire.each.empty() ? type.name : fire.each, at::guard);
        for (auto& tell : effect.tell)
            condition(tell.when, type.name, at::tell);
        for (auto& choose : effect.choose)
            condition(choose.when, type.name, at::guard);
    }

    void event(Event& event, const Type& type) {
        condition(event.guard, type.name, at::guard);
        condition(event.when, type.name, at::when);
        for (auto& [name, text] : event.set)
            value(text, type.name, type, name, at::set);
        effect(event.effect, type);
    }

    /// A clock falls due on a date or at a time, whichever the value is.
    void due(Text& text, const Type& type) {
        expr::Field into;
        into.name = "due";
        into.kind = Kind::date;
        const auto before = mistakes.size();
        value(text, type.name, into, place::clock);
        if (text.tree || mistakes.size() == before)
            return;
        auto as_date = std::move(mistakes.back());
        mistakes.pop_back();
        into.kind = Kind::time;
        value(text, type.name, into, place::clock);
        if (!text.tree && mistakes.size() > before)
            mistakes.back() = std::move(as_date);
    }

    void type(Type& type) {
        for (auto& one : type.fields)
            field(one, type);
        for (auto& one : type.events)
            event(one, type);
        for (auto& reached : type.reached)
            effect(reached.effect, type);
        for (auto& opens : type.opens) {
            const auto& from = opens.each.empty() ? type.name : opens.each;
            condition(opens.when, from, at::opens);
            for (auto& [name, text] : opens.with)
                value(text, from, type, name, at::opens);
        }
        for (auto& clock : type.clocks) {
            condition(clock.runs_while, type.name, place::clock);
            condition(clock.first, type.name, place::clock);
            due(clock.due, type);
        }
        for (auto& section : type.form)
            condition(section.show, type.name, at::form);
        for (auto& saved : type.list.saved)
            condition(saved.where, type.name, at::filter);
        if (type.open)
            condition(type.open->where, type.name, place::open);
        for (auto& [word, text] : type.reach)
            condition(text, type.name, at::right);
    }

    void rule(Rule& rule) {
        bool night = false;
        for (const auto& moment : rule.at)
            night = night || moment == "night";
        for (auto* text : {&rule.applies, &rule.must, &rule.never})
            condition(*text, rule.on, night ? at::night : at::rule);
    }

    void figure(Figure& figure) {
        switch (figure.form) {
            case Figure::Form::stock: return condition(figure.where, figure.type, at::stock);
            case Figure::Form::flow: return condition(figure.where, figure.type, at::flow);
            case Figure::Form::regions:
            case Figure::Form::words:
                condition(figure.among, "regions.region", place::among);
                return condition(figure.where, "regions.region", at::cells);
            default:
                if (figure.where.given())
                    wrong(mistakes, figure.where.source, "这种指标没有 `where`。",
                          "a figure of this form has no `where`.");
        }
    }

    void local(Local& local) {
        const auto* type = pack.type(local.extends);
        if (!type)
            return;
        for (auto& one : local.fields)
            field(one, *type);
        for (auto& section : local.form)
            condition(section.show, type->name, at::form);
    }

    void run() {
        for (auto& one : pack.types)
            type(one);
        for (auto& one : pack.rules)
            rule(one);
        for (auto& alert : pack.alerts)
            for (auto& colour : alert.levels)
                condition(colour.when, alert.on, at::alert);
        for (auto& one : pack.figures)
            figure(one);
        for (auto& band : pack.bands)
            for (auto& part : band.parts)
                condition(part.when, band.type, at::stock);
        for (auto& role : pack.roles)
            for (auto& grant : role.may)
                condition(grant.where, grant.on, at::right);
        for (auto& one : pack.locals)
            local(one);
    }
};

} // namespace

void compile(Pack& pack, MistakeList& mistakes) {
    auto schema = std::make_shared<PackSchema>(pack);
    Compiler{pack, mistakes, *schema}.run();
    pack.schema = std::move(schema);
    check_circles(pack, mistakes);
}

} // namespace liandong::pack
