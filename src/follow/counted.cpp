#include "follow/counted.hpp"

#include <algorithm>
#include <set>

#include "crypt/digest.hpp"
#include "crypt/text.hpp"
#include "expr/turning.hpp"
#include "record/condition.hpp"
#include "record/store.hpp"

namespace liandong::follow {
namespace {

static_assert(figures::always == expr::dawn);

/// Changes when the way lines are made changes.
constexpr std::string_view method = "lines 1";

std::optional<std::size_t> place_of(const record::Shape& shape, const std::string& name) {
    return name.empty() ? std::nullopt : std::optional(shape.index_of(name));
}

Dimension dimension_of(const record::House& house, const record::Shape& shape, const std::string& name) {
    if (const pack::Band* band = house.pack.band(name, shape.name()))
        return {name, std::nullopt, band};
    return {name, shape.index_of(name), nullptr};
}

/// Everything a criterion rests on besides the record: its words, parameters with their days, ordered words, the
/// calendar.
void tell(std::string& told, const record::House& house, const pack::Text& text) {
    told += text.text + '\n';
    const expr::Checked* checked = record::tree(text);
    if (!checked)
        return;
    const expr::Names names = expr::names_used(*checked);
    for (const std::size_t index : names.parameters)
        for (const auto& dated : house.pack.parameters[index].values)
            told += house.pack.parameters[index].name + base::to_text(dated.from) + std::to_string(dated.is) + '\n';
    for (const std::size_t own : names.own)
        if (const expr::CodeList* list = checked->type().fields[own].list)
            for (const auto& word : list->words)
                told += word.name + word.code + ' ';
    if (names.calendar)
        for (const auto& day : house.calendar.days())
            told += day.work ? '1' : '0';
}

std::string digest_of(const record::House& house, const Counted& counted) {
    const pack::Figure& figure = *counted.figure;
    std::string told(method);
    for (const auto& word : {figure.type, figure.on, figure.place, figure.sum})
        told += '\n' + word;
    tell(told, house, figure.where);
    for (const Dimension& by : counted.by) {
        told += by.name + '\n';
        if (by.band)
            for (const auto& part : by.band->parts) {
                told += part.code + '\n';
                tell(told, house, part.when);
            }
    }
    return crypt::to_hex(crypt::sha256(told)).substr(0, 32);
}

/// A record asked on one day after another.
class OnDays : public record::AskedOf {
public:
    using AskedOf::AskedOf;
    void on(Date day) {
        today = day;
        now = base::start_of(day);
    }
};

std::string band_of(const pack::Band& band, const OnDays& asked) {
    for (const auto& part : band.parts)
        if (!part.when.given() || expr::holds(*record::tree(part.when), asked))
            return part.code;
    return {};
}

std::vector<std::string> cells(const Counted& counted, const record::Record& record, const OnDays& asked) {
    std::vector<std::string> cells{figures::total};
    for (const Dimension& by : counted.by) {
        if (by.band) {
            cells.push_back(figures::cell_of(by.name, band_of(*by.band, asked)));
        } else if (const auto* codes = std::get_if<base::Codes>(&record.values[*by.field])) {
            for (const auto& code : *codes)
                cells.push_back(figures::cell_of(by.name, code));
        } else {
            const Value& value = record.values[*by.field];
            cells.push_back(figures::cell_of(by.name, base::is_empty(value) ? "" : record::to_plain(value)));
        }
    }
    return cells;
}

std::string region_of(const record::House& house, const Counted& counted, const record::Record& record) {
    if (!counted.place)
        return counted.stock ? record.region : record.region_then;
    const auto* region = std::get_if<std::string>(&record.values[*counted.place]);
    return region ? *region : house.pack.region;
}

std::int64_t amount_of(const Counted& counted, const record::Record& record) {
    if (!counted.sum)
        return 1;
    const auto* amount = std::get_if<std::int64_t>(&record.values[*counted.sum]);
    return amount ? *amount : 0;
}

figures::Lines flow(const record::House& house, const Counted& counted, const record::Record& record) {
    const auto* on = std::get_if<Date>(&record.values[*counted.on]);
    if (!on)
        return {};
    const record::Given given = given_on(*on);
    const OnDays asked(house, given, nullptr, *counted.shape, record);
    if (counted.where && !expr::holds(*counted.where, asked))
        return {};
    return figures::flow_lines(*on, region_of(house, counted, record), cells(counted, record, asked),
                               amount_of(counted, record));
}

figures::Lines stock(const record::House& house, const Counted& counted, const record::Record& record) {
    const record::Given given = given_on(base::today());
    OnDays asked(house, given, nullptr, *counted.shape, record);
    std::vector<std::pair<Date, expr::Truth>> steps{{figures::always, expr::Truth::yes}};
    if (counted.where)
        steps = expr::step_function(*counted.where, asked);
    if (std::none_of(steps.begin(), steps.end(), [](const auto& step) { return step.second == expr::Truth::yes; }))
        return {};
    std::set<Date> days{figures::always};
    for (const auto& [day, truth] : steps)
        days.insert(day);
    for (const Dimension& by : counted.by)
        if (by.band)
            for (const auto& part : by.band->parts)
                if (part.when.given())
                    days.merge([&] {
                        const auto turns = expr::turning_days(*record::tree(part.when), asked);
                        return std::set<Date>(turns.begin(), turns.end());
                    }());
    std::vector<figures::Spell> spells;
    auto step = steps.begin();
    for (const Date day : days) {
        while (std::next(step) != steps.end() && std::next(step)->first <= day)
            ++step;
        asked.on(day);
        spells.push_back(
            {day, step->second == expr::Truth::yes ? cells(counted, record, asked) : std::vector<std::string>()});
    }
    return figures::stock_lines(spells, region_of(house, counted, record), amount_of(counted, record));
}

} // namespace

const Dimension* Counted::dimension(const std::string& name) const {
    const auto found = std::find_if(by.begin(), by.end(), [&](const Dimension& one) { return one.name == name; });
    return found == by.end() ? nullptr : &*found;
}

Counted counted(const record::House& house, const pack::Figure& figure, const std::vector<std::string>& more_by) {
    const record::Shape& shape = house.shapes.of(figure.type);
    Counted made{.figure = &figure,
                 .shape = &shape,
                 .where = record::tree(figure.where),
                 .stock = figure.form == pack::Figure::Form::stock,
                 .on = place_of(shape, figure.on),
                 .place = place_of(shape, figure.place),
                 .sum = place_of(shape, figure.sum),
                 .distinct = place_of(shape, figure.distinct),
                 .by = {},
                 .digest = {}};
    for (const auto* names : {&figure.by, &more_by})
        for (const auto& name : *names)
            if (!made.dimension(name) && (house.pack.band(name, shape.name()) || shape.find(name)))
                made.by.push_back(dimension_of(house, shape, name));
    made.digest = digest_of(house, made);
    return made;
}

figures::Lines lines_of(const record::House& house, const Counted& counted, const record::Record& record) {
    return counted.stock ? stock(house, counted, record) : flow(house, counted, record);
}

std::vector<std::string> cells_on(const record::House& house, const Counted& counted, const record::Record& record,
                                  Date day) {
    const record::Given given = given_on(day);
    const OnDays asked(house, given, nullptr, *counted.shape, record);
    return cells(counted, record, asked);
}

record::Given given_on(Date day) {
    record::Given given;
    given.now = base::start_of(day);
    return given;
}

} // namespace liandong::follow
