#include "modules/services/store.hpp"

namespace liandong::modules::services {

std::vector<db::Table> tables() {
    using db::Type;
    return {{.name = "services_receipt",
             .columns = {{"receipt", Type::text, true},
                         {"request", Type::uuid, true},
                         {"code_digest", Type::text, true},
                         {"caller_digest", Type::text},
                         {"given_at", Type::integer, true}},
             .key = {"receipt"},
             .indexes = {{.columns = {"request"}, .unique = true},
                         {.columns = {"caller_digest", "given_at"}, .where = "caller_digest is not null"},
                         {.columns = {"given_at"}, .where = "caller_digest is not null"}},
             .checks = {}}};
}

void add(db::Session& session, const Receipt& receipt) {
    session.execute(
        "insert into services_receipt (receipt, request, code_digest, caller_digest, given_at) values (?, ?, ?, ?, ?)",
        receipt.receipt, receipt.request, receipt.code_digest, receipt.caller_digest, receipt.given_at);
}

std::optional<Receipt> receipt_of(db::Session& session, const std::string& receipt) {
    const auto rows = session.rows(
        "select receipt, request, code_digest, caller_digest, given_at from services_receipt where receipt = ?",
        receipt);
    if (rows.empty())
        return std::nullopt;
    const db::Row row = rows.front();
    return Receipt{std::string(row.text(0)), row.uuid(1), std::string(row.text(2)), std::string(row.text_or_empty(3)),
                   row.instant(4)};
}

std::int64_t given_since(db::Session& session, const std::string& caller_digest, Instant since) {
    return session
        .rows("select count(*) from services_receipt where caller_digest = ? and given_at > ?", caller_digest, since)
        .front()
        .integer(0);
}

void forget_callers(db::Session& session, Instant before) {
    session.execute(
        "update services_receipt set caller_digest = null where caller_digest is not null and given_at <= ?", before);
}

std::vector<Uuid> stations_covering(db::Session& session, const std::string& town, base::Date today) {
    std::vector<Uuid> found;
    const auto rows = session.rows(R"(
        select station
        from stations_coverage
        where town = ? and since <= ? and "until" is null
        order by since desc, id)",
                                   town, today);
    for (const db::Row row : rows)
        found.push_back(row.uuid(0));
    return found;
}

} // namespace liandong::modules::services
