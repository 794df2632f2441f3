#include "record/kernel.hpp"

#include "record/change.hpp"
#include "record/sight.hpp"

namespace liandong::record {

Kernel::Kernel(const pack::Pack& pack, const expr::Schema& schema, const expr::Calendar& calendar,
               const crypt::Keys& keys, RegionLevelOf region_level, Hooks hooks, Files files)
    : pack_(pack),
      shapes_(pack, schema),
      store_(keys),
      house_{pack_, schema, calendar, shapes_, store_},
      region_level_(std::move(region_level)),
      hooks_(std::move(hooks)),
      files_(std::move(files)) {}

Saved Kernel::create(db::Session& session, const Shape& shape, const Uuid& id, const Patch& patch, const Given& given,
                     const Sight& may) const {
    return Change(*this, session, given).create(shape, id, patch, may);
}

Saved Kernel::change(db::Session& session, const Shape& shape, const Uuid& id, std::int64_t version, const Patch& patch,
                     const Given& given, const Sight& seen, const Sight& may) const {
    return Change(*this, session, given).change(shape, id, version, patch, seen, may);
}

Saved Kernel::fire(db::Session& session, const Shape& shape, const Uuid& id, std::int64_t version,
                   const std::string& event, const Patch& patch, const Given& given, const Sight& seen,
                   const Sight& may) const {
    return Change(*this, session, given).fire(shape, id, version, event, patch, seen, may);
}

Saved Kernel::fire_system(db::Session& session, const Shape& shape, const Uuid& id, const std::string& event,
                          const Patch& patch, const Given& given) const {
    return Change(*this, session, given).fire(shape, id, std::nullopt, event, patch, all_seeing(), all_seeing());
}

void Kernel::keep_again(db::Session& session, const Shape& shape, const std::vector<Record>& owners, std::size_t field,
                        const Given& given) const {
    Change(*this, session, given).keep_again(shape, owners, field);
}

std::optional<Record> Kernel::fetch(db::Session& session, const Shape& shape, const Uuid& id, const Given& given,
                                    const Sight& seen) const {
    auto record = store_.fetch(session, shape, id);
    if (!record || !view_of(house_, session, given, shape, seen, *record).seen)
        return std::nullopt;
    return record;
}

} // namespace liandong::record
