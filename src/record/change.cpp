#include "record/change.hpp"

#include <algorithm>

#include "db/errors.hpp"
#include "journal/journal.hpp"
#include "record/body.hpp"

namespace liandong::record {
namespace {

constexpr int depth_most = 16;

std::vector<std::string> changed_fields(const Shape& shape, const Record* before, const Record& after) {
    std::vector<std::string> names;
    for (std::size_t at = 0; at < after.values.size(); ++at)
        if (before ? before->values[at] != after.values[at] : !base::is_empty(after.values[at]))
            names.push_back(shape.field(at).name);
    if (before && before->region != after.region)
        names.push_back("region");
    if (before && before->state != after.state)
        names.push_back("state");
    return names;
}

/// A unique index as the fields it speaks of.
base::Fault not_unique(const Shape& shape, const db::NotUnique& clash) {
    std::vector<base::Finding> findings;
    for (std::string column : clash.columns) {
        if (column == "id")
            return {base::Refusal::conflict, "record.exists_already"};
        if (const auto suffix = column.rfind("_digest"); suffix != std::string::npos && suffix + 7 == column.size())
            column.erase(suffix);
        if (const auto at = shape.find(column))
            findings.push_back({column,
                                "record.not_unique",
                                shape.field(*at).clause,
                                {{"field", shape.field(*at).label.zh}, {"field@en", shape.field(*at).label.en}}});
    }
    if (findings.empty())
        findings.push_back({"", "record.not_unique", "", {{"field", ""}, {"field@en", ""}}});
    return base::Fault(std::move(findings));
}

} // namespace

std::string start_state(const pack::Type& type) {
    for (const auto& state : type.states)
        if (state.start)
            return state.name;
    return {};
}

AskedOf Change::asked(const Move& move) const {
    return AskedOf(house_, given_, &session_, move.shape, move.after, move.before);
}

void Change::put(const Shape& shape, Record& record, const Patch& patch) {
    for (const auto& [at, value] : patch.values)
        record.values[at] = value;
    (void)shape;
}

Saved Change::create(const Shape& shape, const Uuid& id, const Patch& patch, const Sight& may) {
    Record record{.type = shape.type,
                  .id = id,
                  .version = 1,
                  .state = start_state(*shape.type),
                  .region = {},
                  .region_then = {},
                  .values = {}};
    record.values.resize(shape.type->fields.size());
    put(shape, record, patch);
    fill_defaults(shape, record, patch);
    const Move move{shape, nullptr, record, "create", ""};
    derive(shape, nullptr, record);
    check(move, patch);
    refuse_fields(shape, nullptr, patch, may_write(move, may));
    draw_numbers(shape, record);
    write(move);
    write_rows(shape, id, patch.rows);
    open_rows(shape, record);
    return saved(shape, id);
}

Saved Change::change(const Shape& shape, const Uuid& id, std::int64_t version, const Patch& patch, const Sight& seen,
                     const Sight& may) {
    const auto before = kernel_.fetch(session_, shape, id, given_, seen);
    if (!before)
        throw base::Fault(base::Refusal::absent, "record.not_found");
    if (shape.type->ledger)
        throw base::Fault(base::Refusal::forbidden, "record.ledger");
    const bool stale = before->version != version;
    if (stale)
        refuse_clash(shape, *before, version, patch);
    Record after = *before;
    ++after.version;
    put(shape, after, patch);
    const Move move{shape, &*before, after, "change", ""};
    refuse_fields(shape, &*before, patch, may_write({shape, nullptr, const_cast<Record&>(*before), "change", ""}, may));
    derive(shape, &*before, after);
    check(move, patch);
    refuse_fields(shape, &*before, patch, may_write(move, may));
    if (after.values != before->values)
        write(move);
    write_rows(shape, id, patch.rows);
    Saved result = saved(shape, id);
    result.merged = stale;
    return result;
}

Saved Change::fire(const Shape& shape, const Uuid& id, std::optional<std::int64_t> version, const std::string& name,
                   const Patch& patch, const Sight& seen, const Sight& may) {
    const pack::Event* event = shape.type->event(name);
    const auto before = kernel_.fetch(session_, shape, id, given_, seen);
    if (!before)
        throw base::Fault(base::Refusal::absent, "record.not_found");
    if (!event)
        throw base::Fault(base::Refusal::absent, "record.no_such_event");
    Record after = *before;
    may_write({shape, nullptr, after, "event", name}, may);
    if (version && *version != before->version) {
        base::Fault stale(base::Refusal::conflict, "record.stale");
        throw stale;
    }
    if (std::find(event->from.begin(), event->from.end(), before->state) == event->from.end()) {
        const pack::State* state = shape.type->state(before->state);
        const base::Words now = state ? state->label : base::Words{};
        throw base::Fault(
            base::Refusal::conflict, "record.event_not_open",
            {{"event", event->label.zh}, {"event@en", event->label.en}, {"state", now.zh}, {"state@en", now.en}});
    }
    ++after.version;
    put(shape, after, patch);
    const Move move{shape, &*before, after, "event", name};
    move_state(move, *event);
    derive(shape, &*before, after);
    check(move, patch);
    write(move);
    write_rows(shape, id, patch.rows);
    effects(move, event->effect);
    for (const auto& reached : shape.type->reached)
        if (reached.state == after.state && before->state != after.state)
            effects(move, reached.effect);
    return saved(shape, id);
}

/// A change of what the caller did not see: merged when it touches other fields, refused with both versions otherwise.
void Change::refuse_clash(const Shape& shape, const Record& now, std::int64_t version, const Patch& patch) {
    std::set<std::string> moved;
    for (const auto& line : journal::of_record(session_, shape.name(), now.id))
        if (line.version > version && line.act != "derive")
            moved.insert(line.fields.begin(), line.fields.end());
    const bool known = version >= 1 && version < now.version;
    std::set<std::string> wanted;
    for (const auto& [at, value] : patch.values)
        if (now.values[at] != value)
            wanted.insert(shape.field(at).name);
    for (const auto& together : shape.type->together)
        if (std::any_of(together.begin(), together.end(), [&](const auto& name) { return wanted.contains(name); }))
            wanted.insert(together.begin(), together.end());
    const bool clash =
        !known || moved.contains("state") ||
        std::any_of(wanted.begin(), wanted.end(), [&](const auto& name) { return moved.contains(name); });
    if (!clash)
        return;
    base::Fault fault(base::Refusal::conflict, "record.stale");
    for (const auto& name : wanted)
        if (moved.contains(name))
            fault.findings.push_back({name, "record.stale", {}, {}});
    throw fault;
}

void Change::write(const Move& move) {
    if (++depth_ > depth_most)
        throw std::logic_error("changes of " + move.shape.name() + " cause each other without end");
    try {
        if (move.before)
            house_.store.update(session_, move.shape, move.after);
        else
            house_.store.insert(session_, move.shape, move.after);
    } catch (const db::NotUnique& clash) {
        throw not_unique(move.shape, clash);
    }
    const auto fields = changed_fields(move.shape, move.before, move.after);
    journal::Line line{.at = given_.now,
                       .account = given_.me.login.empty() ? std::nullopt : std::optional(given_.me.account),
                       .role = given_.me.role,
                       .request = given_.request,
                       .act = move.act,
                       .type = move.shape.name(),
                       .record = move.after.id,
                       .version = move.after.version,
                       .event = move.event,
                       .from_day = move.act == "derive" ? caused_from_ : std::nullopt,
                       .fields = fields,
                       .digest = house_.store.digest(move.after),
                       .region = move.after.region,
                       .reason = move.act == "derive" ? std::string() : given_.reason,
                       .body = body_of(house_.store, move.shape, move.after, fields)};
    position_ = journal::append(session_, line);
    note_files(move.shape, move.before, move.after);
    cause(move);
    --depth_;
}

/// Attachments know which fields name them, so that who may read the field may read the file.
void Change::note_files(const Shape& shape, const Record* before, const Record& after) {
    if (!kernel_.files().attached)
        return;
    for (std::size_t at = 0; at < after.values.size(); ++at) {
        const pack::Field& field = shape.field(at);
        const Value was = before ? before->values[at] : Value();
        if (field.kind != base::Kind::file || was == after.values[at])
            continue;
        const FilePlace place{shape.name(), after.id, field.name};
        if (const auto* id = std::get_if<std::string>(&was))
            kernel_.files().detached(session_, *id, place);
        if (const auto* id = std::get_if<std::string>(&after.values[at]))
            kernel_.files().attached(session_, *id, place);
    }
}

void Change::write_rows(const Shape& parent, const Uuid& id, const std::vector<RowPatch>& rows) {
    for (const RowPatch& row : rows) {
        Patch patch = row.patch;
        patch.values[*row.shape->parent] = base::to_text(id);
        const auto there = house_.store.fetch(session_, *row.shape, row.id);
        const bool ours = there && there->values[*row.shape->parent] == Value(base::to_text(id));
        if (there && !ours)
            throw base::Fault(base::Refusal::conflict, "record.exists_already");
        if (row.removed && there)
            remove_row(*row.shape, *there);
        else if (there)
            change(*row.shape, row.id, there->version, patch, all_seeing(), all_seeing());
        else if (!row.removed)
            create(*row.shape, row.id, patch, all_seeing());
    }
    (void)parent;
}

void Change::remove_row(const Shape& shape, const Record& row) {
    Record after = row;
    ++after.version;
    session_.execute("delete from " + shape.table + " where \"id\" = ?", row.id);
    journal::Line line{.at = given_.now,
                       .account = given_.me.account,
                       .role = given_.me.role,
                       .request = given_.request,
                       .act = "remove",
                       .type = shape.name(),
                       .record = row.id,
                       .version = after.version,
                       .event = {},
                       .from_day = {},
                       .fields = {},
                       .digest = house_.store.digest(after),
                       .region = row.region,
                       .reason = given_.reason,
                       .body = {}};
    position_ = journal::append(session_, line);
    std::fill(after.values.begin(), after.values.end(), Value());
    note_files(shape, &row, after);
    cause({shape, &row, after, "remove", ""});
}

Saved Change::saved(const Shape& shape, const Uuid& id) {
    auto record = house_.store.fetch(session_, shape, id);
    if (!record)
        throw std::logic_error("a record is gone right after it was saved");
    // What changed nothing stands where the journal stands.
    return {std::move(*record), position_ ? position_ : journal::position(session_), advice_, false};
}

} // namespace liandong::record
