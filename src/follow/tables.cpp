#include "follow/figures.hpp"

namespace liandong::follow {

std::vector<db::Table> tables() {
    using db::Type;
    return {
        {.name = "follower",
         .columns = {{"name", Type::text, true}, {"position", Type::integer, true}, {"turn", Type::integer, true}},
         .key = {"name"}},
        // What has been counted from the records by its present definition; `reached` is the last record counted so
        // far.
        {.name = "follower_made",
         .columns = {{"name", Type::text, true},
                     {"digest", Type::text, true},
                     {"done", Type::integer, true},
                     {"reached", Type::uuid}},
         .key = {"name"}},
        {.name = "figure_line",
         .columns = {{"record", Type::uuid, true},
                     {"figure", Type::text, true},
                     {"place", Type::integer, true},
                     {"day", Type::date, true},
                     {"region", Type::text, true},
                     {"amount", Type::integer, true},
                     {"cells", Type::text, true},
                     {"member", Type::integer}}, // the amount, where the line is one of a stock's total
         .key = {"record", "figure", "place"},
         .indexes = {{.columns = {"figure", "region", "day"}, .where = "member is not null"}}},
        {.name = "figure_cell",
         .columns = {{"figure", Type::text, true},
                     {"cell", Type::text, true},
                     {"grain", Type::integer, true},
                     {"region", Type::text, true},
                     {"day", Type::date, true},
                     {"amount", Type::integer, true}},
         .key = {"figure", "cell", "grain", "region", "day"}},
        {.name = "search_term",
         .columns = {{"type", Type::text, true}, {"term", Type::text, true}, {"record", Type::uuid, true}},
         .key = {"type", "term", "record"},
         .indexes = {{.columns = {"record"}}}},
    };
}

} // namespace liandong::follow
