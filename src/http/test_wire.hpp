// For the tests: a server on a free port, and a caller that writes what it likes to a socket.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

#include "http/front.hpp"
#include "http/server.hpp"

namespace liandong::http {

class Wire {
public:
    explicit Wire(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const timeval patience{10, 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        if (socket_ < 0 || connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("the caller cannot connect");
    }
    Wire(Wire&& other) noexcept : socket_(std::exchange(other.socket_, -1)), rest_(std::move(other.rest_)) {}
    Wire& operator=(Wire&&) = delete;
    ~Wire() {
        if (socket_ >= 0)
            ::close(socket_);
    }

    /// False when the server has closed.
    bool say(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// One whole reply: head and body; empty when the server closed instead. `head_only`: a reply to HEAD.
    std::string hear(bool head_only = false) {
        std::size_t end = 0;
        while ((end = rest_.find("\r\n\r\n")) == std::string::npos)
            if (!more())
                return std::exchange(rest_, {});
        end += 4;
        const std::size_t body = head_only ? 0 : length_in(rest_.substr(0, end));
        while (rest_.size() < end + body)
            if (!more())
                break;
        std::string reply = rest_.substr(0, end + body);
        rest_.erase(0, end + body);
        return reply;
    }

    std::string ask(std::string_view bytes) {
        say(bytes);
        return hear();
    }
    /// Whether the server has closed the connection, after whatever it still had to say.
    bool closed() {
        while (more()) {
        }
        return ended_;
    }

private:
    bool more() {
        char buffer[65536];
        const auto came = ::recv(socket_, buffer, sizeof buffer, 0);
        ended_ = came == 0 || (came < 0 && errno == ECONNRESET);
        if (came > 0)
            rest_.append(buffer, static_cast<std::size_t>(came));
        return came > 0;
    }
    static std::size_t length_in(std::string_view head) {
        const auto at = head.find("Content-Length: ");
        return at == std::string_view::npos ? 0 : std::stoul(std::string(head.substr(at + 16, 20)));
    }

    int socket_;
    std::string rest_;
    bool ended_ = false;
};

inline int status_in(std::string_view reply) {
    return reply.size() < 12 ? 0 : std::stoi(std::string(reply.substr(9, 3)));
}

inline std::string get(std::string_view path, std::string_view lines = "") {
    return "GET " + std::string(path) + " HTTP/1.1\r\nHost: t\r\n" + std::string(lines) + "\r\n";
}

inline std::string post(std::string_view path, std::string_view body, std::string_view lines = "") {
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + std::string(lines) + "\r\n" + std::string(body);
}

/// Serves routes on a free port until it goes out of scope.
class House {
public:
    explicit House(Routes routes, ServerOptions options = {}, StaticFiles files = {}, Hooks hooks = {})
        : front_(table(std::move(routes)), std::move(files), std::move(hooks), metrics),
          server_(open(options, front_)) {
        thread_ = std::thread([this] { drained = server_->run(); });
    }
    ~House() { stop(); }

    /// Stops and waits for the end; `drained` then says how it went.
    void stop() {
        server_->stop();
        if (thread_.joinable())
            thread_.join();
    }
    Server& server() { return *server_; }
    Wire call() const { return Wire(server_->port()); }

    Metrics metrics;
    bool drained = false;

private:
    static Router table(Routes routes) {
        Router router;
        router.add(std::move(routes));
        return router;
    }
    static std::unique_ptr<Server> open(ServerOptions options, Service& service) {
        std::minstd_rand random(std::random_device{}());
        for (int tries = 0; tries < 200; ++tries) {
            options.port = static_cast<std::uint16_t>(20000 + random() % 12000);
            try {
                return std::make_unique<Server>(options, service);
            } catch (const std::runtime_error&) {
            }
        }
        throw std::runtime_error("no free port");
    }

    Front front_;
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

} // namespace liandong::http
