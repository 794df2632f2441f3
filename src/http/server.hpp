// The socket side of the house: accepts, reads requests within limits and deadlines, hands them to a service, sends
// replies.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "http/service.hpp"

namespace liandong::http {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::size_t io_threads = 2;
    std::size_t workers = 16;      // handlers at once
    std::size_t waiting_max = 256; // requests that may wait for a worker; the next one hears 503
    std::size_t connections_max = 10'000;
    std::size_t header_bytes_max = 16 * 1024;
    std::size_t bodies_bytes_max = 512'000'000; // of all bodies being read or answered together
    std::chrono::milliseconds header_time{10'000};
    std::chrono::milliseconds body_time{30'000}; // a patient body, and a reply, gets more with its length:
    std::uint64_t bytes_a_second = 32 * 1024;    // the slowest line that is waited for
    std::chrono::milliseconds idle_time{60'000}; // between two requests on one connection
    std::chrono::milliseconds drain_time{20'000};
    std::vector<std::string> proxies = {}; // addresses whose X-Forwarded-For and X-Forwarded-Proto are believed
    bool signals = false;                  // SIGTERM and SIGINT stop it
};

class Server {
public:
    /// Binds and listens. Throws std::runtime_error, naming the address, when that cannot be. `service` outlives the
    /// server.
    Server(ServerOptions options, Service& service);
    ~Server();

    /// The port it listens on.
    std::uint16_t port() const;
    /// Serves until stop() or a signal, then drains: no new connections, running requests are finished. True when all
    /// were within drain_time; false when some still run, and then the process should end without waiting for them.
    bool run();
    /// From any thread, or before run(). Returns at once.
    void stop();

    std::size_t connections() const;
    std::size_t waiting() const;
    std::size_t running() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

} // namespace liandong::http
