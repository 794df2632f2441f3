#include "db/session.hpp"

#include <stdexcept>

#include "db/connection.hpp"

namespace liandong::db {

template <class F>
auto Session::guarded(F&& act) {
    if (failed_)
        throw std::logic_error("a statement failed earlier in this session");
    try {
        return act();
    } catch (...) {
        failed_ = true;
        throw;
    }
}

Dialect Session::dialect() const { return connection_.dialect(); }

Rows Session::query(std::string_view sql, std::span<const Param> params) {
    return guarded([&] { return connection_.query(sql, params); });
}

std::int64_t Session::execute(std::string_view sql, std::span<const Param> params) {
    return guarded([&] { return connection_.execute(sql, params); });
}

void Session::each(std::string_view sql, std::span<const Param> params, const std::function<void(const Row&)>& take) {
    guarded([&] { connection_.each(sql, params, take); });
}

void Session::script(std::string_view sql) {
    guarded([&] { connection_.script(sql); });
}

Session::Nest::Nest(Session& session) : session_(session) { session_.script("savepoint nest"); }

Session::Nest::~Nest() {
    if (kept_)
        return;
    try {
        session_.connection_.script("rollback to nest");
        session_.connection_.script("release nest");
        session_.failed_ = false;
    } catch (...) {
        session_.failed_ = true; // the transaction itself is gone; the exception under way says why
    }
}

void Session::Nest::keep() {
    refuse_if_failed(session_);
    session_.script("release nest");
    kept_ = true;
}

} // namespace liandong::db
