// A server under measurement: a process of its own, started and stopped here, and the CPU it has used.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace liandong::bench {

class Process {
public:
    /// Starts `words` with standard error going to a file. Throws std::runtime_error when it does not listen on `port`
    /// within ten seconds.
    Process(const std::vector<std::string>& words, std::uint16_t port, const std::filesystem::path& log);
    /// Ends it with SIGTERM and waits.
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    std::uint16_t port() const { return port_; }
    /// CPU seconds of all its threads so far, in user and in the system.
    double cpu() const;
    /// Waits until it works no more: what it does behind an answer counts as well.
    void settle() const;

private:
    pid_t pid_ = -1;
    std::uint16_t port_;
};

/// Runs a command to its end with `input` on its standard input. Throws std::runtime_error when it fails.
void run(const std::vector<std::string>& words, const std::string& input = {});

/// A port between 20000 and 32000 on which nobody listens.
std::uint16_t free_port();

} // namespace liandong::bench
