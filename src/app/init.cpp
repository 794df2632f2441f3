// liandong init: makes or migrates a database for a pack and says what it changed. Never drops a column.
#include <cstdio>

#include "app/options.hpp"
#include "journal/journal.hpp"

namespace liandong::app {
namespace {

void write_down(db::Session& session, const std::string& name, const std::string& value) {
    session.execute(
        "insert into house (name, value) values (?, ?) on conflict (name) do update set value = excluded.value", name,
        value);
}

void fill_calendar(db::Session& session, const expr::Calendar& calendar) {
    if (!session.rows("select 1 from calendar limit 1").empty())
        return;
    for (const auto& day : calendar.days())
        session.execute("insert into calendar (day, work, seq) values (?, ?, ?)", day.day, day.work ? 1 : 0, day.seq);
}

void init(const Named& named) {
    if (named.pack.empty())
        throw Refused("name the policy pack with --pack FOLDER", 2);
    const auto keys = keys_file(named);
    pack::load(named.pack); // a pack that cannot be read leaves nothing behind
    if (!std::filesystem::exists(keys)) {
        crypt::make_keys(keys);
        std::printf("made the keys in %s: without them the data cannot be read; keep a copy elsewhere\n", keys.c_str());
    }
    House house(db::Database::open(named.db), named.pack, keys, blobs_folder(named));
    const auto changed = house.database->write([&](db::Session& session) {
        auto sentences = db::migrate(session, tables(house));
        const auto more = journal::prepare(session);
        sentences.insert(sentences.end(), more.begin(), more.end());
        fill_calendar(session, house.calendar);
        write_down(session, "pack", std::filesystem::absolute(named.pack).lexically_normal().string());
        write_down(session, "made for", made_for(house));
        return sentences;
    });
    if (changed.size() > 12)
        std::printf("%zu changes of tables, columns and indexes\n", changed.size());
    else
        for (const auto& sentence : changed)
            std::printf("%s\n", sentence.c_str());
    std::printf("%s %s is ready: %zu record types, %zu rules, %zu figures\n", house.pack.name.c_str(),
                house.pack.version.c_str(), house.pack.types.size(), house.pack.rules.size(),
                house.pack.figures.size());
}

} // namespace

void add_init(CLI::App& app) {
    auto* command = app.add_subcommand("init", "creates or migrates the database for a pack");
    const auto named = std::make_shared<Named>();
    add_named(*command, *named);
    command->callback([named] { init(*named); });
}

} // namespace liandong::app
