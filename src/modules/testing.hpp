// For tests of modules: a house with the real pack of Gansu on a fresh database of either kind, and everything a
// module's handlers work with.
#pragma once

#include <string>
#include <vector>

#include "access/account.hpp"
#include "blob/testing.hpp"
#include "db/testing.hpp"
#include "journal/journal.hpp"
#include "journal/outcome.hpp"
#include "modules/desk.hpp"
#include "modules/files.hpp"
#include "modules/regions/atlas.hpp"
#include "modules/regions/divisions.hpp"
#include "pack/load.hpp"

namespace liandong::modules {

/// Read once for all tests of a program.
inline const pack::Pack& gansu() {
    static const pack::Pack pack = pack::load(LIANDONG_SOURCE "/pack/gansu-2021");
    return pack;
}
inline const regions::Atlas& gansu_atlas() {
    static const regions::Atlas atlas = regions::Atlas::read(LIANDONG_SOURCE "/pack/gansu-2021");
    return atlas;
}

struct TestHouse {
    explicit TestHouse(db::Dialect dialect, record::Hooks hooks = {}, std::vector<db::Table> more = {})
        : database(dialect, {.durable = false}),
          kernel(
              gansu(), *gansu().schema, calendar, keys,
              [](const std::string& code) { return gansu_atlas().level(code); }, std::move(hooks),
              files_of(attachments)),
          door(*database, keys, gansu()),
          figures(kernel.house(), divisions),
          desk{*database, gansu(), kernel, keys, gansu_atlas(), door, figures, attachments} {
        for (const auto& tables :
             {kernel.shapes().tables(), access::tables(), journal::request_tables(), follow::tables(), blob::tables()})
            more.insert(more.end(), tables.begin(), tables.end());
        database->write([&](db::Session& session) {
            db::migrate(session, more);
            journal::prepare(session);
        });
    }

    const record::Shape& shape(const std::string& type) const { return kernel.shapes().of(type); }

    /// A patch from names and values.
    record::Patch patch(const std::string& type, const std::vector<std::pair<std::string, base::Value>>& values) const {
        record::Patch patch;
        for (const auto& [name, value] : values)
            patch.values[shape(type).index_of(name)] = value;
        return patch;
    }
    /// Makes a record as the server itself.
    base::Uuid make(const std::string& type, const std::vector<std::pair<std::string, base::Value>>& values) {
        const base::Uuid id = base::new_uuid();
        database->write([&](db::Session& session) {
            kernel.create(session, shape(type), id, patch(type, values), {}, record::all_seeing());
        });
        return id;
    }
    /// Moves a record as the server itself.
    void fire(const std::string& type, const base::Uuid& id, const std::string& event,
              const std::vector<std::pair<std::string, base::Value>>& values = {}, const record::Given& given = {}) {
        database->write([&](db::Session& session) {
            kernel.fire_system(session, shape(type), id, event, patch(type, values), given);
        });
    }
    /// Changes a record as the server itself.
    void change(const std::string& type, const base::Uuid& id,
                const std::vector<std::pair<std::string, base::Value>>& values) {
        database->write([&](db::Session& session) {
            const auto now = kernel.store().fetch(session, shape(type), id);
            kernel.change(session, shape(type), id, now->version, patch(type, values), {}, record::all_seeing(),
                          record::all_seeing());
        });
    }
    record::Record fetch(const std::string& type, const base::Uuid& id) {
        return *database->read([&](db::Session& session) { return kernel.store().fetch(session, shape(type), id); });
    }

    db::TestDatabase database;
    crypt::Keys keys = crypt::Keys::fresh();
    expr::Calendar calendar{2020, 2035};
    blob::TestFolder folder;
    blob::Attachments attachments{folder.path, keys};
    record::Kernel kernel;
    access::Door door;
    regions::AtlasDivisions divisions{gansu_atlas()};
    follow::Figures figures;
    Desk desk;
};

} // namespace liandong::modules
