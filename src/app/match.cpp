// liandong match: the linkage engine on a file, JSON in and out; --weights prints the weights and what they mean.
#include <boost/json.hpp>
#include <chrono>
#include <iostream>
#include <iterator>
#include <memory>

#include "app/input.hpp"
#include "modules/linkage/match_json.hpp"

namespace liandong::app {
namespace {

struct Wanted {
    std::string in;
    bool weights = false;
};

std::string content(const std::string& name) {
    std::ifstream file;
    return {std::istreambuf_iterator<char>(input(name, file)), {}};
}

void match(const Wanted& wanted) {
    if (wanted.weights) {
        std::cout << boost::json::serialize(linkage::write_weights()) << '\n';
        return;
    }
    if (wanted.in.empty())
        throw Refused(
            "name the file with --in FILE, or ask for --weights / 请用 --in 指明文件，或用 --weights 查看权重", 2);
    std::vector<linkage::Wrong> wrong;
    linkage::MatchRequest request = linkage::read_match(content(wanted.in), wrong);
    if (!wrong.empty())
        throw Refused(linkage::sentence(wrong));
    const auto begun = std::chrono::steady_clock::now();
    const auto passed = [begun] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    };
    if (request.seconds)
        request.input.stop = [&] { return passed() >= *request.seconds; };
    const matching::Solution solution = matching::match(request.input);
    if (solution.outcome == matching::Outcome::refused)
        throw Refused(solution.refusal);
    std::cout << boost::json::serialize(linkage::write_match(solution, request, passed())) << '\n';
}

} // namespace

void add_match(CLI::App& app) {
    auto* command = app.add_subcommand("match", "plans who and what helps whom, from a file");
    const auto wanted = std::make_shared<Wanted>();
    command->add_option("--in", wanted->in, "needs, helpers and resources as JSON, - for standard input");
    command->add_flag("--weights", wanted->weights, "prints the weights and what they mean");
    command->callback([wanted] { match(*wanted); });
}

} // namespace liandong::app
