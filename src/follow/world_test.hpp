// A small province for the tests of this room: the pack test/packs/figures on a fresh database of either kind, a clock
// that is set by hand, and a map of six villages.
#pragma once

#include <random>
#include <set>

#include "db/testing.hpp"
#include "follow/figures.hpp"
#include "follow/search.hpp"
#include "follow/testing.hpp"
#include "journal/journal.hpp"
#include "pack/load.hpp"
#include "record/list.hpp"

namespace liandong::follow {

inline Date day(std::string_view text) { return *base::parse_date(text); }

inline const std::vector<std::string> villages{"620102001001", "620102001002", "620123100001",
                                               "620123101001", "620502002001", "620502002002"};

class TestMap : public Divisions {
public:
    TestMap() {
        for (const auto& village : villages)
            for (const int digits : {2, 4, 6, 9, 12})
                all_.insert(*base::RegionCode::parse(village.substr(0, static_cast<std::size_t>(digits))));
    }
    bool known(const std::string& region) const override { return all_.contains(*base::RegionCode::parse(region)); }
    std::vector<std::string> units(std::string_view level, const std::string& within) const override {
        const std::vector<std::string_view> names{"province", "prefecture", "county", "town", "village"};
        std::vector<std::string> found;
        for (const auto& one : all_)
            if (names[static_cast<std::size_t>(one.level()) - 1] == level &&
                one.within(*base::RegionCode::parse(within)))
                found.push_back(one.text());
        return found;
    }
    Value value(const std::string& region, std::string_view field) const override {
        if (field == "kind")
            return std::string(region == "620502000000" ? "statistical" : "official");
        return field == "code" ? Value(region) : Value();
    }
    std::optional<std::int64_t> population(const std::string& region, Date) const override {
        return std::int64_t{12 - std::count(region.begin(), region.end(), '0')} * 1'000;
    }

private:
    std::set<base::RegionCode> all_;
};

/// What every test of a database kind shares: the pack and what hangs on it.
struct Province {
    pack::Pack pack = pack::load(std::string(LIANDONG_SOURCE) + "/test/packs/figures");
    crypt::Keys keys = crypt::Keys::fresh();
    expr::Calendar calendar{2019, 2032};
    record::Kernel kernel{pack, *pack.schema, calendar, keys, [](const std::string& code) {
                              const auto region = base::RegionCode::parse(code);
                              return region ? static_cast<int>(region->level()) : 0;
                          }};
    TestMap map;
    Figures figures{kernel.house(), map};
};

using Fields = std::vector<std::pair<std::string, Value>>;

class World : public db::OnBoth {
protected:
    void SetUp() override {
        OnBoth::SetUp();
        if (!db_)
            return;
        province_ = std::make_unique<Province>();
        (*db_)->write([&](db::Session& session) {
            auto all = province_->kernel.shapes().tables();
            for (const auto& more : {tables(), journal::tables()})
                all.insert(all.end(), more.begin(), more.end());
            db::migrate(session, all);
            journal::prepare(session);
        });
        followers_ = std::make_unique<Followers>(**db_, house(), figures());
    }
    void TearDown() override { followers_.reset(); }

    db::Database& db() { return **db_; }
    const record::House& house() { return province_->kernel.house(); }
    const Figures& figures() { return province_->figures; }
    const record::Shape& shape(const std::string& type) { return house().shapes.of(type); }
    record::Given given() const {
        record::Given given;
        given.now = {base::start_of(today_).ms + 36'000'000};
        given.reason = "test";
        return given;
    }
    record::Patch patch(const std::string& type, const Fields& fields) {
        record::Patch patch;
        for (const auto& [name, value] : fields)
            patch.values[shape(type).index_of(name)] = value;
        return patch;
    }

    Uuid create(const std::string& type, const Fields& fields) {
        const Uuid id = base::new_uuid();
        db().write([&](db::Session& session) {
            province_->kernel.create(session, shape(type), id, patch(type, fields), given(), record::all_seeing());
        });
        return id;
    }
    void change(const std::string& type, const Uuid& id, const Fields& fields) {
        db().write([&](db::Session& session) {
            const auto now = house().store.fetch(session, shape(type), id);
            province_->kernel.change(session, shape(type), id, now->version, patch(type, fields), given(),
                                     record::all_seeing(), record::all_seeing());
        });
    }
    void fire(const std::string& type, const Uuid& id, const std::string& event) {
        db().write(
            [&](db::Session& session) { province_->kernel.fire_system(session, shape(type), id, event, {}, given()); });
    }
    Uuid worker(const Fields& more = {}) {
        Fields fields{{"name", "演示甲"}, {"place", villages[0]}, {"started_on", day("2025-01-01")}, {"level", "1"}};
        for (const auto& one : more)
            fields.push_back(one);
        return create("talent.worker", fields);
    }
    Uuid contact(Date on, const Fields& more = {}) {
        Fields fields{
            {"place", villages[0]}, {"on", on}, {"minutes", std::int64_t{30}}, {"field", "01"}, {"mode", "1"}};
        for (const auto& one : more)
            fields.push_back(one);
        return create("services.contact", fields);
    }

    Answer ask(const Question& question) {
        return db().read([&](db::Session& session) { return figures().answer(session, question, given()); });
    }
    Answer recount(const Question& question) {
        return db().read([&](db::Session& session) { return figures().recount(session, question, given()); });
    }
    std::int64_t value(const std::string& indicator, std::optional<Date> at = {}, const std::string& region = {}) {
        return ask({indicator, region, at, {}, {}, {}}).amount.numerator;
    }
    std::int64_t behind(const Question& question) {
        return db().read([&](db::Session& session) {
            record::Query query;
            query.also = figures().piece_behind(session, question, given());
            return record::count(house(), session, given(), *figures().type_behind(question.indicator),
                                 record::all_seeing(), query);
        });
    }
    void follow() { to_the_end(*followers_, db()); }

    Date today_ = day("2026-04-01");
    std::unique_ptr<Province> province_;
    std::unique_ptr<Followers> followers_;
};

/// The cells as a map, for comparing.
inline std::map<std::string, Amount> cells(const Answer& answer) {
    std::map<std::string, Amount> cells;
    for (const auto& cell : answer.cells)
        cells[cell.key] = cell.amount;
    return cells;
}

} // namespace liandong::follow
