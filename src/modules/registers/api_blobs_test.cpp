// Attachments from outside: whole, in parts, refused, and read by who may.
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "crypt/digest.hpp"
#include "crypt/text.hpp"
#include "http/front.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_caller.hpp"
#include "modules/testing.hpp"

namespace liandong::modules::registers {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

constexpr const char* town = "620123103000";
constexpr const char* village = "620123103217";

struct Answered {
    http::Reply reply;
    std::string text;
    json::value body;

    int status() const { return reply.status; }
    std::string at(const std::string& pointer) const {
        boost::system::error_code none;
        const json::value* found = body.find_pointer(pointer, none);
        return !found ? "(nothing)" : found->is_string() ? std::string(found->get_string()) : json::serialize(*found);
    }
    std::string header(std::string_view name) const { return std::string(find(reply.headers, name).value_or("")); }
};

std::string all_of(const http::Reply& reply) {
    const auto* pieces = std::get_if<http::PiecesBody>(&reply.body);
    if (!pieces)
        return std::string(reply.view());
    std::string all;
    while (all.size() < pieces->size)
        all += pieces->next();
    return all;
}

class Blobs : public db::OnBoth {
protected:
    void SetUp() override {
        if (!db::TestDatabase::available(GetParam()))
            GTEST_SKIP() << "LIANDONG_POSTGRES names no server";
        house_ = std::make_unique<TestHouse>(GetParam());
        http::Router router;
        router.add(blob_routes(house_->desk));
        router.add(record_routes(house_->desk));
        const auto words = [](std::string_view code) {
            const auto found = gansu().texts.find(std::string(code));
            return found == gansu().texts.end() ? base::Words{} : found->second;
        };
        const auto before = [this](http::Request& request) { registers::let_in(request, {signed_in_, "csrf"}); };
        front_ = std::make_unique<http::Front>(std::move(router), http::StaticFiles{},
                                               http::Hooks{.words = words, .before = before}, metrics_);
        station_ = house_->make("stations.station", {{"name", std::string("演示社工站")},
                                                     {"mode", std::string("1")},
                                                     {"place", std::string(town)},
                                                     {"signboard", true}});
        worker_ = account("worker", "station_worker", town);
        other_ = account("other", "station_worker", "620123101000");
        county_ = account("county", "county", "620123000000");
        signed_in_ = worker_;
    }

    access::Account account(const std::string& login, const std::string& role, const std::string& region) {
        access::Account made{.id = {}, .login = login, .name = "演示", .role = role, .region = region};
        if (role == "station_worker") {
            made.person = house_->make("people.person", {{"name", "演示" + login},
                                                         {"id_type", std::string("414")},
                                                         {"sex", std::string("2")},
                                                         {"birth_date", *base::parse_date("1990-05-06")},
                                                         {"languages", base::Codes{"01"}},
                                                         {"live_region", std::string(village)}});
            made.worker = house_->make("talent.worker", {{"person", base::to_text(*made.person)},
                                                         {"employ_kind", std::string("4")},
                                                         {"station", base::to_text(station_)},
                                                         {"work_region", region},
                                                         {"fields", base::Codes{"01"}},
                                                         {"in_post", true},
                                                         {"started_on", base::today() - 400}});
            if (region == town)
                made.station = station_;
        }
        made.id = base::new_uuid();
        return made;
    }

