// The way in: a signed-in official reads a person, lists fifty and creates one, with rights, masking, journal and
// figures, beside a bare Beast and SQLite program that does the same query (http_peer). Both serve at once, are asked
// in turn over kept-alive connections, and the CPU of their processes is compared round by round.
//   http_bench [ROUNDS [KIND]]     at least 5 rounds; KIND: only what is called so, such as read
// Servers, databases and accounts are its own and go with it.
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>
#include <boost/json.hpp>
#include <boost/version.hpp>

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "http_client.hpp"
#include "http_people.hpp"
#include "http_process.hpp"

namespace liandong::bench {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr int people_most = 10'000;
constexpr const char* login = "bench.town";
constexpr const char* password = "Yanshi-2026-Liandong";
const std::string pack = LIANDONG_SOURCE "/pack/gansu-2021";
const std::string county = "620123000000"; // 榆中县: the first four towns that have villages

/// A folder that goes with its owner.
struct Folder {
    Folder() {
        std::string name = (fs::temp_directory_path() / "liandong-bench-XXXXXX").string();
        if (!::mkdtemp(name.data()))
            throw std::runtime_error("no temporary folder");
        path = name;
    }
    ~Folder() { fs::remove_all(path); }
    fs::path path;
};

/// How one server is asked for one kind of request.
struct Side {
    const Process* process;
    std::function<std::string(int)> request;
    std::vector<double> cpu; // µs a request, by round
    double seconds = 0;
    std::uint64_t bytes = 0;
};

struct Kind {
    std::string name;
    int callers;
    int count; // requests a round
    int status;
    Side ours, peer;
};

void run_round(const Kind& kind, Side& side) {
    side.process->settle();
    const double before = side.process->cpu();
    const Load load = drive(side.process->port(), kind.callers, kind.count, kind.status, side.request);
    side.process->settle();
    side.cpu.push_back((side.process->cpu() - before) * 1e6 / kind.count);
    side.seconds += load.seconds;
    side.bytes += load.bytes;
}

double median(std::vector<double> all) {
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
}

void print(const Kind& kind) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < kind.ours.cpu.size(); ++i)
        ratios.push_back(kind.ours.cpu[i] / kind.peer.cpu[i]);
    const auto [least, most] = std::minmax_element(ratios.begin(), ratios.end());
    const double all = kind.count * static_cast<double>(ratios.size());
    fmt::print("| {} | {:.0f} | {:.0f} | {:.2f} / {:.2f} / {:.2f} | {:.0f} | {:.0f} | {:.0f} | {:.0f} |\n", kind.name,
               median(kind.ours.cpu), median(kind.peer.cpu), *least, median(ratios), *most, all / kind.ours.seconds,
               all / kind.peer.seconds, static_cast<double>(kind.ours.bytes) / all,
               static_cast<double>(kind.peer.bytes) / all);
}

/// The header lines of somebody who is signed in.
std::string sign_in(std::uint16_t port) {
    Caller caller(port);
    const std::string body = json::serialize(json::object{{"login", login}, {"password", password}});
    const Answer& answer = caller.ask(request_of("POST", "/api/v1/session", "", body));
    if (answer.status != 200)
        throw std::runtime_error("cannot sign in: " + answer.body);
    const auto from = answer.head.find("Set-Cookie: ") + 12;
    const std::string cookie = answer.head.substr(from, answer.head.find(';', from) - from);
    const std::string csrf(json::parse(answer.body).at("csrf").as_string());
    return "Cookie: " + cookie + "\r\nX-CSRF-Token: " + csrf + "\r\n";
}

class Bench {
public:
    Bench()
        : atlas_(modules::regions::Atlas::read(pack)),
          towns_(towns()),
          people_(atlas_, towns_),
          peer_({LIANDONG_PEER, std::to_string(peer_port_), (folder_.path / "peer.db").string()}, peer_port_,
                folder_.path / "peer.log"),
          ours_(made(), ours_port_, folder_.path / "ours.log") {}

    void run(int rounds, const std::string& only) {
        fill();
        fmt::print("Boost.Beast {}.{}.{}, sqlite {}, {} persons in four towns, the account sees one\n\n",
                   BOOST_VERSION / 100'000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100, sqlite3_libversion(),
                   people_most);
        std::fflush(stdout);
        std::vector<Kind> kinds{read(), list(), create(1, 200), create(64, 1280)};
        std::erase_if(kinds, [&](const Kind& kind) { return kind.name.find(only) == std::string::npos; });
        for (int round = 0; round < rounds; ++round)
            for (Kind& kind : kinds) {
                // Who is first changes: the second finds the machine warmer, or busier.
                run_round(kind, round % 2 == 0 ? kind.ours : kind.peer);
                run_round(kind, round % 2 == 0 ? kind.peer : kind.ours);
            }
        fmt::print(
            "| | CPU µs of ours | of the peer | ratio least / median / most | requests a second, ours | the peer | "
            "bytes "
            "of an answer, ours | the peer |\n|---|---|---|---|---|---|---|---|\n");
        for (const Kind& kind : kinds)
            print(kind);
    }

private:
    std::vector<std::string> towns() const {
        std::vector<std::string> found;
        for (const auto* town : atlas_.children(county))
            if (found.size() < 4 && atlas_.children(town->code).size() >= 5)
                found.push_back(town->code);
        return found;
    }

