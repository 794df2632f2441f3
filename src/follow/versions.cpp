#include "follow/versions.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "engine/figures/lines.hpp"
#include "journal/journal.hpp"
#include "record/body.hpp"
#include "record/change.hpp"

namespace liandong::follow {
namespace {

std::optional<std::string> state_in(const std::string& body) {
    const auto json = boost::json::parse(body);
    const auto* state = json.as_object().if_contains("state");
    if (!state || !state->is_string())
        return std::nullopt;
    return std::string(state->as_string());
}

} // namespace

Date true_from(const journal::Line& line) {
    if (line.act == "create" || line.act == "correct")
        return figures::always;
    const Date written = base::day_of(line.at);
    return line.from_day ? std::min(*line.from_day, written) : written;
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

const record::Record* Versions::at(std::int64_t version) {
    if (row_ && row_->version == version)
        return &*row_;
    if (!known_)
        read();
    const auto after = past_.upper_bound(version);
    if (after != past_.begin())
        return &std::prev(after)->second;
    return row_ ? &*row_ : nullptr;
}

void Versions::read() {
    known_ = true;
    record::Record record{.type = shape_.type,
                          .id = id_,
                          .version = 0,
                          .state = record::start_state(*shape_.type),
                          .region = {},
                          .region_then = {},
                          .values = {}};
    record.values.resize(shape_.type->fields.size());
    for (const auto& line : journal::of_record(session_, shape_.name(), id_)) {
        record.version = line.version;
        record.region = line.region;
        if (record.region_then.empty())
            record.region_then = line.region;
        if (line.body) {
            for (auto& [at, value] : record::values_of(house_.store, shape_, id_, *line.body))
                record.values[at] = value;
            if (auto state = state_in(*line.body))
                record.state = *state;
        }
        past_.insert_or_assign(line.version, record);
    }
}

} // namespace liandong::follow
