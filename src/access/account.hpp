// Accounts: who may sign in, in which role, for which region, and which person, worker, station or agency they are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "db/schema.hpp"
#include "expr/schema.hpp"
#include "pack/pack.hpp"
#include "record/record.hpp"

namespace liandong::access {

using base::Instant;
using base::Uuid;

struct Account {
    Uuid id;
    std::string login;
    std::string name;
    std::string role;
    std::string region; // 12 digits
    std::optional<Uuid> person, worker, station, agency, org;
    bool demo = false;
    bool closed = false;
};

/// The tables of accounts, sessions and failed tries, for migrate.
std::vector<db::Table> tables();

/// What criteria call `me` when this account asks.
record::Actor actor_of(const Account& account);

/// Adds an account with a hash made by crypt::password_hash. Throws Fault invalid when the login is taken or no login
/// (3 to 40 characters: letters, digits, dot, dash, underscore), or the role or region is unknown.
Uuid add(db::Session& session, const pack::Pack& pack, const Account& account, const std::string& password_hash);
void set_password(db::Session& session, const std::string& login, const std::string& password_hash);
void set_role(db::Session& session, const pack::Pack& pack, const std::string& login, const std::string& role,
              const std::string& region);
/// Says which person, worker, station, agency and department an account is; all five are set anew. Its sessions end.
void set_links(db::Session& session, const Account& account);
std::optional<Account> by_login(db::Session& session, const std::string& login);
std::optional<Account> by_id(db::Session& session, const Uuid& id);
std::vector<Account> all(db::Session& session, bool demo_only);
/// Whether the data is a demonstration: it comes with accounts of its own.
bool is_demonstration(db::Session& session);

/// The open accounts that point to a person, worker, station …, or are this account.
std::vector<Uuid> accounts_of(db::Session& session, expr::Me member, const Uuid& id);
/// The open accounts that hold a role for a place (12 digits) or for what lies above it.
std::vector<Uuid> accounts_in_role(db::Session& session, const std::string& role, const std::string& region);

/// What a password must satisfy, from the pack's parameters; throws Fault invalid with what is missing.
void check_password(const pack::Pack& pack, const std::string& login, const std::string& password);

} // namespace liandong::access
