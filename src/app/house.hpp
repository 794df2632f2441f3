// Everything a command works with, opened in the right order from what the command line names.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "access/door.hpp"
#include "blob/attachments.hpp"
#include "crypt/keys.hpp"
#include "db/database.hpp"
#include "expr/calendar.hpp"
#include "modules/desk.hpp"
#include "modules/regions/divisions.hpp"
#include "pack/load.hpp"
#include "record/kernel.hpp"

namespace liandong::app {

/// What the command line says.
struct Named {
    std::string db;         // sqlite:PATH or postgresql://…
    std::string pack;       // a folder; empty: the one named at init
    std::string keys;       // a file; empty: beside the SQLite database, or LIANDONG_KEYS
    std::string blobs = {}; // a folder; empty: beside the SQLite database, LIANDONG_BLOBS, or beside the keys
};

/// The file of keys. Throws Refused when a PostgreSQL database is named and no keys are.
std::filesystem::path keys_file(const Named& named);
/// The folder of attachments.
std::filesystem::path blobs_folder(const Named& named);
/// The pack's folder: the one named, or the one written down at init. Throws Refused when neither is there.
std::filesystem::path pack_folder(const Named& named, db::Database& database);

/// Opened once, alive until the command ends.
struct House {
    House(std::unique_ptr<db::Database> opened, const std::filesystem::path& pack_path,
          const std::filesystem::path& keys_path, const std::filesystem::path& blobs_path);

    std::unique_ptr<db::Database> database;
    pack::Pack pack;
    crypt::Keys keys;
    expr::Calendar calendar;
    modules::regions::Atlas atlas;
    blob::Attachments attachments;
    record::Kernel kernel;
    access::Door door;
    modules::regions::AtlasDivisions divisions;
    follow::Figures figures;
    modules::Desk desk;
};

/// Opens the database and everything else the command line names. Throws Refused when it was never made by init, or
/// made for another pack or another shape of the tables than this program's.
std::unique_ptr<House> open(const Named& named);

/// What a database of this house is prepared for: pack, tables, columns and indexes, as a short digest.
std::string made_for(const House& house);

/// All tables of this house, for migrate.
std::vector<db::Table> tables(const House& house);

} // namespace liandong::app
