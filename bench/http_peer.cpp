// The peer of the server's benchmark: the least that reads one, lists fifty and creates over HTTP with Beast and
// SQLite, no rights, no rules, no journal. What the server costs a request beyond this is the price of what it
// promises.
//   http_peer PORT FILE    serves on 127.0.0.1 with 10,000 rows; on SIGTERM prints requests and CPU seconds
#include <sqlite3.h>
#include <sys/resource.h>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace json = boost::json;
using tcp = asio::ip::tcp;
using Request = beast::http::request<beast::http::string_body>;
using Reply = beast::http::response<beast::http::string_body>;

std::atomic<std::uint64_t> requests{0};

void check(int code, sqlite3* db) {
    if (code != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(db));
}

// One connection to the file, with its three questions prepared once.
class Database {
public:
    explicit Database(const std::string& file) {
        check(sqlite3_open(file.c_str(), &db_), db_);
        sqlite3_busy_timeout(db_, 10'000);
        run("pragma journal_mode=wal; pragma synchronous=full;"
            "create table if not exists person(id text primary key, region text, name text, born integer, note text);"
            "create index if not exists person_region on person(region, id);");
        one_ = prepare("select id, region, name, born, note from person where id = ?");
        list_ =
            prepare("select id, region, name, born, note from person where region = ? and id > ? order by id limit 50");
        create_ = prepare("insert into person values (?, ?, ?, ?, ?)");
    }
    ~Database() {
        for (auto* statement : {one_, list_, create_})
            sqlite3_finalize(statement);
        sqlite3_close(db_);
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void fill(int rows) {
        run("begin");
        run("with recursive n(i) as (select 1 union all select i + 1 from n where i < " + std::to_string(rows) +
            ") insert or ignore into person select printf('%08d', i), printf('62%04d', i % 100), '演示人员' || i, 1940 "
            "+ i % 60, 'note' from n");
        run("commit");
    }
    json::array one(const std::string& id) { return rows(one_, {id}); }
    json::array list(const std::string& region, const std::string& after) { return rows(list_, {region, after}); }
    bool create(const json::object& person) {
        bind(create_, {text(person, "id"), text(person, "region"), text(person, "name"), text(person, "born"),
                       text(person, "note")});
        const bool done = sqlite3_step(create_) == SQLITE_DONE;
        sqlite3_reset(create_);
        return done;
    }

private:
    static std::string text(const json::object& object, const char* name) {
        const auto* value = object.if_contains(name);
        if (value == nullptr)
            return {};
        return value->is_string() ? std::string(value->get_string()) : json::serialize(*value);
    }
    void run(const std::string& sql) { check(sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr), db_); }
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr), db_);
        return statement;
    }
    void bind(sqlite3_stmt* statement, std::initializer_list<std::string> values) {
        int at = 0;
        for (const auto& value : values)
            check(sqlite3_bind_text(statement, ++at, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT),
                  db_);
    }
    json::array rows(sqlite3_stmt* statement, std::initializer_list<std::string> values) {
        bind(statement, values);
        json::array out;
        while (sqlite3_step(statement) == SQLITE_ROW) {
            json::object row;
            for (int i = 0; i < sqlite3_column_count(statement); ++i)
                row[sqlite3_column_name(statement, i)] =
                    reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
            out.push_back(std::move(row));
        }
        sqlite3_reset(statement);
        return out;
    }

    sqlite3* db_ = nullptr;
    sqlite3_stmt* one_ = nullptr;
    sqlite3_stmt* list_ = nullptr;
    sqlite3_stmt* create_ = nullptr;
};

// GET /hello, GET /person/ID, GET /people/REGION, POST /person
Reply answer(const Request& request, Database& db) {
    Reply reply{beast::http::status::ok, request.version()};
    reply.set(beast::http::field::content_type, "application/json");
    const std::string_view target = request.target();
    if (target == "/hello") {
        reply.body() = "good day";
    } else if (request.method() == beast::http::verb::post) {
        reply.result(db.create(json::parse(request.body()).as_object()) ? 201 : 409);
    } else if (target.starts_with("/person/")) {
        reply.body() = json::serialize(db.one(std::string(target.substr(8))));
    } else if (target.starts_with("/people/")) {
        reply.body() = json::serialize(db.list(std::string(target.substr(8)), ""));
    } else {
        reply.result(404);
    }
    reply.keep_alive(request.keep_alive());
    reply.prepare_payload();
    return reply;
}

void serve(tcp::socket socket, const std::string& file) {
    try {
        Database db(file);
        beast::flat_buffer buffer;
        socket.set_option(tcp::no_delay(true));
        while (true) {
            Request request;
            beast::http::read(socket, buffer, request);
            beast::http::write(socket, answer(request, db));
            ++requests;
            if (!request.keep_alive())
                return;
        }
    } catch (const std::exception&) {
        // The caller has gone, or sent what cannot be read: a peer that promises nothing closes.
    }
}

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void accept_for_ever(std::uint16_t port, const std::string& file) {
    asio::io_context context;
    tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), port});
    while (true) {
        tcp::socket socket(context);
        acceptor.accept(socket);
        std::thread(serve, std::move(socket), file).detach();
    }
}

} // namespace

int main(int count, char** arguments) {
    if (count != 3) {
        std::fputs("http_peer PORT FILE\n", stderr);
        return 2;
    }
    const std::string file = arguments[2];
    Database(file).fill(10'000);

    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    std::thread(accept_for_ever, static_cast<std::uint16_t>(std::stoi(arguments[1])), file).detach();
    int signal = 0;
    sigwait(&ending, &signal);
    std::printf("requests %llu  cpu_seconds %.3f\n", static_cast<unsigned long long>(requests.load()), cpu_seconds());
    std::fflush(stdout);
    std::_Exit(0);
}
