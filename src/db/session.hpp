// One transaction's view of the database. SQL is one text for both: `?` stands for a parameter, booleans and dates are
// parameters too, ordering says `nulls last`, and nothing is asked that only one of the two understands.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "db/param.hpp"
#include "db/rows.hpp"

namespace liandong::db {

enum class Dialect { sqlite, postgres };

class Connection; // one open connection of either database, known inside db/ only

class Session {
public:
    explicit Session(Connection& connection) : connection_(connection) {}
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    Dialect dialect() const;

    /// All rows of a question (or of a change with `returning`). Throws NotUnique, BrokenReference, ConstraintBroken,
    /// StatementRefused, Fault(busy) past the time limit. After a throw the session takes no more statements, as
    /// PostgreSQL would have it: let the exception out, or stand inside `nested`.
    Rows query(std::string_view sql, std::span<const Param> params);
    /// How many rows were changed. Throws as query does.
    std::int64_t execute(std::string_view sql, std::span<const Param> params);
    /// Calls `take` row by row without holding all of them. `take` must not use the session.
    void each(std::string_view sql, std::span<const Param> params, const std::function<void(const Row&)>& take);
    /// Several statements without parameters, separated by semicolons: migrations.
    void script(std::string_view sql);

    template <ParamLike... A>
    Rows rows(std::string_view sql, const A&... params) {
        const std::array<Param, sizeof...(A)> list{Param(params)...};
        return query(sql, list);
    }
    template <ParamLike... A>
    std::int64_t execute(std::string_view sql, const A&... params) {
        const std::array<Param, sizeof...(A)> list{Param(params)...};
        return execute(sql, std::span<const Param>(list));
    }
    /// Typed rows of a Boost.Describe structure, member by column of the same name. Defined in db/described.hpp.
    template <class T, class... A>
    requires std::is_class_v<T> std::vector<T> rows(std::string_view sql, const A&... params);

    /// Runs `act` in a savepoint: when it throws, what it did is undone, the exception goes on, and the session lives.
    template <class F>
    auto nested(F&& act) -> std::invoke_result_t<F&> {
        Nest nest(*this);
        if constexpr (std::is_void_v<std::invoke_result_t<F&>>) {
            act();
            nest.keep();
        } else {
            auto result = act();
            nest.keep();
            return result;
        }
    }

    /// Whether a statement failed and nothing brought the session back.
    bool failed() const { return failed_; }

private:
    class Nest {
    public:
        explicit Nest(Session& session);
        ~Nest();
        void keep();

    private:
        Session& session_;
        bool kept_ = false;
    };

    template <class F>
    auto guarded(F&& act);

    Connection& connection_;
    bool failed_ = false;
};

} // namespace liandong::db
