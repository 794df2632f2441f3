#include "follow/search.hpp"

#include "follow/terms.hpp"
#include "follow/world_test.hpp"

namespace liandong::follow {
namespace {

class Search : public World {
protected:
    Uuid person(const std::string& name, const Fields& more = {}) {
        Fields fields{{"name", name}, {"live_region", villages[0]}};
        for (const auto& one : more)
            fields.push_back(one);
        return create("people.person", fields);
    }
    std::vector<Uuid> find(const std::string& query, std::size_t most = 10) {
        return db().read([&](db::Session& session) {
            return follow::find(house(), session, "people.person", query, most, &protected_asked_);
        });
    }
    bool protected_asked_ = false;
};
LIANDONG_ON_BOTH(Search);

TEST_P(Search, ANameIsFoundByCharactersPinyinAndInitials) {
    const Uuid id = person("张三丰");
    person("李四");
    follow();
    for (const char* query :
         {"张", "张三", "三丰", "张三丰", "zhang", "zhangs", "sanfeng", "zsf", "ZSF", "sf", "张 feng"})
        EXPECT_EQ(find(query), std::vector<Uuid>{id}) << query;
    for (const char* query : {"张丰", "zf", "hang", "王", ""})
        EXPECT_TRUE(find(query).empty()) << query;
}

TEST_P(Search, ARecordTurnsUpOnlyByWhatOneMayRead) {
    const Uuid id = person("张三丰", {{"number", "SW620102-2026-00018"}});
    const auto turns_up = [&](const char* query, bool reads_names) {
        return db().read([&](db::Session& session) {
            const auto& shape = house().shapes.of("people.person");
            const auto record = house().store.fetch(session, shape, id);
            return answers(shape, *record, query,
                           [&](std::size_t at) { return reads_names || shape.field(at).name != "name"; });
        });
    };
    EXPECT_TRUE(turns_up("zhangsan", true));
    EXPECT_FALSE(turns_up("zhangsan", false));
    EXPECT_TRUE(turns_up("00018", false));
}

TEST_P(Search, ASurnameIsReadAsASurname) {
    const Uuid qiu = person("仇演示");
    const Uuid zeng = person("曾演示");
    follow();
    EXPECT_EQ(find("qiuyanshi"), std::vector<Uuid>{qiu});
    EXPECT_EQ(find("zengy"), std::vector<Uuid>{zeng});
}

TEST_P(Search, WhatIsTheQueryComesFirstThenWhatBeginsWithIt) {
    const Uuid later = person("演示王芳");
    const Uuid longer = person("王芳芳");
    const Uuid same = person("王芳");
    follow();
    EXPECT_EQ(find("王芳"), (std::vector<Uuid>{same, longer, later}));
    EXPECT_EQ(find("王芳", 1), std::vector<Uuid>{same});
}

TEST_P(Search, ANumberIsFoundByItsBeginningAndByItsParts) {
    const Uuid id = person("演示丙", {{"number", "SW620102-2026-00017"}});
    follow();
    for (const char* query : {"SW6201", "sw620102-2026", "00017", "2026 演示"})
        EXPECT_EQ(find(query), std::vector<Uuid>{id}) << query;
    EXPECT_TRUE(find("0017").empty());
}

TEST_P(Search, AProtectedNumberIsFoundWholeOnly) {
    const Uuid id = person("演示丁", {{"id_no", "620102199003070011"}});
    follow();
    EXPECT_TRUE(find("62010219900307").empty());
    EXPECT_FALSE(protected_asked_);
    find("620102 19900307 0011");
    EXPECT_TRUE(protected_asked_);
    EXPECT_EQ(find("620102199003070011"), std::vector<Uuid>{id});
    EXPECT_TRUE(db().read([](db::Session& session) {
        return session.rows("select 1 from search_term where term like '6201%'").empty();
    }));
}

TEST_P(Search, TheSnapshotIsSearchedHoweverFarTheFollowerIs) {
    follow();
    const Uuid id = person("演示戊");
    EXPECT_EQ(find("演示戊"), std::vector<Uuid>{id});
    follow();
    change("people.person", id, {{"name", "演示己"}});
    EXPECT_TRUE(find("演示戊").empty());
    EXPECT_EQ(find("yanshiji"), std::vector<Uuid>{id});
    follow();
    EXPECT_EQ(find("演示己"), std::vector<Uuid>{id});
    EXPECT_TRUE(find("演示戊").empty());
}

TEST_P(Search, RecordsFromBeforeTheFollowerAreIndexedToo) {
    const Uuid id = person("演示庚");
    follow();
    EXPECT_EQ(
        db().read([](db::Session& session) { return session.rows("select distinct record from search_term").size(); }),
        1u);
    EXPECT_EQ(find("ysg"), std::vector<Uuid>{id});
}

TEST(Terms, RareCharactersAndBrokenTextDoNoHarm) {
    EXPECT_TRUE(terms_of("𠮷").contains("𠮷"));
    EXPECT_TRUE(terms_of("\xff\xfe").empty());
    EXPECT_TRUE(words_of("  ，。 ").empty());
    EXPECT_TRUE(terms_of("ＡＢＣ１２").contains("abc12"));
}

} // namespace
} // namespace liandong::follow
