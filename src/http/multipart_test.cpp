// Upload forms, as browsers send them and as they should not.
#include "http/multipart.hpp"

#include <gtest/gtest.h>

#include "base/fault.hpp"
#include "http/router.hpp"

namespace liandong::http {
namespace {

Request form(std::string body, std::string type = "multipart/form-data; boundary=XX") {
    return {"POST", "/blobs", {{"Content-Type", std::move(type)}}, std::move(body)};
}

std::string part(std::string_view name, std::string_view bytes, std::string_view more = "") {
    return "--XX\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"" + std::string(more) +
           "\r\n\r\n" + std::string(bytes) + "\r\n";
}

bool malformed(const Request& request) {
    try {
        parts_of(request);
        return false;
    } catch (const base::Fault& fault) {
        return fault.code == "http.bad_body";
    }
}

TEST(Multipart, parts_come_in_order_with_their_names) {
    const auto request =
        form(part("note", "两行\r\n文字") +
             part("file", "PK\x03\x04", "; filename=\"名册.xlsx\"\r\nContent-Type: application/zip") + "--XX--\r\n");
    const auto parts = parts_of(request);
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0].name, "note");
    EXPECT_EQ(parts[0].bytes, "两行\r\n文字");
    EXPECT_EQ(parts[1].filename, "名册.xlsx");
    EXPECT_EQ(parts[1].type, "application/zip");
    EXPECT_EQ(parts[1].bytes, "PK\x03\x04");
}

TEST(Multipart, an_empty_form_has_no_parts) { EXPECT_TRUE(parts_of(form("--XX--\r\n")).empty()); }

TEST(Multipart, folders_are_cut_off_a_file_name) {
    EXPECT_EQ(parts_of(form(part("f", "", "; filename=\"../../etc/passwd\"") + "--XX--")).at(0).filename, "passwd");
    EXPECT_EQ(parts_of(form(part("f", "", "; filename=C:\\\\a\\\\b.txt") + "--XX--")).at(0).filename, "b.txt");
}

TEST(Multipart, the_quoted_boundary_is_the_same) {
    EXPECT_EQ(parts_of(form(part("a", "1") + "--XX--", "Multipart/Form-Data; charset=utf-8; boundary=\"XX\"")).size(),
              1U);
}

TEST(Multipart, what_is_not_a_form_is_refused) {
    EXPECT_TRUE(malformed(form("", "multipart/form-data; boundary=XX")));
    EXPECT_TRUE(malformed(form("--XX--", "application/json")));
    EXPECT_TRUE(malformed(form("--XX--", "multipart/form-data")));
    EXPECT_TRUE(malformed(form("--XX--", "multipart/form-data; boundary=" + std::string(71, 'x'))));
    EXPECT_TRUE(malformed(form("--XX\r\n\r\nno name\r\n--XX--")));
    EXPECT_TRUE(malformed(form(part("a", "cut off"))));
    EXPECT_TRUE(malformed(form("--XX")));
    EXPECT_TRUE(malformed(form("--XX\r\n")));
    EXPECT_TRUE(malformed(form("--XXjunk\r\n\r\n--XX--")));
    EXPECT_TRUE(malformed(form("--XX\r\nContent-Disposition: form-data; name=\"open\r\n\r\n\r\n--XX--")));
    EXPECT_TRUE(malformed(form(part("\xFF", "1") + "--XX--")));
}

TEST(Multipart, thirty_two_parts_are_taken_and_one_more_is_not) {
    std::string body;
    for (int i = 0; i < 32; ++i)
        body += part("a", "1");
    EXPECT_EQ(parts_of(form(body + "--XX--")).size(), 32U);
    EXPECT_THROW(parts_of(form(body + part("a", "1") + "--XX--")), base::Fault);
}

TEST(Multipart, a_part_of_twenty_megabytes_is_taken_and_one_byte_more_is_not) {
    EXPECT_EQ(parts_of(form(part("a", std::string(upload_bytes_max, 'x')) + "--XX--")).size(), 1U);
    EXPECT_THROW(parts_of(form(part("a", std::string(upload_bytes_max + 1, 'x')) + "--XX--")), base::Fault);
}

} // namespace
} // namespace liandong::http
