// What is wrong with a pack: each mistake names its file and line and says what would be right, in both languages.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.hpp"

namespace liandong::pack {

/// Where a thing is written: file relative to the pack's folder, line and column from 1.
struct Source {
    std::string file;
    int line = 0;
    int column = 0;
};

struct Mistake {
    Source source;
    base::Words words;
};

/// `records/talent/worker.toml:12:3: sentence`, in English or Chinese.
std::string to_text(const Mistake& mistake, bool chinese = false);

using MistakeList = std::vector<Mistake>;

/// Adds one mistake.
void wrong(MistakeList& mistakes, const Source& at, std::string zh, std::string en);

/// The name among `known` that was most likely meant, or nothing when none is near.
std::string nearest(std::string_view name, const std::vector<std::string>& known);
/// "; did you mean `required`?" and "，是否想写 `required`？" — empty words when nothing is near.
base::Words did_you_mean(std::string_view name, const std::vector<std::string>& known);
/// Names joined by a comma, at most forty of them.
std::string listed(const std::vector<std::string>& names);

/// Thrown by load(): every mistake that was found, in the order of files and lines. what() holds one line each, in
/// English.
class Mistakes : public std::runtime_error {
public:
    explicit Mistakes(MistakeList found);
    MistakeList all;
};

} // namespace liandong::pack
