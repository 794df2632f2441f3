#include "base/identity.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "base/id.hpp"
#include "base/region_code.hpp"
#include "base/text.hpp"

namespace liandong::base {
namespace {

const Date today_here = *parse_date("2026-11-23");

/// The first columns of a file of published examples: value, and what its checksum column says.
std::vector<std::pair<std::string, std::string>> vectors(const std::string& name, std::size_t check_column) {
    std::ifstream file(std::string(LIANDONG_SOURCE) + "/test/vectors/" + name);
    std::vector<std::pair<std::string, std::string>> read;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::vector<std::string> cells(1);
        bool quoted = false;
        for (char c : line) {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                cells.emplace_back();
            else if (c != '\r')
                cells.back() += c;
        }
        if (cells.size() > check_column)
            read.emplace_back(cells[0], cells[check_column]);
    }
    return read;
}

TEST(IdentityNumber, AgreesWithThePublishedExamplesOnTheChecksum) {
    const auto examples = vectors("id_vectors.csv", 4);
    ASSERT_GE(examples.size(), 30u);
    for (const auto& [number, checksum] : examples)
        if (number.size() == 18 && checksum == "False") {
            EXPECT_FALSE(valid_id_no(clean_id_no(number), today_here)) << number;
        }
    EXPECT_TRUE(valid_id_no("11010519491231002X", today_here));
}

TEST(IdentityNumber, AnUnknownRegionPrefixIsNotRefused) { EXPECT_TRUE(valid_id_no("500154199301135886", today_here)); }

TEST(IdentityNumber, ASmallXAndWideDigitsAreCleaned) {
    EXPECT_EQ(clean_id_no(" 11010519491231002x "), "11010519491231002X");
    EXPECT_EQ(clean_id_no("１１０105 19491231 002X"), "11010519491231002X");
}

TEST(IdentityNumber, HoldsBirthDateAndSex) {
    EXPECT_EQ(to_text(*birth_of("11010519491231002X")), "1949-12-31");
    EXPECT_EQ(sex_of("11010519491231002X"), "2");
}

TEST(IdentityNumber, ABirthDateOfTomorrowIsRefused) {
    EXPECT_TRUE(valid_id_no("11010519491231002X", *parse_date("1949-12-31")));
    EXPECT_FALSE(valid_id_no("11010519491231002X", *parse_date("1949-12-30")));
}

TEST(CreditCode, AgreesWithThePublishedExamples) {
    const auto examples = vectors("uscc_vectors.csv", 4);
    ASSERT_GE(examples.size(), 100u);
    for (const auto& [code, verdict] : examples) {
        EXPECT_EQ(valid_credit_code(clean_credit_code(code)), verdict == "valid") << code << " is " << verdict;
    }
}

TEST(Phone, MobileLandlineAndServiceNumbersAreKnown) {
    for (const char* phone : {"13900000000", "0931-1234567", "0931-12345678", "010-12345678", "12345"})
        EXPECT_TRUE(valid_phone(clean_phone(phone))) << phone;
    for (const char* phone : {"12900000000", "1390000000", "931-1234567", "", "13900000000a"})
        EXPECT_FALSE(valid_phone(clean_phone(phone))) << phone;
    EXPECT_EQ(clean_phone("+86 139-0000-0000"), "13900000000");
}

TEST(Name, EveryMiddleDotIsMadeOneAndRareCharactersStay) {
    EXPECT_EQ(normal_name("演示•阿不都 "), "演示·阿不都");
    EXPECT_EQ(normal_name("演 示"), "演示");
    EXPECT_EQ(normal_name("Demo Name"), "Demo Name");
    EXPECT_EQ(normal_name("䃎屲𠮷"), "䃎屲𠮷");
}

TEST(Text, NulSurrogatesAndOverlongFormsAreNotWellFormed) {
    EXPECT_TRUE(well_formed("榆中县"));
    EXPECT_FALSE(well_formed(std::string_view("a\0b", 3)));
    EXPECT_FALSE(well_formed("\xED\xA0\x80"));
    EXPECT_FALSE(well_formed("\xC0\xAF"));
}

TEST(Text, IsTrimmedAndComposed) {
    EXPECT_EQ(normal("\u3000e\u0301 "), "é");
    EXPECT_EQ(length("䃎屲𠮷a"), 4u);
}

TEST(RegionCode, TheTrailingZerosTellTheLevel) {
    EXPECT_EQ(RegionCode::parse("62")->level(), RegionLevel::province);
    EXPECT_EQ(RegionCode::parse("620123")->level(), RegionLevel::county);
    EXPECT_EQ(RegionCode::parse("620123100")->level(), RegionLevel::town);
    EXPECT_EQ(RegionCode::parse("620123100001")->level(), RegionLevel::village);
    EXPECT_FALSE(RegionCode::parse("62012310"));
    EXPECT_FALSE(RegionCode::parse("62012a"));
}

TEST(RegionCode, LiesWithinEveryUnitAboveIt) {
    const auto village = *RegionCode::parse("620123100001");
    const auto county = *RegionCode::parse("620123");
    EXPECT_TRUE(village.within(county));
    EXPECT_FALSE(county.within(village));
    EXPECT_FALSE(RegionCode::parse("620124")->within(county));
    EXPECT_EQ(county.last(), "620123999999");
    EXPECT_EQ(village.at(RegionLevel::town).text(), "620123100000");
    EXPECT_EQ(village.parent().parent(), county);
}

TEST(Uuid, AFreshOneIsOfVersionSevenAndReadsBack) {
    const Uuid id = new_uuid();
    EXPECT_EQ(id.version(), 7);
    EXPECT_EQ(parse_uuid(to_text(id)), id);
    EXPECT_FALSE(parse_uuid("0190-not-an-id"));
    EXPECT_NE(new_uuid(), id);
}

} // namespace
} // namespace liandong::base
