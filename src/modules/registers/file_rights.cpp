#include "modules/registers/file_rights.hpp"

#include <algorithm>

#include "access/decide.hpp"
#include "record/sight.hpp"

namespace liandong::modules::registers {
namespace {

record::View view_of(const Desk& desk, db::Session& session, const record::Given& given, const record::Shape& shape,
                     const record::Record& record) {
    const auto sight = access::sight(desk.pack, given.me, *shape.type, "read");
    return record::view_of(desk.kernel.house(), session, given, shape, sight, record);
}

/// A child row is shown with its parent, as far as the parent's view reaches.
bool clear_with_parent(const Desk& desk, db::Session& session, const record::Given& given, const record::Shape& shape,
                       const record::Record& row, const pack::Field& field) {
    if (!shape.parent)
        return false;
    const record::Shape& above = desk.kernel.shapes().of(shape.field(*shape.parent).target);
    const auto* id = std::get_if<std::string>(&row.values[*shape.parent]);
    const auto parent = id ? desk.kernel.store().fetch(session, above, *base::parse_uuid(*id)) : std::nullopt;
    if (!parent)
        return false;
    const auto view = view_of(desk, session, given, above, *parent);
    return view.seen && field.privacy <= view.see && (!field.closed || view.closed);
}

bool may_read(const Desk& desk, db::Session& session, const record::Given& given, const base::Uuid& blob,
              const blob::Use& use) {
    const record::Shape* shape = desk.kernel.shapes().find(use.type);
    const auto at = shape ? shape->find(use.field) : std::nullopt;
    const auto record = at ? desk.kernel.store().fetch(session, *shape, use.record) : std::nullopt;
    if (!record || record->values[*at] != base::Value(base::to_text(blob)))
        return false;
    const auto view = view_of(desk, session, given, *shape, *record);
    return (view.seen && view.clear(shape->field(*at), *at)) ||
           clear_with_parent(desk, session, given, *shape, *record, shape->field(*at));
}

} // namespace

bool may_read(const Desk& desk, db::Session& session, const record::Given& given, const blob::Blob& blob) {
    if (!blob.attached)
        return blob.owner && *blob.owner == given.me.account;
    const auto uses = blob::uses_of(session, blob.id);
    return std::any_of(uses.begin(), uses.end(),
                       [&](const blob::Use& use) { return may_read(desk, session, given, blob.id, use); });
}

bool may_import(const pack::Pack& pack, const record::Actor& actor) {
    return std::any_of(pack.types.begin(), pack.types.end(), [&](const pack::Type& type) {
        const auto words = access::words(pack, actor, type);
        return words.contains("create") && words.contains("export");
    });
}

} // namespace liandong::modules::registers
