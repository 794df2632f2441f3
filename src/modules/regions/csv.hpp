// The tables of a pack's regions: UTF-8, one header line, no quotes and no commas inside a value.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace liandong::modules::regions {

/// Calls `take` for every line below the header with as many cells as `header` names. Throws std::runtime_error naming
/// file and line when the header is another, a line has more or fewer cells, or `take` throws.
void each_line(const std::filesystem::path& file, std::string_view header,
               const std::function<void(const std::vector<std::string_view>&)>& take);

} // namespace liandong::modules::regions
