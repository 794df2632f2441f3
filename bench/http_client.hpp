// Callers of the server's benchmark: kept-alive connections, each with a thread of its own that asks, waits for the
// whole answer and asks again.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace liandong::bench {

struct Answer {
    int status = 0;
    std::string head;
    std::string body;
};

/// One kept-alive connection to 127.0.0.1. Throws std::runtime_error when the other side is not there or breaks off.
class Caller {
public:
    explicit Caller(std::uint16_t port);
    ~Caller();
    Caller(const Caller&) = delete;
    Caller& operator=(const Caller&) = delete;

    /// Sends a whole request and waits for the whole answer.
    const Answer& ask(std::string_view request);

private:
    bool read_more();

    int socket_ = -1;
    std::string buffer_;
    Answer answer_;
};

/// A request with a body of JSON, or without one. `lines` are further header lines, each with its end.
std::string request_of(std::string_view method, std::string_view target, std::string_view lines,
                       std::string_view body = {});

struct Load {
    double seconds = 0;
    std::uint64_t bytes = 0; // of all bodies
};

/// Asks `count` requests through `callers` connections; `request` makes the one of that number. Throws when an answer
/// has another status.
Load drive(std::uint16_t port, int callers, int count, int status, const std::function<std::string(int)>& request);

} // namespace liandong::bench
