// Accepts and hands out connections, keeps time for them, and ends in good order.
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <sys/resource.h>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>

#include "http/reply_writer.hpp"
#include "http/server.hpp"
#include "http/transport_connection.hpp"

namespace liandong::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

constexpr std::chrono::milliseconds sweep_time{100};
constexpr std::size_t descriptors_for_others = 200; // databases, files, the log

// As many descriptors as the system lets this process have; a connection is never taken that could not be served.
std::size_t connections_possible(std::size_t wanted) {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    const std::size_t all = limit.rlim_cur;
    const std::size_t possible = all > 2 * descriptors_for_others ? all - descriptors_for_others : all / 2;
    return std::min(wanted, possible);
}

tcp::endpoint endpoint_of(const ServerOptions& options) {
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error)
        throw std::runtime_error("not an address to listen on: " + options.address);
    return {address, options.port};
}

} // namespace

struct Server::Inside {
    Inside(ServerOptions given, Service& service)
        : options(std::move(given)), pool(options.workers, options.waiting_max), shared{options, service, pool} {
        shared.connections_max = connections_possible(options.connections_max);
        for (std::size_t i = 0; i < std::max<std::size_t>(options.io_threads, 1); ++i)
            loops.push_back(std::make_unique<Loop>());
        acceptor.emplace(loops.front()->context);
        retry.emplace(loops.front()->context);
        listen();
    }

    void listen() {
        const auto endpoint = endpoint_of(options);
        error_code error;
        acceptor->open(endpoint.protocol(), error);
        if (!error)
            acceptor->set_option(tcp::acceptor::reuse_address(true), error);
        if (!error)
            acceptor->bind(endpoint, error);
        if (!error)
            acceptor->listen(4096, error);
        if (error)
            throw std::runtime_error("cannot listen on " + options.address + ":" + std::to_string(options.port) + ": " +
                                     error.message());
        port = acceptor->local_endpoint().port();
    }

    void accept() {
        Loop& loop = *loops[next_loop++ % loops.size()];
        acceptor->async_accept(loop.context, [this, &loop](error_code error, tcp::socket socket) {
            if (!acceptor->is_open())
                return;
            if (error)
                return accept_later();
            take(loop, std::move(socket));
            accept();
        });
    }

    // Out of descriptors or memory: trying again at once would spin.
    void accept_later() {
        retry->expires_after(sweep_time);
        retry->async_wait([this](error_code error) {
            if (!error && acceptor->is_open())
                accept();
        });
    }

    void take(Loop& loop, tcp::socket socket) {
        if (shared.connections.fetch_add(1) >= shared.connections_max) {
            shared.connections.fetch_sub(1);
            return turn_away(std::move(socket));
        }
        auto held = std::make_shared<tcp::socket>(std::move(socket));
        asio::post(loop.context, [this, &loop, held] { serve(shared, loop, std::move(*held)); });
    }

    // A few bytes into an empty socket do not wait.
    void turn_away(tcp::socket socket) {
        ReplyWriter writer;
        writer.begin(shared.service.refuse(503, "http.busy", {{"seconds", "1"}}, Language::zh), false, false, false);
        error_code ignored;
        socket.non_blocking(true, ignored);
        const std::string line = std::string(writer.head()) + std::string(writer.piece());
        socket.write_some(asio::buffer(line), ignored);
        socket.shutdown(tcp::socket::shutdown_send, ignored);
    }

    void keep_time(Loop& loop, asio::steady_timer& timer) {
        timer.expires_after(sweep_time);
        timer.async_wait([this, &loop, &timer](error_code error) {
            if (error)
                return;
            sweep(loop, Clock::now());
            keep_time(loop, timer);
        });
    }

    void run_loop(Loop& loop) {
        asio::steady_timer timer(loop.context);
        keep_time(loop, timer);
        loop.context.run();
    }

    void listen_for_signals() {
        signals.emplace(loops.front()->context, SIGTERM, SIGINT);
        signals->async_wait([this](error_code error, int) {
            if (!error)
                stop();
        });
    }

    void stop() {
        {
            const std::lock_guard lock(guard);
            stopping = true;
        }
        changed.notify_all();
    }

    void begin_to_drain() {
        shared.draining = true;
        asio::post(loops.front()->context, [this] {
            error_code ignored;
            acceptor->close(ignored);
        });
        for (auto& loop : loops)
            asio::post(loop->context, [&loop] {
                loop->draining = true;
                sweep(*loop, Clock::now());
            });
    }

    // A connection leaves when its last reply is written; looked at often enough that nobody waits for it.
    void wait_for_connections(Clock::time_point until) {
        while (shared.connections > 0 && Clock::now() < until)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }

    bool run() {
        std::vector<std::thread> threads;
        asio::post(loops.front()->context, [this] { accept(); });
        if (options.signals)
            listen_for_signals();
        for (auto& loop : loops)
            threads.emplace_back([this, &loop] { run_loop(*loop); });
        {
            std::unique_lock lock(guard);
            changed.wait(lock, [this] { return stopping; });
        }
        begin_to_drain();
        const auto until = Clock::now() + options.drain_time;
        wait_for_connections(until);
        const auto left = std::max(std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()),
                                   std::chrono::milliseconds(0));
        const bool finished = pool.finish_within(left);
        for (auto& loop : loops)
            asio::post(loop->context, [&loop] {
                close_all(*loop);
                loop->context.stop();
            });
        for (auto& thread : threads)
            thread.join();
        if (!finished)
            pool.abandon();
        abandoned = !finished;
        return finished;
    }

    ServerOptions options;
    Pool pool;
    Shared shared;
    std::vector<std::unique_ptr<Loop>> loops;
    std::optional<tcp::acceptor> acceptor;
    std::optional<asio::steady_timer> retry;
    std::optional<asio::signal_set> signals;
    std::uint16_t port = 0;
    std::size_t next_loop = 0;
    std::mutex guard;
    std::condition_variable changed;
    bool stopping = false;
    bool abandoned = false;
};

Server::Server(ServerOptions options, Service& service)
    : inside_(std::make_unique<Inside>(std::move(options), service)) {}
Server::~Server() {
    // Handlers that still run hold on to what is inside.
    if (inside_->abandoned)
        static_cast<void>(inside_.release());
}

std::uint16_t Server::port() const { return inside_->port; }
bool Server::run() { return inside_->run(); }
void Server::stop() { inside_->stop(); }
std::size_t Server::connections() const { return inside_->shared.connections; }
std::size_t Server::waiting() const { return inside_->pool.waiting(); }
std::size_t Server::running() const { return inside_->pool.running(); }

} // namespace liandong::http
