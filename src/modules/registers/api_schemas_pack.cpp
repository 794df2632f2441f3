// The pack as pages read it: what pack/describe writes.
#include "http/schema.hpp"
#include "modules/registers/api.hpp"

namespace liandong::modules::registers {
namespace {

using namespace http::schema;

object words() { return refers("Words"); }

object field() {
    return closed({{"name", text()},
                   {"kind", one_of({"text", "number", "money", "minutes", "date", "time", "boolean", "code", "codes",
                                    "ref", "region", "file", "point", "figure"})},
                   {"label", words()},
                   maybe("help", words()),
                   maybe("unit", words()),
                   maybe("list", text()),
                   maybe("target", text()),
                   maybe("most", whole()),
                   maybe("low", whole()),
                   maybe("high", whole()),
                   maybe("places", whole()),
                   maybe("level", one_of({"province", "prefecture", "county", "town", "village"})),
                   {"required", either({flag(), text()})},
                   maybe("show", text()),
                   maybe("default", either({flag(), number(), text(), list_of(text())})),
                   maybe("pattern", text()),
                   maybe("shape", text()),
                   maybe("clause", text()),
                   maybe("calc", text()),
                   maybe("asked", flag()),
                   {"privacy", one_of({"open", "personal", "sensitive"})},
                   {"fixed", flag()},
                   {"computed", flag()}});
}

object state() {
    return closed({{"name", text()},
                   {"label", words()},
                   {"start", flag()},
                   {"final", flag()},
                   {"edit", either({flag(), list_of(text())})}});
}

object event() {
    return closed({{"name", text()},
                   {"label", words()},
                   {"from", list_of(text())},
                   {"to", text()},
                   {"ask", list_of(text())},
                   {"right", text()}});
}

object section() {
    return closed({{"label", words()}, maybe("show", text()), maybe("rows", text()), maybe("fields", list_of(text()))});
}

object list() {
    return closed({{"columns", list_of(text())},
                   maybe("steps", map_of(field())),
                   maybe("sort", text()),
                   maybe("mark", text()),
                   {"saved", list_of(closed({{"label", words()}, {"where", text()}, maybe("first", flag())}))},
                   maybe("empty", words())});
}

object type() {
    return closed({{"type", text()},
                   {"label", words()},
                   maybe("help", words()),
                   maybe("clause", text()),
                   maybe("parent", text()),
                   maybe("door", text()),
                   {"ledger", flag()},
                   maybe("region", text()),
                   maybe("title", text()),
                   maybe("hint", text()),
                   {"states", list_of(state())},
                   {"fields", list_of(refers("PackField"))},
                   {"events", list_of(event())},
                   {"form", list_of(section())},
                   {"list", list()},
                   {"search", list_of(text())},
                   {"may", list_of(text())}});
}

object codes() {
    return closed({{"label", words()},
                   {"closed", flag()},
                   {"ordered", flag()},
                   {"words", list_of(closed({{"name", text()}, {"code", text()}, {"label", words()}}))}});
}

object figure() {
    return closed({{"id", text()},
                   {"label", words()},
                   {"kind", one_of({"stock", "flow", "ratio", "regions", "words", "add", "average", "hook"})},
                   {"by", list_of(text())},
                   maybe("help", words()),
                   maybe("clause", text()),
                   maybe("type", text()),
                   maybe("unit", words()),
                   {"reads", one_of({"share", "minutes", "fen", "number"})},
                   maybe("times", whole()),
                   maybe("key", flag()),
                   maybe("fraction", flag()),
                   {"opens", one_of({"rows", "counts"})}});
}

object whole_pack() {
    const object clause = closed({{"id", text()}, {"title", words()}, {"reading", words()}, {"answers", text()}});
    const object module = closed({{"name", text()}, {"label", words()}, {"types", list_of(text())}});
    const object band = closed({{"name", text()},
                                {"type", text()},
                                {"label", words()},
                                {"parts", list_of(closed({{"code", text()}, {"label", words()}}))}});
    return closed({{"name", text()},
                   {"version", text()},
                   {"digest", text()},
                   {"title", words()},
                   {"languages", list_of(text())},
                   {"region", text()},
                   {"clauses", list_of(clause)},
                   {"modules", list_of(module)},
                   {"types", map_of(refers("PackType"))},
                   {"codes", map_of(refers("PackCodes"))},
                   {"figures", list_of(figure())},
                   {"bands", list_of(band)},
                   {"texts", map_of(words())}});
}

} // namespace

http::Schemas pack_schemas() {
    return {{"Pack", whole_pack()}, {"PackType", type()}, {"PackField", field()}, {"PackCodes", codes()}};
}

} // namespace liandong::modules::registers
