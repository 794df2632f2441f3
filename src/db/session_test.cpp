#include "db/session.hpp"

#include <future>
#include <thread>

#include "base/fault.hpp"
#include "db/described.hpp"
#include "db/schema.hpp"
#include "db/testing.hpp"

namespace liandong::db {

struct Visit {
    base::Id<Visit> id;
    std::string summary;
    std::optional<base::Date> next_due_on;
    bool open = false;
    int minutes = 0;
};
BOOST_DESCRIBE_STRUCT(Visit, (), (id, summary, next_due_on, open, minutes))

namespace {

Table visits() {
    return {.name = "visit",
            .columns = {{"id", Type::uuid, true},
                        {"summary", Type::text},
                        {"next_due_on", Type::date},
                        {"open", Type::boolean},
                        {"minutes", Type::integer},
                        {"sealed", Type::bytes},
                        {"share", Type::real},
                        {"tags", Type::text},
                        {"before", Type::uuid, false, "visit"}},
            .key = {"id"},
            .indexes = {{.columns = {"summary", "minutes"}, .unique = true}},
            .checks = {"minutes >= 0"}};
}

class Sessions : public OnBoth {
protected:
    void SetUp() override {
        OnBoth::SetUp();
        if (db_)
            (*db_)->write([](Session& session) { migrate(session, {visits()}); });
    }
    Database& db() { return **db_; }
};
LIANDONG_ON_BOTH(Sessions);

void add(Session& session, std::string_view summary, int minutes) {
    session.execute("insert into visit (id, summary, minutes, open) values (?, ?, ?, ?)", base::new_uuid(), summary,
                    minutes, true);
}

std::int64_t count(Database& database) {
    return database.read(
        [](Session& session) { return session.rows("select count(*) from visit").front().integer(0); });
}

TEST_P(Sessions, every_kind_of_value_comes_back_as_it_went_in) {
    const base::Uuid id = base::new_uuid();
    const Bytes sealed{0, 1, 0xff, 0, '\\', '\''};
    const base::Date day = *base::parse_date("2024-02-29");
    db().write([&](Session& session) {
        session.execute(
            "insert into visit (id, summary, next_due_on, open, minutes, sealed, share, tags) "
            "values (?, ?, ?, ?, ?, ?, ?, ?)",
            id, "入户探访 'quoted' ? \\", day, true, std::int64_t{9'007'199'254'740'993}, sealed, 12,
            base::Codes{"2", "5"});
    });
    db().read([&](Session& session) {
        const Rows rows = session.rows(
            "select id, summary, next_due_on, open, minutes, sealed, share, tags, before from visit "
            "where id = ? and open = ? and next_due_on = ? and sealed = ?",
            id, true, day, sealed);
        ASSERT_EQ(rows.size(), 1U);
        const Row row = rows.front();
        EXPECT_EQ(row.uuid(0), id);
        EXPECT_EQ(row.text(1), "入户探访 'quoted' ? \\");
        EXPECT_EQ(row.date(2), day);
        EXPECT_TRUE(row.boolean(3));
        EXPECT_EQ(row.integer(4), 9'007'199'254'740'993);
        EXPECT_EQ(row.bytes(5), sealed);
        EXPECT_EQ(row.real(6), 12.0);
        EXPECT_EQ(row.value(7, base::Kind::codes), base::Value(base::Codes{"2", "5"}));
        EXPECT_TRUE(row.null(8));
        EXPECT_EQ(row.value(8, base::Kind::ref), base::Value());
    });
}

TEST_P(Sessions, empty_values_empty_sets_and_absent_options_are_null) {
    db().write([](Session& session) {
        session.execute("insert into visit (id, summary, tags, next_due_on) values (?, ?, ?, ?)", base::new_uuid(),
                        base::Value(), base::Codes{}, std::optional<base::Date>());
    });
    const bool all_null = db().read([](Session& session) {
        const Rows rows = session.rows("select summary, tags, next_due_on from visit");
        return rows.front().null(0) && rows.front().null(1) && rows.front().null(2);
    });
    EXPECT_TRUE(all_null);
}

TEST_P(Sessions, empty_bytes_are_not_null) {
    db().write([](Session& session) {
        session.execute("insert into visit (id, sealed) values (?, ?)", base::new_uuid(), Bytes{});
    });
    db().read([](Session& session) {
        const Rows rows = session.rows("select sealed from visit");
        ASSERT_FALSE(rows.front().null(0));
        EXPECT_TRUE(rows.front().bytes(0).empty());
    });
}

TEST_P(Sessions, a_sum_of_whole_numbers_is_a_whole_number) {
    db().write([](Session& session) { add(session, "a", 20), add(session, "b", 22); });
    const auto sum =
        db().read([](Session& session) { return session.rows("select sum(minutes) from visit").front().integer(0); });
    EXPECT_EQ(sum, 42);
}

TEST_P(Sessions, described_structures_are_filled_by_the_names_of_columns) {
    db().write([](Session& session) { add(session, "first", 30); });
    const auto found = db().read([](Session& session) {
        return session.rows<Visit>("select minutes, open, next_due_on, summary, id from visit where minutes = ?", 30);
    });
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].summary, "first");
    EXPECT_EQ(found[0].minutes, 30);
    EXPECT_TRUE(found[0].open);
    EXPECT_EQ(found[0].next_due_on, std::nullopt);
}

TEST_P(Sessions, rows_can_be_taken_one_by_one) {
    db().write([](Session& session) {
        for (int i = 0; i < 1000; ++i)
            add(session, "row", i);
    });
    std::int64_t sum = 0;
    db().read([&](Session& session) {
        session.each("select minutes from visit where minutes >= ?", std::array{Param(10)},
                     [&](const Row& row) { sum += row.integer(0); });
    });
    EXPECT_EQ(sum, 1000 * 999 / 2 - 45);
}

TEST_P(Sessions, a_taker_that_throws_ends_the_rows_and_leaves_the_database_well) {
    db().write([](Session& session) { add(session, "a", 1), add(session, "b", 2); });
    const auto stop = [&](Session& session) {
        session.each("select minutes from visit", {}, [](const Row&) { throw std::runtime_error("enough"); });
    };
    EXPECT_THROW(db().read(stop), std::runtime_error);
    EXPECT_EQ(count(db()), 2);
}

TEST_P(Sessions, execute_says_how_many_rows_changed) {
    db().write([](Session& session) {
        add(session, "a", 1), add(session, "b", 2);
        EXPECT_EQ(session.execute("update visit set minutes = minutes + ? where minutes >= ?", 1, 1), 2);
        EXPECT_EQ(session.execute("update visit set minutes = 0 where minutes = ?", 99), 0);
        EXPECT_EQ(session.execute("delete from visit where minutes = ?", 3), 1);
    });
}

TEST_P(Sessions, a_value_twice_under_a_unique_index_is_named_by_its_columns) {
    db().write([](Session& session) { add(session, "same", 5); });
    try {
        db().write([](Session& session) { add(session, "same", 5); });
        FAIL() << "the second went in";
    } catch (const NotUnique& refused) {
        EXPECT_EQ(refused.table, "visit");
        EXPECT_EQ(refused.columns, (std::vector<std::string>{"summary", "minutes"}));
        EXPECT_EQ(std::string(refused.what()).find("same"), std::string::npos) << "values stay out of the log";
    }
}

TEST_P(Sessions, an_id_twice_is_named_by_its_key) {
    const auto id = base::new_uuid();
    const auto insert = [&](Session& session) { session.execute("insert into visit (id) values (?)", id); };
    db().write(insert);
    try {
        db().write(insert);
        FAIL() << "the second went in";
    } catch (const NotUnique& refused) {
        EXPECT_EQ(refused.columns, std::vector<std::string>{"id"});
    }
}

TEST_P(Sessions, a_reference_to_nothing_is_refused) {
    EXPECT_THROW(db().write([](Session& session) {
        session.execute("insert into visit (id, before) values (?, ?)", base::new_uuid(), base::new_uuid());
    }),
                 BrokenReference);
}

TEST_P(Sessions, what_is_pointed_to_cannot_go) {
    const auto first = base::new_uuid();
    db().write([&](Session& session) {
        session.execute("insert into visit (id) values (?)", first);
        session.execute("insert into visit (id, before) values (?, ?)", base::new_uuid(), first);
    });
    EXPECT_THROW(db().write([&](Session& session) { session.execute("delete from visit where id = ?", first); }),
                 BrokenReference);
}

TEST_P(Sessions, a_check_and_a_required_column_hold) {
    EXPECT_THROW(db().write([](Session& session) { add(session, "less than nothing", -1); }), ConstraintBroken);
    EXPECT_THROW(
        db().write([](Session& session) { session.execute("insert into visit (summary) values (?)", "no id"); }),
        ConstraintBroken);
}

TEST_P(Sessions, wrong_sql_wrong_counts_and_nul_are_bugs) {
    const auto read = [&](std::string_view sql, auto... params) {
        db().read([&](Session& session) { session.rows(sql, params...); });
    };
    EXPECT_THROW(read("select nothing from visit"), StatementRefused);
    EXPECT_THROW(read("select 1 where 1 = ?"), StatementRefused);
    EXPECT_THROW(read("select id from visit where summary = ?", std::string("a\0b", 3)), StatementRefused);
    EXPECT_EQ(count(db()), 0) << "and the connection is well again";
}

TEST_P(Sessions, a_read_cannot_change_anything) {
    EXPECT_THROW(db().read([](Session& session) { add(session, "sly", 1); }), std::logic_error);
    EXPECT_EQ(count(db()), 0);
}

TEST_P(Sessions, after_a_refusal_the_session_is_closed) {
    const auto go_on = [](Session& session) {
        add(session, "kept?", 1);
        try {
            add(session, "kept?", 1);
        } catch (const NotUnique&) {
        }
        add(session, "another", 2);
    };
    EXPECT_THROW(db().write(go_on), std::logic_error);
    EXPECT_EQ(count(db()), 0);
}

TEST_P(Sessions, a_closure_that_hides_a_refusal_is_not_committed) {
    const auto hide = [](Session& session) {
        add(session, "kept?", 1);
        try {
            add(session, "kept?", 1);
        } catch (const NotUnique&) {
        }
    };
    EXPECT_THROW(db().write(hide), std::logic_error);
    EXPECT_EQ(count(db()), 0);
}

TEST_P(Sessions, what_fails_inside_nested_is_undone_and_the_rest_stands) {
    db().write([](Session& session) {
        add(session, "stands", 1);
        EXPECT_THROW(session.nested([&] {
            add(session, "goes", 2);
            add(session, "stands", 1);
        }),
                     NotUnique);
        session.nested([&] { add(session, "stands too", 3); });
    });
    const auto minutes =
        db().read([](Session& session) { return session.rows("select sum(minutes) from visit").front().integer(0); });
    EXPECT_EQ(minutes, 4);
}

TEST_P(Sessions, a_read_sees_one_snapshot_however_long_it_lasts) {
    db().read([&](Session& session) {
        EXPECT_EQ(session.rows("select count(*) from visit").front().integer(0), 0);
        std::thread([&] { db().write([](Session& inner) { add(inner, "later", 1); }); }).join();
        EXPECT_EQ(session.rows("select count(*) from visit").front().integer(0), 0);
    });
    EXPECT_EQ(count(db()), 1);
}

TEST_P(Sessions, a_statement_past_its_time_is_broken_off) {
    const auto endless = [](Session& session) {
        session.rows(
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000000000) select count(*) from "
            "n");
    };
    try {
        db().read(endless, {.statement_most = std::chrono::milliseconds(100)});
        FAIL() << "it came to an end";
    } catch (const base::Fault& fault) {
        EXPECT_EQ(fault.refusal, base::Refusal::busy);
        EXPECT_EQ(fault.code, "db.too_slow");
    }
    EXPECT_EQ(count(db()), 0);
}

TEST_P(Sessions, a_statement_asked_before_a_column_came_is_asked_anew) {
    const auto ask = [](Session& session) { return session.rows("select * from visit").columns().size(); };
    db().write(ask);
    db().read(ask);
    Table wider = visits();
    wider.columns.push_back({"added", Type::text});
    db().write([&](Session& session) { migrate(session, {wider}); });
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(db().write(ask), wider.columns.size());
}

} // namespace
} // namespace liandong::db
