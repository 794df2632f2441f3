// What this module adds to the kernel.
#pragma once

#include "record/kernel.hpp"

namespace liandong::modules::services {

/// Registers services.place_request: a submitted request goes to the open station that covers its township. Without one
/// the station stays empty, and whoever answers for the region sees it.
void add_hooks(record::Hooks& hooks);

} // namespace liandong::modules::services
