// Kovács, "Minimum-cost flow algorithms: an experimental evaluation", Optimization Methods and Software 30, 2015, finds
// LEMON's network simplex the fastest of its kind on most families, so that is the one to beat.
#include "assign_peer.hpp"

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <time.h>

namespace liandong::bench {

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

Answer network_simplex(const matching::AssignInput& input) {
    using Graph = lemon::SmartDigraph;
    const int needs = static_cast<int>(input.needs.size()), helpers = static_cast<int>(input.capacities.size());
    Graph graph;
    graph.reserveNode(needs + helpers + 1);
    graph.reserveArc(needs + helpers + static_cast<int>(input.edges.size()));
    for (int node = 0; node <= needs + helpers; ++node)
        graph.addNode();
    const Graph::Node sink = graph.nodeFromId(needs + helpers);
    Graph::ArcMap<std::int64_t> upper(graph), cost(graph);
    Graph::NodeMap<std::int64_t> supply(graph);
    const auto arc = [&](int from, int to, std::int64_t most, std::int64_t price) {
        const Graph::Arc added = graph.addArc(graph.nodeFromId(from), graph.nodeFromId(to));
        upper[added] = most;
        cost[added] = price;
    };
    std::int64_t wanted = 0;
    for (const matching::AssignEdge& edge : input.edges)
        arc(edge.need, needs + edge.helper, input.at_most, edge.cost);
    for (int i = 0; i < needs; ++i) {
        arc(i, needs + helpers, input.needs[i].demand, input.needs[i].penalty);
        supply[graph.nodeFromId(i)] = input.needs[i].demand;
        wanted += input.needs[i].demand;
    }
    for (int j = 0; j < helpers; ++j)
        arc(needs + j, needs + helpers, input.capacities[j], 0);
    supply[sink] = -wanted;

    const double from = cpu_seconds();
    lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> simplex(graph);
    simplex.upperMap(upper).costMap(cost).supplyMap(supply).run();
    return {simplex.totalCost<std::int64_t>(), cpu_seconds() - from};
}

} // namespace liandong::bench
