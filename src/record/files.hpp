// What the kernel asks about attachments, which lie in a room it does not see. A house without answers (tests of types
// without files) takes no file at all.
#pragma once

#include <boost/json/fwd.hpp>
#include <functional>
#include <string>

#include "record/context.hpp"

namespace liandong::record {

/// A field of a record, as attachments remember it.
struct FilePlace {
    const std::string& type;
    const Uuid& record;
    const std::string& field;
};

struct Files {
    /// Whether this attachment has arrived whole and the writer may put it into a record: it is her own, or the server
    /// itself writes.
    std::function<bool(db::Session&, const std::string& id, const Given&)> may_attach;
    /// The field names it from now on, or no longer.
    std::function<void(db::Session&, const std::string& id, const FilePlace&)> attached;
    std::function<void(db::Session&, const std::string& id, const FilePlace&)> detached;
};

} // namespace liandong::record
