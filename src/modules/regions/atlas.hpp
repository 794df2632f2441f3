// The divisions of the province in memory, read from the pack: names, kinds, points, who lies in whom. Nothing of it is
// written by hand elsewhere; a place without a point of its own takes its parent's and is approximate.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"
#include "base/region_code.hpp"

namespace liandong::modules::regions {

struct Point {
    double lon = 0; // WGS-84
    double lat = 0;
};

struct Region {
    std::string code; // 12 digits
    std::string name;
    std::string kind; // official, statistical, virtual
    std::string type; // town, street, villagers …
    base::RegionLevel level = base::RegionLevel::village;
    std::optional<base::Date> from, until; // first and last day; none: since before the list, and still
    std::optional<Point> point;
    bool approximate = false;

    bool official() const { return kind == "official"; }
    bool stands(base::Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
};

struct Population {
    std::int64_t total = 0, urban = 0, rural = 0, age_0_14 = 0, age_65 = 0;
};

/// What to look for: words of a path, or the beginning of a code.
struct Search {
    std::string words;
    std::string inside = {};                     // a place's code; empty: the whole province
    std::optional<base::RegionLevel> level = {}; // only units of this level
    std::size_t most = 20;
    base::Date day = base::today();
};

class Atlas {
public:
    /// Reads regions/divisions.csv and population.csv of a pack. Throws std::runtime_error naming file and line.
    static Atlas read(const std::filesystem::path& pack_folder);

    /// Null when there is no such place.
    const Region* find(const std::string& code) const;
    /// 1 province … 5 village; 0 when unknown.
    int level(const std::string& code) const;
    /// The units one level down that stand on the day, by code.
    std::vector<const Region*> children(const std::string& code, base::Date day = base::today()) const;
    /// Whether there is a unit below that stands on the day.
    bool has_children(const std::string& code, base::Date day = base::today()) const;
    /// "兰州市 榆中县 夏官营镇": the path below the province, by which same names are told apart. The code when
    /// unknown.
    std::string path(const std::string& code) const;
    /// The last two names of the path: what a list shows.
    std::string short_path(const std::string& code) const;
    /// Places whose path holds every word, those named so themselves before those that lie in one, nearer the top
    /// first. When there are none, places whose path has the characters in this order: 榆中夏官营 finds 榆中县
    /// 夏官营镇.
    std::vector<const Region*> search(const Search& wanted) const;
    const std::vector<Region>& all() const { return regions_; }
    /// The census of a county, or the sum of the counties of a prefecture or the province; nothing below the county.
    std::optional<Population> population(const std::string& code) const;

private:
    std::size_t place(const std::string& code) const; // regions_.size() when there is none
    void read_divisions(const std::filesystem::path& file);
    void read_population(const std::filesystem::path& file);
    void add(Region region);
    void count(const std::string& code, const Population& people);

    std::vector<Region> regions_;                    // by code
    std::vector<std::string> paths_;                 // beside them
    std::vector<std::vector<std::size_t>> children_; // beside them, by code
    std::unordered_map<std::string, std::size_t> at_;
    std::unordered_map<std::string, Population> population_;
};

/// Great-circle distance in metres.
double distance(Point a, Point b);

} // namespace liandong::modules::regions
