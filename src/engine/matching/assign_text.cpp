// A line reader without allocation a line: files of several million edges are read in a second or two.
#include "engine/matching/assign_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liandong::matching {

namespace {

using base::Words;

// The numbers of one line, or how many there were.
struct Numbers {
    std::int64_t at[3] = {};
    bool right = false;
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

Numbers numbers(std::string_view text, int wanted) {
    Numbers found;
    const char *at = text.data(), *end = at + text.size();
    for (int k = 0; k < wanted; ++k) {
        while (at < end && is_space(*at))
            ++at;
        const auto [next, error] = std::from_chars(at, end, found.at[k]);
        if (error != std::errc{} || (next < end && !is_space(*next)))
            return found;
        at = next;
    }
    while (at < end && is_space(*at))
        ++at;
    found.right = at == end;
    return found;
}

Words wrong_shape(std::string_view shape) {
    return {fmt::format("应为“{}”，且均为 64 位以内的整数", shape),
            fmt::format("expected `{}`, whole numbers within 64 bits", shape)};
}

Words outside(std::string_view what_zh, std::string_view what_en, std::int64_t value, std::int64_t most) {
    return {fmt::format("{}为 {}，应在 0 至 {} 之间", what_zh, value, most),
            fmt::format("{} is {}, it must be 0 to {}", what_en, value, most)};
}

class Reader {
public:
    Reader(std::istream& in, AssignInput& into) : in_(in), into_(into) {}

    std::optional<TextFault> read() {
        std::string text;
        while (std::getline(in_, text)) {
            ++line_;
            if (std::string_view(text).find_first_not_of(" \t\r") == std::string_view::npos)
                continue;
            if (auto wrong = header_seen_ ? take(text) : take_header(text))
                return TextFault{line_, *wrong};
        }
        if (auto wrong = whole())
            return TextFault{0, *wrong};
        return {};
    }

private:
    std::optional<Words> take_header(std::string_view text) {
        const bool named = text.substr(0, 6) == "assign" && text.size() > 6 && is_space(text[6]);
        const Numbers found = named ? numbers(text.substr(6), 3) : Numbers{};
        if (!found.right)
            return wrong_shape("assign NEEDS HELPERS EDGES");
        const auto [needs, helpers, edges] = found.at;
        if (needs < 0 || needs > text_needs_max)
            return outside("需求数", "NEEDS", needs, text_needs_max);
        if (helpers < 0 || helpers > text_helpers_max)
            return outside("帮助者数", "HELPERS", helpers, text_helpers_max);
        if (edges < 0 || edges > text_edges_max)
            return outside("边数", "EDGES", edges, text_edges_max);
        header_seen_ = true;
        edges_ = edges;
        into_.needs.assign(needs, {-1, 0});
        into_.capacities.assign(helpers, -1);
        into_.edges.clear();
        return {};
    }

    std::optional<Words> take(std::string_view text) {
        const char kind = text[0];
        const bool spaced = text.size() > 1 && is_space(text[1]);
        if (spaced && kind == 'e')
            return take_edge(text.substr(1));
        if (spaced && kind == 'n')
            return take_need(text.substr(1));
        if (spaced && kind == 'h')
            return take_helper(text.substr(1));
        return Words{"行首应为 n、h 或 e", "a line begins with n, h or e"};
    }

    std::optional<Words> take_need(std::string_view text) {
        const Numbers found = numbers(text, 3);
        if (!found.right)
            return wrong_shape("n I DEMAND PENALTY");
        const auto [need, demand, penalty] = found.at;
        if (auto wrong = check_need(need))
            return wrong;
        if (demand < 0)
            return Words{"需求量不能为负", "DEMAND must not be negative"};
        if (into_.needs[need].demand >= 0)
            return Words{fmt::format("需求 {} 已有一行", need), fmt::format("need {} has a line already", need)};
        into_.needs[need] = {demand, penalty};
        return {};
    }

    std::optional<Words> take_helper(std::string_view text) {
        const Numbers found = numbers(text, 2);
        if (!found.right)
            return wrong_shape("h J CAPACITY");
        const std::int64_t helper = found.at[0], capacity = found.at[1];
        if (auto wrong = check_helper(helper))
            return wrong;
        if (capacity < 0)
            return Words{"容量不能为负", "CAPACITY must not be negative"};
        if (into_.capacities[helper] >= 0)
            return Words{fmt::format("帮助者 {} 已有一行", helper),
                         fmt::format("helper {} has a line already", helper)};
        into_.capacities[helper] = capacity;
        return {};
    }

