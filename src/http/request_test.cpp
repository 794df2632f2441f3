// What a handler may ask a request, and the Fault it hears when the request cannot say.
#include "http/request.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/fault.hpp"
#include "http/reply.hpp"

namespace liandong::http {
namespace {

template <class Ask>
std::string code_of(Ask ask) {
    try {
        ask();
        return "taken";
    } catch (const base::Fault& fault) {
        return fault.code;
    }
}

constexpr auto uuid = "0190d6b4-7c1e-7a3b-8c5d-0123456789ab";

TEST(Request, decodes_its_query) {
    const Request request("GET", "/x?where=level+%3E%3D+2&name=%E5%BC%A0&empty=");
    EXPECT_EQ(request.query("where"), "level >= 2");
    EXPECT_EQ(request.query("name"), "张");
    EXPECT_EQ(request.query("empty"), std::nullopt);
    EXPECT_EQ(request.query("other"), std::nullopt);
}

TEST(Request, refuses_a_path_or_query_that_cannot_be_decoded) {
    EXPECT_EQ(code_of([] { Request("GET", "/a%"); }), "http.bad_address");
    EXPECT_EQ(code_of([] { Request("GET", "/a%zz"); }), "http.bad_address");
    EXPECT_EQ(code_of([] { Request("GET", "a"); }), "http.bad_address");
    EXPECT_EQ(code_of([] { Request("GET", "/a?x=%C0%80"); }), "http.bad_address");
    EXPECT_EQ(code_of([] { Request("GET", "/a?x=%00"); }), "http.bad_address");
}

TEST(Request, refuses_a_parameter_given_twice_when_asked_for_it) {
    const Request request("GET", "/x?a=1&a=2");
    EXPECT_EQ(code_of([&] { request.query("a"); }), "http.query_twice");
}

TEST(Request, reads_whole_numbers_within_their_bounds) {
    const Request request("GET", "/x?size=50&much=501&wrong=5x&huge=99999999999999999999");
    EXPECT_EQ(request.query_number("size", 20, 1, 50), 50);
    EXPECT_EQ(request.query_number("none", 20, 1, 50), 20);
    EXPECT_EQ(code_of([&] { request.query_number("size", 20, 1, 49); }), "http.query_number");
    EXPECT_EQ(code_of([&] { request.query_number("wrong", 20, 1, 500); }), "http.query_number");
    EXPECT_EQ(code_of([&] { request.query_number("huge", 20, 1, 500); }), "http.query_number");
}

TEST(Request, head_is_a_get_without_body) {
    const Request request("HEAD", "/x");
    EXPECT_EQ(request.method, "GET");
    EXPECT_TRUE(request.head);
}

TEST(Request, header_names_are_the_same_in_any_case) {
    const Request request("GET", "/x", {{"x-csrf-token", "t"}});
    EXPECT_EQ(request.header("X-CSRF-Token"), "t");
}

TEST(Request, finds_a_cookie_among_others) {
    const Request request("GET", "/x", {{"Cookie", "sessions=no; session=yes; a=b"}});
    EXPECT_EQ(request.cookie("session"), "yes");
    EXPECT_EQ(request.cookie("b"), std::nullopt);
}

TEST(Request, speaks_the_language_the_caller_prefers) {
    const auto language = [](const char* header) {
        return Request("GET", "/x", {{"Accept-Language", header}}).language();
    };
    EXPECT_EQ(language("en-US,en;q=0.9,zh;q=0.8"), Language::en);
    EXPECT_EQ(language("zh-CN,zh;q=0.9,en;q=0.8"), Language::zh);
    EXPECT_EQ(language("bo, en;q=0.1"), Language::en);
    EXPECT_EQ(language("fr"), Language::zh);
    EXPECT_EQ(language("en;q=0, zh;q=0.1"), Language::zh);
    EXPECT_EQ(language("*;;q=,,,"), Language::zh);
    EXPECT_EQ(Request("GET", "/x").language(), Language::zh);
}

TEST(Request, a_change_needs_a_request_id_and_a_look_is_given_one) {
    EXPECT_EQ(code_of([] { Request("POST", "/x").change_id(); }), "request_id.missing");
    EXPECT_EQ(code_of([] { Request("POST", "/x", {{"Request-Id", "7"}}).change_id(); }), "request_id.bad");
    EXPECT_EQ(base::to_text(Request("POST", "/x", {{"Request-Id", uuid}}).change_id()), uuid);
    EXPECT_EQ(base::to_text(Request("GET", "/x").id()).size(), 36U);
}

TEST(Request, the_version_comes_from_if_match) {
    const auto version = [](const char* tag) { return Request("PATCH", "/x", {{"If-Match", tag}}).version(); };
    EXPECT_EQ(version("\"7\""), 7);
    EXPECT_EQ(version("W/\"7\""), 7);
    EXPECT_EQ(version("\"7-gz\""), 7);
    EXPECT_EQ(code_of([] { Request("PATCH", "/x").version(); }), "record.version_missing");
    for (const auto* tag : {"7", "*", "\"\"", "\"a\"", "\"7\", \"8\"", ""})
        EXPECT_EQ(code_of([&] { version(tag); }), "http.bad_version") << tag;
}

TEST(Request, json_must_be_declared) {
    EXPECT_EQ(code_of([] { Request("POST", "/x", {}, "{}").json(); }), "http.bad_body");
    EXPECT_EQ(code_of([] { Request("POST", "/x", {{"Content-Type", "text/plain"}}, "{}").json(); }), "http.bad_body");
    EXPECT_EQ(
        Request("PATCH", "/x", {{"Content-Type", "application/merge-patch+json"}}, R"({"a":1})").json_object().at("a"),
        1);
    EXPECT_EQ(Request("POST", "/x", {{"Content-Type", "application/json; charset=utf-8"}}, "[]").json().kind(),
              boost::json::kind::array);
    EXPECT_EQ(code_of([] {
                  Request("POST", "/x", {{"Content-Type", "application/json"}}, "[]").json_object();
              }),
              "http.bad_body");
}

TEST(Request, what_cannot_be_an_id_is_not_there) {
    Request request("GET", "/x");
    request.set_params({{"id", "12"}, {"other", uuid}});
    EXPECT_EQ(code_of([&] { request.uuid(); }), "record.not_found");
    EXPECT_EQ(base::to_text(request.uuid("other")), uuid);
    EXPECT_THROW(request.param("none"), std::logic_error);
}

TEST(Reply, a_line_break_cannot_be_smuggled_into_a_header) {
    EXPECT_THROW(Reply::nothing().set("Location", "/a\r\nSet-Cookie: x=y"), std::logic_error);
}

TEST(Reply, a_cookie_is_kept_from_scripts_and_other_sites) {
    const auto reply = Reply::nothing().cookie({.name = "session", .value = "abc", .keeps = std::chrono::seconds(60)});
    EXPECT_EQ(find(reply.headers, "Set-Cookie"), "session=abc; Path=/; SameSite=Strict; Max-Age=60; Secure; HttpOnly");
}

} // namespace
} // namespace liandong::http
