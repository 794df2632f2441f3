#include "blob/media.hpp"

#include <gtest/gtest.h>

#include "blob/testing.hpp"

namespace liandong::blob {
namespace {

std::string media(std::string_view bytes, std::size_t step = 7) {
    Sniffer sniffer;
    for (; !bytes.empty(); bytes.remove_prefix(std::min(step, bytes.size())))
        sniffer.add(bytes.substr(0, step));
    return sniffer.finish();
}

std::string cleaned(std::string_view name, std::string of) { return clean_name(name, of); }

std::string little(std::uint32_t number, int size) {
    std::string out;
    for (int i = 0; i < size; ++i)
        out += static_cast<char>(number >> 8 * i & 0xFF);
    return out;
}

/// A zip of empty entries with these names.
std::string zip(const std::vector<std::string>& names) {
    std::string out, directory;
    for (const auto& name : names) {
        const auto at = static_cast<std::uint32_t>(out.size());
        const std::string sizes = little(static_cast<std::uint32_t>(name.size()), 2) + little(0, 2);
        out += "PK\x03\x04" + std::string(22, '\0') + sizes + name;
        directory += "PK\x01\x02" + std::string(24, '\0') + sizes + std::string(10, '\0') + little(at, 4) + name;
    }
    const auto at = static_cast<std::uint32_t>(out.size());
    return out + directory + "PK\x05\x06" + std::string(8, '\0') +
           little(static_cast<std::uint32_t>(directory.size()), 4) + little(at, 4) + little(0, 2);
}

TEST(MediaTest, KindsAreToldByTheirBytes) {
    EXPECT_EQ(media("\xFF\xD8\xFF\xE0 and so on"), "image/jpeg");
    EXPECT_EQ(media(test_picture()), "image/png");
    EXPECT_EQ(media(std::string("RIFF\0\0\0\0WEBPVP8 ", 16)), "image/webp");
    EXPECT_EQ(media("%PDF-1.7\n"), "application/pdf");
    EXPECT_EQ(media("姓名,年龄\n演示,20\n"), "text/plain");
    EXPECT_EQ(media("\xD0\xD5\xC3\xFB,1\r\n"), "text/plain; charset=gb18030"); // 姓名, as Excel saves a CSV
}

TEST(MediaTest, ExcelAndWordAreToldByWhatStandsInThem) {
    EXPECT_TRUE(media(zip({"[Content_Types].xml", "xl/workbook.xml"})).ends_with("spreadsheetml.sheet"));
    EXPECT_TRUE(media(zip({"word/document.xml", "[Content_Types].xml"})).ends_with("wordprocessingml.document"));
    EXPECT_EQ(media(zip({"[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"})), "");
    EXPECT_EQ(media(zip({"a.exe"})), "");
    EXPECT_EQ(media(zip({"[Content_Types].xml", "xl/workbook.xml"}).substr(0, 90)), "");
}

TEST(MediaTest, WhatABrowserWouldRunIsNotTaken) {
    EXPECT_EQ(media("<!doctype html><p>x"), "");
    EXPECT_EQ(media("\xEF\xBB\xBF \n<svg xmlns='http://www.w3.org/2000/svg'/>"), "");
    EXPECT_EQ(media("<?xml version='1.0'?>"), "");
    EXPECT_EQ(media("GIF89a\x01"), "");
    EXPECT_EQ(media(std::string("MZ\0\0", 4)), "");
    EXPECT_EQ(media("\x7F"
                    "ELF"),
              "");
    EXPECT_EQ(media("half a character \xE6"), "");
    EXPECT_EQ(media(""), "");
}

TEST(MediaTest, NamesKeepTheirWordsAndLoseWhatDeceives) {
    EXPECT_EQ(cleaned("家访照片.JPG", "image/jpeg"), "家访照片.jpg");
    EXPECT_EQ(cleaned("C:\\目录\\证明.pdf", "application/pdf"), "证明.pdf");
    EXPECT_EQ(cleaned("../../etc/passwd", "text/plain"), "passwd.txt");
    EXPECT_EQ(cleaned("照片\u202Egnp.exe", "image/png"), "照片gnp.exe.png");
    EXPECT_EQ(cleaned("a\r\nb\".png", "image/png"), "ab_.png");
    EXPECT_EQ(cleaned("", "image/png"), "file.png");
    EXPECT_EQ(cleaned("\xFF", "image/png"), "file.png");
    EXPECT_EQ(cleaned(".png", "image/png"), "png.png");
    std::string many;
    for (int i = 0; i < 300; ++i)
        many += "长";
    EXPECT_EQ(cleaned(many + ".png", "image/png").size(), 116 * 3 + 4U);
}

TEST(MediaTest, ATextWithTheEndingOfATableIsATable) {
    std::string media = "text/plain; charset=gb18030";
    EXPECT_EQ(clean_name("名册.csv", media), "名册.csv");
    EXPECT_EQ(media, "text/csv; charset=gb18030");
}

} // namespace
} // namespace liandong::blob
