#include "follow/combine.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "record/condition.hpp"

namespace liandong::follow {
namespace {

const Amount none;

const Amount& at(const Amounts& amounts, const std::string& key) {
    const auto found = amounts.find(key);
    return found == amounts.end() ? none : found->second;
}

std::set<std::string> keys(const std::vector<Amounts>& all) {
    std::set<std::string> keys;
    for (const auto& amounts : all)
        for (const auto& [key, amount] : amounts)
            keys.insert(key);
    return keys;
}

std::string_view name_of(base::RegionLevel level) {
    constexpr std::string_view names[] = {"", "province", "prefecture", "county", "town", "village"};
    return names[static_cast<int>(level)];
}

std::optional<base::RegionLevel> level_of(std::string_view name) {
    for (int level = 1; level <= 5; ++level)
        if (name_of(static_cast<base::RegionLevel>(level)) == name)
            return static_cast<base::RegionLevel>(level);
    return std::nullopt;
}

/// figure('…') answers are worked out once for all units or words, then each is asked.
using Windows = std::map<std::pair<std::string, std::int64_t>, Amounts>;
using ValueOf = std::function<Amounts(const std::string& figure, std::int64_t months)>;

/// One unit of the map, or one word, as a criterion over figures sees it.
class AskedUnit : public record::Asked<expr::Context> {
public:
    AskedUnit(const record::House& house, const record::Given& given, const expr::Type& type,
              const Divisions* divisions, const std::string& key, Windows& windows, const ValueOf& value_of)
        : Asked(house, given), type_(type), divisions_(divisions), key_(key), windows_(windows), value_of_(value_of) {}

