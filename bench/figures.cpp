// Figures: how fast the follower follows, and what an answer costs beside its peer, the same count asked of the tables.
//   figures_bench [RECORDS]    on a fresh SQLite file; and on PostgreSQL where LIANDONG_POSTGRES names a server
#include <fmt/format.h>

#include <chrono>
#include <functional>

#include "follow/world_test.hpp"

namespace {

using namespace liandong;
using namespace liandong::follow;
using Clock = std::chrono::steady_clock;

constexpr std::size_t records_a_write = 200;

double seconds(const std::function<void()>& act) {
    const auto begin = Clock::now();
    act();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

class Bench {
public:
    explicit Bench(db::Dialect dialect) : db_(dialect), followers_(*db_, house(), province_.figures) {
        db_->write([&](db::Session& session) {
            auto all = province_.kernel.shapes().tables();
            for (const auto& more : {tables(), journal::tables()})
                all.insert(all.end(), more.begin(), more.end());
            db::migrate(session, all);
            journal::prepare(session);
        });
        followers_.catch_up();
    }

    void run(std::size_t records) {
        const double wrote = seconds([&] { write(records); });
        const double followed = seconds([&] { followers_.catch_up(); });
        const double rebuilt = seconds([&] {
            followers_.rebuild("contacts");
            followers_.catch_up();
        });
        fmt::print(
            "{} records written in {:.1f} s, followed in {:.1f} s: {:.0f} records a second in five figures; one figure "
            "made anew: {:.0f} records a second\n",
            records, wrote, followed, static_cast<double>(records) / followed, static_cast<double>(records) / rebuilt);
        for (const Question& question : std::vector<Question>{{"contacts", {}, {}, {}, {}, {}},
                                                              {"contacts", {}, {}, {}, {}, "field"},
                                                              {"contacts", {}, {}, {}, {}, "region"},
                                                              {"contacts", villages[2], {}, {}, {}, {}},
                                                              {"persons", {}, {}, {}, {}, {}}})
            compare(question);
        write(500);
        fmt::print("and 500 records behind: ");
        compare({"contacts", {}, {}, {}, {}, {}});
    }

private:
    const record::House& house() { return province_.kernel.house(); }

    void write(std::size_t records) {
        const record::Shape& shape = house().shapes.of("services.contact");
        const auto put = [&](record::Patch& patch, const char* name, Value value) {
            patch.values[shape.index_of(name)] = std::move(value);
        };
        record::Given given;
        for (std::size_t done = 0; done < records; done += records_a_write)
            db_->write([&](db::Session& session) {
                for (std::size_t one = done; one < std::min(records, done + records_a_write); ++one) {
                    record::Patch patch;
                    put(patch, "place", villages[one % villages.size()]);
                    put(patch, "on", given.today() - static_cast<int>(one % 300));
                    put(patch, "minutes", static_cast<std::int64_t>(30 + one % 60));
                    put(patch, "field", "0" + std::to_string(1 + one % 3));
                    put(patch, "mode", std::to_string(1 + one % 2));
                    province_.kernel.create(session, shape, base::new_uuid(), patch, given, record::all_seeing());
                }
            });
    }

    void compare(const Question& question) {
        const record::Given given;
        const auto ask = [&](bool recount) {
            return db_->read([&](db::Session& session) {
                return recount ? province_.figures.recount(session, question, given)
                               : province_.figures.answer(session, question, given);
            });
        };
        const double followed = seconds([&] { ask(false); });
        const double counted = seconds([&] { ask(true); });
        const bool same = ask(false).amount == ask(true).amount;
        fmt::print("{:10} by {:6} {:8.2f} ms, counted from the tables {:8.2f} ms, {:.1f} times{}\n", question.indicator,
                   question.by.empty() ? "-" : question.by, followed * 1'000, counted * 1'000, counted / followed,
                   same ? "" : "  DIFFERENT");
    }

    db::TestDatabase db_;
    Province province_;
    Followers followers_;
};

} // namespace

int main(int count, char** words) {
    const std::size_t records = count > 1 ? std::stoul(words[1]) : 50'000;
    for (const auto dialect : {db::Dialect::sqlite, db::Dialect::postgres})
        if (db::TestDatabase::available(dialect)) {
            fmt::print("{}\n", dialect == db::Dialect::sqlite ? "SQLite" : "PostgreSQL");
            Bench(dialect).run(records);
        }
}
