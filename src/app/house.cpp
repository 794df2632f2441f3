#include "app/house.hpp"

#include <cstdlib>

#include "app/commands.hpp"
#include "app/says.hpp"
#include "crypt/digest.hpp"
#include "crypt/text.hpp"
#include "jobs/lease.hpp"
#include "journal/journal.hpp"
#include "journal/outcome.hpp"
#include "modules/files.hpp"
#include "modules/linkage/store.hpp"
#include "modules/services/crisis.hpp"
#include "modules/services/hooks.hpp"
#include "modules/services/store.hpp"
#include "modules/volunteers/hooks.hpp"

namespace liandong::app {
namespace {

constexpr int calendar_first = 2010;
constexpr int calendar_last = 2040;
constexpr std::string_view sqlite = "sqlite:";

record::Hooks hooks(const std::filesystem::path& pack_folder) {
    record::Hooks hooks;
    modules::services::add_hooks(hooks, modules::services::read_crisis(pack_folder));
    modules::volunteers::add_hooks(hooks);
    return hooks;
}

} // namespace

std::filesystem::path keys_file(const Named& named) {
    if (!named.keys.empty())
        return named.keys;
    if (named.db.starts_with(sqlite))
        return named.db.substr(sqlite.size()) + ".keys";
    if (const char* file = std::getenv("LIANDONG_KEYS"))
        return file;
    throw Refused("name the file of keys with --keys or LIANDONG_KEYS");
}

std::filesystem::path blobs_folder(const Named& named) {
    if (!named.blobs.empty())
        return named.blobs;
    if (named.db.starts_with(sqlite))
        return named.db.substr(sqlite.size()) + ".blobs";
    if (const char* folder = std::getenv("LIANDONG_BLOBS"))
        return folder;
    return keys_file(named).string() + ".blobs";
}

std::filesystem::path pack_folder(const Named& named, db::Database& database) {
    if (!named.pack.empty())
        return named.pack;
    try {
        return database.read([](db::Session& session) {
            return std::string(session.rows("select value from house where name = ?", "pack").front().text(0));
        });
    } catch (const std::logic_error&) {
        throw Refused("this database was never made: run `liandong init --db " + named.db + " --pack FOLDER`");
    }
}

std::string made_for(const House& house) {
    std::string told = house.pack.digest;
    for (const auto& table : tables(house)) {
        told += '\n' + table.name;
        for (const auto& column : table.columns)
            told += ' ' + column.name;
        for (const auto& index : table.indexes)
            told += ' ' + db::name_of(table, index);
    }
    return crypt::to_hex(crypt::sha256(told)).substr(0, 32);
}

std::unique_ptr<House> open(const Named& named) {
    const auto keys = keys_file(named);
    const auto blobs = blobs_folder(named);
    if (named.db.starts_with(sqlite) && !std::filesystem::exists(named.db.substr(sqlite.size())))
        throw Refused("there is no database " + named.db);
    auto database = db::Database::open(named.db);
    const auto folder = pack_folder(named, *database);
    auto house = std::make_unique<House>(std::move(database), folder, keys, blobs);
    speak(house->pack);
    const auto prepared = house->database->read([](db::Session& session) {
        const auto rows = session.rows("select value from house where name = ?", "made for");
        return rows.empty() ? std::string() : std::string(rows.front().text(0));
    });
    if (prepared != made_for(*house))
        throw Refused("this database was prepared for another pack or version: run `liandong init --db " + named.db +
                      " --pack " + folder.string() + "`");
    return house;
}

House::House(std::unique_ptr<db::Database> opened, const std::filesystem::path& pack_path,
             const std::filesystem::path& keys_path, const std::filesystem::path& blobs_path)
    : database(std::move(opened)),
      pack(pack::load(pack_path)),
      keys(crypt::Keys::read(keys_path)),
      calendar(calendar_first, calendar_last),
      atlas(modules::regions::Atlas::read(pack_path)),
      attachments(blobs_path, keys),
      kernel(
          pack, *pack.schema, calendar, keys, [this](const std::string& code) { return atlas.level(code); },
          hooks(pack_path), modules::files_of(attachments)),
      door(*database, keys, pack),
      divisions(atlas),
      figures(kernel.house(), divisions),
      desk{*database, pack, kernel, keys, atlas, door, figures, attachments} {}

std::vector<db::Table> tables(const House& house) {
    std::vector<db::Table> all = house.kernel.shapes().tables();
    for (auto more : {access::tables(), journal::request_tables(), follow::tables(), jobs::tables(), blob::tables(),
                      modules::services::tables(), modules::linkage::tables()})
        all.insert(all.end(), more.begin(), more.end());
    all.push_back({.name = "house",
                   .columns = {{"name", db::Type::text, true}, {"value", db::Type::text, true}},
                   .key = {"name"},
                   .indexes = {},
                   .checks = {}});
    all.push_back({.name = "calendar",
                   .columns = {{"day", db::Type::date, true},
                               {"work", db::Type::integer, true},
                               {"seq", db::Type::integer, true}},
                   .key = {"day"},
                   .indexes = {{.columns = {"seq"}, .unique = true, .where = "work = 1"}},
                   .checks = {}});
    return all;
}

} // namespace liandong::app
