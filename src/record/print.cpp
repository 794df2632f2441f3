#include "record/print.hpp"

#include <boost/json.hpp>
#include <cstdlib>

#include "record/mask.hpp"

namespace liandong::record {

namespace json = boost::json;

namespace {

std::string key_of(const std::string& type, const std::string& id) { return type + " " + id; }

json::value point(const std::string& text) {
    const auto comma = text.find(',');
    return {{"lon", std::strtod(text.c_str(), nullptr)}, {"lat", std::strtod(text.c_str() + comma + 1, nullptr)}};
}

} // namespace

const Sight& Printer::sight_of(const std::string& type) {
    const auto known = sights_.find(type);
    return known != sights_.end() ? known->second : sights_.emplace(type, outside_.sight(type)).first->second;
}

const Record* Printer::target(const pack::Field& field, const Value& value) {
    const auto* id = std::get_if<std::string>(&value);
    const Shape* shape = house_.shapes.find(field.target);
    if (!id || !shape)
        return nullptr;
    auto& slot = targets_[key_of(field.target, *id)];
    if (!slot)
        if (auto fetched = house_.store.fetch(session_, *shape, *base::parse_uuid(*id)))
            slot = std::make_unique<Record>(std::move(*fetched));
    return slot.get();
}

/// Fetches what the records point to, a question a type instead of one a record.
void Printer::warm(const Shape& shape, const std::vector<Record>& records) {
    std::map<std::string, std::vector<Uuid>> wanted;
    for (const Record& record : records)
        for (std::size_t at = 0; at < record.values.size(); ++at)
            if (const auto* id = std::get_if<std::string>(&record.values[at]);
                id && shape.field(at).kind == base::Kind::ref)
                if (!targets_.contains(key_of(shape.field(at).target, *id)))
                    wanted[shape.field(at).target].push_back(*base::parse_uuid(*id));
    for (const auto& [type, ids] : wanted)
        if (const Shape* target = house_.shapes.find(type))
            for (Record& record : house_.store.fetch(session_, *target, ids))
                targets_[key_of(type, base::to_text(record.id))] = std::make_unique<Record>(std::move(record));
}

json::value Printer::reference(const pack::Field& field, const std::string& id) {
    json::object out{{"id", id}};
    const Record* record = target(field, Value(id));
    if (record) {
        const Shape& shape = house_.shapes.of(field.target);
        out["title"] = title(shape, *record, view_of(house_, session_, given_, shape, sight_of(field.target), *record));
    } else {
        out["title"] = outside_.title(session_, field.target, id);
    }
    return out;
}

json::value Printer::value(const pack::Field& field, const Value& value, bool clear) {
    if (base::is_empty(value))
        return nullptr;
    if (!clear)
        return {{"masked", masked(field, value)}};
    if (const auto* text = std::get_if<std::string>(&value)) {
        switch (field.kind) {
            case base::Kind::region: return {{"code", *text}, {"name", outside_.region_name(*text)}};
            case base::Kind::ref: return reference(field, *text);
            case base::Kind::point: return point(*text);
            case base::Kind::file: return outside_.file ? outside_.file(session_, *text) : json::object{{"id", *text}};
            default: return json::string(*text);
        }
    }
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return field.kind == base::Kind::time ? json::value(base::to_text(base::Instant{*number}))
                                              : json::value(*number);
    if (const auto* codes = std::get_if<base::Codes>(&value))
        return json::array(codes->begin(), codes->end());
    if (const auto* date = std::get_if<Date>(&value))
        return json::string(base::to_text(*date));
    return std::get<bool>(value);
}

std::string Printer::title(const Shape& shape, const Record& record, const View& view) {
    return filled(shape.title, shape, record, view, &base::Words::zh);
}

base::Words Printer::hint(const Shape& shape, const Record& record, const View& view) {
    return {filled(shape.hint, shape, record, view, &base::Words::zh),
            filled(shape.hint, shape, record, view, &base::Words::en)};
}

std::string Printer::filled(const std::vector<TitlePart>& parts, const Shape& shape, const Record& record,
                            const View& view, std::string base::Words::*language) {
    std::string text;
    for (const TitlePart& part : parts) {
        text += part.text;
        if (!part.field)
            continue;
        const pack::Field* field = &shape.field(*part.field);
        Value found = record.values[*part.field];
        if (part.step) {
            const Record* step = target(*field, found);
            if (!step)
                continue;
            field = step->type->field(*part.step);
            found = (*step)[*part.step];
        }
        if (base::is_empty(found))
            continue;
        const bool clear = view.seen && field->privacy <= view.see && (!field->closed || view.closed);
        if (!clear)
            text += field->privacy == pack::Privacy::open && !field->closed ? to_plain(found) : masked(*field, found);
        else if (field->kind == base::Kind::region)
            text += outside_.region_name(to_plain(found));
        else if (const auto* list = house_.pack.list(field->list); list && list->by_code(to_plain(found)))
            text += list->by_code(to_plain(found))->label.*language;
        else
            text += to_plain(found);
    }
    return text;
}

json::object Printer::head(const Shape& shape, const Record& record, const View& view) {
    json::object out{{"id", base::to_text(record.id)}, {"type", shape.name()}, {"version", record.version}};
    if (!record.state.empty())
        out["state"] = record.state;
    out["title"] = title(shape, record, view);
    out["region"] = {{"code", record.region}, {"name", outside_.region_name(record.region)}};
    return out;
}

void Printer::put(json::object& fields, const Shape& shape, const Record& record, const View& view,
                  const std::string& column) {
    const auto dot = column.find('.');
    const auto at = shape.find(column.substr(0, dot));
    if (!at || !view.has(*at))
        return;
    const pack::Field& field = shape.field(*at);
    if (dot == std::string::npos) {
        fields[column] = value(field, record.values[*at], view.clear(field, *at));
        return;
    }
    const Record* step = target(field, record.values[*at]);
    if (!step)
        return;
    const pack::Field* stepped = step->type->field(column.substr(dot + 1));
    if (stepped)
        fields[column] =
            value(*stepped, (*step)[stepped->name], stepped->privacy <= view.see && (!stepped->closed || view.closed));
}

json::array Printer::items(const Shape& shape, const std::vector<Record>& records, const Sight& sight,
                           const std::vector<std::string>& columns) {
    warm(shape, records);
    json::array items;
    for (const Record& record : records) {
        const View view = view_of(house_, session_, given_, shape, sight, record);
        json::object item = head(shape, record, view);
        json::object fields;
        for (const auto& column : columns)
            put(fields, shape, record, view, column);
        item["fields"] = std::move(fields);
        items.push_back(std::move(item));
    }
    return items;
}

json::object Printer::record(const Shape& shape, const Record& record, const View& view) {
    warm(shape, {record});
    json::object out = head(shape, record, view);
    json::object fields;
    for (std::size_t at = 0; at < record.values.size(); ++at)
        if (view.has(at) && !base::is_empty(record.values[at]))
            fields[shape.field(at).name] = value(shape.field(at), record.values[at], view.clear(shape.field(at), at));
    out["fields"] = std::move(fields);
    // Who sees only some fields of a record was not granted its child rows.
    if (!view.all_fields)
        return out;
    json::object rows;
    for (const Shape* child : shape.rows) {
        const auto found = house_.store.where(session_, *child, *child->parent, base::to_text(record.id), 500);
        warm(*child, found);
        json::object by_id;
        for (const Record& row : found) {
            json::object row_fields;
            for (std::size_t at = 0; at < row.values.size(); ++at)
                if (!base::is_empty(row.values[at]))
                    row_fields[child->field(at).name] =
                        value(child->field(at), row.values[at],
                              child->field(at).privacy <= view.see && (!child->field(at).closed || view.closed));
            by_id[base::to_text(row.id)] = {
                {"version", row.version}, {"state", row.state}, {"fields", std::move(row_fields)}};
        }
        rows[child->name()] = std::move(by_id);
    }
    if (!rows.empty())
        out["rows"] = std::move(rows);
    return out;
}

} // namespace liandong::record
