// The form in which a module hands out its addresses, without the way in itself: its api.cpp alone includes http/.
#pragma once

#include <vector>

namespace liandong::http {
struct Route;
using Routes = std::vector<Route>;
} // namespace liandong::http

namespace liandong::modules {
struct Desk;
}
