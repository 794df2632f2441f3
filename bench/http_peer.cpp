// The peer of the server's benchmark: the least that reads one person, lists fifty and creates one over HTTP with Beast
// and SQLite, no rights, no rules, no secrets, no journal. What the server costs a request beyond this is the price of
// what it promises.
//   http_peer PORT FILE    serves on 127.0.0.1 until SIGTERM
#include <sqlite3.h>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>

#include <csignal>
#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace json = boost::json;
using tcp = asio::ip::tcp;
using Request = beast::http::request<beast::http::string_body>;
using Reply = beast::http::response<beast::http::string_body>;

// SQLite's own waiting for the one writer sleeps; callers that wait for each other here do not.
std::recursive_mutex one_writer;

// What a record has besides its fields, in the order of the table; then the fields.
enum Head { id, version, region, region_name, live_name, hukou_name, name_sort, heads };
constexpr const char* head_names[heads] = {"id",        "version",    "region",   "region_name",
                                           "live_name", "hukou_name", "name_sort"};
constexpr const char* field_names[] = {"name",      "id_type",   "id_no", "sex",         "birth_date", "ethnic",
                                       "education", "languages", "phone", "live_region", "address",    "hukou"};
constexpr int fields = static_cast<int>(std::size(field_names));

constexpr const char* tables =
    "pragma journal_mode=wal; pragma synchronous=full; pragma cache_size=-16000;"
    "create table if not exists person(id text primary key, version integer not null, region text not null, "
    "region_name text, live_name text, hukou_name text, name_sort text, name text, id_type text, id_no text, sex text, "
    "birth_date text, ethnic text, education text, languages text, phone text, live_region text, address text, "
    "hukou text);"
    "create unique index if not exists person_no on person(id_type, id_no);"
    "create index if not exists person_region on person(region, id);"
    "create index if not exists person_name on person(name_sort, id, region);";

void check(int code, sqlite3* db) {
    if (code != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(db));
}

