#include "db/schema.hpp"

#include "db/testing.hpp"

namespace liandong::db {
namespace {

Table people() {
    return {.name = "people_person",
            .columns = {{"id", Type::uuid, true}, {"name", Type::text}, {"order", Type::integer}},
            .key = {"id"},
            .indexes = {{.columns = {"name"}}}};
}

class Schema : public OnBoth {
protected:
    std::vector<std::string> move_to(const std::vector<Table>& tables) {
        return (*db_)->write([&](Session& session) { return migrate(session, tables); });
    }
    void run(std::string_view sql) {
        (*db_)->write([&](Session& session) { session.execute(sql); });
    }
    void add(std::string_view name) {
        (*db_)->write([&](Session& session) {
            session.execute("insert into people_person (id, name) values (?, ?)", base::new_uuid(), name);
        });
    }
    Rows ask(std::string_view sql) {
        return (*db_)->read([&](Session& session) { return session.rows(sql); });
    }
};
LIANDONG_ON_BOTH(Schema);

TEST_P(Schema, says_what_it_made_and_the_second_time_nothing) {
    EXPECT_EQ(move_to({people()}),
              (std::vector<std::string>{"table people_person made", "index index_people_person_name made"}));
    EXPECT_TRUE(move_to({people()}).empty());
}

TEST_P(Schema, adds_a_column_and_keeps_the_rows) {
    move_to({people()});
    add("张演示");
    Table wider = people();
    wider.columns.push_back({"born", Type::date, true});
    wider.columns.push_back({"visits", Type::integer, false, "", "7"});
    EXPECT_EQ(move_to({wider}),
              (std::vector<std::string>{"column people_person.born added", "column people_person.visits added"}));
    const Rows rows = ask("select name, born, visits from people_person");
    EXPECT_EQ(rows.front().text(0), "张演示");
    EXPECT_TRUE(rows.front().null(1)) << "nobody knows it of rows that stand";
    EXPECT_EQ(rows.front().integer(2), 7);
}

TEST_P(Schema, never_drops_a_column_or_table) {
    move_to({people()});
    add("stays");
    Table narrower = people();
    narrower.columns.pop_back();
    EXPECT_TRUE(move_to({narrower}).empty());
    EXPECT_TRUE(move_to({}).empty());
    EXPECT_EQ(ask("select name, \"order\" from people_person").size(), 1U);
}

TEST_P(Schema, a_unique_index_declared_no_more_refuses_no_more) {
    Table strict = people();
    strict.indexes.push_back({.columns = {"name"}, .unique = true});
    move_to({strict});
    add("once");
    EXPECT_THROW(add("once"), NotUnique);
    EXPECT_EQ(move_to({people()}),
              std::vector<std::string>{"index unique_people_person_name is declared no more and went"});
    EXPECT_NO_THROW(add("once"));
}

TEST_P(Schema, a_unique_index_that_the_rows_do_not_allow_changes_nothing) {
    move_to({people()});
    add("twice"), add("twice");
    Table strict = people();
    strict.columns.push_back({"born", Type::date});
    strict.indexes.push_back({.columns = {"name"}, .unique = true});
    EXPECT_THROW(move_to({strict}), NotUnique);
    EXPECT_THROW(ask("select born from people_person"), StatementRefused) << "the new column went with it";
}

TEST_P(Schema, a_partial_unique_index_lets_the_others_be) {
    Table table = people();
    table.indexes = {{.columns = {"order"}, .unique = true, .where = "name is not null"}};
    move_to({table});
    run("insert into people_person (id, \"order\") values ('00000000-0000-7000-8000-000000000001', 1)");
    run("insert into people_person (id, \"order\") values ('00000000-0000-7000-8000-000000000002', 1)");
    run("insert into people_person (id, name, \"order\") values ('00000000-0000-7000-8000-000000000003', 'a', 1)");
    EXPECT_THROW(
        run("insert into people_person (id, name, \"order\") values ('00000000-0000-7000-8000-000000000004', 'b', 1)"),
        NotUnique);
}

TEST_P(Schema, another_condition_is_another_index) {
    Table table = people();
    table.indexes = {{.columns = {"order"}, .unique = true, .where = "name is not null"}};
    move_to({table});
    table.indexes[0].where = "name = 'x'";
    EXPECT_EQ(move_to({table}).size(), 2U) << "one made, one gone";
}

TEST_P(Schema, tables_may_point_to_each_other_and_to_later_ones) {
    Table household{.name = "household",
                    .columns = {{"id", Type::uuid, true}, {"head", Type::uuid, false, "people_person"}},
                    .key = {"id"}};
    Table person = people();
    person.columns.push_back({"household", Type::uuid, false, "household"});
    move_to({household, person});
    EXPECT_TRUE(move_to({household, person}).empty());
    EXPECT_THROW((*db_)->write([](Session& session) {
        session.execute("insert into household (id, head) values (?, ?)", base::new_uuid(), base::new_uuid());
    }),
                 BrokenReference);
}

TEST_P(Schema, a_column_with_another_type_is_refused) {
    move_to({people()});
    Table changed = people();
    changed.columns[1].type = Type::integer;
    EXPECT_THROW(move_to({changed}), std::invalid_argument);
}

TEST_P(Schema, a_name_that_is_none_is_refused) {
    for (const char* bad : {"", "People", "a b", "a\"b", "1a", "a;drop", "名"}) {
        Table table = people();
        table.columns[1].name = bad;
        EXPECT_THROW(move_to({table}), std::invalid_argument) << bad;
    }
    Table table = people();
    table.name = std::string(64, 'a');
    EXPECT_THROW(move_to({table}), std::invalid_argument);
}

TEST_P(Schema, text_sorts_by_code_point) {
    move_to({people()});
    for (const char* name : {"b", "B", "a", "_", "张", "é", "Z"})
        add(name);
    std::string order;
    for (const Row row : ask("select name from people_person order by name"))
        order += row.text(0);
    EXPECT_EQ(order, "BZ_abé张");
}

TEST(SchemaNames, are_cut_to_63_characters_and_told_apart) {
    Table table = people();
    table.name = std::string(50, 'a');
    const auto first = name_of(table, {.columns = {"quite_a_long_column"}});
    const auto second = name_of(table, {.columns = {"quite_a_long_colour"}});
    EXPECT_EQ(first.size(), 63U);
    EXPECT_NE(first, second);
}

} // namespace
} // namespace liandong::db
