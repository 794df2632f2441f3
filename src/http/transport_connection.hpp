// One connection, told as a chain of callbacks on one io thread: wait, read the header, read the body, have it
// answered, write, and again. Nothing here blocks. Deadlines are held by a sweep of the thread over its connections, so
// a request costs no timer.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <memory>
#include <unordered_map>

#include "http/pool.hpp"
#include "http/server.hpp"

namespace liandong::http {

using Clock = std::chrono::steady_clock;

/// What all connections share.
struct Shared {
    const ServerOptions& options;
    Service& service;
    Pool& pool;
    std::size_t connections_max = 0;
    std::atomic<std::size_t> connections{0};
    std::atomic<std::size_t> body_bytes{0};
    std::atomic<bool> draining{false};
};

class Connection;

/// One io thread and the connections that live on it. All but post happens on its own thread.
struct Loop {
    boost::asio::io_context context{1};
    std::unordered_map<Connection*, std::weak_ptr<Connection>> connections;
    bool draining = false; // connections that wait between two requests are closed
};

/// Takes a socket in: it is read, answered and closed from here on. Called on the loop's thread.
void serve(Shared& shared, Loop& loop, boost::asio::ip::tcp::socket socket);
/// Ends what is past its deadline; when draining, also what waits between two requests.
void sweep(Loop& loop, Clock::time_point now);
/// Closes every connection, whatever it is doing.
void close_all(Loop& loop);

} // namespace liandong::http
