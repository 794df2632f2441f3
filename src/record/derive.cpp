// The fields nobody types: copied, calculated, kept from other rows, drawn from sequences; and what a change here means
// for records elsewhere.
#include <algorithm>

#include "base/identity.hpp"
#include "base/region_code.hpp"
#include "record/change.hpp"
#include "record/condition.hpp"

namespace liandong::record {
namespace {

constexpr std::size_t fan_out_most = 10'000;
constexpr int passes_most = 6;

bool drawn_by_event(const pack::Type& type, const std::string& field) {
    const auto draws = [&](const pack::Effect& effect) {
        return std::find(effect.draw.begin(), effect.draw.end(), field) != effect.draw.end();
    };
    return std::any_of(type.events.begin(), type.events.end(),
                       [&](const auto& event) { return draws(event.effect); }) ||
           std::any_of(type.reached.begin(), type.reached.end(),
                       [&](const auto& reached) { return draws(reached.effect); });
}

std::string padded(std::int64_t number, int length) {
    std::string digits = std::to_string(number);
    if (static_cast<int>(digits.size()) < length)
        digits.insert(0, static_cast<std::size_t>(length) - digits.size(), '0');
    return digits;
}

/// The value of the first case that holds.
Value first_of(const pack::First& first, const AskedOf& asked) {
    for (const auto& one : first.cases)
        if (!one.when.given() || expr::holds(*tree(one.when), asked))
            return expr::evaluate_value(*tree(one.value), asked);
    return {};
}

std::string function_of(const pack::Keep& keep) {
    switch (keep.function) {
        case pack::Keep::Function::count: return "count(*)";
        case pack::Keep::Function::exists: return "count(*)";
        case pack::Keep::Function::sum: return "coalesce(sum(t.\"" + keep.field + "\"), 0)";
        default: return "t.\"" + keep.field + "\"";
    }
}

/// The least or the most of a column's values, ordered words by their place in the list.
Value extreme(const pack::Pack& pack, const pack::Field& field, bool most, const std::vector<Value>& values) {
    const pack::CodeList* list = field.list.empty() ? nullptr : pack.list(field.list);
    const auto rank = [&](const Value& value) {
        const pack::Word* word = list ? list->by_code(std::get<std::string>(value)) : nullptr;
        return word ? word - list->words.data() : std::ptrdiff_t{-1};
    };
    const auto less = [&](const Value& a, const Value& b) { return list ? rank(a) < rank(b) : a < b; };
    if (values.empty())
        return {};
    return most ? *std::max_element(values.begin(), values.end(), less)
                : *std::min_element(values.begin(), values.end(), less);
}

} // namespace

void Change::fill_defaults(const Shape& shape, Record& record, const Patch& patch) {
    const AskedOf asked(house_, given_, &session_, shape, record);
    for (std::size_t at = 0; at < record.values.size(); ++at)
        if (!patch.values.contains(at) && shape.field(at).default_value.given())
            record.values[at] = expr::evaluate_value(*tree(shape.field(at).default_value), asked);
}

void Change::draw_numbers(const Shape& shape, Record& record) {
    for (std::size_t at = 0; at < record.values.size(); ++at)
        if (std::holds_alternative<pack::Sequence>(shape.field(at).made) &&
            !drawn_by_event(*shape.type, shape.field(at).name))
            draw(shape, record, at);
}

void Change::draw(const Shape& shape, Record& record, std::size_t at) {
    if (!base::is_empty(record.values[at]))
        return;
    const auto& sequence = std::get<pack::Sequence>(shape.field(at).made);
    const auto today = base::parts_of(given_.today());
    std::vector<std::string> pieces;
    std::string scope;
    for (const auto& part : sequence.parts) {
        std::string piece = part.text;
        if (part.name == "region")
            piece = record.region.substr(0, part.length ? static_cast<std::size_t>(part.length) : 12);
        else if (part.name == "date")
            piece = padded(today.year, 4) + padded(today.month, 2) + padded(today.day, 2);
        else if (part.name == "year")
            piece = padded(today.year, 4);
        else if (part.name == "yy")
            piece = padded(today.year % 100, 2);
        else if (!part.name.empty() && part.name != "count")
            piece = to_plain(record.values[shape.index_of(part.name)]);
        scope += part.name == "count" ? "#" : piece;
        pieces.push_back(piece);
    }
    const std::string name = shape.name() + "." + shape.field(at).name;
    const auto rows = session_.rows(
        "insert into sequence (name, scope, last) values (?, ?, 1) "
        "on conflict (name, scope) do update set last = sequence.last + 1 returning last",
        name, scope);
    std::string number;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        number +=
            sequence.parts[i].name == "count" ? padded(rows.front().integer(0), sequence.parts[i].length) : pieces[i];
    record.values[at] = number;
}

void Change::derive(const Shape& shape, const Record* before, Record& after) {
    for (int pass = 0; pass < passes_most; ++pass) {
        const auto earlier = after.values;
        for (std::size_t at = 0; at < after.values.size(); ++at) {
            const pack::Field& field = shape.field(at);
            const AskedOf asked(house_, given_, &session_, shape, after, before);
            if (const auto* copy = std::get_if<pack::Copy>(&field.made)) {
                const std::size_t reference = shape.index_of(copy->reference);
                const Shape* target = house_.shapes.find(shape.field(reference).target);
                if (target)
                    after.values[at] = asked.stepped(shape.place_of[reference], *target->names->index_of(copy->field));
            } else if (const auto* calc = std::get_if<pack::Calc>(&field.made)) {
                Value value = expr::evaluate_value(*tree(calc->value), asked);
                if (!base::is_empty(value) || !calc->or_typed)
                    after.values[at] = std::move(value);
            } else if (const auto* first = std::get_if<pack::First>(&field.made)) {
                after.values[at] = first_of(*first, asked);
            } else if (const auto* keep = std::get_if<pack::Keep>(&field.made); keep && pass == 0) {
                if (!before || !keep->own.empty())
                    after.values[at] = kept(shape, after, at);
            }
        }
        place(shape, before, after);
        if (after.values == earlier)
            return;
    }
}

/// Where the record belongs: its own field, what it points to, its parent, or the province.
void Change::place(const Shape& shape, const Record* before, Record& after) {
    std::string region;
    const AskedOf asked(house_, given_, &session_, shape, after, before);
    if (shape.region_field && shape.region_step) {
        if (const Shape* target = house_.shapes.find(shape.field(*shape.region_field).target)) {
            const Value& value =
                asked.stepped(shape.place_of[*shape.region_field], *target->names->index_of(*shape.region_step));
            region = to_plain(value);
        }
    } else if (shape.region_field) {
        region = to_plain(after.values[*shape.region_field]);
    } else if (shape.parent) {
        region = to_plain(asked.stepped(shape.place_of[*shape.parent], expr::pseudo::region));
    }
    after.region = region.empty() ? house_.pack.region : region;
    if (!before)
        after.region_then = after.region;
}

Value Change::kept(const Shape& owner, const Record& record, std::size_t at) {
    const auto& keep = std::get<pack::Keep>(owner.field(at).made);
    const Shape& source = house_.shapes.of(keep.type);
    const Value wanted = keep.own.empty() ? Value(base::to_text(record.id)) : record.values[owner.index_of(keep.own)];
    const bool counts = keep.function == pack::Keep::Function::count || keep.function == pack::Keep::Function::sum;
    if (base::is_empty(wanted))
        return counts ? Value(std::int64_t{0}) : keep.function == pack::Keep::Function::exists ? Value(false) : Value();

    std::string sql = "select " + function_of(keep) + " from " + source.table + " t where t.\"" + keep.by + "\" = ?";
    std::vector<db::Param> params{wanted};
    if (const auto* where = tree(keep.where)) {
        Piece piece = piece_of(house_, session_.dialect(), given_, source, *where);
        sql += " and (" + piece.text + ")";
        params.insert(params.end(), piece.params.begin(), piece.params.end());
    }
    if (!keep.during_field.empty()) {
        const Date from = base::add_months(given_.today(), -keep.during_months) - keep.during_days;
        sql += " and t.\"" + keep.during_field + "\" > ? and t.\"" + keep.during_field + "\" <= ?";
        params.emplace_back(from);
        params.emplace_back(given_.today());
    }
    if (keep.function == pack::Keep::Function::latest)
        sql += " order by t.\"" + keep.order + "\" desc nulls last, t.\"id\" desc limit 1";
    const auto rows = session_.query(sql, params);
    if (counts)
        return rows.front().integer(0);
    if (keep.function == pack::Keep::Function::exists)
        return rows.front().integer(0) > 0;
    const pack::Field& field = source.field(source.index_of(keep.field));
    std::vector<Value> values;
    for (const db::Row row : rows)
        if (!row.null(0))
            values.push_back(row.value(0, field.kind));
    if (keep.function == pack::Keep::Function::latest)
        return values.empty() ? Value() : values.front();
    return extreme(house_.pack, field, keep.function == pack::Keep::Function::max, values);
}

/// What a change causes elsewhere is true from the day on which its own fact is: the earlier of what `since` said and
/// says.
void Change::cause(const Move& move) {
    const auto outer = caused_from_;
    if (move.act != "derive")
        caused_from_ = std::nullopt;
    if (const auto since = move.shape.find(move.shape.type->since))
        for (const Record* record : {move.before, static_cast<const Record*>(&move.after)})
            if (const auto* day = record ? std::get_if<Date>(&record->values[*since]) : nullptr)
                caused_from_ = std::min(caused_from_.value_or(*day), *day);
    spread(move);
    caused_from_ = outer;
}

/// Puts right what other records keep from this one, copy from it or calculate with it.
void Change::spread(const Move& move) {
    for (const Kept& kept : move.shape.keeps) {
        std::vector<Record> owners;
        std::set<Value> keys{move.after.values[kept.by]};
        if (move.before)
            keys.insert(move.before->values[kept.by]);
        for (const Value& key : keys) {
            if (base::is_empty(key))
                continue;
            auto more = kept.own ? house_.store.where(session_, *kept.owner, *kept.own, key, fan_out_most)
                                 : house_.store.fetch(session_, *kept.owner,
                                                      std::vector<Uuid>{*base::parse_uuid(std::get<std::string>(key))});
            std::move(more.begin(), more.end(), std::back_inserter(owners));
        }
        rework(*kept.owner, owners, kept.field);
    }
    if (!move.before)
        return;
    for (const Reader& reader : move.shape.readers) {
        const bool touched = std::any_of(reader.fields.begin(), reader.fields.end(), [&](const std::string& name) {
            const auto place = move.shape.names->index_of(name);
            return place && value_at(move.shape, *move.before, *place) != value_at(move.shape, move.after, *place);
        });
        if (touched)
            rework(*reader.owner,
                   house_.store.where(session_, *reader.owner, reader.reference, base::to_text(move.after.id),
                                      fan_out_most),
                   {});
    }
}

void Change::rework(const Shape& shape, const std::vector<Record>& owners, std::optional<std::size_t> kept_field) {
    for (const Record& owner : owners) {
        Record after = owner;
        if (kept_field)
            after.values[*kept_field] = kept(shape, after, *kept_field);
        derive(shape, &owner, after);
        if (after.values == owner.values && after.region == owner.region)
            continue;
        ++after.version;
        write({shape, &owner, after, "derive", ""});
    }
}

} // namespace liandong::record
