#include "http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

namespace liandong::bench {
namespace {

std::size_t number_behind(std::string_view head, std::string_view name) {
    const auto at = head.find(name);
    std::size_t number = 0;
    if (at != std::string_view::npos)
        std::from_chars(head.data() + at + name.size(), head.data() + head.size(), number);
    return number;
}

} // namespace

Caller::Caller(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int yes = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        throw std::runtime_error("nobody listens on port " + std::to_string(port));
    }
}

Caller::~Caller() { ::close(socket_); }

bool Caller::read_more() {
    char piece[64 * 1024];
    const auto came = ::recv(socket_, piece, sizeof piece, 0);
    if (came > 0)
        buffer_.append(piece, static_cast<std::size_t>(came));
    return came > 0;
}

const Answer& Caller::ask(std::string_view request) {
    while (!request.empty()) {
        const auto sent = ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            throw std::runtime_error("the server takes no request");
        request.remove_prefix(static_cast<std::size_t>(sent));
    }
    buffer_.clear();
    std::size_t end = std::string::npos;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
        if (!read_more())
            throw std::runtime_error("the server broke off");
    answer_.head = buffer_.substr(0, end + 4);
    answer_.status = static_cast<int>(number_behind(answer_.head, "HTTP/1.1 "));
    const std::size_t whole = end + 4 + number_behind(answer_.head, "Content-Length: ");
    while (buffer_.size() < whole)
        if (!read_more())
            throw std::runtime_error("the server broke off in the middle");
    answer_.body = buffer_.substr(end + 4);
    return answer_;
}

std::string request_of(std::string_view method, std::string_view target, std::string_view lines,
                       std::string_view body) {
    std::string text(method);
    text.append(" ").append(target).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n").append(lines);
    if (!body.empty())
        text.append("Content-Type: application/json\r\nContent-Length: ").append(std::to_string(body.size())) += "\r\n";
    return text.append("\r\n").append(body);
}

Load drive(std::uint16_t port, int callers, int count, int status, const std::function<std::string(int)>& request) {
    std::vector<std::string> requests;
    for (int i = 0; i < count; ++i)
        requests.push_back(request(i));
    std::atomic<int> next{0};
    std::atomic<std::uint64_t> bytes{0};
    std::mutex guard;
    std::exception_ptr failed;
    const auto run = [&] {
        try {
            Caller caller(port);
            for (int i = next++; i < count; i = next++) {
                const Answer& answer = caller.ask(requests[static_cast<std::size_t>(i)]);
                if (answer.status != status)
                    throw std::runtime_error(std::to_string(answer.status) + ": " + answer.body.substr(0, 400));
                bytes += answer.body.size();
            }
        } catch (...) {
            const std::lock_guard lock(guard);
            failed = std::current_exception();
            next = count;
        }
    };
    const auto begin = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (int i = 0; i < callers; ++i)
        threads.emplace_back(run);
    for (auto& thread : threads)
        thread.join();
    if (failed)
        std::rethrow_exception(failed);
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(), bytes};
}

} // namespace liandong::bench
