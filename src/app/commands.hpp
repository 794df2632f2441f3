// One line a command; each adds itself, its options and its words to the command line.
#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <stdexcept>
#include <string>

namespace liandong::app {

/// Ends a command with an exit code of its own; the sentence goes to standard error.
struct Refused : std::runtime_error {
    explicit Refused(const std::string& sentence, int exit_code = 1) : std::runtime_error(sentence), code(exit_code) {}
    int code;
};

void add_init(CLI::App& app);
void add_serve(CLI::App& app);
void add_account(CLI::App& app);
void add_demo(CLI::App& app);
void add_figures(CLI::App& app);
void add_match(CLI::App& app);
void add_assign(CLI::App& app);

} // namespace liandong::app