    /// Makes our database and account; the words that serve them.
    std::vector<std::string> made() const {
        const std::string database = "sqlite:" + (folder_.path / "ours.db").string();
        bench::run({LIANDONG_BINARY, "init", "--db", database, "--pack", pack});
        bench::run(
            {LIANDONG_BINARY, "account", "add", login, "--db", database, "--role", "town", "--region", towns_.front()},
            password);
        return {LIANDONG_BINARY, "serve", "--db", database, "--listen", "127.0.0.1:" + std::to_string(ours_port_)};
    }

    std::string posted(const std::string& id, const std::string& body) const {
        return request_of("POST", "/api/v1/records/people.person", signed_in_ + "Request-Id: " + id + "\r\n", body);
    }

    void fill() {
        // The town's account first has the county's region, so that the towns beside it have people too.
        const std::string database = "sqlite:" + (folder_.path / "ours.db").string();
        bench::run({LIANDONG_BINARY, "account", "role", login, "--db", database, "--role", "town", "--region", county});
        signed_in_ = sign_in(ours_port_);
        std::string all;
        std::vector<Invented> filled;
        for (int i = 0; i < people_most; ++i) {
            filled.push_back(people_.next());
            all += (i ? "," : "[") + filled.back().peer;
            ids_.push_back(filled.back().id);
        }
        Caller(peer_port_).ask(request_of("POST", "/people", "", all + "]"));
        drive(ours_port_, 64, people_most, 201, [&](int i) {
            return posted(filled[static_cast<std::size_t>(i)].id, filled[static_cast<std::size_t>(i)].ours);
        });
        bench::run({LIANDONG_BINARY, "account", "role", login, "--db", database, "--role", "town", "--region",
                    towns_.front()});
        signed_in_ = sign_in(ours_port_);
        visible();
        ours_.settle();
    }

    /// Reads are of the town's own people.
    void visible() {
        Caller caller(ours_port_);
        std::vector<std::string> own;
        for (const auto& id : ids_)
            if (own.size() < 2000 &&
                caller.ask(request_of("GET", "/api/v1/records/people.person/" + id, signed_in_)).status == 200)
                own.push_back(id);
        ids_ = own;
    }

    const std::string& some_id(int i) const { return ids_[static_cast<std::size_t>(i * 7919) % ids_.size()]; }

    Kind read() {
        return {
            "read",
            8,
            6000,
            200,
            {&ours_,
             [this](int i) { return request_of("GET", "/api/v1/records/people.person/" + some_id(i), signed_in_); }},
            {&peer_, [this](int i) { return request_of("GET", "/person/" + some_id(i), ""); }}};
    }

    Kind list() {
        const std::string low = towns_.front();
        const std::string high = low.substr(0, 9) + "999";
        return {"list of 50",
                8,
                600,
                200,
                {&ours_,
                 [this](int i) {
                     return request_of("GET",
                                       std::string("/api/v1/records/people.person?size=50&where=sex%20%3D%20") +
                                           (i % 2 ? "male" : "female"),
                                       signed_in_);
                 }},
                {&peer_, [low, high](int i) {
                     return request_of("GET", "/people/" + low + "/" + high + (i % 2 ? "/1" : "/2"), "");
                 }}};
    }

    Kind create(int callers, int count) {
        return {fmt::format("create, {} at once", callers),
                callers,
                count,
                201,
                {&ours_,
                 [this](int) {
                     const Invented one = people_.next(true);
                     return posted(one.id, one.ours);
                 }},
                {&peer_, [this](int) { return request_of("POST", "/person", "", people_.next(true).peer); }}};
    }

    Folder folder_;
    modules::regions::Atlas atlas_;
    std::vector<std::string> towns_;
    People people_;
    std::uint16_t peer_port_ = free_port();
    std::uint16_t ours_port_ = free_port();
    Process peer_;
    Process ours_;
    std::string signed_in_;
    std::vector<std::string> ids_;
};

} // namespace
} // namespace liandong::bench

int main(int count, char** arguments) try {
    const int rounds = count > 1 ? std::atoi(arguments[1]) : 7;
    if (rounds < 5) {
        std::fputs("http_bench [ROUNDS [KIND]]: at least 5\n", stderr);
        return 2;
    }
    liandong::bench::Bench().run(rounds, count > 2 ? arguments[2] : "");
} catch (const std::exception& error) {
    fmt::print(stderr, "http_bench: {}\n", error.what());
    return 1;
}
