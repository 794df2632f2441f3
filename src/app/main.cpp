// The command line. Exit 0 done, 1 refused (one line says why), 2 wrong usage, 70 bug, 75 try again.
#include <CLI/Error.hpp>
#include <cstdio>
#include <exception>

#include "app/commands.hpp"
#include "app/says.hpp"

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
    try {
        line.parse(argc, argv);
        return 0;
    } catch (const CLI::CallForHelp& help) {
        return line.exit(help);
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