    Answered send(std::string method, const std::string& target, std::string body = {}, http::Headers headers = {}) {
        if (!http::find(headers, "Request-Id"))
            headers.push_back({"Request-Id", base::to_text(base::new_uuid())});
        http::Request request(std::move(method), "/api/v1" + target, std::move(headers), std::move(body));
        Answered answered{.reply = front_->answer(request), .text = {}, .body = {}};
        answered.text = all_of(answered.reply);
        boost::system::error_code none;
        answered.body = json::parse(answered.text, none);
        return answered;
    }
    Answered post(const std::string& target, const json::object& body, http::Headers headers = {}) {
        headers.push_back({"Content-Type", "application/json"});
        return send("POST", target, json::serialize(body), std::move(headers));
    }
    Answered bytes(const std::string& target, const std::string& body, http::Headers headers = {}) {
        headers.push_back({"Content-Type", "application/octet-stream"});
        return send("POST", target, body, std::move(headers));
    }
    Answered file(const std::string& content, const std::string& name = "%E6%BC%94%E7%A4%BA.png") {
        return bytes("/blobs", content, {{"File-Name", name}});
    }
    Answered contact(const std::string& blob) {
        return post("/records/services.contact", {{"fields",
                                                   {{"anonymous", true},
                                                    {"station", base::to_text(station_)},
                                                    {"worker", base::to_text(*worker_.worker)},
                                                    {"place", village},
                                                    {"minutes", 30},
                                                    {"field", "01"},
                                                    {"method", "1"},
                                                    {"mode", "1"},
                                                    {"content", "演示"},
                                                    {"photo", blob}}}});
    }
    int reads(const access::Account& who, const std::string& id) {
        signed_in_ = who;
        const int status = send("GET", "/blobs/" + id).status();
        signed_in_ = worker_;
        return status;
    }

