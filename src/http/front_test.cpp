// From a request to its reply without a socket: routes, refusals, the hook, caching, compression, the document.
#include "http/front.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>
#include <regex>

#include "http/gzip.hpp"
#include "http/openapi.hpp"
#include "http/upkeep.hpp"

namespace liandong::http {
namespace {

namespace json = boost::json;
using base::Fault;
using base::Refusal;

Handler says(std::string text) {
    return [text](Request&) { return Reply::text(text); };
}

Handler throws(std::function<void()> what) {
    return [what](Request&) {
        what();
        return Reply::nothing();
    };
}

Routes house() {
    return {
        {.method = "GET",
         .pattern = "/api/v1/records/{type}",
         .handler = says("list"),
         .query = {{.name = "where"}, {.name = "at", .needed = true}}},
        {.method = "POST",
         .pattern = "/api/v1/records/{type}",
         .handler = says("create"),
         .right = "create",
         .takes = "Record"},
        {.method = "GET",
         .pattern = "/api/v1/records/{type}/{id}",
         .handler = [](Request& r) { return Reply::text(r.param("type") + "|" + r.param("id")); }},
        {.method = "POST", .pattern = "/api/v1/records/{type}/search", .handler = says("search")},
        {.method = "GET",
         .pattern = "/tagged",
         .handler = [](Request&) { return Reply::text(std::string(5000, 'a')).etag("7"); }},
        {.method = "GET",
         .pattern = "/thin",
         .handler =
             [](Request&) {
                 Reply reply = Reply::text(std::string(5000, 'a')).etag("7");
                 reply.gzip = true;
                 return reply;
             }},
        {.method = "GET", .pattern = "/busy", .handler = throws([] {
                                                  throw Fault(Refusal::busy, "http.busy", {{"seconds", "5"}});
                                              })},
        {.method = "GET", .pattern = "/bug", .handler = throws([] { throw std::logic_error("the name of a person"); })},
        {.method = "GET", .pattern = "/odd", .handler = throws([] { throw 7; })},
        {.method = "GET",
         .pattern = "/wrong",
         .handler = throws([] {
             throw Fault({{"level", "appointment.level_too_low", "7", {{"least", "中级"}}},
                          base::advise("reason", "R-CRT-06", "6")});
         })},
        {.method = "GET", .pattern = "/stale", .handler = throws([] {
                                                   Fault fault(Refusal::conflict, "record.stale");
                                                   fault.detail_json = R"({"yours":1,"theirs":2})";
                                                   throw fault;
                                               })},
    };
}

base::Words sentence(std::string_view code) {
    if (code == "appointment.level_too_low")
        return {"至少需要{least}证书。", "Needs at least a {least} certificate."};
    return {};
}

struct TheFront : testing::Test {
    Metrics metrics;
    std::unique_ptr<Front> front;

