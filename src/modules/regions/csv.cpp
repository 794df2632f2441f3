#include "modules/regions/csv.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace liandong::modules::regions {
namespace {

std::string contents(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw std::runtime_error(file.string() + ": cannot be read");
    std::ostringstream all;
    all << in.rdbuf();
    return std::move(all).str();
}

/// Cuts the next line off the front, without its end.
std::string_view next_line(std::string_view& rest) {
    const auto end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

void cut(std::string_view line, std::vector<std::string_view>& cells) {
    cells.clear();
    for (;;) {
        const auto comma = line.find(',');
        cells.push_back(line.substr(0, comma));
        if (comma == std::string_view::npos)
            return;
        line.remove_prefix(comma + 1);
    }
}

} // namespace

void each_line(const std::filesystem::path& file, std::string_view header,
               const std::function<void(const std::vector<std::string_view>&)>& take) {
    const std::string text = contents(file);
    std::string_view rest = text;
    const auto wrong = [&](int line, const std::string& what) {
        return std::runtime_error(file.string() + ":" + std::to_string(line) + ": " + what);
    };
    if (next_line(rest) != header)
        throw wrong(1, "the header should be " + std::string(header));
    const auto columns = static_cast<std::size_t>(std::count(header.begin(), header.end(), ',')) + 1;
    std::vector<std::string_view> cells;
    for (int line = 2; !rest.empty(); ++line) {
        cut(next_line(rest), cells);
        if (cells.size() != columns)
            throw wrong(line, "takes " + std::to_string(columns) + " values, has " + std::to_string(cells.size()));
        try {
            take(cells);
        } catch (const std::runtime_error& error) {
            throw wrong(line, error.what());
        }
    }
}

} // namespace liandong::modules::regions
