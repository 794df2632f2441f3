// The terms of the cost that workers and volunteers share, and the reasons that say them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/matching/people.hpp"

namespace liandong::matching {

/// Lost when the window that holds the time leaves no slack before and after. Nothing without windows or time.
std::int64_t slack_lost(const Weights& weights, const std::vector<Window>& windows, const std::optional<Window>& time);
/// Lost for the share of the need's languages not spoken.
std::int64_t language_lost(const Weights& weights, const Need& need, const std::vector<std::string>& spoken);
/// Lost when others have served the person before.
std::int64_t known_lost(const Weights& weights, const Need& need, const std::string& id);

void explain_language(const Weights& weights, const Need& need, const std::string& id,
                      const std::vector<std::string>& spoken, std::vector<Reason>& reasons);
void explain_known(const Weights& weights, const Need& need, const std::string& id, std::vector<Reason>& reasons);

} // namespace liandong::matching
