// What the addresses of the registers take and answer; the record types themselves stand in api_schemas_types.cpp.
#include "http/schema.hpp"
#include "modules/registers/api.hpp"
#include "modules/registers/api_limits.hpp"

namespace liandong::modules::registers {
namespace {

using namespace http::schema;
using http::Language;

/// Words that every answer shares.
http::Schemas shared() {
    return {
        {"Words", closed({{"zh", text()}, {"en", text()}})},
        {"Region", closed({{"code", formed("^[0-9]{12}$")}, {"name", text()}})},
        {"Reference", closed({{"id", text("uuid")}, {"title", text()}})},
        {"Masked", closed({{"masked", text()}})},
        {"Point", closed({{"lon", number()}, {"lat", number()}})},
        {"Person", closed({{"id", text("uuid")}, {"name", text()}})},
    };
}

http::Schemas session() {
    const object account = closed({{"id", text("uuid")},
                                   {"login", text()},
                                   {"name", text()},
                                   {"role", text()},
                                   {"role_label", refers("Words")},
                                   {"region", formed("^[0-9]{12}$")},
                                   {"region_name", text()},
                                   {"demo", flag()},
                                   maybe("person", text("uuid")),
                                   maybe("worker", text("uuid")),
                                   maybe("station", text("uuid")),
                                   maybe("agency", text("uuid"))});
    object login = short_text(login_most), password = short_text(password_most);
    login["minLength"] = password["minLength"] = 1;
    return {
        {"SignIn", closed({{"login", login}, {"password", password}, maybe("code", or_null(short_text(word_most)))})},
        {"Session", closed({{"csrf", text()}, {"account", account}})}};
}

http::Schemas records(Language language) {
    const object any = either({{{"type", "null"}},
                               flag(),
                               number(),
                               text(),
                               list_of(text()),
                               refers("Region"),
                               refers("Reference"),
                               refers("Point"),
                               refers("File"),
                               refers("Masked")});
    const object line = closed({{"position", whole()},
                                {"at", text("date-time")},
                                {"act", one_of({"create", "change", "event", "derive", "remove"})},
                                {"version", whole()},
                                maybe("event", text()),
                                maybe("account", refers("Person")),
                                maybe("reason", text()),
                                {"fields", list_of(text())},
                                {"values", map_of(refers("Value"))}});
    const object advice = closed({{"field", text()}, {"code", text()}, {"clause", text()}});
    const object merged =
        said(flag(), {"与他人修改的其他字段合并", "merged with what somebody else changed"}, language);
    const object position =
        said(whole(), {"日志位置，只可比较大小", "the journal's position; only to be compared"}, language);
    return {
        {"Value", any},
        {"Position", position},
        {"Changed", closed({{"record", refers("Record")},
                            {"position", refers("Position")},
                            maybe("merged", merged),
                            maybe("advice", list_of(advice))})},
        {"Page", closed({{"position", refers("Position")},
                         maybe("total", whole()),
                         {"next", or_null(text("uuid"))},
                         {"items", list_of(refers("Item"))}})},
        {"Search",
         closed({maybe("where", or_null(short_text(where_most))), maybe("sort", or_null(short_text(sort_most))),
                 maybe("after", or_null(text("uuid"))), maybe("size", or_null(whole(1, page_most))),
                 maybe("total", or_null(one_of({"none", "exact"}))),
                 maybe("columns", or_null(short_text(where_most)))})},
        {"History", closed({{"items", list_of(line)}})},
    };
}

http::Schemas finding() {
    const std::vector<Member> found{
        {"id", text("uuid")}, {"type", text()}, {"title", text()}, {"state", text()}, {"region", text()}};
    auto item = found;
    item.push_back(maybe("hint", text()));
    auto due = found;
    due.insert(due.end(), {{"what", refers("Words")},
                           {"due_at", text("date-time")},
                           {"late", flag()},
                           maybe("first", flag()),
                           maybe("rule", text())});
    const object group = closed({{"type", text()}, {"items", list_of(refers("FoundItem"))}});
    return {{"Find", closed({maybe("q", or_null(short_text(find_most)))})},
            {"FoundItem", closed(item)},
            {"Found", closed({{"items", list_of(refers("FoundItem"))}})},
            {"FoundEverywhere", closed({{"groups", list_of(group)}})},
            {"Todo", closed({{"items", list_of(closed(due))}, {"total", whole()}})}};
}

/// A value and, for a rate, what it is made of.
std::vector<Member> amount() {
    return {{"value", or_null(number())},
            maybe("numerator", whole()),
            maybe("denominator", whole()),
            maybe("times", whole())};
}

object with_amount(std::vector<Member> members) {
    const auto more = amount();
    members.insert(members.end(), more.begin(), more.end());
    return closed(members);
}

http::Schemas figures() {
    const object asked = closed({{"indicator", short_text(word_most)},
                                 maybe("region", or_null(short_text(word_most))),
                                 maybe("at", or_null(text("date"))),
                                 maybe("from", or_null(text("date"))),
                                 maybe("to", or_null(text("date"))),
                                 maybe("by", or_null(short_text(word_most)))});
    const std::vector<Member> answer{
        {"indicator", text()},    {"region", formed("^[0-9]{12}$")},
        {"region_name", text()},  {"from", text("date")},
        {"to", text("date")},     {"cells", list_of(with_amount({{"key", text()}, maybe("name", text())}))},
        maybe("distinct", flag())};
    auto alone = answer;
    alone.insert(alone.end(), {{"position", refers("Position")}, {"at", text("date-time")}});
    return {
        {"Questions", closed({{"questions", list_of(asked, 1, questions_most)}})},
        {"Figure", with_amount(answer)},
        {"Answer", with_amount(alone)},
        {"Answers",
         closed({{"position", refers("Position")}, {"at", text("date-time")}, {"answers", list_of(refers("Figure"))}})},
        {"Behind", closed({{"position", refers("Position")},
                           {"at", text("date-time")},
                           {"figure", refers("Figure")},
                           maybe("type", text()),
                           maybe("total", whole()),
                           maybe("next", or_null(text("uuid"))),
                           maybe("all", flag()),
                           maybe("items", list_of(refers("Item")))})}};
}

} // namespace

http::Schemas schemas(const pack::Pack& pack, Language language) {
    http::Schemas all = type_schemas(pack, language);
    for (auto&& more : {shared(), session(), records(language), finding(), figures(), pack_schemas(), file_schemas(),
                        notice_schemas()})
        all.insert(more.begin(), more.end());
    return all;
}

} // namespace liandong::modules::registers
