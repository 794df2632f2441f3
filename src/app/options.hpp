// The options that many commands share, under one name each.
#pragma once

#include "app/commands.hpp"
#include "app/house.hpp"

namespace liandong::app {

/// --db, --pack, --keys, --blobs.
inline void add_named(CLI::App& command, Named& named) {
    command.add_option("--db", named.db, "sqlite:PATH or postgresql://…")->required();
    command.add_option("--pack", named.pack, "the policy pack's folder (otherwise the one named at init)");
    command.add_option("--keys", named.keys, "the file of keys (otherwise beside the database, or LIANDONG_KEYS)");
    command.add_option("--blobs", named.blobs,
                       "the folder of attachments (otherwise beside the database, LIANDONG_BLOBS, or beside the keys)");
}

} // namespace liandong::app
