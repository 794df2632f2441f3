// Figures, bands and targets: what they count is there, what they are made of is there, and nothing is made of itself.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "pack/check.hpp"
#include "pack/measure.hpp"
#include "pack/units.hpp"

namespace liandong::pack {

namespace {

struct FigureCheck {
    Lookup& look;
    const Figure& figure;

    void no(const std::string& zh, const std::string& en) {
        look.no(figure.source, fmt::format("`{}`：{}", figure.id, zh), fmt::format("`{}`: {}", figure.id, en));
    }

    /// Figures read own fields, and nothing that is encrypted.
    const Field* readable(const Type& type, const std::string& name, const std::string& what) {
        const auto* field = look.field(type, name, figure.source, what);
        if (field && field->encrypted())
            no(fmt::format("{}：`{}` 是加密字段。", what, name),
               fmt::format("{}: `{}` is a sensitive field.", what, name));
        return field;
    }

    void counted() {
        const auto* type = look.type(figure.type, figure.source, figure.form == Figure::Form::stock ? "stock" : "flow");
        if (!type)
            return;
        if (!figure.on.empty())
            if (const auto* on = readable(*type, figure.on, "on"); on && on->kind != Kind::date)
                no("`on` 须是日期字段。", "`on` names a date.");
        if (!figure.place.empty())
            if (const auto* place = readable(*type, figure.place, "place"); place && place->kind != Kind::region)
                no("`place` 须是区划字段。", "`place` names a region.");
        if (!figure.sum.empty())
            if (const auto* sum = readable(*type, figure.sum, "sum");
                sum && sum->kind != Kind::number && sum->kind != Kind::money && sum->kind != Kind::minutes)
                no("`sum` 须是数量字段。", "`sum` names an amount.");
        if (!figure.distinct.empty())
            if (const auto* who = readable(*type, figure.distinct, "distinct"); who && who->kind != Kind::ref)
                no("`distinct` 须是引用字段。", "`distinct` names a reference.");
        for (const auto& by : figure.by)
            if (!look.pack.band(by, figure.type))
                readable(*type, by, "by");
    }

    void parts() {
        std::vector<std::string> known{"population"};
        for (const auto& one : look.pack.figures)
            known.push_back(one.id);
        for (const auto& part : figure.of) {
            if (part == "population" || look.pack.figure(part))
                continue;
            const auto near = did_you_mean(part, known);
            no(fmt::format("没有指标 `{}`{}。", part, near.zh),
               fmt::format("no figure is called `{}`{}.", part, near.en));
        }
        if (figure.form == Figure::Form::ratio || figure.form == Figure::Form::add)
            for (const auto& by : figure.by)
                breakdown(by);
    }

    /// A breakdown of a ratio must be one of what it counts above the line.
    void breakdown(const std::string& by) {
        const auto* part = figure.of.empty() ? nullptr : look.pack.figure(figure.of.front());
        while (part && part->type.empty() && !part->of.empty())
            part = look.pack.figure(part->of.front());
        const auto* type = part ? look.pack.type(part->type) : nullptr;
        if (type && !look.pack.band(by, type->name))
            readable(*type, by, "by");
    }

    bool reaches(const std::string& id, std::set<std::string>& seen) {
        const auto* other = look.pack.figure(id);
        if (!other || !seen.insert(id).second)
            return false;
        return std::any_of(other->of.begin(), other->of.end(),
                           [&](const auto& part) { return part == figure.id || reaches(part, seen); });
    }

    void known_unit() {
        if (figure.unit.empty() || !figure.unit_label.zh.empty() || unit_label(figure.unit))
            return;
        const auto near = did_you_mean(figure.unit, labelled_units());
        no(fmt::format("不认识单位 `{}`{}；也可写 unit = {{ zh = …, en = … }}。", figure.unit, near.zh),
           fmt::format("`{}` is no known unit{}; or say unit = {{ zh = …, en = … }}.", figure.unit, near.en));
    }

    void unit_must_be(const std::string& unit, const std::string& zh, const std::string& en) {
        if (figure.unit != unit)
            no(fmt::format("{}，须写 unit = \"{}\"。", zh, unit), fmt::format("{}: say unit = \"{}\".", en, unit));
    }

    /// The unit must come from what the figure is made of: minutes read as hours, fen as yuan, and what is divided by
    /// something else than itself is no percentage.
    void unit() {
        known_unit();
        using What = Measure::What;
        const auto measure = measure_of(look.pack, figure.id);
        const std::set<std::string> of_others{"minutes", "hours", "clock hours", "yuan", "%"};
        switch (measure.what) {
            case What::unknown: return;
            case What::minutes: return unit_must_be("hours", "算出来的是时长", "what is worked out is time");
            case What::fen: return unit_must_be("yuan", "算出来的是金额", "what is worked out is money");
            case What::share:
                if (!figure.unit.empty() && figure.unit != "%")
                    no("这是占比，以百分数显示，不写别的单位。", "this is a share, read in %; it takes no other unit.");
                return;
            case What::quotient:
                if (figure.unit.empty())
                    no("分子与分母不是同一类，不能显示为百分数；须写 unit = { zh = …, en = … }。",
                       "above and below the line are different things, so it is no percentage; say unit = { zh = …, en "
                       "= … }.");
                [[fallthrough]];
            case What::count:
            case What::number:
                if (figure.unit_label.zh.empty() && of_others.count(figure.unit))
                    no(fmt::format("单位 `{}` 不能由所计的内容得出。", figure.unit),
                       fmt::format("the unit `{}` cannot come from what is counted.", figure.unit));
        }
    }

    void run() {
        const bool in_place = figure.id.find('/') != std::string::npos; // has its figure's clause and unit
        if (!in_place)
            look.clause(figure.clause, figure.source);
        if (figure.form == Figure::Form::stock || figure.form == Figure::Form::flow)
            counted();
        parts();
        std::set<std::string> seen;
        if (reaches(figure.id, seen))
            no("指标由自己组成。", "the figure is made of itself.");
        else if (!in_place)
            unit();
        if (figure.form == Figure::Form::words)
            look.list(figure.list, figure.source);
    }
};

} // namespace

void check_figures(Lookup& look) {
    for (const auto& figure : look.pack.figures)
        FigureCheck{look, figure}.run();
    for (const auto& band : look.pack.bands)
        look.type(band.type, band.source, "of");
    for (const auto& target : look.pack.targets)
        if (!look.pack.figure(target.figure))
            look.no(target.source, fmt::format("没有指标 `{}`。", target.figure),
                    fmt::format("no figure is called `{}`.", target.figure));
}

} // namespace liandong::pack