    const Value& own(std::size_t place) const override {
        Value value = divisions_ ? divisions_->value(key_, type_.fields[place].name) : Value();
        return values_.insert_or_assign(place, std::move(value)).first->second;
    }
    Value figure(std::string_view id, std::int64_t months) const override {
        const auto [window, fresh] = windows_.try_emplace({std::string(id), months});
        if (fresh)
            window->second = value_of_(std::string(id), months);
        const auto value = rounded(at(window->second, key_), 0);
        return value ? Value(*value) : Value();
    }

private:
    const expr::Type& type_;
    const Divisions* divisions_;
    const std::string& key_;
    Windows& windows_;
    const ValueOf& value_of_;
    mutable std::map<std::size_t, Value> values_;
};

Scope window(Scope scope, std::int64_t months) {
    if (months > 0)
        scope.from = base::add_months(scope.to, -months) + 1;
    return scope;
}

} // namespace

base::Fault unknown_by(const std::string& by) { return base::Fault({{"by", "figure.unknown_by", {}, {{"by", by}}}}); }

Amounts Combine::amounts(const std::string& id, const Scope& scope) {
    if (id == "population")
        return population(scope);
    if (const auto found = plan_.by_id.find(id); found != plan_.by_id.end())
        return counted(*found->second, scope);
    const pack::Figure* figure = house_.pack.figure(id);
    if (!figure)
        throw base::Fault(base::Refusal::absent, "figure.none", {{"figure", id}});
    using Form = pack::Figure::Form;
    switch (figure->form) {
        case Form::ratio: return share(*figure, scope);
        case Form::add: return add(*figure, scope);
        case Form::average: return average(*figure, scope);
        case Form::regions: return regions(*figure, scope);
        case Form::words: return words(*figure, scope);
        case Form::hook: return hook(*figure, scope);
        case Form::stock:
        case Form::flow: break;
    }
    throw std::logic_error("a stock or flow without a plan: " + id);
}

Amounts Combine::counted(const Counted& counted, const Scope& scope) {
    if (!scope.by.dimension.empty() && !counted.dimension(scope.by.dimension))
        throw unknown_by(scope.by.dimension);
    Amounts amounts;
    for (const auto& [key, total] : source_.sum(counted, scope))
        amounts[key] = follow::sum({{total, std::nullopt, counted.figure->times}});
    return amounts;
}

Amounts Combine::population(const Scope& scope) {
    if (!scope.by.dimension.empty())
        throw unknown_by(scope.by.dimension);
    Amounts amounts;
    const auto put = [&](const std::string& key, const std::string& region) {
        if (const auto residents = divisions_.population(region, scope.to))
            amounts[key] = {*residents, std::nullopt, 1};
    };
    if (!scope.by.units)
        put("", scope.region.text());
    else
        for (const auto& unit : divisions_.units(name_of(*scope.by.units), scope.region.text()))
            put(unit, unit);
    return amounts;
}

Amounts Combine::share(const pack::Figure& figure, const Scope& scope) {
    const std::vector<Amounts> parts{amounts(figure.of.at(0), scope), amounts(figure.of.at(1), scope)};
    Amounts shares;
    for (const auto& key : keys(parts))
        shares[key] = follow::share(at(parts[0], key), at(parts[1], key), figure.times);
    if (scope.by.none() && shares.empty())
        shares[""] = follow::share(none, none, figure.times);
    return shares;
}

Amounts Combine::add(const pack::Figure& figure, const Scope& scope) {
    std::vector<Amounts> parts;
    for (const auto& part : figure.of)
        parts.push_back(amounts(part, scope));
    Amounts sums;
    for (const auto& key : keys(parts)) {
        std::vector<Amount> addends;
        for (const auto& part : parts)
            addends.push_back(at(part, key));
        sums[key] = follow::sum({follow::sum(addends)});
        sums[key].numerator *= figure.times;
    }
    return sums;
}

/// The mean of a stock over the days of the period: what it is on the first day counts for all of them, a change for
/// those from its own on.
Amounts Combine::average(const pack::Figure& figure, const Scope& scope) {
    const auto found = plan_.by_id.find(figure.of.at(0));
    if (found == plan_.by_id.end() || !found->second->stock)
        throw std::logic_error(figure.id + " is the mean of what is no stock");
    const Counted& stock = *found->second;
    if (!scope.by.dimension.empty() && !stock.dimension(scope.by.dimension))
        throw unknown_by(scope.by.dimension);
    Scope first = scope;
    first.to = scope.from;
    const std::int64_t days = scope.to - scope.from + 1;
    std::map<std::string, std::int64_t> sums;
    for (const auto& [key, total] : source_.sum(stock, first))
        sums[key] += total * days;
    for (const auto& [day, totals] : source_.changes(stock, scope))
        for (const auto& [key, change] : totals)
            sums[key] += change * (scope.to - day + 1);
    Amounts means;
    if (scope.by.none())
        means[""] = {0, days, figure.times};
    for (const auto& [key, sum] : sums)
        if (sum != 0)
            means[key] = {sum, days, figure.times};
    return means;
}

Amounts Combine::regions(const pack::Figure& figure, const Scope& scope) {
    const auto level = level_of(figure.region_level);
    const expr::Checked* passes = record::tree(figure.where);
    const expr::Checked* among = record::tree(figure.among);
    const expr::Type* type = house_.schema.type("regions.region");
    if (!level || !passes || !type || !scope.by.dimension.empty())
        throw unknown_by(scope.by.dimension);
    record::Given given = given_;
    given.now = base::start_of(scope.to);
    Windows windows;
    const ValueOf value_of = [&](const std::string& id, std::int64_t months) {
        Scope units = window(scope, months);
        units.by = {{}, level};
        return amounts(id, units);
    };
    Amounts counts;
    if (scope.by.none())
        counts[""] = {0, figure.of_all ? std::optional<std::int64_t>(0) : std::nullopt, figure.times};
    for (const auto& unit : divisions_.units(figure.region_level, scope.region.text())) {
        const AskedUnit asked(house_, given, *type, &divisions_, unit, windows, value_of);
        if (among && !expr::holds(*among, asked))
            continue;
        const std::string key = scope.by.units && *scope.by.units < *level ? unit_of(unit, scope.by)
                                : scope.by.units                           ? unit
                                                                           : std::string();
        auto [count, fresh] = counts.try_emplace(key, Amount{0, std::nullopt, figure.times});
        if (figure.of_all)
            count->second.denominator = count->second.denominator.value_or(0) + 1;
        count->second.numerator += expr::holds(*passes, asked) ? 1 : 0;
    }
    return counts;
}

/// Words of a list that pass a test: the figures it names are told apart by the breakdown that has this list.
Amounts Combine::words(const pack::Figure& figure, const Scope& scope) {
    const pack::CodeList* list = house_.pack.list(figure.list);
    const expr::Checked* passes = record::tree(figure.where);
    const expr::Type* type = house_.schema.type("regions.region");
    if (!list || !passes || !type || !scope.by.none())
        throw unknown_by(scope.by.units ? "region" : scope.by.dimension);
    Windows windows;
    const ValueOf value_of = [&](const std::string& id, std::int64_t months) {
        const auto base = plan_.by_id.find(id);
        if (base == plan_.by_id.end())
            throw unknown_by(figure.list);
        for (const Dimension& by : base->second->by)
            if (by.field && base->second->shape->field(*by.field).list == figure.list) {
                Scope words = window(scope, months);
                words.by = {by.name, std::nullopt};
                return amounts(id, words);
            }
        throw unknown_by(figure.list);
    };
    record::Given given = given_;
    given.now = base::start_of(scope.to);
    Amount count{0, figure.of_all ? std::optional(static_cast<std::int64_t>(list->words.size())) : std::nullopt,
                 figure.times};
    for (const auto& word : list->words)
        if (expr::holds(*passes, AskedUnit(house_, given, *type, nullptr, word.code, windows, value_of)))
            ++count.numerator;
    return {{"", count}};
}

Amounts Combine::hook(const pack::Figure& figure, const Scope& scope) {
    const auto found = hooks_.find(figure.hook);
    if (found == hooks_.end())
        throw std::logic_error("no figure hook is called " + figure.hook);
    if (!scope.by.none())
        throw unknown_by(scope.by.units ? "region" : scope.by.dimension);
    std::vector<Answer> parts;
    for (const auto& id : figure.of) {
        Answer part{.position = 0,
                    .from = scope.from,
                    .to = scope.to,
                    .region = scope.region.text(),
                    .distinct = false,
                    .amount = {},
                    .cells = {}};
        const auto whole = amounts(id, scope);
        part.amount = at(whole, "");
        const auto base = plan_.by_id.find(id);
        if (base != plan_.by_id.end() && !base->second->by.empty()) {
            Scope told = scope;
            told.by.dimension = base->second->by.front().name;
            for (const auto& [key, amount] : amounts(id, told))
                part.cells.push_back({key, amount});
        }
        parts.push_back(std::move(part));
    }
    return {{"", found->second(parts)}};
}

} // namespace liandong::follow
