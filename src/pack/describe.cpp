// Turns the plain structs into the JSON that clients read. Names of keys are those of the HTTP contract.
#include "pack/describe.hpp"

#include <algorithm>

#include "expr/criterion.hpp"
#include "pack/describe_type.hpp"
#include "pack/measure.hpp"
#include "pack/units.hpp"

namespace liandong::pack {

namespace {

namespace json = boost::json;

const char* form_name(Figure::Form form) {
    static const char* names[] = {"stock", "flow", "ratio", "regions", "words", "add", "average", "hook"};
    return names[static_cast<std::size_t>(form)];
}

/// Everything a viewer sees of a pack.
struct PackJson {
    const Pack& pack;
    const Viewer& viewer;
    std::map<std::string, std::vector<std::string>> may{};

    json::object types() {
        json::object out;
        for (const auto& type : pack.types) {
            auto words = viewer.may(type);
            if (words.empty())
                continue;
            if (!type.built_in)
                out[type.name] = type_json(pack, type, viewer, words);
            may.emplace(type.name, std::move(words));
        }
        return out;
    }

    /// The menu leads only to what may be opened: read, or added to. What may only be counted is in the figures.
    bool opens(const Type& type) const {
        const auto words = may.find(type.name);
        return !type.built_in && words != may.end() &&
               std::any_of(words->second.begin(), words->second.end(),
                           [](const auto& word) { return word == "read" || word == "create"; });
    }

    json::array modules() const {
        json::array out;
        for (const auto& [name, label] : pack.modules) {
            json::array types;
            for (const auto& type : pack.types)
                if (type.module() == name && opens(type))
                    types.push_back(json::value(type.name));
            if (!types.empty())
                out.push_back({{"name", name}, {"label", both(label)}, {"types", std::move(types)}});
        }
        return out;
    }

    json::array clauses() const {
        json::array out;
        for (const auto& clause : pack.clauses)
            out.push_back({{"id", clause.id},
                           {"title", both(clause.title)},
                           {"reading", both(clause.reading)},
                           {"answers", clause.answers}});
        return out;
    }

    json::object codes() const {
        json::object out;
        for (const auto& list : pack.codes) {
            json::array words;
            for (const auto& word : list.words)
                words.push_back({{"name", word.name}, {"code", word.code}, {"label", both(word.label)}});
            out[list.name] = {{"label", both(list.label)},
                              {"closed", list.closed},
                              {"ordered", list.ordered},
                              {"words", std::move(words)}};
        }
        return out;
    }

    /// A figure is seen where something may be done, if only counting, on every type it counts.
    bool counts(const Figure& figure, int depth = 0) const {
        if (!figure.type.empty() && !may.count(figure.type))
            return false;
        auto parts = figure.of;
        if (figure.where.tree && figure.type.empty())
            for (const auto& id : expr::names_used(*figure.where.tree).figures)
                parts.push_back(id);
        return std::all_of(parts.begin(), parts.end(), [&](const auto& id) {
            const auto* part = pack.figure(id);
            return !part || depth > 8 || counts(*part, depth + 1);
        });
    }

    /// A figure that counts something, one by one: no sum of a field, no multiple, no mean.
    bool is_count(const std::string& id, int depth = 0) const {
        const auto* figure = pack.figure(id);
        if (!figure)
            return id == "population";
        switch (figure->form) {
            case Figure::Form::stock:
            case Figure::Form::flow: return figure->sum.empty() && figure->times == 1;
            case Figure::Form::add:
                return depth < 8 && std::all_of(figure->of.begin(), figure->of.end(),
                                                [&](const auto& part) { return is_count(part, depth + 1); });
            default: return false;
        }
    }

    /// Reads well as "12 of 15": both numbers are counts.
    bool is_fraction(const Figure& figure) const {
        if (figure.form == Figure::Form::ratio)
            return std::all_of(figure.of.begin(), figure.of.end(), [&](const auto& part) { return is_count(part); });
        return figure.of_all;
    }

    json::array figures() const {
        json::array out;
        for (const auto& figure : pack.figures) {
            if (figure.id.find('/') != std::string::npos || !counts(figure))
                continue;
            json::object one{{"id", figure.id},
                             {"label", both(figure.label)},
                             {"kind", form_name(figure.form)},
                             {"by", list_of(figure.by)}};
            put(one, "help", figure.help);
            put(one, "clause", figure.clause);
            put(one, "type", figure.type);
            const auto unit = figure.unit_label.zh.empty() ? unit_label(figure.unit) : std::optional(figure.unit_label);
            if (unit && !figure.unit.empty())
                one["unit"] = both(*unit);
            one["reads"] = reading_of(measure_of(pack, figure.id));
            if (figure.key)
                one["key"] = true;
            if (is_fraction(figure))
                one["fraction"] = true;
            if (figure.times != 1)
                one["times"] = figure.times;
            one["opens"] = figure.opens_rows ? "rows" : "counts";
            out.push_back(std::move(one));
        }
        return out;
    }

    json::array bands() const {
        json::array out;
        for (const auto& band : pack.bands) {
            if (!may.count(band.type))
                continue;
            json::array parts;
            for (const auto& part : band.parts) {
                const auto label = part.label.zh.empty() ? base::Words{part.code, part.code} : part.label;
                parts.push_back({{"code", part.code}, {"label", both(label)}});
            }
            out.push_back(
                {{"name", band.name}, {"type", band.type}, {"label", both(band.label)}, {"parts", std::move(parts)}});
        }
        return out;
    }

    json::object texts() const {
        json::object out;
        for (const auto& [code, words] : pack.texts)
            out[code] = both(words);
        return out;
    }

    json::object run() {
        auto all = types(); // first: it learns what may be seen
        json::object out{{"name", pack.name},
                         {"version", pack.version},
                         {"digest", pack.digest},
                         {"title", both(pack.title)},
                         {"languages", list_of(pack.languages)},
                         {"region", pack.region}};
        out["clauses"] = clauses();
        out["modules"] = modules();
        out["types"] = std::move(all);
        out["codes"] = codes();
        out["figures"] = figures();
        out["bands"] = bands();
        out["texts"] = texts();
        return out;
    }
};

} // namespace

std::string describe(const Pack& pack, const Viewer& viewer) { return json::serialize(PackJson{pack, viewer}.run()); }

std::string describe_type(const Pack& pack, const Type& type, const Viewer& viewer) {
    const auto may = viewer.may(type);
    return may.empty() ? "" : json::serialize(type_json(pack, type, viewer, may));
}

} // namespace liandong::pack
