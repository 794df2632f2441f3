// Who may read an attachment: its sender until a record names it, then whoever may read that field in clear.
#pragma once

#include "blob/blob.hpp"
#include "modules/desk.hpp"
#include "record/context.hpp"

namespace liandong::modules::registers {

/// Whether `given.me` may read the content.
bool may_read(const Desk& desk, db::Session& session, const record::Given& given, const blob::Blob& blob);
/// Whether this account may send files to be read in: who may both create and export a type keeps whole lists of it.
bool may_import(const pack::Pack& pack, const record::Actor& actor);

} // namespace liandong::modules::registers
