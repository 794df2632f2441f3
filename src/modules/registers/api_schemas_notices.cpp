// What the addresses of notices take and answer.
#include "http/schema.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_limits.hpp"

namespace liandong::modules::registers {

using namespace http::schema;

http::Schemas notice_schemas() {
    const object place = closed({{"code", text()}, {"name", text()}});
    const object holder = closed({{"type", text()}, {"id", text("uuid")}, {"title", text()}});
    // Who may not see the record is told its type alone; who may count it also where it lies and who has it to do.
    const object record = closed({{"type", text()},
                                  maybe("label", refers("Words")),
                                  maybe("id", text("uuid")),
                                  maybe("title", text()),
                                  maybe("place", place),
                                  maybe("holder", holder)});
    const object notice = closed({{"id", text("uuid")},
                                  {"code", text()},
                                  {"text", refers("Words")},
                                  {"record", record},
                                  {"at", text("date-time")},
                                  {"due_at", or_null(text("date-time"))},
                                  {"read_at", or_null(text("date-time"))},
                                  {"position", whole()}});
    return {{"Notice", notice},
            {"Notices",
             closed({{"unread", whole()}, {"next", or_null(text("uuid"))}, {"items", list_of(refers("Notice"))}})},
            {"ReadNotices", closed({maybe("ids", list_of(text("uuid"), 0, notices_most)), maybe("all", flag())})},
            {"Unread", closed({{"unread", whole()}})}};
}

} // namespace liandong::modules::registers
