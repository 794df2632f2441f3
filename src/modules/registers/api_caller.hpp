// Who calls, what she may, and changes that happen once: what handlers of every module share.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <string>

#include "http/router.hpp"
#include "modules/desk.hpp"
#include "record/print.hpp"

namespace liandong::blob {
struct Blob;
}

namespace liandong::modules::registers {

/// The name of the session cookie: `__Host-liandong` under TLS.
std::string cookie_name(const http::Request& request);

/// The hook before every handler: the session of routes that are not open, and the token against forged changes.
/// Throws Fault signed_out "access.signed_out", forbidden "access.csrf".
void know(Desk& desk, http::Request& request);

/// Makes a session the one that calls, where no cookie is asked for.
void let_in(http::Request& request, access::Session session);

/// The signed-in account. A handler of an open route that asks for it is a std::logic_error.
const access::Session& caller(const http::Request& request);

/// What the kernel is told of a request: who, when, under which Request-Id.
record::Given given(const http::Request& request);
/// The same without an account.
record::Given given_nobody(const http::Request& request);

/// An attachment as records tell of it: {"id","name","size","type"}.
boost::json::object file_told(const blob::Blob& blob);

/// What the printer asks of the rooms above, for this caller.
record::Outside outside(const Desk& desk, const record::Actor& actor);

/// What a change made: the record it speaks of, its position, and the answer's JSON.
struct Made {
    record::Uuid record;
    std::int64_t position = 0;
    boost::json::object answer;
};

/// Runs a change once: the same Request-Id with the same body gives the same status, id and position again; with
/// another body it is refused. `again` builds the answer of a change that was made before.
/// `how` for changes that read other rows than their own.
http::Reply once(Desk& desk, http::Request& request, const record::Given& given, int status,
                 const std::function<Made(db::Session&)>& change,
                 const std::function<boost::json::object(db::Session&, const record::Uuid&)>& again,
                 db::Write how = {});

} // namespace liandong::modules::registers
