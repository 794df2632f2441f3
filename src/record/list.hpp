// Lists of records: filtered by criteria, narrowed to what the viewer may see, ordered, a page at a time, with the
// journal's position of the same snapshot.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "record/context.hpp"
#include "record/sight.hpp"

namespace liandong::record {

struct Query {
    std::string where;         // in the criteria language; empty: all
    std::optional<Piece> also; // a piece the server adds (a figure's own criterion)
    std::string sort;          // "number", "-received_at", "person.name"; empty: by id
    std::optional<Uuid> after; // the last record of the page before
    std::size_t size = 50;
    bool total = false;
    std::vector<std::string> shown; // what the caller prints besides titles; empty: everything
};

struct Page {
    std::int64_t position = 0;
    std::optional<std::int64_t> total;
    std::optional<Uuid> next; // hand in as `after`; nothing on the last page
    std::vector<Record> records;
};

/// Reads a filter for a type. Throws Fault invalid on field "where" with the place and what would fit.
expr::Checked read_filter(const House& house, const Shape& shape, const std::string& text);
/// Whether a filter or sort names a personal or sensitive field: then it may not stand in an address.
bool names_persons(const House& house, const Shape& shape, const Query& query);

/// The order the pack gives a type's list; the newest first where some row of this sight hides what it looks at.
std::string usual_sort(const House& house, const Shape& shape, const Sight& sight);

/// One page; what is not shown is not read and stays empty. Throws Fault invalid when filter or sort
/// are wrong or name what the viewer may not read in clear.
Page list(const House& house, db::Session& session, const Given& given, const Shape& shape, const Sight& sight,
          const Query& query);
/// How many records there are under the filter.
std::int64_t count(const House& house, db::Session& session, const Given& given, const Shape& shape, const Sight& sight,
                   const Query& query);

} // namespace liandong::record
