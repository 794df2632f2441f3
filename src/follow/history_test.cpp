// Random lives: figures that follow must equal a count from the tables, the list behind them, and a plain look at what
// every record was on each day.
#include <thread>

#include "follow/counted.hpp"
#include "follow/world_test.hpp"

namespace liandong::follow {
namespace {

class History : public World {
protected:
    void SetUp() override {
        World::SetUp();
        if (db_)
            follow();
    }
    int pick(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most)); }
    const std::string& anywhere() { return villages[static_cast<std::size_t>(pick(6))]; }
    Date around(int days) { return today_ - days / 2 + pick(days); }
    Value code(int most) { return pick(5) == 0 ? Value() : Value(std::string(1, static_cast<char>('1' + pick(most)))); }
    Value field() { return pick(5) == 0 ? Value() : Value("0" + std::string(1, static_cast<char>('1' + pick(3)))); }

    void hire() {
        Fields fields{{"name", "演示甲"},
                      {"place", anywhere()},
                      {"started_on", around(200)},
                      {"level", code(3)},
                      {"points", std::int64_t{pick(5)}},
                      {"birth_date", day("1980-01-01") + pick(8'000)}};
        if (pick(2))
            fields.push_back({"fields", base::tidy({"01", "0" + std::to_string(1 + pick(3))})});
        const Uuid id = create("talent.worker", fields);
        workers_.push_back(id);
        first_.emplace(id, row("talent.worker", id));
    }
    void change_worker(const Uuid& id) {
        switch (pick(5)) {
            case 0: return change("talent.worker", id, {{"level", code(3)}, {"points", std::int64_t{pick(5)}}});
            case 1: return change("talent.worker", id, {{"place", anywhere()}});
            case 2: return change("talent.worker", id, {{"started_on", around(200)}});
            case 3:
                return fire("talent.worker", id, row("talent.worker", id).state == "active" ? "leave" : "come_back");
            default: return certify(id);
        }
    }
    /// What a certificate causes in its worker is true from its own day, and is noted here as it happens.
    void certify(const Uuid& id) {
        const Date issued = around(400);
        certificates_.push_back(create("talent.certificate", {{"worker", base::to_text(id)}, {"issued_on", issued}}));
        note(id, issued);
    }
    void change_certificate(const Uuid& id) {
        const record::Record before = row("talent.certificate", id);
        const Date issued = around(400);
        change("talent.certificate", id, {{"valid", pick(2) == 0}, {"issued_on", issued}});
        note(*base::parse_uuid(std::get<std::string>(before["worker"])),
             std::min(issued, std::get<Date>(before["issued_on"])));
    }
    void note(const Uuid& id, Date since) {
        const Value now = row("talent.worker", id)["certified_on"];
        auto& told = certified_[id];
        if (now != (told.empty() ? Value() : told.back().second))
            told.emplace_back(std::min(since, today_), now);
    }
    void serve() {
        Fields fields{{"place", anywhere()}, {"on", around(300)}, {"minutes", std::int64_t{30 + 10 * pick(8)}},
                      {"field", field()},    {"mode", code(2)},   {"late", pick(3) == 0}};
        if (pick(2))
            fields.push_back({"venue", anywhere()});
        contacts_.push_back(create("services.contact", fields));
    }
    void something() {
        if (workers_.empty() || pick(4) == 0)
            return hire();
        const auto any = [&](const std::vector<Uuid>& ids) {
            return ids[static_cast<std::size_t>(pick(static_cast<int>(ids.size())))];
        };
        switch (pick(5)) {
            case 0:
            case 1: return change_worker(any(workers_));
            case 2:
                if (!certificates_.empty())
                    return change_certificate(any(certificates_));
                [[fallthrough]];
            case 3: return serve();
            default:
                if (!contacts_.empty())
                    change("services.contact", any(contacts_),
                           {{"on", around(300)}, {"field", field()}, {"minutes", std::int64_t{30 + 10 * pick(8)}}});
        }
    }

    record::Record row(const std::string& type, const Uuid& id) {
        return *db().read([&](db::Session& session) { return house().store.fetch(session, shape(type), id); });
    }
    std::map<Uuid, record::Record> rows(const std::vector<Uuid>& ids) {
        std::map<Uuid, record::Record> rows;
        for (const Uuid& id : ids)
            rows.emplace(id, row("talent.worker", id));
        return rows;
    }

    /// What a record was on a day: as it stood when the day ended, or as it was first written; certified as was told
    /// since.
    record::Record was(const Uuid& id, Date on) const {
        record::Record record = first_.at(id);
        if (const auto standing = ended_.upper_bound(on); standing != ended_.begin())
            if (const auto found = std::prev(standing)->second.find(id); found != std::prev(standing)->second.end())
                record = found->second;
        record["certified_on"] = Value();
        if (const auto told = certified_.find(id); told != certified_.end())
            for (const auto& [from, certified_on] : told->second)
                if (from <= on)
                    record["certified_on"] = certified_on;
        return record;
    }
    std::int64_t plainly(const std::string& indicator, Date on, const std::string& region, const std::string& cell) {
        const Counted counted = follow::counted(house(), *house().pack.figure(indicator));
        const record::Given that_day = given_on(on);
        std::int64_t sum = 0;
        for (const Uuid& id : workers_) {
            const record::Record record = was(id, on);
            const record::AskedOf asked(house(), that_day, nullptr, shape("talent.worker"), record);
            const auto cells = cells_on(house(), counted, record, on);
            const bool here =
                record.region.starts_with(region) && std::find(cells.begin(), cells.end(), cell) != cells.end();
            const auto* points = std::get_if<std::int64_t>(&record["points"]);
            if (here && expr::holds(*counted.where, asked))
                sum += counted.sum ? (points ? *points : 0) : 1;
        }
        return sum;
    }
    static std::int64_t of(const Answer& answer, const std::string& key) {
        for (const auto& cell : answer.cells)
            if (cell.key == key)
                return cell.amount.numerator;
        return 0;
    }

    void compare_with_plain(Date on) {
        for (const std::string indicator : {"workers", "certified", "newcomers", "points"})
            for (const std::string region : {"62", "620102", "620123100", "620502002001"}) {
                ASSERT_EQ(value(indicator, on, region), plainly(indicator, on, region, ""))
                    << indicator << " " << base::to_text(on) << " " << region;
                if (indicator == "newcomers")
                    continue;
                const Answer levels = ask({indicator, region, on, {}, {}, "level"});
                for (const std::string level : {"", "1", "2", "3"})
                    ASSERT_EQ(of(levels, level), plainly(indicator, on, region, "level=" + level))
                        << indicator << " " << base::to_text(on) << " level " << level;
            }
        const Answer ages = ask({"workers", {}, on, {}, {}, "age"});
        for (const std::string band : {"-35", "36-45", "46-"})
            ASSERT_EQ(of(ages, band), plainly("workers", on, "62", "age=" + band)) << base::to_text(on);
    }

    /// In one snapshot: answer, recount, and for what the tables say the list.
    void compare(const Question& question) {
        db().read([&](db::Session& session) {
            const auto now = given();
            const Answer followed = figures().answer(session, question, now);
            const Answer recounted = figures().recount(session, question, now);
            const std::string what =
                question.indicator + " " + question.region + " by " + question.by + " to " + base::to_text(followed.to);
            EXPECT_EQ(followed.amount, recounted.amount) << what;
            EXPECT_EQ(cells(followed), cells(recounted)) << what;
            record::Query query;
            const auto* figure = house().pack.figure(question.indicator);
            if (figure->type.empty() || !figure->sum.empty())
                return;
            query.also = figures().piece_behind(session, question, now);
            EXPECT_EQ(record::count(house(), session, now, shape(figure->type), record::all_seeing(), query),
                      followed.amount.numerator)
                << what;
        });
    }
    void compare_all(Date at) {
        for (const auto& figure : house().pack.figures)
            for (const std::string region : {"", "620102000000", "620123100000", "620502002001"}) {
                if (figure.form == pack::Figure::Form::words && !region.empty())
                    continue;
                compare({figure.id, region, at, at - 200, {}, {}});
                if (figure.form != pack::Figure::Form::words && region.size() < 12)
                    compare({figure.id, region, at, at - 200, {}, "region"});
                for (const auto& by : figure.by)
                    compare({figure.id, region, at, at - 200, {}, by});
            }
    }

    std::mt19937 random_{7};
    std::vector<Uuid> workers_, certificates_, contacts_;
    std::map<Uuid, record::Record> first_;
    std::map<Date, std::map<Uuid, record::Record>> ended_;
    std::map<Uuid, std::vector<std::pair<Date, Value>>> certified_; // true from, as told one after another
};
LIANDONG_ON_BOTH(History);

TEST_P(History, WhatIsFollowedEqualsARecountTheListAndAPlainLook) {
    for (int step = 0; step < 14; ++step) {
        for (int changes = 2 + pick(8); changes > 0; --changes) {
            something();
            if (pick(6) == 0)
                follow(); // in the middle of a day
        }
        if (pick(3) != 0)
            follow();
        ended_[today_] = rows(workers_);
        compare_with_plain(today_);
        if (step % 4 == 3) {
            for (const Date on : {today_ - 3, today_ - 30, today_ - 150, today_ + 1, today_ + 100})
                compare_with_plain(on);
            compare_all(today_);
            compare_all(today_ - 10);
            compare_all(today_ + 45);
        }
        today_ = today_ + 1 + pick(20);
    }
    followers_->rebuild("workers");
    followers_->rebuild("contacts");
    follow();
    for (const Date on : {today_ - 300, today_ - 60, today_ - 7, today_})
        compare_with_plain(on);
    compare_all(today_);
}

TEST_P(History, ATileEqualsItsListWhileEightPeopleWrite) {
    std::vector<Uuid> workers;
    for (int i = 0; i < 12; ++i)
        workers.push_back(worker({{"place", villages[static_cast<std::size_t>(i % 6)]}}));
    std::atomic<bool> failed = false;
    followers_ = std::make_unique<Followers>(
        db(), house(), figures(),
        [&](const std::string& who, const std::string& what) { ADD_FAILURE() << who << ": " << what; });
    followers_->start();
    std::atomic<int> writing = 8;
    std::vector<std::thread> people;
    for (unsigned one = 0; one < 8; ++one)
        people.emplace_back([&, one] {
            std::mt19937 random(one);
            for (int i = 0; i < 25; ++i) {
                const auto& village = villages[random() % 6];
                if (random() % 3 != 0)
                    contact(today_ - static_cast<int>(random() % 60),
                            {{"place", village}, {"late", random() % 2 == 0}});
                else
                    change("talent.worker", workers[random() % workers.size()],
                           {{"place", village}, {"level", std::to_string(1 + random() % 3)}});
            }
            --writing;
        });
    int compared = 0;
    while (writing > 0 || compared < 5) {
        for (const std::string indicator : {"contacts", "workers", "late-share"})
            for (const std::string region : {"", "620102000000"})
                db().read([&](db::Session& session) {
                    const Question question{indicator, region, {}, {}, {}, {}};
                    record::Query query;
                    query.total = true;
                    query.also = figures().piece_behind(session, question, given());
                    const auto page = record::list(house(), session, given(), *figures().type_behind(indicator),
                                                   record::all_seeing(), query);
                    const Answer answer = figures().answer(session, question, given());
                    EXPECT_EQ(*page.total, answer.amount.numerator) << indicator << region;
                    EXPECT_EQ(page.position, answer.position);
                });
        ++compared;
    }
    for (auto& person : people)
        person.join();
    followers_->stop();
    follow();
    compare_all(today_);
    for (const auto& position : followers_->positions())
        EXPECT_EQ(position.position, position.journal) << position.follower;
    RecordProperty("compared", compared);
}

TEST_P(History, AFollowerThatFailsSaysSoAndGoesOn) {
    std::atomic<int> said = 0;
    db().write([](db::Session& session) { session.script("alter table figure_cell rename to figure_cell_away"); });
    followers_ =
        std::make_unique<Followers>(db(), house(), figures(), [&](const std::string&, const std::string&) { ++said; });
    followers_->start();
    contact(today_);
    while (said == 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    db().write([](db::Session& session) { session.script("alter table figure_cell_away rename to figure_cell"); });
    for (int tries = 0; tries < 600; ++tries) {
        const auto positions = followers_->positions();
        if (positions.front().position == positions.front().journal && positions.front().failures == 0)
            break;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_EQ(followers_->positions().front().position, followers_->positions().front().journal);
    EXPECT_EQ(value("contacts"), 1);
}

} // namespace
} // namespace liandong::follow
