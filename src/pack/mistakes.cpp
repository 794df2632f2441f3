// Mistakes of a pack in words, and the guess at what was meant.
#include "pack/mistakes.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

namespace liandong::pack {

namespace {

/// Edit distance in which two neighbours that changed places count as one slip (Damerau, optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.size()][b.size()];
}

std::string all_lines(const MistakeList& found) {
    std::string lines;
    for (const auto& mistake : found)
        lines += (lines.empty() ? "" : "\n") + to_text(mistake);
    return lines;
}

MistakeList in_order(MistakeList found) {
    std::stable_sort(found.begin(), found.end(), [](const Mistake& a, const Mistake& b) {
        return std::tie(a.source.file, a.source.line, a.source.column) <
               std::tie(b.source.file, b.source.line, b.source.column);
    });
    return found;
}

} // namespace

std::string to_text(const Mistake& mistake, bool chinese) {
    const auto& at = mistake.source;
    std::string place = at.file;
    if (at.line > 0)
        place += fmt::format(":{}:{}", at.line, at.column);
    return place + ": " + (chinese ? mistake.words.zh : mistake.words.en);
}

void wrong(MistakeList& mistakes, const Source& at, std::string zh, std::string en) {
    // A sentence that closes with a guess closes with its question mark.
    if (en.ends_with("?."))
        en.pop_back();
    if (zh.ends_with("？。"))
        zh.resize(zh.size() - std::string_view("。").size());
    mistakes.push_back({at, {std::move(zh), std::move(en)}});
}

std::string nearest(std::string_view name, const std::vector<std::string>& known) {
    std::size_t best = std::max<std::size_t>(1, (name.size() + 2) / 3) + 1;
    std::string found;
    if (name.size() > 100)
        return found;
    for (const auto& candidate : known) {
        const std::size_t longer = std::max(candidate.size(), name.size()),
                          shorter = std::min(candidate.size(), name.size());
        if (candidate.empty() || longer - shorter >= best)
            continue;
        if (const auto away = distance(name, candidate); away < best) {
            best = away;
            found = candidate;
        }
    }
    return found;
}

base::Words did_you_mean(std::string_view name, const std::vector<std::string>& known) {
    const auto near = nearest(name, known);
    if (near.empty())
        return {};
    return {fmt::format("，是否想写 `{}`？", near), fmt::format("; did you mean `{}`?", near)};
}

std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t most = 40;
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < most; ++i)
        text += (i ? ", " : "") + names[i];
    return names.size() > most ? text + ", …" : text;
}

Mistakes::Mistakes(MistakeList found) : std::runtime_error(all_lines(found)), all(in_order(std::move(found))) {}

} // namespace liandong::pack
