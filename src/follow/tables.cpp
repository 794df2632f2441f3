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
         .indexes = {{.columns = {"figure", "region", "day"}, .where = "member is not null"}},
         .by_key = true},
        {.name = "figure_cell",
         .columns = {{"figure", Type::text, true},
                     {"cell", Type::text, true},
                     {"grain", Type::integer, true},
                     {"region", Type::text, true},
                     {"day", Type::date, true},
                     {"amount", Type::integer, true}},
         .key = {"figure", "cell", "grain", "region", "day"},
         .by_key = true},
        {.name = "search_term",
         .columns = {{"type", Type::text, true}, {"term", Type::text, true}, {"record", Type::uuid, true}},
         .key = {"type", "term", "record"},
         .by_key = true},
        // The terms of a record together, between line ends: what has to go when its words change.
        {.name = "search_record",
         .columns = {{"type", Type::text, true}, {"record", Type::uuid, true}, {"terms", Type::text, true}},
         .key = {"type", "record"},
         .by_key = true},
        // What falls due; `next_at` is later than `due_at` where the server tried and was refused.
        {.name = "due",
         .columns = {{"record", Type::uuid, true},
                     {"what", Type::text, true},
                     {"due_at", Type::integer, true},
                     {"type", Type::text, true},
                     {"next_at", Type::integer, true},
                     {"failures", Type::integer, true}},
         .key = {"record", "what", "due_at"},
         .indexes = {{.columns = {"next_at"}}, {.columns = {"type"}}}},
        // What night rules find standing in records; goes when it is mended.
        {.name = "finding",
         .columns = {{"record", Type::uuid, true},
                     {"rule", Type::text, true},
                     {"type", Type::text, true},
                     {"since", Type::date, true},
                     {"params", Type::json, true}},
         .key = {"record", "rule"},
         .indexes = {{.columns = {"type", "record"}}}},
        {.name = "notice",
         .columns = {{"id", Type::uuid, true},
                     {"account", Type::uuid, true},
                     {"source", Type::text, true},
                     {"text", Type::text, true},
                     {"params", Type::json, true},
                     {"type", Type::text, true},
                     {"record", Type::uuid, true},
                     {"position", Type::integer, true},
                     {"due_at", Type::integer},
                     {"at", Type::integer, true},
                     {"read_at", Type::integer}},
         .key = {"id"},
         .indexes = {{.columns = {"account", "source"}, .unique = true},
                     {.columns = {"account", "at", "id"}},
                     {.columns = {"account"}, .where = "read_at is null"}}},
    };
}

} // namespace liandong::follow
