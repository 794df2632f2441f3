// The kernel: one door for every change of every declared type. A change is checked against the declaration and the
// rules, written with its journal line, and everything kept or copied elsewhere is put right, in the transaction it is
// given.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "record/context.hpp"
#include "record/files.hpp"
#include "record/patch.hpp"

namespace liandong::record {

/// What came of a change.
struct Saved {
    Record record;
    std::int64_t position = 0;
    std::vector<base::Finding> advice; // warnings, and reasons that were given
    bool merged = false;               // somebody else had changed other fields meanwhile
};

class Change;

/// What an event's hook is given: it may read, and may set fields of the record that moves.
struct HookCall {
    db::Session& session;
    const House& house;
    const Shape& shape;
    Record& record;
    const Given& given;
};
using EventHook = std::function<void(HookCall&)>;

/// What a rule's hook is given: the record that would be saved. It returns what it found.
using RuleHook = std::function<std::vector<base::Finding>(const HookCall&)>;

/// What data cannot say, by the names the pack uses. Modules fill it at start.
struct Hooks {
    std::map<std::string, EventHook> events;
    std::map<std::string, RuleHook> rules;
};

/// What the kernel asks of the divisions: whether a place is known, and its level from 1 (province) to 5 (village); 0
/// when not.
using RegionLevelOf = std::function<int(const std::string& code)>;

class Kernel {
public:
    Kernel(const pack::Pack& pack, const expr::Schema& schema, const expr::Calendar& calendar, const crypt::Keys& keys,
           RegionLevelOf region_level, Hooks hooks = {}, Files files = {});

    const House& house() const { return house_; }
    const Shapes& shapes() const { return shapes_; }
    const Store& store() const { return store_; }

    /// Makes a record. Throws Fault invalid with all findings, forbidden when `may` does not see what would be made,
    /// conflict when the id exists.
    Saved create(db::Session& session, const Shape& shape, const Uuid& id, const Patch& patch, const Given& given,
                 const Sight& may) const;
    /// Changes a record that was read at `version`. Disjoint changes made since are merged when every rule accepts.
    /// Throws Fault absent when `seen` does not see it, forbidden when `may` does not, conflict with both when fields
    /// clash.
    Saved change(db::Session& session, const Shape& shape, const Uuid& id, std::int64_t version, const Patch& patch,
                 const Given& given, const Sight& seen, const Sight& may) const;
    /// Moves a record through an event. Throws Fault conflict when the event is not open in its state or the version is
    /// stale.
    Saved fire(db::Session& session, const Shape& shape, const Uuid& id, std::int64_t version, const std::string& event,
               const Patch& patch, const Given& given, const Sight& seen, const Sight& may) const;
    /// The server's own event, whatever the version.
    Saved fire_system(db::Session& session, const Shape& shape, const Uuid& id, const std::string& event,
                      const Patch& patch, const Given& given) const;
    /// Works a kept field of these records out again for today: the moving windows of `during`. What changes is written
    /// with its journal line, and goes on to whatever is made from it.
    void keep_again(db::Session& session, const Shape& shape, const std::vector<Record>& owners, std::size_t field,
                    const Given& given) const;

    /// The record, when `seen` sees it.
    std::optional<Record> fetch(db::Session& session, const Shape& shape, const Uuid& id, const Given& given,
                                const Sight& seen) const;
    int region_level(const std::string& code) const { return region_level_(code); }
    const Hooks& hooks() const { return hooks_; }
    const Files& files() const { return files_; }

private:
    const pack::Pack& pack_;
    Shapes shapes_;
    Store store_;
    House house_;
    RegionLevelOf region_level_;
    Hooks hooks_;
    Files files_;
};

} // namespace liandong::record
