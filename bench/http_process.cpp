#include "http_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <random>
#include <stdexcept>
#include <thread>

#include "http_client.hpp"

namespace liandong::bench {
namespace {

using namespace std::chrono_literals;

bool listens(std::uint16_t port) {
    try {
        Caller caller(port);
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

/// In the child: becomes the command. Comes back only when there is no such command.
void become(const std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (const auto& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
}

} // namespace

Process::Process(const std::vector<std::string>& words, std::uint16_t port, const std::filesystem::path& log)
    : pid_(::fork()), port_(port) {
    if (pid_ == 0) {
        const int file = ::open(log.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
        ::dup2(file, STDERR_FILENO);
        become(words);
    }
    for (int tries = 0; tries < 100; ++tries) {
        if (listens(port_))
            return;
        std::this_thread::sleep_for(100ms);
    }
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    throw std::runtime_error(words.front() + " did not begin to listen; see " + log.string());
}

Process::~Process() {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
}

double Process::cpu() const {
    clockid_t clock{};
    timespec used{};
    if (::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
        throw std::runtime_error("the server has ended");
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

void Process::settle() const {
    double before = cpu();
    for (int tries = 0; tries < 200; ++tries) {
        std::this_thread::sleep_for(100ms);
        const double now = cpu();
        if (now - before < 0.002)
            return;
        before = now;
    }
}

void run(const std::vector<std::string>& words, const std::string& input) {
    int pipe[2];
    if (::pipe(pipe) != 0)
        throw std::runtime_error("no pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(pipe[0], STDIN_FILENO);
        ::close(pipe[1]);
        const int nothing = ::open("/dev/null", O_WRONLY);
        ::dup2(nothing, STDOUT_FILENO);
        become(words);
    }
    ::close(pipe[0]);
    const bool told = ::write(pipe[1], input.data(), input.size()) == static_cast<ssize_t>(input.size());
    ::close(pipe[1]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (!told || status != 0)
        throw std::runtime_error(words[0] + " " + words[1] + " failed");
}

std::uint16_t free_port() {
    std::random_device chance;
    for (int tries = 0; tries < 100; ++tries) {
        const auto port = static_cast<std::uint16_t>(20'000 + chance() % 12'000);
        if (!listens(port))
            return port;
    }
    throw std::runtime_error("no free port");
}

} // namespace liandong::bench