    void SetUp() override { open({sentence, {}}); }
    void open(Hooks hooks, StaticFiles files = {}) {
        Router router;
        router.add(house());
        front = std::make_unique<Front>(std::move(router), std::move(files), std::move(hooks), metrics);
    }
    Reply ask(std::string method, std::string_view target, Headers headers = {}) {
        Request request(std::move(method), target, std::move(headers));
        return front->answer(request);
    }
    static json::object error_of(const Reply& reply) { return json::parse(reply.view()).at("error").as_object(); }
    static std::string code_of(const Reply& reply) { return json::value_to<std::string>(error_of(reply).at("code")); }
};

TEST_F(TheFront, a_literal_goes_before_a_name_and_a_name_catches_the_rest) {
    EXPECT_EQ(ask("POST", "/api/v1/records/person/search").view(), "search");
    EXPECT_EQ(ask("GET", "/api/v1/records/training.session/a%2Fb").view(), "training.session|a/b");
}

TEST_F(TheFront, an_unknown_address_is_404_and_an_unknown_method_405_with_allow) {
    EXPECT_EQ(ask("GET", "/api/v1/nothing").status, 404);
    EXPECT_EQ(ask("GET", "/api/v1/records//x").status, 404);
    EXPECT_EQ(ask("GET", "/api/v1/records/person/").status, 404);
    const auto reply = ask("DELETE", "/api/v1/records/person");
    EXPECT_EQ(reply.status, 405);
    EXPECT_EQ(find(reply.headers, "Allow"), "GET, HEAD, OPTIONS, POST");
    EXPECT_EQ(ask("OPTIONS", "/api/v1/records/person").status, 204);
}

TEST_F(TheFront, two_routes_for_one_address_are_a_bug) {
    Router router;
    router.add({{.method = "GET", .pattern = "/a/{x}", .handler = says("")}});
    EXPECT_THROW(router.add({{.method = "GET", .pattern = "/a/{y}", .handler = says("")}}), std::logic_error);
}

TEST_F(TheFront, a_query_parameter_nobody_declared_is_refused) {
    EXPECT_EQ(code_of(ask("GET", "/api/v1/records/person?at=1&wehre=x")), "http.query_unknown");
    EXPECT_EQ(code_of(ask("GET", "/api/v1/records/person?where=x")), "http.query_missing");
    EXPECT_EQ(ask("GET", "/api/v1/records/person?at=1&where=x").status, 200);
}

TEST_F(TheFront, findings_are_told_in_the_callers_language_with_their_values) {
    const auto chinese = ask("GET", "/wrong");
    EXPECT_EQ(chinese.status, 422);
    const auto field = error_of(chinese).at("fields").at(0).as_object();
    EXPECT_EQ(field.at("message"), "至少需要中级证书。");
    EXPECT_EQ(field.at("clause"), "7");
    EXPECT_EQ(field.at("level"), "block");
    EXPECT_EQ(error_of(chinese).at("fields").at(1).at("level"), "reason");
    const auto english = ask("GET", "/wrong", {{"Accept-Language", "en"}});
    EXPECT_EQ(error_of(english).at("fields").at(0).at("message"), "Needs at least a 中级 certificate.");
}

TEST_F(TheFront, a_conflict_carries_both_versions) {
    const auto reply = ask("GET", "/stale");
    EXPECT_EQ(reply.status, 409);
    EXPECT_EQ(error_of(reply).at("detail").at("theirs"), 2);
}

TEST_F(TheFront, busy_says_when_to_come_again) {
    const auto reply = ask("GET", "/busy");
    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(find(reply.headers, "Retry-After"), "5");
}

TEST_F(TheFront, a_bug_is_500_with_an_incident_and_without_its_words) {
    for (const auto* path : {"/bug", "/odd"}) {
        const auto reply = ask("GET", path);
        EXPECT_EQ(reply.status, 500);
        EXPECT_EQ(error_of(reply).at("incident").as_string().size(), 12U);
        EXPECT_EQ(reply.view().find("person"), std::string_view::npos);
    }
}

TEST_F(TheFront, a_change_whose_outcome_is_unknown_is_asked_again_and_never_a_bug) {
    int asked = 0, lost = 1;
    Router router;
    const auto handler = [&](Request&) -> Reply {
        if (++asked <= lost)
            throw std::range_error("the line went dead");
        return Reply::nothing();
    };
    router.add({{.method = "POST", .pattern = "/api/v1/once", .handler = handler, .right = "any", .once = Once::must},
                {.method = "GET", .pattern = "/api/v1/look", .handler = handler, .right = "any"}});
    Front asking(
        std::move(router), {},
        {.words = sentence,
         .before = {},
         .unsure =
             [](const std::exception& error) { return dynamic_cast<const std::range_error*>(&error) != nullptr; }},
        metrics);
    const auto status = [&](const char* method, const char* target) {
        asked = 0;
        Request request(method, target, {{"Request-Id", "01a21c52-2dee-7d2a-b41f-a672cda20bda"}}, "");
        return asking.answer(request).status;
    };
    EXPECT_EQ(status("POST", "/api/v1/once"), 204);
    EXPECT_EQ(asked, 2);
    lost = 100;
    EXPECT_EQ(status("POST", "/api/v1/once"), 503);
    EXPECT_EQ(asked, 3);
    EXPECT_EQ(status("GET", "/api/v1/look"), 503);
    EXPECT_EQ(asked, 1) << "what may happen twice is not asked again";
}

TEST_F(TheFront, the_hook_sees_the_route_and_may_refuse) {
    std::string seen;
    open({sentence, [&](Request& request) {
              seen = request.route->right + request.param("type");
              request.caller = std::string("who");
              throw Fault(Refusal::forbidden, "access.forbidden");
          }});
    EXPECT_EQ(ask("POST", "/api/v1/records/person").status, 403);
    EXPECT_EQ(seen, "createperson");
    EXPECT_EQ(ask("GET", "/api/v1/none").status, 404);
}

TEST_F(TheFront, a_known_version_is_not_sent_again) {
    EXPECT_EQ(ask("GET", "/tagged").status, 200);
    const auto reply = ask("GET", "/tagged", {{"If-None-Match", "\"6\", W/\"7\""}});
    EXPECT_EQ(reply.status, 304);
    EXPECT_FALSE(find(reply.headers, "Content-Security-Policy"))
        << "it would replace the policy of the page that is kept";
    EXPECT_EQ(reply.size(), 0U);
    EXPECT_EQ(ask("GET", "/tagged", {{"If-None-Match", "\"77\""}}).status, 200);
}

TEST_F(TheFront, a_reply_is_compressed_when_both_sides_agree) {
    EXPECT_EQ(ask("GET", "/thin").size(), 5000U);
    const auto reply = ask("GET", "/thin", {{"Accept-Encoding", "br, gzip;q=0.8"}});
    EXPECT_LT(reply.size(), 200U);
    EXPECT_EQ(find(reply.headers, "Content-Encoding"), "gzip");
    EXPECT_EQ(find(reply.headers, "ETag"), "\"7-gz\"");
    EXPECT_EQ(ask("GET", "/thin", {{"Accept-Encoding", "gzip;q=0"}}).size(), 5000U);
    EXPECT_EQ(ask("GET", "/tagged", {{"Accept-Encoding", "gzip"}}).size(), 5000U);
    EXPECT_EQ(ask("GET", "/thin", {{"Accept-Encoding", "gzip"}, {"If-None-Match", "\"7-gz\""}}).status, 304);
}

TEST_F(TheFront, every_reply_keeps_the_browser_in_the_house) {
    for (const auto* path : {"/tagged", "/bug", "/none"}) {
        const auto reply = ask("GET", path);
        EXPECT_EQ(find(reply.headers, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(find(reply.headers, "Referrer-Policy"), "no-referrer");
        EXPECT_NE(find(reply.headers, "Content-Security-Policy")->find("frame-ancestors 'none'"),
                  std::string_view::npos);
        EXPECT_EQ(find(reply.headers, "Cache-Control"), "no-store");
    }
}

TEST_F(TheFront, the_metrics_count_by_route_and_never_by_path) {
    ask("GET", "/api/v1/records/person/secret");
    ask("GET", "/secret");
    metrics.gauge("liandong_answer", "What it is", [] { return 42.0; });
    const auto text = metrics.text();
    EXPECT_NE(
        text.find(R"(liandong_http_requests_total{method="GET",route="/api/v1/records/{type}/{id}",status="200"} 1)"),
        std::string::npos)
        << text;
    EXPECT_NE(text.find("liandong_answer 42"), std::string::npos);
    EXPECT_EQ(text.find("secret"), std::string::npos);
}

std::string whole(const std::filesystem::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(Words, every_code_this_room_says_stands_in_the_texts_of_the_pack) {
    const std::filesystem::path source = LIANDONG_SOURCE;
    const std::string zh = whole(source / "pack/gansu-2021/texts/zh.toml");
    const std::string en = whole(source / "pack/gansu-2021/texts/en.toml");
    const std::regex codes(R"re("((http|record|request_id)\.[a-z_]+)")re");
    int count = 0;
    for (const auto& file : std::filesystem::directory_iterator(source / "src/http")) {
        if (file.path().extension() != ".cpp" || file.path().string().ends_with("_test.cpp"))
            continue;
        const std::string text = whole(file.path());
        for (std::sregex_iterator found(text.begin(), text.end(), codes), end; found != end; ++found, ++count) {
            EXPECT_NE(zh.find((*found)[0].str() + " = "), std::string::npos) << (*found)[0];
            EXPECT_NE(en.find((*found)[0].str() + " = "), std::string::npos) << (*found)[0];
        }
    }
    EXPECT_GT(count, 30);
}

TEST(Filled, a_value_stands_where_its_name_stood) {
    EXPECT_EQ(filled("{a} of {b}{", {{"a", "1"}, {"b", "{a}"}}), "1 of {a}{");
    EXPECT_EQ(filled("{none}", {}), "{none}");
}

// A small web client on disk, gone with the test.
struct Pages : TheFront {
    std::filesystem::path root =
        std::filesystem::temp_directory_path() / ("liandong_pages_" + std::to_string(getpid()));
    std::filesystem::path folder = root / "dist";

    void SetUp() override {
        std::filesystem::create_directories(folder / "admin");
        std::filesystem::create_directories(folder / "assets");
        write(root / "secret.txt", "secret");
        write(folder / "index.html", "portal");
        write(folder / "admin/index.html", "admin");
        write(folder / "assets/index-Bk3xYz_1.js", std::string(3000, 'j'));
        write(folder / "assets/index-Bk3xYz_1.js.gz", gzipped(std::string(3000, 'j')));
        write(folder / ".hidden", "hidden");
        std::filesystem::create_symlink(root / "secret.txt", folder / "link.txt");
        open({sentence, {}}, StaticFiles(folder, {{"/", "/index.html"}, {"/admin/", "/admin/index.html"}}));
    }
    void TearDown() override { std::filesystem::remove_all(root); }
    static void write(const std::filesystem::path& path, std::string_view bytes) {
        std::ofstream(path, std::ios::binary) << bytes;
    }
    std::optional<Reply> page(std::string_view target, Headers headers = {}) {
        Request request("GET", target, std::move(headers));
        return front->at_once(request);
    }
};

TEST_F(Pages, a_file_is_answered_with_its_type) {
    const auto reply = page("/");
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->view(), "portal");
    EXPECT_EQ(find(reply->headers, "Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(find(reply->headers, "Cache-Control"), "no-cache");
    EXPECT_NE(find(reply->headers, "Content-Security-Policy")->find("script-src 'self';"), std::string_view::npos);
}

TEST_F(Pages, an_address_of_the_pages_own_is_answered_by_its_page) {
    EXPECT_EQ(page("/admin/people/7")->view(), "admin");
    EXPECT_EQ(page("/stations")->view(), "portal");
    EXPECT_EQ(page("/admin")->status, 308);
    EXPECT_FALSE(page("/assets/missing.js"));
    EXPECT_EQ(page("/admin/no/such.type")->view(), "admin");
    EXPECT_FALSE(page("/api/v1/none"));
}

TEST_F(Pages, nothing_outside_the_folder_is_ever_answered) {
    for (const auto* path : {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2Fsecret.txt", "/assets/../../secret.txt",
                             "/link.txt", "//etc/passwd", "/.hidden", "/..%5csecret.txt"}) {
        const auto reply = page(path);
        EXPECT_TRUE(!reply || (reply->view() != "secret" && reply->view() != "hidden" && reply->view() == "portal"))
            << path;
    }
}

TEST_F(Pages, a_compressed_form_goes_to_who_takes_it_under_its_own_tag) {
    const auto plain = page("/assets/index-Bk3xYz_1.js");
    const auto small = page("/assets/index-Bk3xYz_1.js", {{"Accept-Encoding", "gzip, br"}});
    EXPECT_EQ(plain->size(), 3000U);
    EXPECT_LT(small->size(), 100U);
    EXPECT_EQ(find(small->headers, "Content-Encoding"), "gzip");
    EXPECT_NE(find(small->headers, "ETag"), find(plain->headers, "ETag"));
    EXPECT_EQ(find(small->headers, "Vary"), "Accept-Encoding");
    EXPECT_EQ(find(small->headers, "Cache-Control"), "public, max-age=31536000, immutable");
    const std::string tag(*find(small->headers, "ETag"));
    EXPECT_EQ(page("/assets/index-Bk3xYz_1.js", {{"Accept-Encoding", "gzip"}, {"If-None-Match", tag}})->status, 304);
}

TEST_F(Pages, a_missing_folder_or_page_is_said_at_start) {
    EXPECT_THROW(StaticFiles(root / "none", {}), std::runtime_error);
    EXPECT_THROW(StaticFiles(folder, {{"/m/", "/m/index.html"}}), std::runtime_error);
}

TEST_F(TheFront, the_house_is_looked_after_without_an_account) {
    Router router;
    router.add(upkeep_routes(metrics, says("well"), [](Language language) { return std::string(tag(language)); }));
    for (const auto& route : router.routes())
        EXPECT_TRUE(route->open);
    front = std::make_unique<Front>(std::move(router), StaticFiles{}, Hooks{}, metrics);
    EXPECT_EQ(ask("GET", "/api/v1/health").view(), "well");
    EXPECT_EQ(ask("GET", "/api/v1/openapi.json", {{"Accept-Language", "en"}}).view(), "en");
    EXPECT_NE(ask("GET", "/api/v1/metrics").view().find("liandong_http_requests_total"), std::string_view::npos);
}

TEST_F(TheFront, the_document_says_every_route_its_right_and_its_refusals) {
    const ApiDescription description{{"联动", "Liandong"}, "1", {{"Other", schema::text()}}};
    const auto document = json::parse(openapi(front->router(), description, Language::en));
    EXPECT_EQ(document.at("openapi"), "3.1.0");
    const auto& post = document.at("paths").at("/api/v1/records/{type}").at("post");
    EXPECT_EQ(post.at("operationId"), "post_records_type");
    EXPECT_EQ(post.at("x-right"), "create");
    EXPECT_EQ(post.at("parameters").at(0).at("in"), "path");
    EXPECT_TRUE(post.at("responses").as_object().contains("403"));
    EXPECT_EQ(post.at("requestBody").at("content").at("application/json").at("schema").at("$ref"),
              "#/components/schemas/Record");
    EXPECT_TRUE(document.at("components").at("schemas").as_object().contains("Record"));
    EXPECT_EQ(missing_schemas(front->router(), description), std::vector<std::string>{"Record"});
}

} // namespace
} // namespace liandong::http
