#include "access/account.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include "base/region_code.hpp"
#include "base/text.hpp"
#include "db/errors.hpp"

namespace liandong::access {
namespace {

using base::Fault;
using base::Refusal;

constexpr std::string_view columns =
    "id, login, name, role, region, person, worker, station, agency, org, demo, closed";

std::optional<Uuid> maybe_uuid(const db::Row& row, std::size_t column) {
    return row.null(column) ? std::nullopt : std::optional(row.uuid(column));
}

Account read(const db::Row& row) {
    return {.id = row.uuid(0),
            .login = std::string(row.text(1)),
            .name = std::string(row.text(2)),
            .role = std::string(row.text(3)),
            .region = std::string(row.text(4)),
            .person = maybe_uuid(row, 5),
            .worker = maybe_uuid(row, 6),
            .station = maybe_uuid(row, 7),
            .agency = maybe_uuid(row, 8),
            .org = maybe_uuid(row, 9),
            .demo = row.boolean(10),
            .closed = row.boolean(11)};
}

std::vector<Uuid> ids(const db::Rows& rows) {
    std::vector<Uuid> found;
    for (const db::Row row : rows)
        found.push_back(row.uuid(0));
    return found;
}

bool is_login(const std::string& login) {
    return login.size() >= 3 && login.size() <= 40 && std::all_of(login.begin(), login.end(), [](unsigned char c) {
               return std::isalnum(c) || c == '.' || c == '-' || c == '_';
           });
}

void check_role(const pack::Pack& pack, const std::string& role, const std::string& region) {
    if (!pack.role(role))
        throw Fault({{"role", "access.no_such_role", {}, {{"value", role}}}});
    if (!base::RegionCode::parse(region))
        throw Fault({{"region", "record.no_such_region", {}, {{"value", region}}}});
}

std::int64_t number(const pack::Pack& pack, const std::string& name, std::int64_t otherwise) {
    const auto* parameter = pack.parameter(name);
    return parameter ? parameter->on(base::today()).value_or(otherwise) : otherwise;
}

int classes_of(const std::string& password) {
    const auto any = [&](auto test) {
        return std::any_of(password.begin(), password.end(), [&](unsigned char c) { return test(c); });
    };
    return any([](unsigned char c) { return std::isupper(c) != 0; }) +
           any([](unsigned char c) { return std::islower(c) != 0; }) +
           any([](unsigned char c) { return std::isdigit(c) != 0; }) +
           any([](unsigned char c) { return !std::isalnum(c); });
}

} // namespace

std::vector<db::Table> tables() {
    using db::Type;
    return {
        {.name = "access_account",
         .columns = {{"id", Type::uuid, true},
                     {"login", Type::text, true},
                     {"name", Type::text, true},
                     {"role", Type::text, true},
                     {"region", Type::text, true},
                     {"password", Type::text, true},
                     {"person", Type::uuid},
                     {"worker", Type::uuid},
                     {"station", Type::uuid},
                     {"agency", Type::uuid},
                     {"org", Type::uuid},
                     {"demo", Type::boolean, true},
                     {"closed", Type::boolean, true},
                     {"made_at", Type::integer, true}},
         .key = {"id"},
         .indexes = {{.columns = {"login"}, .unique = true},
                     {.columns = {"person"}},
                     {.columns = {"worker"}},
                     {.columns = {"station"}},
                     {.columns = {"role", "region"}}},
         .checks = {}},
        {.name = "access_session",
         .columns = {{"token", Type::text, true},
                     {"account", Type::uuid, true},
                     {"csrf", Type::text, true},
                     {"began_at", Type::integer, true},
                     {"seen_at", Type::integer, true}},
         .key = {"token"},
         .indexes = {{.columns = {"account"}}, {.columns = {"seen_at"}}},
         .checks = {}},
        {.name = "access_tries",
         .columns = {{"what", Type::text, true}, {"failed", Type::integer, true}, {"since", Type::integer, true}},
         .key = {"what"},
         .indexes = {},
         .checks = {}},
    };
}

record::Actor actor_of(const Account& account) {
    return {.account = account.id,
            .login = account.login,
            .name = account.name,
            .role = account.role,
            .region = account.region,
            .person = account.person,
            .worker = account.worker,
            .station = account.station,
            .agency = account.agency,
            .org = account.org};
}

Uuid add(db::Session& session, const pack::Pack& pack, const Account& account, const std::string& password_hash) {
    if (!is_login(account.login))
        throw Fault({{"login", "access.bad_login", {}, {}}});
    check_role(pack, account.role, account.region);
    if (by_login(session, account.login))
        throw Fault({{"login", "access.login_taken", {}, {}}});
    const Uuid id = account.id == Uuid{} ? base::new_uuid() : account.id;
    session.execute(
        "insert into access_account (id, login, name, role, region, password, person, worker, station, agency, org, "
        "demo, closed, made_at) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id, account.login, account.name, account.role, base::RegionCode::parse(account.region)->text(), password_hash,
        account.person, account.worker, account.station, account.agency, account.org, account.demo, account.closed,
        base::now());
    return id;
}

void set_password(db::Session& session, const std::string& login, const std::string& password_hash) {
    if (session.execute("update access_account set password = ? where login = ?", password_hash, login) != 1)
        throw Fault(Refusal::absent, "access.no_such_account");
    session.execute("delete from access_session where account = (select id from access_account where login = ?)",
                    login);
}

void set_role(db::Session& session, const pack::Pack& pack, const std::string& login, const std::string& role,
              const std::string& region) {
    check_role(pack, role, region);
    if (session.execute("update access_account set role = ?, region = ? where login = ?", role,
                        base::RegionCode::parse(region)->text(), login) != 1)
        throw Fault(Refusal::absent, "access.no_such_account");
    session.execute("delete from access_session where account = (select id from access_account where login = ?)",
                    login);
}

void set_links(db::Session& session, const Account& account) {
    session.execute(
        "update access_account set person = ?, worker = ?, station = ?, agency = ?, org = ? where login = ?",
        account.person, account.worker, account.station, account.agency, account.org, account.login);
    session.execute("delete from access_session where account = (select id from access_account where login = ?)",
                    account.login);
}

std::optional<Account> by_login(db::Session& session, const std::string& login) {
    const auto rows = session.rows("select " + std::string(columns) + " from access_account where login = ?", login);
    return rows.empty() ? std::nullopt : std::optional(read(rows.front()));
}

std::optional<Account> by_id(db::Session& session, const Uuid& id) {
    const auto rows = session.rows("select " + std::string(columns) + " from access_account where id = ?", id);
    return rows.empty() ? std::nullopt : std::optional(read(rows.front()));
}

bool is_demonstration(db::Session& session) {
    return !session.rows("select id from access_account where demo = ? limit 1", true).empty();
}

std::vector<Account> all(db::Session& session, bool demo_only) {
    std::vector<Account> found;
    for (const db::Row row : session.rows(
             "select " + std::string(columns) + " from access_account where demo = ? or demo = ? order by login", true,
             demo_only))
        found.push_back(read(row));
    return found;
}

std::vector<Uuid> accounts_of(db::Session& session, expr::Me member, const Uuid& id) {
    static const std::map<expr::Me, std::string> columns_of{
        {expr::Me::account, "id"},      {expr::Me::person, "person"}, {expr::Me::worker, "worker"},
        {expr::Me::station, "station"}, {expr::Me::agency, "agency"}, {expr::Me::org, "org"}};
    return ids(session.rows(
        "select id from access_account where " + columns_of.at(member) + " = ? and closed = ? order by id", id, false));
}

std::vector<Uuid> accounts_in_role(db::Session& session, const std::string& role, const std::string& region) {
    static constexpr std::size_t digits[] = {2, 4, 6, 9, 12};
    std::vector<Uuid> found;
    std::string last;
    for (const std::size_t count : digits) {
        const std::string above = base::RegionCode::parse(region.substr(0, count))->text();
        if (std::exchange(last, above) != above)
            for (const Uuid& id : ids(session.rows(
                     "select id from access_account where role = ? and region = ? and closed = ? order by id", role,
                     above, false)))
                found.push_back(id);
    }
    return found;
}

void check_password(const pack::Pack& pack, const std::string& login, const std::string& password) {
    const auto least = number(pack, "access.password_length", 10);
    const auto classes = number(pack, "access.password_classes", 3);
    if (!base::well_formed(password) || base::length(password) < static_cast<std::size_t>(least) ||
        password.size() > 200)
        throw Fault({{"password", "access.password_short", {}, {{"least", std::to_string(least)}}}});
    if (classes_of(password) < classes)
        throw Fault({{"password", "access.password_simple", {}, {{"least", std::to_string(classes)}}}});
    if (!login.empty() && password.find(login) != std::string::npos)
        throw Fault({{"password", "access.password_known", {}, {}}});
}

} // namespace liandong::access
