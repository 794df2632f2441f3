// The journal's tables, and positions that go on growing when a database has moved to another server.
#include "journal/journal.hpp"
#include "journal/outcome.hpp"
#include "journal/position.hpp"

namespace liandong::journal {

using db::Type;

std::vector<db::Table> tables() {
    const db::Table lines{.name = "journal",
                          .columns = {{"position", Type::integer, true},
                                      {"at", Type::integer, true},
                                      {"account", Type::uuid},
                                      {"role", Type::text},
                                      {"request", Type::uuid},
                                      {"act", Type::text, true},
                                      {"type", Type::text, true},
                                      {"record", Type::uuid, true},
                                      {"version", Type::integer, true},
                                      {"event", Type::text},
                                      {"from_day", Type::date},
                                      {"fields", Type::text},
                                      {"digest", Type::text, true},
                                      {"region", Type::text},
                                      {"chain", Type::bytes},        // the sealer's: over this line and the one before
                                      {"sealed_at", Type::integer}}, // ms; null until sealed
                          .key = {"position"},
                          .indexes = {{.columns = {"record", "position"}},
                                      {.columns = {"account", "position"}, .where = "account is not null"},
                                      {.columns = {"position"}, .where = "sealed_at is null"}}};
    const db::Table values{.name = "journal_value",
                           .columns = {{"position", Type::integer, true},
                                       {"record", Type::uuid, true},
                                       {"reason", Type::text},
                                       {"body", Type::json}},
                           .key = {"position"},
                           .indexes = {{.columns = {"record"}}}};
    const db::Table base{.name = "journal_base",
                         .columns = {{"id", Type::integer, true}, {"base", Type::integer, true}},
                         .key = {"id"},
                         .checks = {"id = 1"}};
    return {lines, values, base};
}

std::vector<db::Table> request_tables() {
    return {{.name = "request",
             .columns = {{"id", Type::uuid, true},
                         {"account", Type::uuid},
                         {"digest", Type::text, true},
                         {"at", Type::integer, true},
                         {"status", Type::integer}, // null while the change is under way, so never seen by others
                         {"record", Type::uuid},
                         {"position", Type::integer},
                         {"answer", Type::text}},
             .key = {"id"},
             .by_key = true}};
}

std::vector<std::string> prepare(db::Session& session) {
    auto all = tables();
    const auto requests = request_tables();
    all.insert(all.end(), requests.begin(), requests.end());
    auto said = migrate(session, all);
    session.execute("insert into journal_base (id, base) values (1, 0) on conflict (id) do nothing");
    if (session.dialect() == db::Dialect::postgres && raise_base(session))
        said.emplace_back("positions go on past those of the server this database came from");
    return said;
}

} // namespace liandong::journal
