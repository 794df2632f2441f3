#include "journal/position.hpp"

namespace liandong::journal {

std::string_view next_position(db::Dialect dialect) {
    if (dialect == db::Dialect::sqlite)
        return "(select coalesce(max(position), 0) + 1 from journal)";
    return "(select ((pg_current_xact_id()::text::bigint + base) << 14) + set_config('liandong.line', "
           "(coalesce(nullif(current_setting('liandong.line', true), ''), '0')::bigint + 1)::text, true)::bigint "
           "from journal_base)";
}

std::string_view final_below(db::Dialect dialect) {
    if (dialect == db::Dialect::sqlite) // one writer: what a snapshot sees is final
        return "9223372036854775807";
    return "(select (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + base) << 14 from journal_base)";
}

bool raise_base(db::Session& session) {
    static_assert(line_bits == 14 && lines_most == (1 << line_bits) - 1);
    return session.execute(
               "update journal_base set base = last.number + 1 - pg_current_xact_id()::text::bigint "
               "from (select coalesce(max(position), 0) >> 14 as number from journal) last "
               "where pg_current_xact_id()::text::bigint + base <= last.number") > 0;
}

} // namespace liandong::journal
