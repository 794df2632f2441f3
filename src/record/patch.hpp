// What somebody wants written, read from JSON or a file and not yet checked against the record: values by field, child
// rows by type and id. A masked value sent back means unchanged and does not appear here.
#pragma once

#include <boost/json/fwd.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/fault.hpp"
#include "record/record.hpp"
#include "record/shape.hpp"

namespace liandong::record {

struct RowPatch;

struct Patch {
    std::map<std::size_t, Value> values; // by field; an empty value empties the field
    std::vector<RowPatch> rows;

    bool empty() const { return values.empty() && rows.empty(); }
};

struct RowPatch {
    const Shape* shape = nullptr;
    Uuid id;
    bool removed = false;
    Patch patch;
};

/// Reads {"fields":{…},"rows":{TYPE:{ID:{…}|null}}} for a type, adding a finding for each thing that is not as
/// declared: unknown field, wrong kind, impossible date, too long, not well-formed. A computed or unknown field is a
/// finding. `at` goes before field names in findings: "rows.TYPE.ID.".
Patch read_patch(const Shapes& shapes, const Shape& shape, const boost::json::object& body,
                 std::vector<base::Finding>& findings);
/// One value, as JSON has it, for a field. Nothing and a finding when it is not one.
std::optional<Value> read_value(const pack::Field& field, const pack::CodeList* list, const boost::json::value& json,
                                const std::string& at, std::vector<base::Finding>& findings);

} // namespace liandong::record
