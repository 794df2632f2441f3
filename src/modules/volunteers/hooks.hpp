// What this module adds to the kernel.
#pragma once

#include "record/kernel.hpp"

namespace liandong::modules::volunteers {

/// Registers volunteers.day_limit. It reads other lines of the same volunteer: write hours at Isolation::serializable.
void add_hooks(record::Hooks& hooks);

} // namespace liandong::modules::volunteers