    std::unique_ptr<TestHouse> house_;
    http::Metrics metrics_;
    std::unique_ptr<http::Front> front_;
    access::Account signed_in_, worker_, other_, county_;
    base::Uuid station_;
};
LIANDONG_ON_BOTH(Blobs);

TEST_P(Blobs, ASmallFileGoesInOneRequestAndComesBackHarmless) {
    const auto sent = file(blob::test_picture());
    ASSERT_EQ(sent.status(), 201) << sent.text;
    EXPECT_EQ(sent.at("/name"), "演示.png");
    EXPECT_EQ(sent.at("/type"), "image/png");
    const auto read = send("GET", "/blobs/" + sent.at("/id"));
    EXPECT_EQ(read.status(), 200);
    EXPECT_EQ(read.text, blob::test_picture());
    EXPECT_EQ(read.header("Content-Type"), "image/png");
    EXPECT_EQ(read.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(read.header("Cache-Control"), "private, no-store");
    EXPECT_THAT(read.header("Content-Security-Policy"), HasSubstr("sandbox"));
    EXPECT_THAT(read.header("Content-Disposition"), HasSubstr("filename*=UTF-8''%E6%BC%94%E7%A4%BA.png"));
}

TEST_P(Blobs, AFormCarriesAFileToo) {
    const std::string form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"演示.png\"\r\n\r\n" +
                             blob::test_picture() + "\r\n--b--\r\n";
    const auto sent = send("POST", "/blobs", form, {{"Content-Type", "multipart/form-data; boundary=b"}});
    ASSERT_EQ(sent.status(), 201) << sent.text;
    EXPECT_EQ(send("GET", "/blobs/" + sent.at("/id")).text, blob::test_picture());
}

TEST_P(Blobs, TheSameRequestAgainIsTheSameAttachment) {
    const http::Headers again{{"File-Name", "a.png"}, {"Request-Id", base::to_text(base::new_uuid())}};
    const auto first = bytes("/blobs", blob::test_picture(), again);
    EXPECT_EQ(bytes("/blobs", blob::test_picture(), again).at("/id"), first.at("/id"));
    EXPECT_EQ(bytes("/blobs", blob::test_picture(50), again).status(), 409);
}

TEST_P(Blobs, PartsGoOnWhereTheLineBroke) {
    const std::string picture = blob::test_picture(1000);
    const auto begun =
        post("/blobs", {{"name", "演示.png"}, {"size", 1000}, {"sha256", crypt::to_hex(crypt::sha256(picture))}});
    ASSERT_EQ(begun.status(), 201) << begun.text;
    const std::string one = "/blobs/" + begun.at("/id");
    EXPECT_EQ(begun.at("/arrived"), "0");
    EXPECT_EQ(bytes(one + "/parts?offset=0", picture.substr(0, 400)).at("/arrived"), "400");
    EXPECT_EQ(send("GET", one).status(), 404); // not whole yet
    EXPECT_EQ(send("GET", one + "/parts").at("/arrived"), "400");
    EXPECT_EQ(bytes(one + "/parts?offset=0", picture.substr(0, 400)).status(), 200);
    const auto gap = bytes(one + "/parts?offset=500", picture.substr(500));
    EXPECT_EQ(gap.status(), 409);
    EXPECT_EQ(gap.at("/error/detail/arrived"), "400");
    EXPECT_EQ(send("POST", one + "/finish").status(), 409);
    EXPECT_EQ(bytes(one + "/parts?offset=400", picture.substr(400)).at("/arrived"), "1000");
    const auto finished = send("POST", one + "/finish");
    ASSERT_EQ(finished.status(), 200) << finished.text;
    EXPECT_EQ(finished.at("/size"), "1000");
    EXPECT_EQ(send("POST", one + "/finish").at("/id"), begun.at("/id")); // asked again
    EXPECT_EQ(send("GET", one).text, picture);
    EXPECT_EQ(send("GET", one + "/parts").at("/finished"), "true");
    EXPECT_EQ(bytes(one + "/parts?offset=0", picture).status(), 409);
}

TEST_P(Blobs, AnUploadIsItsSendersAlone) {
    const std::string one = "/blobs/" + post("/blobs", {{"name", "a.png"}, {"size", 100}}).at("/id");
    signed_in_ = other_;
    EXPECT_EQ(bytes(one + "/parts?offset=0", blob::test_picture()).status(), 404);
    EXPECT_EQ(send("GET", one + "/parts").status(), 404);
    EXPECT_EQ(send("POST", one + "/finish").status(), 404);
}

TEST_P(Blobs, WhatIsNotAllowedIsRefusedInWords) {
    const auto page = file("<html><script>x</script></html>", "a.png");
    EXPECT_EQ(page.status(), 422);
    EXPECT_EQ(page.at("/error/fields/0/code"), "blob.kind");
    EXPECT_THAT(page.at("/error/fields/0/message"), HasSubstr("PDF"));
    EXPECT_EQ(file("").status(), 422);
    EXPECT_EQ(bytes("/blobs", blob::test_picture()).status(), 422); // no name
    EXPECT_EQ(post("/blobs", {{"name", "a.png"}, {"size", 20'000'000}}).status(), 201);
    EXPECT_EQ(post("/blobs", {{"name", "a.png"}, {"size", 20'000'001}}).status(), 413);
    EXPECT_EQ(post("/blobs", {{"name", "a.png"}, {"size", "x"}}).status(), 422);
    EXPECT_EQ(post("/blobs", {{"name", "a.png"}, {"size", 9}, {"sha256", "x"}}).status(), 422);
    EXPECT_EQ(post("/blobs", {{"name", 1}, {"size", 9}}).status(), 400);
    EXPECT_EQ(send("GET", "/blobs/x").status(), 404);
    EXPECT_EQ(bytes("/blobs/" + base::to_text(base::new_uuid()) + "/parts?offset=-1", "x").status(), 400);
}

TEST_P(Blobs, OnlyWhoMayImportSendsAnImportFile) {
    const json::object large{{"name", "a.csv"}, {"size", 1'000'000'000}, {"purpose", "import"}};
    EXPECT_EQ(post("/blobs", large).status(), 403);
    signed_in_ = county_;
    EXPECT_EQ(post("/blobs", large).status(), 201);
    json::object larger = large;
    larger["size"] = 1'000'000'001;
    EXPECT_EQ(post("/blobs", larger).status(), 413);
}

TEST_P(Blobs, BeforeARecordNamesItOnlyItsSenderReadsIt) {
    const std::string id = file(blob::test_picture()).at("/id");
    EXPECT_EQ(reads(worker_, id), 200);
    EXPECT_EQ(reads(other_, id), 404);
    EXPECT_EQ(reads(county_, id), 404);
}

TEST_P(Blobs, AfterwardsWhoSeesTheFieldInClear) {
    const std::string id = file(blob::test_picture()).at("/id");
    const auto made = contact(id);
    ASSERT_EQ(made.status(), 201) << made.text;
    EXPECT_EQ(made.at("/record/fields/photo/name"), "演示.png");
    EXPECT_EQ(made.at("/record/fields/photo/type"), "image/png");
    EXPECT_EQ(made.at("/record/fields/photo/size"), "100");
    EXPECT_EQ(reads(worker_, id), 200);
    EXPECT_EQ(reads(other_, id), 404);
    EXPECT_EQ(reads(county_, id), 404);
    // Taken out again, nobody's record names it: not even its sender reads it.
    const std::string version = made.at("/record/version");
    const auto emptied =
        send("PATCH", "/records/services.contact/" + made.at("/record/id"), R"({"fields":{"photo":null}})",
             {{"Content-Type", "application/json"}, {"If-Match", "\"" + version + "\""}});
    ASSERT_EQ(emptied.status(), 200) << emptied.text;
    EXPECT_EQ(reads(worker_, id), 404);
}

TEST_P(Blobs, ARowsFileIsReadWithItsParent) {
    const auto rows = house_->database->read([&](db::Session& session) {
        const auto& shape = house_->shape("stations.six_have");
        return house_->kernel.store().where(session, shape, *shape.parent, base::to_text(station_), 1);
    });
    ASSERT_EQ(rows.size(), 1U);
    const std::string id = file(blob::test_picture()).at("/id");
    const auto saved = send(
        "PATCH", "/records/stations.station/" + base::to_text(station_),
        json::serialize(
            json::object{{"rows",
                          {{"stations.six_have",
                            {{base::to_text(rows[0].id), {{"fields", {{"self_score", 80}, {"evidence", id}}}}}}}}}}),
        {{"Content-Type", "application/json"}, {"If-Match", "\"1\""}});
    ASSERT_EQ(saved.status(), 200) << saved.text;
    EXPECT_EQ(reads(county_, id), 200);
    EXPECT_EQ(reads(worker_, id), 200);
}

TEST_P(Blobs, ARecordTakesOnlyAFinishedFileOfItsWriter) {
    const auto code = [&](const std::string& blob) { return contact(blob).at("/error/fields/0/code"); };
    EXPECT_EQ(code(base::to_text(base::new_uuid())), "record.no_such_file");
    EXPECT_EQ(code(post("/blobs", {{"name", "a.png"}, {"size", 100}}).at("/id")), "record.no_such_file");
    EXPECT_EQ(code("not an id"), "record.wrong_kind");
    signed_in_ = other_;
    const std::string others = file(blob::test_picture()).at("/id");
    signed_in_ = worker_;
    EXPECT_EQ(code(others), "record.no_such_file");
}

TEST_P(Blobs, AFileThatStandsInTheFieldStaysWhoeverSaves) {
    const std::string id = file(blob::test_picture()).at("/id");
    const auto made = contact(id);
    auto colleague = other_;
    colleague.worker = worker_.worker; // the worker has another account now
    signed_in_ = colleague;
    const auto saved =
        send("PATCH", "/records/services.contact/" + made.at("/record/id"),
             R"({"fields":{"minutes":45,"photo":{"id":")" + id + R"("}}})",
             {{"Content-Type", "application/json"}, {"If-Match", "\"" + made.at("/record/version") + "\""}});
    EXPECT_EQ(saved.status(), 200) << saved.text;
}

TEST_P(Blobs, OneStretchOfBytesMayBeAskedFor) {
    const std::string picture = blob::test_picture(600'000);
    const std::string one = "/blobs/" + file(picture).at("/id");
    const auto part = send("GET", one, {}, {{"Range", "bytes=262000-263000"}});
    EXPECT_EQ(part.status(), 206);
    EXPECT_EQ(part.text, picture.substr(262'000, 1001));
    EXPECT_EQ(part.header("Content-Range"), "bytes 262000-263000/600000");
    EXPECT_EQ(send("GET", one, {}, {{"Range", "bytes=600000-"}}).status(), 416);
    const auto known = send("GET", one, {}, {{"If-None-Match", send("GET", one).header("ETag")}});
    EXPECT_EQ(known.status(), 304);
}

TEST_P(Blobs, AContentThatWasTamperedWithIsNotGiven) {
    const std::string one = "/blobs/" + file(blob::test_picture()).at("/id");
    for (const auto& file : std::filesystem::directory_iterator(house_->folder.path / "contents"))
        std::filesystem::resize_file(file.path(), 50);
    EXPECT_EQ(send("GET", one).status(), 500);
}

} // namespace
} // namespace liandong::modules::registers
