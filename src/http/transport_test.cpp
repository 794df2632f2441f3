// Over real sockets: what slow, idle, wrong and many callers get, and what the others still get.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <fstream>
#include <future>
#include <mutex>

#include "http/test_wire.hpp"

namespace liandong::http {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

// A handler that stays inside until it is let go.
class Gate {
public:
    void pass() {
        std::unique_lock lock(guard_);
        ++inside_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    void wait_for(int count) {
        std::unique_lock lock(guard_);
        changed_.wait_for(lock, 5s, [&] { return inside_ >= count; });
    }
    void open() {
        const std::lock_guard lock(guard_);
        open_ = true;
        changed_.notify_all();
    }

private:
    std::mutex guard_;
    std::condition_variable changed_;
    int inside_ = 0;
    bool open_ = false;
};

Route hello() {
    return {.method = "GET", .pattern = "/hello", .handler = [](Request&) { return Reply::text("good day"); }};
}

Route echo() {
    return {
        .method = "POST", .pattern = "/echo", .handler = [](Request& request) { return Reply::text(request.body); }};
}

Route length_of_upload() {
    return {.method = "POST",
            .pattern = "/blobs",
            .handler = [](Request& request) { return Reply::text(std::to_string(request.body.size())); },
            .carries = Carries::upload};
}

Route gated(Gate& gate) {
    return {.method = "GET", .pattern = "/wait", .handler = [&gate](Request&) {
                gate.pass();
                return Reply::text("at last");
            }};
}

std::string chunked(std::string_view path, std::size_t chunks, std::size_t size) {
    char line[20];
    std::snprintf(line, sizeof line, "%zx\r\n", size);
    std::string out = "POST " + std::string(path) + " HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (std::size_t i = 0; i < chunks; ++i)
        out += line + std::string(size, 'x') + "\r\n";
    return out + "0\r\n\r\n";
}

TEST(Transport, a_get_is_answered_and_the_connection_stays) {
    House house({hello()});
    Wire wire = house.call();
    const auto first = wire.ask(get("/hello"));
    EXPECT_EQ(status_in(first), 200);
    EXPECT_TRUE(first.ends_with("good day"));
    EXPECT_EQ(status_in(wire.ask(get("/hello"))), 200);
}

TEST(Transport, head_has_the_length_and_not_the_body) {
    House house({hello()});
    Wire wire = house.call();
    wire.say("HEAD /hello HTTP/1.1\r\nHost: t\r\n\r\n");
    const auto reply = wire.hear(true);
    EXPECT_NE(reply.find("Content-Length: 8\r\n"), std::string::npos);
    EXPECT_TRUE(wire.ask(get("/hello")).starts_with("HTTP/1.1 200 ")); // nothing of a body stood in between
}

TEST(Transport, pipelined_requests_are_answered_in_order) {
    House house({echo(), hello()});
    Wire wire = house.call();
    std::string all;
    for (int i = 0; i < 50; ++i)
        all += post("/echo", "number " + std::to_string(i));
    wire.say(all + get("/hello"));
    for (int i = 0; i < 50; ++i)
        ASSERT_TRUE(wire.hear().ends_with("number " + std::to_string(i)));
    EXPECT_TRUE(wire.hear().ends_with("good day"));
}

TEST(Transport, a_request_that_comes_byte_by_byte_is_answered) {
    House house({echo()});
    Wire wire = house.call();
    for (const char c : post("/echo", "slowly"))
        wire.say(std::string(1, c));
    EXPECT_TRUE(wire.hear().ends_with("slowly"));
}

TEST(Transport, a_header_that_comes_too_slowly_hears_408) {
    House house({hello()}, {.header_time = 300ms});
    Wire wire = house.call();
    wire.say("GET /hello HTTP/1.1\r\nHos");
    std::this_thread::sleep_for(200ms);
    wire.say("t: t\r\n"); // more bytes do not buy more time
    const auto from = std::chrono::steady_clock::now();
    EXPECT_EQ(status_in(wire.hear()), 408);
    EXPECT_LT(std::chrono::steady_clock::now() - from, 500ms);
    EXPECT_TRUE(wire.closed());
}

TEST(Transport, a_body_that_comes_too_slowly_hears_408) {
    House house({echo()}, {.body_time = 300ms});
    Wire wire = house.call();
    wire.say("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\nonly this");
    EXPECT_EQ(status_in(wire.hear()), 408);
}

TEST(Transport, a_connection_that_says_nothing_is_closed_without_a_word) {
    House house({hello()}, {.header_time = 200ms});
    Wire wire = house.call();
    EXPECT_EQ(wire.hear(), "");
    EXPECT_TRUE(wire.closed());
}

TEST(Transport, a_connection_idle_after_a_reply_is_closed) {
    House house({hello()}, {.idle_time = 200ms});
    Wire wire = house.call();
    wire.ask(get("/hello"));
    EXPECT_TRUE(wire.closed());
}

TEST(Transport, a_form_of_one_megabyte_is_taken_and_one_byte_more_is_not) {
    House house({echo()});
    EXPECT_EQ(status_in(house.call().ask(post("/echo", std::string(json_bytes_max, 'x')))), 200);
    EXPECT_EQ(status_in(house.call().ask(post("/echo", std::string(json_bytes_max + 1, 'x')))), 413);
}

TEST(Transport, the_limit_holds_for_chunked_bodies) {
    House house({echo()});
    EXPECT_EQ(status_in(house.call().ask(chunked("/echo", 100, 10'000))), 200);
    EXPECT_EQ(status_in(house.call().ask(chunked("/echo", 101, 10'000))), 413);
}

TEST(Transport, an_upload_of_twenty_megabytes_is_taken_and_one_byte_more_is_not) {
    House house({length_of_upload()});
    EXPECT_TRUE(house.call().ask(post("/blobs", std::string(upload_bytes_max, 'x'))).ends_with("20000000"));
    EXPECT_EQ(status_in(house.call().ask(post("/blobs", std::string(upload_bytes_max + 1, 'x')))), 413);
    EXPECT_EQ(status_in(house.call().ask(chunked("/blobs", 201, 100'000))), 413);
}

TEST(Transport, all_bodies_together_have_a_limit_too) {
    House house({length_of_upload(), hello()}, {.bodies_bytes_max = 1'000'000});
    Wire wire = house.call();
    EXPECT_EQ(status_in(wire.ask(post("/blobs", std::string(2'000'000, 'x')))), 503);
    EXPECT_EQ(status_in(house.call().ask(post("/blobs", std::string(900'000, 'x')))), 200); // and it is given back
    EXPECT_EQ(status_in(house.call().ask(post("/blobs", std::string(900'000, 'x')))), 200);
}

TEST(Transport, a_header_beyond_sixteen_kilobytes_hears_431) {
    House house({hello()});
    EXPECT_EQ(status_in(house.call().ask(get("/hello", "X: " + std::string(15'000, 'x') + "\r\n"))), 200);
    EXPECT_EQ(status_in(house.call().ask(get("/hello", "X: " + std::string(17'000, 'x') + "\r\n"))), 431);
    EXPECT_EQ(status_in(house.call().ask("GET /" + std::string(9'000, 'x') + " HTTP/1.1\r\nHost: t\r\n\r\n")), 414);
}

TEST(Transport, expect_100_continue_is_answered_before_the_body) {
    House house({echo()});
    Wire wire = house.call();
    wire.say("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(status_in(wire.hear()), 100);
    EXPECT_TRUE(wire.ask("body").ends_with("body"));
    EXPECT_EQ(status_in(wire.ask(get("/echo", "Expect: a miracle\r\n"))), 417);
}

TEST(Transport, a_body_too_large_is_refused_before_it_is_sent) {
    House house({echo()});
    Wire wire = house.call();
    wire.say("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 3000000\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(status_in(wire.hear()), 413);
}

struct Malformed {
    const char* what;
    std::string bytes;
    int status;
};

TEST(Transport, what_is_not_http_is_refused_and_others_are_still_served) {
    House house({hello(), echo()});
    const std::vector<Malformed> all = {
        {"no request line", "\x16\x03\x01\x02 hello\r\n\r\n", 400},
        {"a method with a colon", "G:T /hello HTTP/1.1\r\nHost: t\r\n\r\n", 400},
        {"a blank before the colon", "GET /hello HTTP/1.1\r\nHost : t\r\n\r\n", 400},
        {"a raw byte in the path", "GET /\xFF HTTP/1.1\r\nHost: t\r\n\r\n", 400},
        {"NUL in a header", "GET /hello HTTP/1.1\r\nHost: t\r\nX: a\0b\r\n\r\n"s, 400},
        {"a broken escape", get("/hello%2"), 400},
        {"an escape that is no UTF-8", get("/hello%FF"), 400},
        {"an escaped NUL", get("/hello%00"), 400},
        {"half a surrogate pair", get("/hello?q=%ED%A0%80"), 400},
        {"HTTP/2.0", "GET /hello HTTP/2.0\r\nHost: t\r\n\r\n", 505},
        {"no host", "GET /hello HTTP/1.1\r\n\r\n", 400},
        {"two hosts", "GET /hello HTTP/1.1\r\nHost: t\r\nHost: u\r\n\r\n", 400},
        {"two lengths", "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400},
        {"a negative length", "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n", 400},
        {"a length without end", "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999999999999999\r\n\r\n", 400},
        {"length and chunks",
         "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"an unknown coding", "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: gzip\r\n\r\n", 400},
        {"a chunk without a size", "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400},
        {"a chunk longer than it says",
         "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcdef\r\n0\r\n\r\n", 400},
        {"a chunk of all there is",
         "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", 413},
        {"a tunnel", "CONNECT example.org:443 HTTP/1.1\r\nHost: t\r\n\r\n", 400},
    };
    for (const auto& one : all) {
        EXPECT_EQ(status_in(house.call().ask(one.bytes)), one.status) << one.what;
        ASSERT_EQ(status_in(house.call().ask(get("/hello"))), 200) << one.what;
    }
}

TEST(Transport, random_bytes_never_end_the_server) {
    House house({hello(), echo()}, {.header_time = 300ms});
    std::minstd_rand random(7);
    for (int i = 0; i < 200; ++i) {
        std::string bytes = post("/echo", "twelve bytes", "Transfer-Encoding: chunked\r\n");
        for (int flips = 0; flips < 5; ++flips)
            bytes[random() % bytes.size()] = static_cast<char>(random());
        house.call().say(bytes);
    }
    EXPECT_EQ(status_in(house.call().ask(get("/hello"))), 200);
}

TEST(Transport, a_thousand_idle_connections_keep_nobody_waiting) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    House house({hello()}, {.io_threads = 1, .workers = 2});
    std::vector<Wire> idle;
    for (int i = 0; i < 1000; ++i)
        idle.push_back(house.call());
    for (int i = 0; i < 1000; i += 2)
        idle[static_cast<std::size_t>(i)].say("POST /hello HTTP/1.1\r\nHost: t\r\nContent-Le");
    Wire wire = house.call();
    const auto from = std::chrono::steady_clock::now();
    for (int i = 0; i < 20; ++i)
        ASSERT_EQ(status_in(wire.ask(get("/hello"))), 200);
    EXPECT_LT(std::chrono::steady_clock::now() - from, 1s);
    EXPECT_EQ(house.server().connections(), 1001U);
}

TEST(Transport, one_connection_too_many_hears_503) {
    House house({hello()}, {.connections_max = 2});
    Wire one = house.call();
    Wire two = house.call();
    EXPECT_EQ(status_in(one.ask(get("/hello"))), 200);
    EXPECT_EQ(status_in(two.ask(get("/hello"))), 200);
    EXPECT_EQ(status_in(house.call().hear()), 503);
    EXPECT_EQ(status_in(one.ask(get("/hello"))), 200);
}

TEST(Transport, a_full_queue_hears_503_at_once_and_may_come_again) {
    Gate gate;
    House house({gated(gate)}, {.workers = 2, .waiting_max = 1});
    std::vector<Wire> inside;
    for (int i = 0; i < 2; ++i) {
        inside.push_back(house.call());
        inside.back().say(get("/wait"));
    }
    gate.wait_for(2);
    inside.push_back(house.call());
    inside.back().say(get("/wait"));
    while (house.server().waiting() < 1)
        std::this_thread::sleep_for(1ms);

    Wire refused = house.call();
    const auto reply = refused.ask(get("/wait"));
    EXPECT_EQ(status_in(reply), 503);
    EXPECT_NE(reply.find("Retry-After: 1\r\n"), std::string::npos);
    gate.open();
    for (auto& wire : inside)
        EXPECT_TRUE(wire.hear().ends_with("at last"));
    EXPECT_EQ(status_in(refused.ask(get("/wait"))), 200); // on the same connection
}

TEST(Transport, draining_finishes_the_running_request_and_takes_no_new_connection) {
    Gate gate;
    House house({gated(gate), hello()});
    Wire idle = house.call();
    EXPECT_EQ(status_in(idle.ask(get("/hello"))), 200);
    Wire wire = house.call();
    wire.say(get("/wait"));
    gate.wait_for(1);
    house.server().stop();
    EXPECT_TRUE(idle.closed());
    EXPECT_THROW(house.call().ask(get("/hello")).at(0), std::exception);
    gate.open();
    const auto reply = wire.hear();
    EXPECT_TRUE(reply.ends_with("at last"));
    EXPECT_NE(reply.find("Connection: close\r\n"), std::string::npos);
    house.stop();
    EXPECT_TRUE(house.drained);
}

TEST(Transport, sigterm_drains) {
    Gate gate;
    House house({gated(gate)}, {.signals = true});
    Wire wire = house.call();
    wire.say(get("/wait"));
    gate.wait_for(1);
    std::raise(SIGTERM);
    gate.open();
    EXPECT_TRUE(wire.hear().ends_with("at last"));
    house.stop();
    EXPECT_TRUE(house.drained);
}

// What main does: run() says that a handler still runs, and the process ends without it.
[[noreturn]] void end_over_a_handler_that_never_ends() {
    Gate gate;
    House house({gated(gate)}, {.drain_time = 200ms});
    Wire wire = house.call();
    wire.say(get("/wait"));
    gate.wait_for(1);
    house.stop();
    std::_Exit(house.drained ? 1 : 0);
}

TEST(TransportDeathTest, a_handler_that_never_ends_does_not_hold_the_end_up) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    const auto from = std::chrono::steady_clock::now();
    EXPECT_EXIT(end_over_a_handler_that_never_ends(), testing::ExitedWithCode(0), "");
    EXPECT_LT(std::chrono::steady_clock::now() - from, 3s);
}

TEST(Transport, http_1_0_is_answered_and_closed) {
    House house({hello()});
    Wire wire = house.call();
    const auto reply = wire.ask("GET /hello HTTP/1.0\r\n\r\n");
    EXPECT_TRUE(reply.ends_with("good day"));
    EXPECT_TRUE(wire.closed());
}

TEST(Transport, a_whole_address_in_the_request_line_means_its_path) {
    House house({hello()});
    EXPECT_EQ(status_in(house.call().ask("GET http://t/hello HTTP/1.1\r\nHost: t\r\n\r\n")), 200);
}

TEST(Transport, a_file_is_sent_whole) {
    const auto path = std::filesystem::temp_directory_path() / ("liandong_file_" + std::to_string(getpid()));
    std::string bytes(1'000'003, 'f');
    bytes.back() = 'z';
    std::ofstream(path, std::ios::binary) << bytes;
    House house({{.method = "GET", .pattern = "/file", .handler = [&](Request&) {
                      return Reply::file(path, "application/octet-stream").download("名册.xlsx");
                  }}});
    Wire wire = house.call();
    const auto reply = wire.ask(get("/file"));
    EXPECT_TRUE(reply.ends_with("\r\n\r\n" + bytes));
    EXPECT_NE(reply.find("filename*=UTF-8''%E5%90%8D%E5%86%8C.xlsx"), std::string::npos);
    std::filesystem::remove(path);
}

TEST(Transport, bytes_made_while_they_are_sent_arrive_in_order) {
    House house({{.method = "GET", .pattern = "/made", .handler = [](Request&) {
                      const auto at = std::make_shared<int>(0);
                      return Reply::pieces({300'000, [at] { return std::string(100'000, "abc"[(*at)++]); }},
                                           "application/octet-stream");
                  }}});
    Wire wire = house.call();
    const auto reply = wire.ask(get("/made"));
    EXPECT_TRUE(reply.ends_with(std::string(100'000, 'a') + std::string(100'000, 'b') + std::string(100'000, 'c')));
    EXPECT_EQ(status_in(wire.ask(get("/made"))), 200); // the connection goes on
}

TEST(Transport, bytes_that_cannot_be_made_any_more_end_the_connection_short) {
    House house({{.method = "GET", .pattern = "/broken", .handler = [](Request&) {
                      const auto at = std::make_shared<int>(0);
                      return Reply::pieces({200'000,
                                            [at]() -> std::string {
                                                if ((*at)++ > 0)
                                                    throw std::runtime_error("no more");
                                                return std::string(100'000, 'a');
                                            }},
                                           "application/octet-stream");
                  }}});
    const auto reply = house.call().ask(get("/broken"));
    EXPECT_NE(reply.find("Content-Length: 200000"), std::string::npos);
    EXPECT_LT(reply.size(), 150'000U);
}

TEST(Transport, a_caller_that_does_not_read_its_reply_is_left) {
    const auto large = std::make_shared<const std::string>(8'000'000, 'x');
    std::atomic<bool> answered = false;
    House house({{.method = "GET",
                  .pattern = "/large",
                  .handler =
                      [&](Request&) {
                          Reply reply = Reply::text("");
                          reply.body = large;
                          answered = true;
                          return reply;
                      }}},
                {.body_time = 300ms, .bytes_a_second = 1'000'000'000});
    Wire wire = house.call();
    wire.say(get("/large"));
    for (int i = 0; i < 100 && (!answered || house.server().connections() > 0); ++i)
        std::this_thread::sleep_for(20ms);
    EXPECT_TRUE(answered);
    EXPECT_EQ(house.server().connections(), 0U);
}

TEST(Transport, a_patient_body_gets_time_by_its_length) {
    House house({length_of_upload(), echo()}, {.body_time = 200ms, .bytes_a_second = 10'000});
    const auto slowly = [&](const char* path) {
        Wire wire = house.call();
        wire.say("POST " + std::string(path) + " HTTP/1.1\r\nHost: t\r\nContent-Length: 12000\r\n\r\n" +
                 std::string(6000, 'x'));
        std::this_thread::sleep_for(500ms);
        return status_in(wire.ask(std::string(6000, 'x')));
    };
    EXPECT_EQ(slowly("/blobs"), 200);
    EXPECT_EQ(slowly("/echo"), 408);
}

TEST(Transport, only_a_trusted_proxy_is_believed_about_the_caller) {
    const Route who{.method = "GET", .pattern = "/who", .handler = [](Request& request) {
                        return Reply::text(request.client + (request.secure ? " tls" : ""));
                    }};
    const auto lines = "X-Forwarded-For: 6.6.6.6, 10.1.2.3\r\nX-Forwarded-Proto: https\r\n";
    House trusting({who}, {.proxies = {"127.0.0.1"}});
    EXPECT_TRUE(trusting.call().ask(get("/who", lines)).ends_with("\r\n10.1.2.3 tls"));
    House doubting({who});
    EXPECT_TRUE(doubting.call().ask(get("/who", lines)).ends_with("\r\n127.0.0.1"));
}

TEST(Transport, a_taken_port_is_said_with_its_address) {
    House house({hello()});
    Metrics metrics;
    Front front(Router{}, {}, {}, metrics);
    try {
        Server second({.port = house.server().port()}, front);
        FAIL() << "two servers on one port";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find("127.0.0.1:" + std::to_string(house.server().port())),
                  std::string::npos);
    }
}

} // namespace
} // namespace liandong::http
