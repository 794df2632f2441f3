// One open connection, as a Session sees it. Inside db/ only.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "db/errors.hpp"
#include "db/session.hpp"

namespace liandong::db {

class Connection {
public:
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;

    virtual Dialect dialect() const = 0;
    virtual Rows query(std::string_view sql, std::span<const Param> params) = 0;
    virtual std::int64_t execute(std::string_view sql, std::span<const Param> params) = 0;
    virtual void each(std::string_view sql, std::span<const Param> params,
                      const std::function<void(const Row&)>& take) = 0;
    virtual void script(std::string_view sql) = 0;
};

/// A closure has returned although one of its statements failed: it must not be committed as if nothing had happened.
inline void refuse_if_failed(const Session& session) {
    if (session.failed())
        throw std::logic_error("a statement failed and its exception was kept inside the closure");
}

/// Throws StatementRefused for text with a NUL in it: PostgreSQL has none, so neither database takes it.
void refuse_nul(const Param& param);

} // namespace liandong::db
