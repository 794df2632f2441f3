// portal.toml of a pack: what it holds, and what it says when something in it is wrong.
#include "modules/services/crisis.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/id.hpp"
#include "pack/mistakes.hpp"

namespace liandong::modules::services {
namespace {

using testing::Contains;
using testing::HasSubstr;

class Folder {
public:
    Folder() { std::filesystem::create_directories(path_); }
    ~Folder() { std::filesystem::remove_all(path_); }
    std::string mistake(const std::string& text) const {
        std::ofstream(path_ / "portal.toml") << text;
        return mistake();
    }
    std::string mistake() const {
        try {
            read_crisis(path_);
            return "";
        } catch (const pack::Mistakes& mistakes) {
            return mistakes.what();
        }
    }

private:
    std::filesystem::path path_ =
        std::filesystem::temp_directory_path() / ("liandong_crisis_" + base::to_text(base::new_uuid()));
};

const std::string words = "[crisis]\nwords = [\"自杀\"]\n";
const std::string line = "[[hotline]]\nnumber = \"110\"\nzh = \"报警\"\nen = \"Police\"\n";

TEST(Crisis, GansuKnowsFourNumbersAndTheWordsOfDanger) {
    const Crisis crisis = read_crisis(LIANDONG_SOURCE "/pack/gansu-2021");
    EXPECT_THAT(crisis.words, testing::IsSupersetOf({"自杀", "家暴", "虐待", "性侵"}));
    ASSERT_EQ(crisis.hotlines.size(), 4U);
    EXPECT_EQ(crisis.hotlines[3].number, "12355");
    EXPECT_THAT(crisis.hotlines[0].words.en, HasSubstr("Police"));
}

TEST(Crisis, DangerIsHeardInBothLanguages) {
    const Crisis crisis = read_crisis(LIANDONG_SOURCE "/pack/gansu-2021");
    for (const char* text :
         {"他说不想活了", "My son talks of Suicide.", "beaten by my husband", "he wants to KILL himself"})
        EXPECT_TRUE(speaks_of_danger(crisis, text)) << text;
    for (const char* text : {"", "想学电脑", "a skilled and unbeaten cook", "help to kill time"})
        EXPECT_FALSE(speaks_of_danger(crisis, text)) << text;
}

TEST(Crisis, ChineseWordsCountAnywhereEnglishOnesAsWholeWords) {
    const Crisis crisis{.words = {"自杀", "abuse", "kill myself"}, .hotlines = {}};
    for (const char* text : {"他说要自杀了", "ABUSE", "an abuse.", "I will kill  myself", "想kill myself", "ａｂｕｓｅ",
                             "自 杀", "他说自　\n杀了"})
        EXPECT_TRUE(speaks_of_danger(crisis, text)) << text;
    for (const char* text : {"", "自己", "disabused", "abuses", "kill", "skill myself", "自 己杀", "ab use"})
        EXPECT_FALSE(speaks_of_danger(crisis, text)) << text;
}

TEST(Crisis, AWholeFileHasNoMistake) { EXPECT_EQ(Folder().mistake(words + line), ""); }

TEST(Crisis, MistakesNameFileAndLine) {
    const Folder folder;
    EXPECT_THAT(folder.mistake(), HasSubstr("portal.toml"));
    EXPECT_THAT(folder.mistake("[crisis\n"), HasSubstr("portal.toml:1"));
    EXPECT_THAT(folder.mistake(line), HasSubstr("[crisis] is missing"));
    EXPECT_THAT(folder.mistake(words), HasSubstr("at least one [[hotline]]"));
    EXPECT_THAT(folder.mistake("[crisis]\nwords = []\n" + line), HasSubstr("portal.toml:1"));
    EXPECT_THAT(folder.mistake("[crisis]\nwords = [\"自杀\", \"自杀\"]\n" + line), HasSubstr("portal.toml:2"));
    EXPECT_THAT(folder.mistake("[crisis]\nwords = [\" 自杀\"]\n" + line), HasSubstr("without blanks"));
    EXPECT_THAT(folder.mistake("[crisis]\nwords = 7\n" + line), HasSubstr("portal.toml:2"));
    EXPECT_THAT(folder.mistake(words + line + line), HasSubstr("110 stands there twice"));
    EXPECT_THAT(folder.mistake(words + "[[hotline]]\nnumber = \"one\"\nzh = \"报警\"\nen = \"Police\"\n"),
                HasSubstr("portal.toml:4"));
    EXPECT_THAT(folder.mistake(words + "[[hotline]]\nnumber = \"110\"\nzh = \"报警\"\n"), HasSubstr("`en`"));
    EXPECT_THAT(folder.mistake(words + line + "[other]\n"), HasSubstr("other"));
}

} // namespace
} // namespace liandong::modules::services
