// One type: its fields, states, events, form and list, as far as the viewer may see them.
#include <algorithm>

#include "base/region_code.hpp"
#include "expr/evaluate.hpp"
#include "pack/describe_type.hpp"
#include "pack/units.hpp"

namespace liandong::pack {

namespace {

namespace json = boost::json;

const char* kind_name(Kind kind) {
    static const char* names[] = {"text", "number", "money", "minutes", "date", "time",  "boolean",
                                  "code", "codes",  "ref",   "region",  "file", "point", "figure"};
    return names[static_cast<std::size_t>(kind)];
}
const char* privacy_name(Privacy privacy) {
    return privacy == Privacy::sensitive ? "sensitive" : privacy == Privacy::personal ? "personal" : "open";
}

json::value json_of(const Value& value, Kind kind) {
    if (const auto* truth = std::get_if<bool>(&value))
        return *truth;
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return kind == Kind::time ? json::value(base::to_text(base::Instant{*number})) : json::value(*number);
    if (const auto* day = std::get_if<Date>(&value))
        return json::value(base::to_text(*day));
    if (const auto* text = std::get_if<std::string>(&value))
        return json::value(*text);
    if (const auto* codes = std::get_if<base::Codes>(&value))
        return list_of(*codes);
    return nullptr;
}

/// Nothing is known: only what needs nothing can be worked out.
class Nothing : public expr::Context {
public:
    const Value& own(std::size_t) const override { return none_; }

private:
    Value none_;
};

/// The default where it is the same for every record and person; one that looks at the clock as its text ("today"),
/// which the page works out on its own day.
void put_default(json::object& out, const Field& field) {
    if (!field.default_value.tree)
        return;
    const auto names = expr::names_used(*field.default_value.tree);
    if (!names.own.empty() || !names.stepped.empty() || !names.me.empty() || !names.parameters.empty())
        return;
    if (names.today || names.now) {
        out["default"] = field.default_value.text;
        return;
    }
    const auto value = expr::evaluate_value(*field.default_value.tree, Nothing{});
    if (!base::is_empty(value))
        out["default"] = json_of(value, field.kind);
}

void put_limits(json::object& out, const Field& field) {
    if (field.most)
        out["most"] = *field.most;
    if (field.low)
        out["low"] = *field.low;
    if (field.high)
        out["high"] = *field.high;
    if (field.places)
        out["places"] = field.places;
    static const char* levels[] = {"", "province", "prefecture", "county", "town", "village"};
    if (field.region_level)
        out["level"] = levels[*field.region_level];
}

json::object field_json(const Field& field) {
    json::object out{{"name", field.name}, {"kind", kind_name(field.kind)}, {"label", both(field.label)}};
    put(out, "help", field.help);
    const auto unit = field.unit_label.zh.empty() ? unit_label(field.unit) : std::optional(field.unit_label);
    if (!field.unit.empty() && unit)
        out["unit"] = both(*unit);
    put(out, "list", field.list);
    put(out, "target", field.target);
    put_limits(out, field);
    if (field.required_if.given())
        out["required"] = field.required_if.text;
    else
        out["required"] = field.required;
    put(out, "show", field.show);
    put_default(out, field);
    put(out, "pattern", field.pattern);
    put(out, "shape", field.shape);
    put(out, "clause", field.clause);
    if (const auto* calc = std::get_if<Calc>(&field.made))
        put(out, "calc", calc->value);
    out["privacy"] = privacy_name(field.privacy);
    out["fixed"] = field.fixed;
    out["computed"] = !field.typed();
    if (field.asked)
        out["asked"] = true;
    return out;
}

json::object state_json(const State& state) {
    json::object out{
        {"name", state.name}, {"label", both(state.label)}, {"start", state.start}, {"final", state.final}};
    if (state.edit_only)
        out["edit"] = list_of(*state.edit_only);
    else
        out["edit"] = state.edit;
    return out;
}

json::object event_json(const Event& event) {
    return {{"name", event.name}, {"label", both(event.label)}, {"from", list_of(event.from)},
            {"to", event.to},     {"ask", list_of(event.ask)},  {"right", event.right}};
}

/// One type for one viewer.
struct TypeJson {
    const Pack& pack;
    const Type& type;
    const Viewer& viewer;

    bool sees(const std::string& path) const {
        const auto name = path.substr(0, path.find('.'));
        if (const auto* field = type.field(name))
            return viewer.sees(type, *field);
        return type.any_field(name) != nullptr;
    }

