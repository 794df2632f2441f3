// The command line. Exit 0 done, 1 refused (one line says why), 2 wrong usage, 70 bug, 75 try again.
#include <CLI/Error.hpp>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

#include "app/commands.hpp"
#include "app/says.hpp"

namespace {

/// A word that names no command is told so, with those there are.
bool unknown_command(const CLI::App& line, const char* word) {
    std::string names;
    for (const auto* command : line.get_subcommands({})) {
        if (*word == '-' || command->get_name() == word)
            return false;
        names += " " + command->get_name();
    }
    std::fprintf(stderr, "there is no command %s; there are:%s\n", word, names.c_str());
    return true;
}

} // namespace

int main(int argc, char** argv) {
    using namespace liandong;
    CLI::App line{"联动 Liandong: the information system of a province's social work"};
    line.name("liandong");
    line.require_subcommand(1);
    app::add_init(line);
    app::add_serve(line);
    app::add_account(line);
    app::add_demo(line);
    app::add_figures(line);
    app::add_match(line);
    app::add_assign(line);
    line.set_version_flag("--version", "liandong " LIANDONG_VERSION);
    if (argc == 1 || std::string_view(argv[1]) == "help") {
        std::fputs(line.help().c_str(), stdout);
        return 0;
    }
    if (argc > 1 && unknown_command(line, argv[1]))
        return 2;
    try {
        line.parse(argc, argv);
        return 0;
    } catch (const CLI::Success& asked) { // help or the version
        return line.exit(asked);
    } catch (const CLI::ParseError& wrong) {
        line.exit(wrong);
        return 2;
    } catch (const app::Refused& no) {
        std::fprintf(stderr, "%s\n", no.what());
        return no.code;
    } catch (...) {
        return app::say_why(std::current_exception());
    }
}
