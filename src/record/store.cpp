#include "record/store.hpp"

#include <unicode/coll.h>

#include <bit>
#include <charconv>
#include <map>
#include <memory>
#include <stdexcept>

#include "crypt/digest.hpp"
#include "crypt/seal.hpp"
#include "db/errors.hpp"

namespace liandong::record {
namespace {

std::int64_t number(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        throw std::logic_error("a sealed number is no number");
    return value;
}

struct ToPlain {
    std::string operator()(base::Empty) const { return {}; }
    std::string operator()(bool yes) const { return yes ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(Date date) const { return base::to_text(date); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const base::Codes& codes) const { return base::to_column(codes); }
};

const icu::Collator& collator() {
    static const std::unique_ptr<icu::Collator> shared = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale("zh@collation=pinyin"), status));
        if (U_FAILURE(status))
            throw std::runtime_error("ICU has no Chinese collation");
        return made;
    }();
    return *shared;
}

/// As many places as the next power of two, so that lists of every length are few statements to prepare.
std::vector<db::Param> padded(const std::vector<Uuid>& ids) {
    std::vector<db::Param> params(ids.begin(), ids.end());
    params.resize(std::bit_ceil(params.size()), params.back());
    return params;
}

std::string placeholders(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += i == 0 ? "?" : ", ?";
    return text;
}

/// The columns a row is written to, in the order of Store::params.
std::vector<std::string> written(const Shape& shape) {
    std::vector<std::string> names{"\"id\"",     "\"version\"",     "\"state\"",
                                   "\"region\"", "\"region_then\"", "\"row_digest\""};
    for (std::size_t at = 0; at < shape.type->fields.size(); ++at) {
        names.push_back(column_of(shape.field(at)));
        if (shape.field(at).encrypted())
            names.push_back(digest_column_of(shape.field(at)));
        if (shape.sorted[at])
            names.push_back(sort_column_of(shape.field(at)));
    }
    return names;
}

std::string joined(const std::vector<std::string>& names, std::string_view between) {
    std::string text;
    for (const auto& name : names)
        text += (text.empty() ? "" : std::string(between)) + name;
    return text;
}

} // namespace

std::string to_plain(const Value& value) { return std::visit(ToPlain{}, value); }

Value from_plain(base::Kind kind, const std::string& plain) {
    switch (kind) {
        case base::Kind::number:
        case base::Kind::money:
        case base::Kind::minutes:
        case base::Kind::time: return number(plain);
        case base::Kind::date: return *base::parse_date(plain);
        case base::Kind::boolean: return plain == "true";
        case base::Kind::codes: return base::codes_from_column(plain);
        default: return plain;
    }
}

db::Bytes sort_key(const std::string& name) {
    const auto text = icu::UnicodeString::fromUTF8(name);
    db::Bytes key(static_cast<std::size_t>(collator().getSortKey(text, nullptr, 0)));
    collator().getSortKey(text, key.data(), static_cast<std::int32_t>(key.size()));
    if (!key.empty())
        key.pop_back(); // the closing zero
    return key;
}

Record Store::read(const Shape& shape, const db::Row& row) const {
    Record record{.type = shape.type,
                  .id = row.uuid(0),
                  .version = row.integer(1),
                  .state = std::string(row.text_or_empty(2)),
                  .region = std::string(row.text(3)),
                  .region_then = std::string(row.text(4)),
                  .values = {}};
    const std::string id = base::to_text(record.id);
    for (std::size_t at = 0; at < shape.type->fields.size(); ++at) {
        const pack::Field& field = shape.field(at);
        const std::size_t column = at + 5;
        if (row.null(column))
            record.values.emplace_back();
        else if (field.encrypted())
            record.values.push_back(
                from_plain(field.kind, crypt::open(keys_, row.bytes(column), {shape.name(), id, field.name})));
        else
            record.values.push_back(row.value(column, field.kind));
    }
    return record;
}

