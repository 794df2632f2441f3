#include "follow/follower.hpp"

#include <algorithm>
#include <chrono>

#include "journal/journal.hpp"

namespace liandong::follow {
namespace {

constexpr std::chrono::milliseconds batch_time{
    40}; // others wait no longer than about this for the one writer of SQLite
constexpr std::size_t batch_least = 50;
constexpr std::size_t batch_most = 4'000;
constexpr std::size_t records_at_once = 300;
constexpr std::size_t late_most = 20'000; // lines that may wait while something is made anew

const db::Write low{
    .priority = db::Priority::low, .isolation = db::Isolation::snapshot, .statement_most = std::nullopt};

std::vector<Uuid> next_records(db::Session& session, const record::Shape& shape, const std::optional<Uuid>& after) {
    const std::string sql =
        "select \"id\" from " + shape.table + (after ? " where \"id\" > ?" : "") + " order by \"id\" limit ?";
    std::vector<db::Param> params;
    if (after)
        params.emplace_back(*after);
    params.emplace_back(records_at_once);
    std::vector<Uuid> ids;
    for (const db::Row row : session.query(sql, params))
        ids.push_back(row.uuid(0));
    return ids;
}

} // namespace

void Follower::prepare() {
    database_.write([&](db::Session& session) {
        if (!saved_position(session, reader_.name()))
            save_position(session, reader_.name(), journal::position(session));
        take_turn(session, reader_.name());
        const auto wanted = reader_.wanted();
        for (const auto& [name, made] : made(session))
            if (name.starts_with(reader_.name() + ":") && !wanted.contains(name.substr(reader_.name().size() + 1))) {
                reader_.clear(session, name.substr(reader_.name().size() + 1));
                session.execute("delete from follower_made where name = ?", name);
            }
        const auto known = made(session);
        for (const auto& [name, digest] : wanted) {
            const auto found = known.find(reader_.name() + ":" + name);
            if (found != known.end() && found->second.digest == digest)
                continue;
            reader_.clear(session, name);
            save_made(session, reader_.name() + ":" + name, {digest, false, std::nullopt});
        }
    });
}

void Follower::again(const std::string& wanted) {
    const auto all = reader_.wanted();
    const auto found = all.find(wanted);
    if (found == all.end())
        return;
    database_.write([&](db::Session& session) {
        if (!saved_position(session, reader_.name()))
            return; // nothing was ever made: all will be
        take_turn(session, reader_.name());
        reader_.clear(session, wanted);
        save_made(session, reader_.name() + ":" + wanted, {found->second, false, std::nullopt});
    });
}

bool Follower::idle() {
    return database_.read([&](db::Session& session) {
        const auto position = saved_position(session, reader_.name());
        if (!position || !journal::tail(session, *position, 1).empty())
            return false;
        const auto all = made(session);
        return std::all_of(all.begin(), all.end(), [&](const auto& one) {
            return one.second.done || !one.first.starts_with(reader_.name() + ":");
        });
    });
}

bool Follower::step() {
    if (idle())
        return false;
    const auto begin = std::chrono::steady_clock::now();
    const Done done = database_.write([&](db::Session& session) { return follow(session); }, low);
    const auto spent = std::chrono::steady_clock::now() - begin;
    if (spent > batch_time * 2)
        batch_ = std::max(batch_least, batch_ / 2);
    else if (done.lines == batch_ && spent < batch_time)
        batch_ = std::min(batch_most, batch_ * 2);
    return done.any;
}

Follower::Done Follower::follow(db::Session& session) {
    std::int64_t position = take_turn(session, reader_.name());
    auto lines = journal::tail(session, position, batch_);
    const std::size_t count = lines.size();
    if (count > 0)
        position = lines.back().position;
    std::map<std::string, Made> own;
    for (const auto& [name, one] : made(session))
        if (name.starts_with(reader_.name() + ":"))
            own[name.substr(reader_.name().size() + 1)] = one;
    for (const auto& [type, records] : by_record(std::move(lines)))
        if (const record::Shape* shape = house_.shapes.find(type))
            reader_.follow(session, *shape, records, own);
    if (count > 0)
        save_position(session, reader_.name(), position);
    const bool more = make(session, position);
    return {count > 0 || more, count};
}

/// One piece of the making of what is not made yet. What it makes is the state at the saved position, like all else.
bool Follower::make(db::Session& session, std::int64_t position) {
    for (auto& [full_name, one] : made(session)) {
        if (one.done || !full_name.starts_with(reader_.name() + ":"))
            continue;
        const std::string name = full_name.substr(reader_.name().size() + 1);
        const record::Shape* shape = house_.shapes.find(reader_.type_of(name));
        const auto late = lines_after(session, position, late_most);
        if (!late)
            return false; // follow first
        const auto its = shape ? late->find(shape->name()) : late->end();
        const ByRecord none;
        const ByRecord& records_late = its == late->end() ? none : its->second;
        const auto records = shape ? next_records(session, *shape, one.cursor) : std::vector<Uuid>();
        if (!records.empty())
            reader_.make(session, name, records, records_late, position);
        else
            reader_.finish(session, name, records_late, position);
        save_made(session, full_name,
                  {one.digest, records.empty(), records.empty() ? std::nullopt : std::optional(records.back())});
        return true;
    }
    return false;
}

} // namespace liandong::follow
