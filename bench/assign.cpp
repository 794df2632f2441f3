// The assignment solver beside LEMON's NetworkSimplex: the same cost, primal equal to dual, and the ratio of CPU time,
// run in turn in one process. A fault in any of the first two ends with 1; a slower family only shows.
//   assign_bench [--large] [SEED]     --large adds 100,000 needs by 100,000 helpers, where the peer takes half a minute
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "assign_families.hpp"
#include "assign_peer.hpp"
#include "engine/matching/assign.hpp"

namespace liandong::bench {
namespace {

struct Line {
    double own = 0, peer = 0;
    std::size_t edges = 0;
    int wrong = 0;
};

void run_once(const matching::AssignInput& input, bool own_first, Line& line) {
    Answer peer;
    if (!own_first)
        peer = network_simplex(input);
    const double from = cpu_seconds();
    const matching::AssignSolution own = matching::assign(input);
    line.own += cpu_seconds() - from;
    if (own_first)
        peer = network_simplex(input);
    line.peer += peer.seconds;
    line.edges += input.edges.size();
    if (own.cost != peer.cost || own.cost != own.lower_bound || own.outcome != matching::AssignOutcome::optimal)
        ++line.wrong;
}

int print(const std::string& name, const Line& line, const std::string& seeds) {
    fmt::print("{:<46} {:>9} {:>10.4f} {:>10.4f} {:>7.2f}  {:<5} {}\n", name, line.edges, line.own, line.peer,
               line.own / line.peer, line.wrong == 0 ? "same" : "WRONG", seeds);
    std::fflush(stdout);
    return line.wrong;
}

// Two hundred small problems of every kind of number: many parts, scarce and not, cheap and dear penalties.
int small_ones(std::uint64_t seed) {
    Line line;
    for (std::uint64_t k = 0; k < 200; ++k) {
        Family family{"", int(5 + k * 3), int(4 + (k * 7) % 500), int(2 + k % 19), k % 3 == 1, k % 5 == 2 ? 4 : 1000};
        family.penalties_differ = k % 4 == 3;
        family.demand_max = 1 + int(k % 4);
        family.capacity_max = 1 + int(k % 7);
        run_once(random_input(family, seed + k), k % 2 == 0, line);
    }
    return print("200 small, mixed", line, fmt::format("seeds {}..{}", seed, seed + 199));
}

int family(const Family& family, std::uint64_t seed, int times) {
    Line line;
    for (int k = 0; k < times; ++k)
        run_once(random_input(family, seed + k), k % 2 == 0, line);
    return print(fmt::format("{} {}x{}x{}", family.name, family.needs, family.helpers, family.degree), line,
                 fmt::format("seeds {}..{}", seed, seed + times - 1));
}

std::vector<Family> families() {
    return {
        {"anywhere", 2'000, 5'000, 50},
        {"anywhere, dense", 1'000, 1'000, 1'000},
        {"anywhere", 10'000, 20'000, 20},
        {"anywhere, balanced", 20'000, 20'000, 20},
        {"anywhere, scarce", 20'000, 10'000, 20},
        {"anywhere, costs 0 to 2", 20'000, 20'000, 20, false, 3},
        {"anywhere, scarce, penalties differ", 20'000, 10'000, 20, false, 1'000'000, true},
        {"anywhere, scarce, cheap edges", 20'000, 10'000, 20, false, 100, true},
        {"near", 2'000, 5'000, 50, true},
        {"near", 10'000, 20'000, 20, true},
        {"near, balanced", 20'000, 20'000, 20, true},
        {"near, scarce", 20'000, 10'000, 20, true},
        {"near, scarce, penalties differ", 20'000, 10'000, 20, true, 1'000'000, true},
        {"several wanted, several given", 20'000, 10'000, 20, false, 1'000'000, false, 4, 20},
        {"the same, balanced", 20'000, 5'000, 20, false, 1'000'000, false, 4, 20},
        {"the same, scarce", 20'000, 3'000, 20, false, 1'000'000, false, 4, 20},
        {"near, several, balanced", 20'000, 5'000, 20, true, 1'000'000, false, 4, 20},
        {"near, several, penalties differ", 20'000, 5'000, 20, true, 1'000'000, true, 4, 20},
        {"near, several, scarce, penalties differ", 20'000, 4'000, 20, true, 1'000'000, true, 4, 20},
        {"anywhere", 50'000, 100'000, 30},
        {"near", 100'000, 200'000, 20, true},
        {"anywhere", 100'000, 200'000, 40},
    };
}

int run(bool large, std::uint64_t seed) {
    fmt::print("{:<46} {:>9} {:>10} {:>10} {:>7}  {:<5}\n", "needs x helpers x edges of a need", "edges", "own s",
               "lemon s", "ratio", "cost");
    int wrong = small_ones(seed);
    for (const Family& one : families())
        wrong += family(one, seed, one.needs <= 20'000 ? 3 : 1);
    if (large) {
        wrong += family({"near, balanced", 100'000, 100'000, 20, true}, seed, 1);
        wrong += family({"anywhere, balanced", 100'000, 100'000, 20}, seed, 1);
    }
    return wrong;
}

} // namespace
} // namespace liandong::bench

int main(int count, char** words) {
    bool large = false;
    std::uint64_t seed = 1;
    for (int k = 1; k < count; ++k) {
        if (std::strcmp(words[k], "--large") == 0)
            large = true;
        else
            seed = std::strtoull(words[k], nullptr, 10);
    }
    return liandong::bench::run(large, seed) == 0 ? 0 : 1;
}
