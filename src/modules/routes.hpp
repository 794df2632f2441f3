// The form in which a module hands out its addresses and what they take and answer, without the way in itself: its
// api*.cpp alone include http/.
#pragma once

#include <boost/json/fwd.hpp>
#include <map>
#include <string>
#include <vector>

namespace liandong::http {
struct Route;
using Routes = std::vector<Route>;
using Schemas = std::map<std::string, boost::json::object>;
enum class Language;
} // namespace liandong::http

namespace liandong::pack {
struct Pack;
}

namespace liandong::modules {
struct Desk;
}
