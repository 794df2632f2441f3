#include "journal/outcome.hpp"

#include "base/fault.hpp"
#include "db/errors.hpp"

namespace liandong::journal {
namespace {

/// Takes the id for this transaction before anything else is written, so that of two that run side by side the second
/// stops here and not at the record they both want to make.
void claim(db::Session& session, const Request& request) {
    try {
        session.execute("insert into request (id, account, digest, at) values (?, ?, ?, ?)", request.id,
                        request.account, request.digest, base::now());
    } catch (const db::NotUnique&) {
        throw db::Again("the same request has just been answered elsewhere");
    }
}

} // namespace

std::optional<Outcome> earlier(db::Session& session, const Request& request) {
    const db::Rows rows =
        session.rows("select account, digest, status, record, position, answer from request where id = ?", request.id);
    if (rows.empty()) {
        claim(session, request);
        return std::nullopt;
    }
    const db::Row row = rows.front();
    const auto account = row.null(0) ? std::nullopt : std::optional(row.uuid(0));
    if (account != request.account || row.text(1) != request.digest)
        throw base::Fault(base::Refusal::conflict, "request_id.other_body");
    if (row.null(2))
        throw std::logic_error("a request was claimed and committed without an outcome");
    return Outcome{.status = static_cast<int>(row.integer(2)),
                   .record = row.null(3) ? std::nullopt : std::optional(row.uuid(3)),
                   .position = row.integer(4),
                   .answer = std::string(row.text_or_empty(5))};
}

bool answered(db::Session& session, const base::Uuid& id) {
    return !session.rows("select 1 from request where id = ?", id).empty();
}

void keep(db::Session& session, const Request& request, const Outcome& outcome) {
    const auto kept = session.execute(
        "update request set status = ?, record = ?, position = ?, answer = ? where id = ?", outcome.status,
        outcome.record, outcome.position, outcome.answer.empty() ? db::Param() : db::Param(outcome.answer), request.id);
    if (kept != 1)
        throw std::logic_error("an outcome is kept for a request nobody has asked about: ask `earlier` first");
}

} // namespace liandong::journal