    std::optional<Words> take_edge(std::string_view text) {
        const Numbers found = numbers(text, 3);
        if (!found.right)
            return wrong_shape("e I J COST");
        const auto [need, helper, cost] = found.at;
        if (auto wrong = check_need(need))
            return wrong;
        if (auto wrong = check_helper(helper))
            return wrong;
        if (static_cast<std::int64_t>(into_.edges.size()) == edges_)
            return Words{fmt::format("边多于首行所写的 {} 条", edges_),
                         fmt::format("more edges than the {} of the header", edges_)};
        into_.edges.push_back({static_cast<int>(need), static_cast<int>(helper), cost});
        return {};
    }

    std::optional<Words> check_need(std::int64_t need) const {
        if (need >= 0 && need < static_cast<std::int64_t>(into_.needs.size()))
            return {};
        return Words{
            fmt::format("没有需求 {}：编号从 0 到 {}", need, static_cast<std::int64_t>(into_.needs.size()) - 1),
            fmt::format("there is no need {}: they are numbered from 0 to {}", need,
                        static_cast<std::int64_t>(into_.needs.size()) - 1)};
    }

    std::optional<Words> check_helper(std::int64_t helper) const {
        const auto helpers = static_cast<std::int64_t>(into_.capacities.size());
        if (helper >= 0 && helper < helpers)
            return {};
        return Words{fmt::format("没有帮助者 {}：编号从 0 到 {}", helper, helpers - 1),
                     fmt::format("there is no helper {}: they are numbered from 0 to {}", helper, helpers - 1)};
    }

    std::optional<Words> whole() const {
        if (!header_seen_)
            return Words{"缺少首行“assign NEEDS HELPERS EDGES”", "the header `assign NEEDS HELPERS EDGES` is missing"};
        for (std::size_t i = 0; i < into_.needs.size(); ++i)
            if (into_.needs[i].demand < 0)
                return Words{fmt::format("需求 {} 没有 n 行", i), fmt::format("need {} has no line `n`", i)};
        for (std::size_t j = 0; j < into_.capacities.size(); ++j)
            if (into_.capacities[j] < 0)
                return Words{fmt::format("帮助者 {} 没有 h 行", j), fmt::format("helper {} has no line `h`", j)};
        const auto edges = static_cast<std::int64_t>(into_.edges.size());
        if (edges != edges_)
            return Words{fmt::format("首行写有 {} 条边，实有 {} 条", edges_, edges),
                         fmt::format("the header says {} edges, the file has {}", edges_, edges)};
        return twice();
    }

    /// An edge may stand once.
    std::optional<Words> twice() const {
        std::vector<std::pair<int, int>> pairs;
        pairs.reserve(into_.edges.size());
        for (const auto& edge : into_.edges)
            pairs.emplace_back(edge.need, edge.helper);
        std::sort(pairs.begin(), pairs.end());
        const auto again = std::adjacent_find(pairs.begin(), pairs.end());
        if (again == pairs.end())
            return {};
        return Words{
            fmt::format("需求 {} 与帮助者 {} 之间的边写了不止一次", again->first, again->second),
            fmt::format("the edge of need {} and helper {} stands more than once", again->first, again->second)};
    }

    std::istream& in_;
    AssignInput& into_;
    std::int64_t line_ = 0, edges_ = 0;
    bool header_seen_ = false;
};

std::string_view name_of(AssignOutcome outcome) {
    switch (outcome) {
        case AssignOutcome::optimal: return "optimal";
        case AssignOutcome::feasible: return "feasible";
        case AssignOutcome::time_limit: return "time_limit";
        case AssignOutcome::refused: return "refused";
    }
    return "";
}

} // namespace

std::optional<TextFault> read_assign(std::istream& in, AssignInput& into) { return Reader(in, into).read(); }

void write_assign(std::ostream& out, const AssignInput& input, const AssignSolution& solution, double seconds) {
    out << fmt::format("cost {}\nlower_bound {}\noutcome {}\nseconds {:.6f}\n", solution.cost, solution.lower_bound,
                       name_of(solution.outcome), seconds);
    fmt::memory_buffer lines;
    for (const AssignUse& use : solution.used)
        for (std::int64_t unit = 0; unit < use.amount; ++unit)
            fmt::format_to(std::back_inserter(lines), "a {} {}\n", input.edges[use.edge].need,
                           input.edges[use.edge].helper);
    out.write(lines.data(), static_cast<std::streamsize>(lines.size()));
}

} // namespace liandong::matching
