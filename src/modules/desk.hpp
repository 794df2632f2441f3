// What every module works with: made once by app, alive as long as the server.
#pragma once

#include "access/door.hpp"
#include "db/database.hpp"
#include "record/kernel.hpp"

namespace liandong::follow {
class Figures;
}

namespace liandong::blob {
class Attachments;
}

namespace liandong::modules {

namespace regions {
class Atlas;
}

struct Desk {
    db::Database& database;
    const pack::Pack& pack;
    const record::Kernel& kernel;
    const crypt::Keys& keys;
    const regions::Atlas& atlas;
    access::Door& door;
    const follow::Figures& figures;
    const blob::Attachments& attachments;
};

} // namespace liandong::modules