std::string_view text(sqlite3_stmt* statement, int column) {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    return {bytes ? bytes : "", static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

// A statement goes back to its beginning when its use ends.
struct Use {
    explicit Use(sqlite3_stmt* given) : statement(given) {}
    ~Use() { sqlite3_reset(statement); }
    void bind(int at, std::string_view value) const {
        sqlite3_bind_text(statement, at, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    }
    sqlite3_stmt* statement;
};

json::object place(std::string_view code, std::string_view name) { return {{"code", code}, {"name", name}}; }

// One connection to the file, with its three questions prepared once.
class Database {
public:
    explicit Database(const std::string& file) {
        check(sqlite3_open_v2(file.c_str(), &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                              nullptr),
              db_);
        sqlite3_busy_timeout(db_, 10'000);
        run(tables);
        one_ = prepare("select * from person where id = ?");
        list_ = prepare(
            "select id, version, region, region_name, live_name, name, sex, birth_date, live_region from person "
            "indexed by person_name where region between ? and ? and sex = ? order by name_sort, id limit 51");
        std::string places = "?";
        for (int i = 1; i < heads + fields; ++i)
            places += ", ?";
        create_ = prepare("insert into person values (" + places + ")");
    }
    ~Database() {
        for (auto* statement : {one_, list_, create_})
            sqlite3_finalize(statement);
        sqlite3_close(db_);
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const char* sql) { check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr), db_); }

    json::object one(std::string_view wanted) {
        const Use use(one_);
        use.bind(1, wanted);
        return sqlite3_step(one_) == SQLITE_ROW ? record() : json::object{};
    }

    json::object list(std::string_view low, std::string_view high, std::string_view sex) {
        const Use use(list_);
        use.bind(1, low);
        use.bind(2, high);
        use.bind(3, sex);
        json::object page{{"next", nullptr}};
        json::array items;
        while (sqlite3_step(list_) == SQLITE_ROW) {
            if (items.size() == 50)
                page["next"] = items.back().at("id");
            else
                items.push_back(item());
        }
        page["items"] = std::move(items);
        return page;
    }

    bool create(const json::object& person) {
        const std::lock_guard lock(one_writer);
        const Use use(create_);
        const auto bind = [&](int at, const char* name) {
            if (const auto* value = person.if_contains(name); value && value->is_string())
                use.bind(at + 1, value->get_string());
            else
                sqlite3_bind_null(create_, at + 1);
        };
        for (int at = 0; at < heads; ++at)
            bind(at, head_names[at]);
        for (int at = 0; at < fields; ++at)
            bind(heads + at, field_names[at]);
        sqlite3_bind_int(create_, version + 1, 1);
        return sqlite3_step(create_) == SQLITE_DONE;
    }

private:
    sqlite3_stmt* prepare(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v3(db_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr), db_);
        return statement;
    }

    json::object record() const {
        json::object values;
        values.reserve(fields);
        for (int at = 0; at < fields; ++at)
            values[field_names[at]] = text(one_, heads + at);
        values["live_region"] = place(text(one_, heads + 9), text(one_, live_name));
        values["hukou"] = place(text(one_, heads + 11), text(one_, hukou_name));
        return {{"id", text(one_, id)},
                {"version", sqlite3_column_int64(one_, version)},
                {"title", text(one_, heads)},
                {"region", place(text(one_, region), text(one_, region_name))},
                {"fields", std::move(values)}};
    }

    json::object item() const {
        return {{"id", text(list_, 0)},
                {"version", sqlite3_column_int64(list_, 1)},
                {"title", text(list_, 5)},
                {"region", place(text(list_, 2), text(list_, 3))},
                {"fields",
                 {{"name", text(list_, 5)},
                  {"sex", text(list_, 6)},
                  {"birth_date", text(list_, 7)},
                  {"live_region", place(text(list_, 8), text(list_, 4))}}}};
    }

    sqlite3* db_ = nullptr;
    sqlite3_stmt* one_ = nullptr;
    sqlite3_stmt* list_ = nullptr;
    sqlite3_stmt* create_ = nullptr;
};

// Many in one commit: how the benchmark fills the table.
void fill(Database& db, const json::array& people) {
    const std::lock_guard lock(one_writer);
    db.run("begin");
    for (const auto& person : people)
        if (!db.create(person.as_object()))
            throw std::runtime_error("a person could not be filled in");
    db.run("commit; analyze");
}

// GET /hello, GET /person/ID, GET /people/LOW/HIGH/SEX, POST /person, POST /people
Reply answer(const Request& request, Database& db) {
    Reply reply{beast::http::status::ok, request.version()};
    reply.set(beast::http::field::content_type, "application/json");
    const std::string_view target = request.target();
    if (target == "/hello") {
        reply.body() = "good day";
    } else if (target == "/people") {
        fill(db, json::parse(request.body()).as_array());
    } else if (target == "/person") {
        const json::value person = json::parse(request.body());
        reply.result(db.create(person.as_object()) ? 201 : 409);
        reply.body() = json::serialize(json::object{{"record", db.one(person.at("id").as_string())}});
    } else if (target.starts_with("/person/")) {
        reply.body() = json::serialize(db.one(target.substr(8)));
    } else if (target.starts_with("/people/") && target.size() > 34) {
        reply.body() = json::serialize(db.list(target.substr(8, 12), target.substr(21, 12), target.substr(34)));
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
            beast::http::request_parser<beast::http::string_body> parser;
            parser.body_limit(64 * 1024 * 1024);
            beast::http::read(socket, buffer, parser);
            beast::http::write(socket, answer(parser.get(), db));
            if (!parser.get().keep_alive())
                return;
        }
    } catch (const boost::system::system_error&) {
        // The caller has gone, or sent what cannot be read: a peer that promises nothing closes.
    } catch (const std::exception& error) {
        std::fprintf(stderr, "http_peer: %s\n", error.what());
    }
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
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); // the counting takes a lock at each allocation
    const std::string file = arguments[2];
    Database made(file);
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    std::thread(accept_for_ever, static_cast<std::uint16_t>(std::stoi(arguments[1])), file).detach();
    int signal = 0;
    sigwait(&ending, &signal);
    std::_Exit(0);
}
