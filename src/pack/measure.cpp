// A count over a count of the same is a share; minutes over a count stay minutes; workers over stations are a quotient.
#include "pack/measure.hpp"

#include <algorithm>

namespace liandong::pack {

namespace {

using What = Measure::What;
constexpr int deepest = 8; // a figure made of itself is told elsewhere

Measure measure(const Pack& pack, const std::string& id, int depth);

Measure of_records(const Pack& pack, const Figure& figure) {
    const auto* type = pack.type(figure.type);
    const auto field = [&](const std::string& name) { return type ? type->field(name) : nullptr; };
    if (!figure.sum.empty()) {
        const auto* sum = field(figure.sum);
        if (!sum)
            return {};
        if (sum->kind == Kind::minutes)
            return {What::minutes, {}, {}};
        if (sum->kind == Kind::money)
            return {What::fen, {}, {}};
        return {What::number, sum->unit, sum->places ? std::nullopt : sum->high};
    }
    const auto* who = figure.distinct.empty() ? nullptr : field(figure.distinct);
    return {What::count, who ? who->target : figure.type, {}};
}

bool same(const Measure& one, const Measure& other) {
    return one.what == other.what && one.what != What::unknown && one.what != What::quotient && one.of == other.of;
}

/// Stars over five times those who gave them: how much of what could have been.
bool of_the_highest(const Pack& pack, const Measure& above, const std::string& below) {
    const auto* figure = pack.figure(below);
    return above.what == What::number && above.highest && figure && figure->times == *above.highest;
}

Measure of_ratio(const Pack& pack, const Figure& figure, int depth) {
    if (figure.of.size() != 2)
        return {};
    const auto above = measure(pack, figure.of[0], depth), below = measure(pack, figure.of[1], depth);
    if (above.what == What::unknown || below.what == What::unknown)
        return {};
    if (figure.times == 1 && (same(above, below) || of_the_highest(pack, above, figure.of[1])))
        return {What::share, {}, {}};
    if (below.what == What::count && (above.what == What::minutes || above.what == What::fen))
        return {above.what, {}, {}};
    return {What::quotient, {}, {}};
}

Measure of_sum(const Pack& pack, const Figure& figure, int depth) {
    if (figure.of.empty())
        return {};
    const auto first = measure(pack, figure.of.front(), depth);
    const bool agree = std::all_of(figure.of.begin(), figure.of.end(),
                                   [&](const auto& part) { return measure(pack, part, depth).what == first.what; });
    return agree ? first : Measure{};
}

Measure measure(const Pack& pack, const std::string& id, int depth) {
    if (id == "population")
        return {What::count, "population", {}};
    const auto* figure = pack.figure(id);
    if (!figure || depth > deepest)
        return {};
    switch (figure->form) {
        case Figure::Form::stock:
        case Figure::Form::flow: return of_records(pack, *figure);
        case Figure::Form::ratio: return of_ratio(pack, *figure, depth + 1);
        case Figure::Form::add:
        case Figure::Form::average: return of_sum(pack, *figure, depth + 1);
        case Figure::Form::regions:
        case Figure::Form::words:
            return {figure->of_all ? What::share : What::count, figure->region_level + figure->list, {}};
        case Figure::Form::hook: return {};
    }
    return {};
}

} // namespace

Measure measure_of(const Pack& pack, const std::string& figure) { return measure(pack, figure, 0); }

const char* reading_of(const Measure& measure) {
    switch (measure.what) {
        case What::share: return "share";
        case What::minutes: return "minutes";
        case What::fen: return "fen";
        default: return "number";
    }
}

} // namespace liandong::pack
