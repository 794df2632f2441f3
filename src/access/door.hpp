// Signing in and being known again: passwords are checked on two threads of their own, sessions are opaque tokens of
// which only a keyed digest is stored, and after too many wrong tries an account rests for a while.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "access/account.hpp"
#include "access/known.hpp"
#include "crypt/keys.hpp"
#include "db/database.hpp"

namespace liandong::access {

struct Session {
    Account account;
    std::string csrf;
};

struct SignedIn {
    std::string token; // for the cookie; nowhere stored
    Session session;
};

class Door {
public:
    Door(db::Database& database, const crypt::Keys& keys, const pack::Pack& pack);
    ~Door();

    /// Throws Fault signed_out "access.wrong_login" for an unknown login and a wrong password alike, in about the same
    /// time; too_many "access.locked" while the account rests; busy when too many sign in at once.
    SignedIn sign_in(const std::string& login, const std::string& password);
    /// The session of a token; null when there is none, it ended, or its account was closed. What another process
    /// changed about it is seen a second later at most.
    std::shared_ptr<const Session> session(const std::string& token);
    void sign_out(const std::string& token);

    /// Drops sessions that ended and failed tries that no longer count, at most so many of each. Whether any went.
    bool drop_old(db::Session& session, Instant now, std::size_t most) const;

    /// Hashes a password on the two threads. Throws Fault busy.
    std::string hash(const std::string& password);

private:
    class Pool;
    std::int64_t minutes(const std::string& name, std::int64_t otherwise) const;
    std::shared_ptr<const Session> look_up(const std::string& token, Instant now);

    db::Database& database_;
    const crypt::Keys& keys_;
    const pack::Pack& pack_;
    std::unique_ptr<Pool> pool_;
    Known known_;
};

/// Counts failed tries of anything: an account's passwords, a receipt's codes. `what` names it without secrets.
/// Throws Fault too_many with `code` when `most` failed within `minutes`.
void refuse_when_locked(db::Session& session, const std::string& what, std::int64_t most, std::int64_t minutes,
                        const std::string& code);
void note_failure(db::Session& session, const std::string& what, std::int64_t minutes);
void forget_failures(db::Session& session, const std::string& what);
/// Whether there is anything to forget.
bool failed_before(db::Session& session, const std::string& what);

} // namespace liandong::access
