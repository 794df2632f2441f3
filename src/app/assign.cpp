// liandong assign: the bare assignment solver on a file, text in and text out.
#include <chrono>
#include <memory>

#include "app/input.hpp"
#include "engine/matching/assign_text.hpp"

namespace liandong::app {
namespace {

struct Wanted {
    std::string in;
    double seconds = 0;
    std::int64_t work = 0;
};

void assign(const Wanted& wanted) {
    std::ifstream file;
    matching::AssignInput input;
    if (const auto wrong = matching::read_assign(app::input(wanted.in, file), input)) {
        const std::string line = std::to_string(wrong->line);
        throw Refused(wrong->line == 0
                          ? wrong->words.en + " / " + wrong->words.zh
                          : "line " + line + ": " + wrong->words.en + " / 第 " + line + " 行：" + wrong->words.zh);
    }
    const auto begun = std::chrono::steady_clock::now();
    const auto passed = [begun] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    };
    input.work = wanted.work;
    if (wanted.seconds > 0)
        input.stop = [&] { return passed() >= wanted.seconds; };
    const matching::AssignSolution solution = matching::assign(input);
    if (solution.outcome == matching::AssignOutcome::refused)
        throw Refused(solution.refusal);
    matching::write_assign(std::cout, input, solution, passed());
    std::cout.flush();
}

} // namespace

void add_assign(CLI::App& app) {
    auto* command = app.add_subcommand("assign", "the cheapest assignment of helpers to needs, from a file");
    const auto wanted = std::make_shared<Wanted>();
    command->add_option("--in", wanted->in, "the problem as text, - for standard input")->required();
    command->add_option("--seconds", wanted->seconds, "ends after so many seconds, with a plan and a bound")
        ->check(zero_or_more);
    command->add_option("--work", wanted->work, "ends after so many arcs looked at: repeatable")->check(zero_or_more);
    command->callback([wanted] { assign(*wanted); });
}

} // namespace liandong::app
