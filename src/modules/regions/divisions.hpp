// The divisions as figures ask for them.
#pragma once

#include "follow/figures.hpp"
#include "modules/regions/atlas.hpp"

namespace liandong::modules::regions {

/// Outlived by the atlas.
class AtlasDivisions : public follow::Divisions {
public:
    explicit AtlasDivisions(const Atlas& atlas) : atlas_(atlas) {}

    bool known(const std::string& region) const override;
    std::vector<std::string> units(std::string_view level, const std::string& within) const override;
    base::Value value(const std::string& region, std::string_view field) const override;
    std::optional<std::int64_t> population(const std::string& region, base::Date day) const override;

private:
    const Atlas& atlas_;
};

} // namespace liandong::modules::regions
