// Literals of the pack's files as stored values, and the rows that [[opens]] makes.
#include <cmath>

#include <fmt/format.h>

#include "base/region_code.hpp"
#include "pack/read.hpp"

namespace liandong::pack {

namespace {

struct Reader {
    const Node& node;
    const Field& field;
    const Type& type;
    const Pack& pack;
    MistakeList& mistakes;

    Value no(const base::Words& wanted) {
        wrong(mistakes, node.source, fmt::format("`{}` 应为{}。", field.name, wanted.zh),
              fmt::format("`{}` takes {}.", field.name, wanted.en));
        return {};
    }

    Value word(const std::string& name) {
        if (field.name == "state" && field.list.rfind("state of ", 0) == 0)
            return state(name);
        const auto* list = pack.list(field.list);
        if (!list)
            return {};
        if (const auto* found = list->by_name(name))
            return found->code;
        std::vector<std::string> names;
        for (const auto& one : list->words)
            names.push_back(one.name);
        const auto near = did_you_mean(name, names);
        return no(
            {fmt::format("`{}` 的词{}（可用：{}）", field.list, near.zh, listed(names)),
             fmt::format("a word of `{}`, `{}` is none{} (words: {})", field.list, name, near.en, listed(names))});
    }

    Value state(const std::string& name) {
        if (type.state(name))
            return name;
        std::vector<std::string> names;
        for (const auto& one : type.states)
            names.push_back(one.name);
        return no({"状态之一（" + listed(names) + "）", "one of its states (" + listed(names) + ")"});
    }

    Value words() {
        base::Codes codes;
        const std::vector<Node> alone{node};
        for (const auto& item : node.is == Node::Is::list ? node.items : alone)
            if (const auto code = word(item.text); std::holds_alternative<std::string>(code))
                codes.push_back(std::get<std::string>(code));
        return codes.empty() ? Value{} : Value{base::tidy(codes)};
    }

    Value amount() {
        double scale = 1;
        for (int i = 0; i < field.places; ++i)
            scale *= 10;
        if (node.is == Node::Is::whole && field.places == 0)
            return node.whole;
        if (node.is == Node::Is::whole || (node.is == Node::Is::fraction && field.places > 0))
            return static_cast<std::int64_t>(
                std::llround((node.is == Node::Is::whole ? double(node.whole) : node.fraction) * scale));
        return no({"整数", "a whole number"});
    }

    Value read() {
        switch (field.kind) {
            case Kind::boolean:
                return node.is == Node::Is::truth ? Value{node.truth} : no({"true 或 false", "true or false"});
            case Kind::number:
            case Kind::money:
            case Kind::minutes: return amount();
            case Kind::date:
                return node.is == Node::Is::day ? Value{node.day}
                                                : no({"日期，如 2026-11-23", "a date, like 2026-11-23"});
            case Kind::time:
                return node.is == Node::Is::moment
                           ? Value{node.moment.ms}
                           : no({"时间，如 2026-11-23T09:30:00", "a time, like 2026-11-23T09:30:00"});
            case Kind::codes: return words();
            default: break;
        }
        if (node.is != Node::Is::text)
            return no({"文本", "a text"});
        if (node.text.empty())
            return {};
        if (field.kind == Kind::code)
            return word(node.text);
        if (field.kind == Kind::region) {
            const auto region = base::RegionCode::parse(node.text);
            return region ? Value{region->text()} : no({"区划代码", "a division code"});
        }
        return node.text;
    }
};

} // namespace

Value value_of(const Node& node, const Field& field, const Type& type, const Pack& pack, MistakeList& mistakes) {
    return Reader{node, field, type, pack, mistakes}.read();
}

void read_rows(const Node& file, Pack& pack, MistakeList& mistakes) {
    const auto* list = file.find("opens");
    const auto* name = file.find("type");
    const auto at = name ? pack.type_at.find(name->text) : pack.type_at.end();
    if (!list || at == pack.type_at.end())
        return;
    auto& type = pack.types[at->second];
    for (std::size_t i = 0; i < list->items.size() && i < type.opens.size(); ++i) {
        const auto* rows = list->items[i].find("rows");
        if (!rows)
            continue;
        for (const auto& node : rows->items) {
            Opens::Row row{{}, node.source};
            for (const auto& entry : node.entries)
                if (const auto* field = type.field(entry.key))
                    row.values.emplace_back(entry.key, value_of(entry.value, *field, type, pack, mistakes));
                else
                    wrong(mistakes, entry.source, fmt::format("`{}` 没有字段 `{}`。", type.name, entry.key),
                          fmt::format("`{}` has no field `{}`.", type.name, entry.key));
            type.opens[i].rows.push_back(std::move(row));
        }
    }
}

} // namespace liandong::pack
