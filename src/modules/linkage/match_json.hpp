// The JSON form of a linkage plan: the engine's input out of a document, its solution into one.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/matching/match.hpp"
#include "modules/linkage/json_reader.hpp"

namespace liandong::linkage {

/// What a document asks for: the engine's input, and a limit of time, which is the caller's to keep.
struct MatchRequest {
    matching::Input input;
    std::optional<double> seconds;
};

/// Reads and checks a whole document; `wrong` is empty when it can be used. Sizes are limited (20,000 needs, 20,000
/// workers, 200,000 volunteers, 100,000 resources, 500 million pairs).
MatchRequest read_match(std::string_view text, std::vector<Wrong>& wrong);

/// The answer of CONTRACTS, each reason with its code, its numbers and its words in both languages. `would_help` names
/// the list it changes, and either the record's id with the members to `set` or the record to `add` and how often.
boost::json::object write_match(const matching::Solution& solution, const MatchRequest& request, double seconds);

/// The weights that apply when none are given, and what each means.
boost::json::object write_weights();

/// All that is wrong in one line, in both languages.
std::string sentence(const std::vector<Wrong>& wrong);

} // namespace liandong::linkage