std::optional<Record> Store::fetch(db::Session& session, const Shape& shape, const Uuid& id) const {
    const auto rows = session.rows("select " + shape.columns + " from " + shape.table + " t where t.\"id\" = ?", id);
    return rows.empty() ? std::nullopt : std::optional(read(shape, rows.front()));
}

std::vector<Record> Store::fetch(db::Session& session, const Shape& shape, const std::vector<Uuid>& ids) const {
    std::vector<Record> found;
    if (ids.empty())
        return found;
    const std::vector<db::Param> params = padded(ids);
    for (const db::Row row : session.query("select " + shape.columns + " from " + shape.table +
                                               " t where t.\"id\" in (" + placeholders(params.size()) + ")",
                                           params))
        found.push_back(read(shape, row));
    return found;
}

std::vector<Record> Store::where(db::Session& session, const Shape& shape, std::size_t at, const Value& value,
                                 std::size_t most) const {
    std::vector<Record> found;
    const pack::Field& field = shape.field(at);
    const std::string column = field.encrypted() ? digest_column_of(field) : column_of(field);
    const db::Param wanted = field.encrypted() ? db::Param(field_digest(shape, at, value)) : db::Param(value);
    for (const db::Row row : session.rows("select " + shape.columns + " from " + shape.table + " t where t." + column +
                                              " = ? order by t.\"id\" limit ?",
                                          wanted, static_cast<std::int64_t>(most)))
        found.push_back(read(shape, row));
    return found;
}

std::vector<db::Param> Store::params(const Shape& shape, const Record& record) const {
    const std::string id = base::to_text(record.id);
    std::vector<db::Param> list{
        record.id,     record.version,     record.state.empty() ? db::Param() : db::Param(record.state),
        record.region, record.region_then, digest(record)};
    for (std::size_t at = 0; at < record.values.size(); ++at) {
        const pack::Field& field = shape.field(at);
        const Value& value = record.values[at];
        const bool empty = base::is_empty(value);
        if (!field.encrypted()) {
            list.emplace_back(value);
        } else {
            list.push_back(empty ? db::Param()
                                 : db::Param(crypt::seal(keys_, to_plain(value), {shape.name(), id, field.name})));
            list.push_back(empty ? db::Param() : db::Param(field_digest(shape, at, value)));
        }
        if (shape.sorted[at])
            list.push_back(empty ? db::Param() : db::Param(sort_key(std::get<std::string>(value))));
    }
    return list;
}

void Store::insert(db::Session& session, const Shape& shape, const Record& record) const {
    const auto names = written(shape);
    const auto list = params(shape, record);
    session.execute(
        "insert into " + shape.table + " (" + joined(names, ", ") + ") values (" + placeholders(names.size()) + ")",
        std::span<const db::Param>(list));
}

void Store::update(db::Session& session, const Shape& shape, const Record& record) const {
    auto names = written(shape);
    auto list = params(shape, record);
    names.erase(names.begin());
    list.erase(list.begin());
    list.emplace_back(record.id);
    list.emplace_back(record.version - 1);
    const auto changed = session.execute(
        "update " + shape.table + " set " + joined(names, " = ?, ") + " = ? where \"id\" = ? and \"version\" = ?",
        std::span<const db::Param>(list));
    if (changed != 1)
        throw db::Again("a record moved while it was changed");
}

std::string Store::digest(const Record& record) const {
    std::map<std::string, Value> fields{{"state", record.state}, {"region", record.region}};
    for (std::size_t at = 0; at < record.values.size(); ++at)
        if (!base::is_empty(record.values[at]))
            fields.emplace(record.type->fields[at].name, record.values[at]);
    if (record.state.empty())
        fields.erase("state");
    return crypt::record_digest(keys_, record.type->name, base::to_text(record.id), record.version, fields);
}

std::string Store::field_digest(const Shape& shape, std::size_t at, const Value& value) const {
    return crypt::digest(keys_, shape.name() + "." + shape.field(at).name, to_plain(value));
}

} // namespace liandong::record
