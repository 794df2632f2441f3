// What this module adds to the kernel.
#pragma once

#include "modules/services/crisis.hpp"
#include "record/kernel.hpp"

namespace liandong::modules::services {

/// Registers services.place_request: a submitted request goes to the open station that covers its township. Without one
/// the station stays empty, and the county acts. What speaks of danger is marked and urgent.
void add_hooks(record::Hooks& hooks, Crisis crisis);

} // namespace liandong::modules::services
