// Exact shares: whole numbers above and below the line.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "follow/figures.hpp"

namespace liandong::follow {

/// Amounts by word or place; "" where nothing is told apart. What is missing is nothing at all: 0.
using Amounts = std::map<std::string, Amount>;

/// up / below, times over. Throws std::overflow_error where 64 bits do not hold it.
Amount share(const Amount& up, const Amount& below, std::int64_t times);
Amount sum(const std::vector<Amount>& parts);

} // namespace liandong::follow
