#include "modules/regions/atlas.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "modules/regions/csv.hpp"

namespace liandong::modules::regions {
namespace {

constexpr double earth_m = 6'371'008.8; // mean radius, IUGG
constexpr std::size_t words_most = 8;
constexpr std::size_t query_bytes_most = 240;

template <class Number>
Number number(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        throw std::runtime_error("`" + std::string(text) + "` is no number");
    return value;
}

std::optional<base::Date> day(std::string_view text) {
    if (text.empty())
        return std::nullopt;
    const auto date = base::parse_date(text);
    if (!date)
        throw std::runtime_error("`" + std::string(text) + "` is no day");
    return date;
}

std::optional<Point> point(std::string_view lon, std::string_view lat) {
    if (lon.empty() && lat.empty())
        return std::nullopt;
    return Point{number<double>(lon), number<double>(lat)};
}

base::RegionCode code(std::string_view text) {
    const auto code = text.size() == 12 ? base::RegionCode::parse(text) : std::nullopt;
    if (!code)
        throw std::runtime_error("`" + std::string(text) + "` is no code of 12 digits");
    return *code;
}

/// The words of a query, blanks of any kind between them.
std::vector<std::string> words_of(std::string_view query) {
    std::string text(query.substr(0, query_bytes_most));
    for (std::string_view blank : {"\u3000", "，", "、", ","})
        for (auto at = text.find(blank); at != std::string::npos; at = text.find(blank))
            text.replace(at, blank.size(), " ");
    std::vector<std::string> words;
    for (std::size_t at = text.find_first_not_of(" \t"); at != std::string::npos && words.size() < words_most;) {
        const auto end = std::min(text.find_first_of(" \t", at), text.size());
        words.push_back(text.substr(at, end - at));
        at = text.find_first_not_of(" \t", end);
    }
    return words;
}

bool holds_all(const std::string& path, const std::vector<std::string>& words) {
    return std::all_of(words.begin(), words.end(),
                       [&](const auto& word) { return path.find(word) != std::string::npos; });
}

/// Whether the characters of `word` come in `path` in this order.
bool in_order(const std::string& path, std::string_view word) {
    std::size_t from = 0;
    while (!word.empty()) {
        std::size_t length = 1;
        while (length < word.size() && (static_cast<unsigned char>(word[length]) & 0xC0) == 0x80)
            ++length;
        const auto at = path.find(word.substr(0, length), from);
        if (at == std::string::npos)
            return false;
        from = at + length;
        word.remove_prefix(length);
    }
    return true;
}

bool is_code(const std::string& word) {
    return word.size() <= 12 &&
           std::all_of(word.begin(), word.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
}

} // namespace

Atlas Atlas::read(const std::filesystem::path& pack_folder) {
    Atlas atlas;
    atlas.read_divisions(pack_folder / "regions" / "divisions.csv");
    atlas.read_population(pack_folder / "regions" / "population.csv");
    return atlas;
}

void Atlas::read_divisions(const std::filesystem::path& file) {
    constexpr std::size_t about = 20'000;
    regions_.reserve(about);
    paths_.reserve(about);
    children_.reserve(about);
    at_.reserve(about);
    each_line(file, "code,name,kind,type,valid_from,valid_to,lon,lat,approx", [&](const auto& cell) {
        add({.code = std::string(cell[0]),
             .name = std::string(cell[1]),
             .kind = std::string(cell[2]),
             .type = std::string(cell[3]),
             .level = code(cell[0]).level(),
             .from = day(cell[4]),
             .until = day(cell[5]),
             .point = point(cell[6], cell[7]),
             .approximate = cell[8] == "1"});
    });
}

void Atlas::add(Region region) {
    if (!regions_.empty() && region.code <= regions_.back().code)
        throw std::runtime_error("the lines stand by code, each once");
    const std::size_t own = regions_.size();
    std::string path = region.name;
    if (region.level != base::RegionLevel::province) {
        const std::size_t parent = place(code(region.code).parent().text());
        if (parent == own)
            throw std::runtime_error("what it lies in is not in the list");
        const Region& above = regions_[parent];
        children_[parent].push_back(own);
        if (!region.point && above.point) {
            region.point = above.point;
            region.approximate = true;
        }
        // 嘉峪关 is a prefecture and a county of one name, and the path says it once.
        if (above.level != base::RegionLevel::province)
            path = above.name == region.name ? paths_[parent] : paths_[parent] + " " + region.name;
    }
    at_.emplace(region.code, own);
    paths_.push_back(std::move(path));
    children_.emplace_back();
    regions_.push_back(std::move(region));
}

void Atlas::read_population(const std::filesystem::path& file) {
    each_line(file, "code,year,population,urban,rural,age_0_14,age_65,households,computed", [&](const auto& cell) {
        const auto county = code(cell[0]);
        if (!find(county.text()))
            throw std::runtime_error("`" + county.text() + "` is not in divisions.csv");
        const Population people{number<std::int64_t>(cell[2]), number<std::int64_t>(cell[3]),
                                number<std::int64_t>(cell[4]), number<std::int64_t>(cell[5]),
                                number<std::int64_t>(cell[6])};
        for (const auto level : {base::RegionLevel::province, base::RegionLevel::prefecture, base::RegionLevel::county})
            count(county.at(level).text(), people);
    });
}

void Atlas::count(const std::string& code, const Population& people) {
    Population& sum = population_[code];
    sum.total += people.total;
    sum.urban += people.urban;
    sum.rural += people.rural;
    sum.age_0_14 += people.age_0_14;
    sum.age_65 += people.age_65;
}

std::size_t Atlas::place(const std::string& code) const {
    const auto found = at_.find(code);
    return found == at_.end() ? regions_.size() : found->second;
}

const Region* Atlas::find(const std::string& code) const {
    const std::size_t at = place(code);
    return at == regions_.size() ? nullptr : &regions_[at];
}

int Atlas::level(const std::string& code) const {
    const Region* region = find(code);
    return region ? static_cast<int>(region->level) : 0;
}

std::vector<const Region*> Atlas::children(const std::string& code, base::Date day) const {
    std::vector<const Region*> found;
    const std::size_t at = place(code);
    if (at < regions_.size())
        for (const std::size_t child : children_[at])
            if (regions_[child].stands(day))
                found.push_back(&regions_[child]);
    return found;
}

bool Atlas::has_children(const std::string& code, base::Date day) const {
    const std::size_t at = place(code);
    return at < regions_.size() && std::any_of(children_[at].begin(), children_[at].end(),
                                               [&](std::size_t child) { return regions_[child].stands(day); });
}

std::string Atlas::path(const std::string& code) const {
    const std::size_t at = place(code);
    return at == regions_.size() ? code : paths_[at];
}

std::string Atlas::short_path(const std::string& code) const {
    const std::string path = this->path(code);
    const auto last = path.rfind(' ');
    const auto before = last == std::string::npos || last == 0 ? std::string::npos : path.rfind(' ', last - 1);
    return before == std::string::npos ? path : path.substr(before + 1);
}

std::vector<const Region*> Atlas::search(const Search& wanted) const {
    const auto words = words_of(wanted.words);
    const auto inside = base::RegionCode::parse(wanted.inside);
    const auto fits = [&](std::size_t at) {
        const Region& region = regions_[at];
        return (!wanted.level || region.level == *wanted.level) && region.stands(wanted.day) &&
               (!inside || code(region.code).within(*inside));
    };
    const auto matching = [&](const auto& matches) {
        std::vector<std::size_t> found;
        for (std::size_t at = 0; at < regions_.size() && !words.empty(); ++at)
            if (matches(at) && fits(at))
                found.push_back(at);
        return found;
    };
    auto found = words.size() == 1 && is_code(words.front())
                     ? matching([&](std::size_t at) { return regions_[at].code.starts_with(words.front()); })
                     : matching([&](std::size_t at) { return holds_all(paths_[at], words); });
    if (found.empty())
        found = matching([&](std::size_t at) {
            return std::all_of(words.begin(), words.end(),
                               [&](const auto& word) { return in_order(paths_[at], word); });
        });
    const auto rank = [&](std::size_t at) {
        const bool named_so = regions_[at].name.find(words.back()) != std::string::npos;
        return std::tuple(!named_so, regions_[at].level, at);
    };
    std::sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    std::vector<const Region*> answer;
    for (std::size_t i = 0; i < std::min(wanted.most, found.size()); ++i)
        answer.push_back(&regions_[found[i]]);
    return answer;
}

std::optional<Population> Atlas::population(const std::string& code) const {
    const auto found = population_.find(code);
    return found == population_.end() ? std::nullopt : std::optional(found->second);
}

double distance(Point a, Point b) {
    constexpr double degree = std::numbers::pi / 180;
    const double up = std::sin((b.lat - a.lat) * degree / 2), across = std::sin((b.lon - a.lon) * degree / 2);
    const double half = up * up + std::cos(a.lat * degree) * std::cos(b.lat * degree) * across * across;
    return 2 * earth_m * std::asin(std::min(1.0, std::sqrt(half)));
}

} // namespace liandong::modules::regions