    std::vector<std::string> seen(const std::vector<std::string>& names) const {
        std::vector<std::string> kept;
        std::copy_if(names.begin(), names.end(), std::back_inserter(kept),
                     [&](const auto& name) { return sees(name); });
        return kept;
    }

    /// What the viewer's own county adds.
    std::vector<const Local*> locals() const {
        std::vector<const Local*> found;
        const auto here = base::RegionCode::parse(viewer.region);
        for (const auto& local : pack.locals)
            if (const auto county = base::RegionCode::parse(local.region);
                local.extends == type.name && here && county && here->within(*county))
                found.push_back(&local);
        return found;
    }

    void section(json::array& form, const Section& section, bool local) const {
        json::object out{{"label", both(section.label)}};
        put(out, "show", section.show);
        if (!section.rows.empty()) {
            const auto* rows = pack.type(section.rows);
            if (!rows || viewer.may(*rows).empty())
                return;
            out["rows"] = section.rows;
        } else {
            const auto fields = local ? section.fields : seen(section.fields);
            if (fields.empty())
                return;
            out["fields"] = list_of(fields);
        }
        form.push_back(std::move(out));
    }

    json::array fields() const {
        json::array out;
        for (const auto& field : type.fields)
            if (viewer.sees(type, field))
                out.push_back(field_json(field));
        for (const auto* local : locals())
            for (const auto& field : local->fields)
                out.push_back(field_json(field));
        return out;
    }

    json::array form() const {
        json::array out;
        for (const auto& one : type.form)
            section(out, one, false);
        for (const auto* local : locals())
            for (const auto& one : local->form)
                section(out, one, true);
        return out;
    }

    /// Columns one step away bring their field along: the type they point to may be closed to the viewer.
    json::object steps() const {
        json::object out;
        for (const auto& column : seen(type.list.columns)) {
            const auto dot = column.find('.');
            const auto* own = dot == std::string::npos ? nullptr : type.field(column.substr(0, dot));
            const auto* target = own ? pack.type(own->target) : nullptr;
            if (const auto* field = target ? target->field(column.substr(dot + 1)) : nullptr)
                out[column] = field_json(*field);
        }
        return out;
    }

    json::object list() const {
        json::object out{{"columns", list_of(seen(type.list.columns))}};
        if (auto stepped = steps(); !stepped.empty())
            out["steps"] = std::move(stepped);
        const auto& sort = type.list.sort;
        if (!sort.empty() && sees(sort[0] == '-' ? sort.substr(1) : sort))
            out["sort"] = sort;
        json::array saved;
        for (const auto& one : type.list.saved)
            if (may_filter(one.where))
                saved.push_back(filter(one));
        out["saved"] = std::move(saved);
        if (sees(type.list.mark))
            out["mark"] = type.list.mark;
        put(out, "empty", type.list.empty);
        return out;
    }

    static json::object filter(const Saved& one) {
        json::object out{{"label", both(one.label)}, {"where", one.where.text}};
        if (one.first)
            out["first"] = true;
        return out;
    }

    /// A saved filter is offered only where every field it names exists for the viewer.
    bool may_filter(const Text& where) const {
        if (!where.tree)
            return true;
        for (const auto place : expr::names_used(*where.tree).own)
            if (!sees(where.tree->type().fields[place].name))
                return false;
        return true;
    }

    json::object run(const std::vector<std::string>& may) const {
        json::object out{{"type", type.name}, {"label", both(type.label)}};
        put(out, "help", type.help);
        put(out, "clause", type.clause);
        put(out, "parent", type.parent);
        put(out, "door", type.door);
        out["ledger"] = type.ledger;
        put(out, "region", type.region);
        put(out, "title", type.title);
        put(out, "hint", type.hint);
        json::array states, events;
        for (const auto& state : type.states)
            states.push_back(state_json(state));
        for (const auto& event : type.events)
            events.push_back(event_json(event));
        out["states"] = std::move(states);
        out["fields"] = fields();
        out["events"] = std::move(events);
        out["form"] = form();
        out["list"] = list();
        out["search"] = list_of(seen(type.search));
        out["may"] = list_of(may);
        return out;
    }
};

} // namespace

json::object type_json(const Pack& pack, const Type& type, const Viewer& viewer, const std::vector<std::string>& may) {
    return TypeJson{pack, type, viewer}.run(may);
}

} // namespace liandong::pack
