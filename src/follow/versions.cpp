#include "follow/versions.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "engine/figures/lines.hpp"
#include "journal/journal.hpp"
#include "record/body.hpp"
#include "record/change.hpp"

namespace liandong::follow {
namespace {

std::optional<std::string> text_in(const std::string& body, const char* name) {
    const boost::json::value json = boost::json::parse(body);
    const auto* value = json.as_object().if_contains(name);
    return value && value->is_string() ? std::optional(std::string(value->as_string())) : std::nullopt;
}

bool erased(const journal::Line& line) { return !line.body && !line.fields.empty(); }

/// Which line last had a say in each value: a later line of the journal knows better, whatever day it is true from.
class Says {
public:
    explicit Says(std::size_t fields) : fields_(fields, -1) {}

    bool field(std::size_t at, std::int64_t position) { return takes(fields_[at], position); }
    bool state(std::int64_t position) { return takes(state_, position); }
    bool region(std::int64_t position) { return takes(region_, position); }
    bool gone(std::int64_t position) { return takes(gone_, position); }

private:
    static bool takes(std::int64_t& last, std::int64_t position) {
        if (position < last)
            return false;
        last = position;
        return true;
    }
    std::vector<std::int64_t> fields_;
    std::int64_t state_ = -1, region_ = -1, gone_ = -1;
};

} // namespace

Date true_from(const journal::Line& line) {
    if (line.act == "create" || line.act == "correct")
        return figures::always;
    const Date written = base::day_of(line.at);
    return line.from_day ? std::min(*line.from_day, written) : written;
}

bool in_order(const std::vector<journal::Line>& lines) {
    return std::all_of(lines.begin(), lines.end(), [](const journal::Line& line) {
        return line.act == "create" || true_from(line) == base::day_of(line.at);
    });
}

std::vector<Turn> turns(const std::vector<journal::Line>& lines) {
    std::vector<Turn> turns;
    for (const auto& line : lines) {
        const Date from = true_from(line);
        while (!turns.empty() && turns.back().from >= from)
            turns.pop_back();
        turns.push_back({from, line.version, line.act == "remove"});
    }
    return turns;
}

record::Record Versions::blank() const {
    record::Record record{.type = shape_.type,
                          .id = id_,
                          .version = 0,
                          .state = record::start_state(*shape_.type),
                          .region = {},
                          .region_then = {},
                          .values = {}};
    record.values.resize(shape_.type->fields.size());
    return record;
}

const std::vector<Versions::Told>& Versions::history() {
    if (history_)
        return *history_;
    history_.emplace();
    for (auto& line : journal::of_record(session_, shape_.name(), id_)) {
        Told told{.line = std::move(line), .values = {}, .state = {}, .region = {}};
        if (told.line.body) {
            told.values = record::values_of(house_.store, shape_, id_, *told.line.body);
            told.state = text_in(*told.line.body, "state");
            told.region = text_in(*told.line.body, "region");
        }
        if (told.line.act == "create")
            told.region = told.line.region;
        history_->push_back(std::move(told));
    }
    return *history_;
}

const record::Record* Versions::at(std::int64_t version) {
    if (row_ && row_->version == version)
        return &*row_;
    if (past_.empty()) {
        record::Record record = blank();
        for (const Told& told : history()) {
            record.version = told.line.version;
            record.region = told.line.region;
            if (record.region_then.empty())
                record.region_then = told.line.region;
            for (const auto& [at, value] : told.values)
                record.values[at] = value;
            record.state = told.state.value_or(record.state);
            past_.insert_or_assign(told.line.version, record);
        }
    }
    const auto after = past_.upper_bound(version);
    if (after != past_.begin())
        return &std::prev(after)->second;
    return row_ ? &*row_ : nullptr;
}

std::optional<std::vector<Stretch>> Versions::stretches(std::int64_t until) {
    std::map<Date, std::vector<const Told*>> by_day;
    for (const Told& told : history()) {
        if (told.line.position > until)
            continue;
        if (erased(told.line))
            return std::nullopt;
        by_day[true_from(told.line)].push_back(&told);
    }
    record::Record record = blank();
    Says says(record.values.size());
    bool gone = false;
    std::vector<Stretch> stretches;
    for (const auto& [day, lines] : by_day) {
        for (const Told* told : lines) {
            const std::int64_t position = told->line.position;
            for (const auto& [at, value] : told->values)
                if (says.field(at, position))
                    record.values[at] = value;
            if (told->state && says.state(position))
                record.state = *told->state;
            if (told->region && says.region(position))
                record.region = *told->region;
            if (record.region_then.empty())
                record.region_then = told->line.region;
            if (says.gone(position))
                gone = told->line.act == "remove";
        }
        stretches.push_back({day, gone ? std::nullopt : std::optional(record)});
    }
    return stretches;
}

} // namespace liandong::follow
