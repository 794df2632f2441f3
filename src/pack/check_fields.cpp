// The fields of a type: lists, targets, sequences, what is kept and from where.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "expr/ast.hpp"
#include "pack/check.hpp"
#include "pack/units.hpp"

namespace liandong::pack {

namespace {

bool counts(Kind kind) { return kind == Kind::number || kind == Kind::money || kind == Kind::minutes; }

struct FieldCheck {
    Lookup& look;
    const Type& type;
    const Field& field;

    void no(const std::string& zh, const std::string& en) {
        look.no(field.source, fmt::format("`{}`：{}", field.name, zh), fmt::format("`{}`: {}", field.name, en));
    }

    void name() {
        static const std::set<std::string> common{"id", "version", "state", "region", "region_then", "reason"};
        const auto wrong_letter = [](char c) {
            return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
        };
        if (common.count(field.name) && !type.built_in)
            if (!(field.name ==
                  "reason")) // the reason of an event goes into the journal; a record may have one of its own
                no("这个字段每个类型都有，不必声明。", "every type has this field; it is not declared.");
        if (field.name.empty() || field.name.size() > 50 ||
            std::any_of(field.name.begin(), field.name.end(), wrong_letter) ||
            (field.name[0] >= '0' && field.name[0] <= '9'))
            no("字段名用小写字母、数字和下划线，以字母开头，不超过50个字符。",
               "names are lower-case letters, digits and _, begin with a letter and have at most 50 characters.");
        else if (expr::reserved(field.name))
            no("这个词在条件语言里另有含义，请换一个字段名。",
               "this word has a meaning of its own in criteria; choose another name.");
    }

    void references() {
        if ((field.kind == Kind::code || field.kind == Kind::codes) && !field.list.empty())
            look.list(field.list, field.source);
        if (field.kind == Kind::ref && !field.target.empty() && !std::holds_alternative<Copy>(field.made))
            look.type(field.target, field.source, field.name);
        look.clause(field.clause, field.source);
        if (!field.unit.empty() && field.unit_label.zh.empty() && !unit_label(field.unit)) {
            const auto near = did_you_mean(field.unit, labelled_units());
            no(fmt::format("不认识单位 `{}`{}；也可写 unit = {{ zh = …, en = … }}。", field.unit, near.zh),
               fmt::format("`{}` is no known unit{}; or say unit = {{ zh = …, en = … }}.", field.unit, near.en));
        }
    }

    void words() {
        if (field.choose.given() && field.kind != Kind::ref)
            no("`choose` 只用于引用字段。", "`choose` belongs to a reference.");
        if (!field.pattern.empty() && field.kind != Kind::text)
            no("`pattern` 只用于文本。", "`pattern` belongs to a text.");
        if (!field.shape.empty() && field.kind != Kind::text)
            no("`shape` 只用于文本。", "`shape` belongs to a text.");
        if (field.closed && field.kind == Kind::text && field.privacy != Privacy::sensitive)
            no("`closed` 的个案文本须同时为 privacy = \"sensitive\"。",
               "`closed` case text is also privacy = \"sensitive\".");
        const bool made = !std::holds_alternative<std::monostate>(field.made);
        if (made && field.default_value.given())
            no("由系统得出的字段没有 `default`。", "a field that nobody types has no `default`.");
        if (made && !field.typed() && (field.required || field.required_if.given()))
            no("由系统得出的字段没有 `required`。", "a field that nobody types cannot be `required`.");
    }

    void sequence(const Sequence& sequence) {
        int count = 0, longest = 0;
        for (const auto& part : sequence.parts) {
            count += part.name == "count";
            longest += part_length(part);
        }
        if (field.kind != Kind::text)
            no("号码字段须为文本，如 `text:20`。", "a drawn number is a text, like `text:20`.");
        if (count != 1)
            no("号码样式须恰有一个 {count:N}。", "a pattern has exactly one {count:N}.");
        if (field.most && longest > *field.most)
            no(fmt::format("号码可长达{}个字符，字段只有{}。", longest, *field.most),
               fmt::format("the number may have {} characters, the field takes {}.", longest, *field.most));
    }

    int part_length(const Sequence::Part& part) {
        if (part.name.empty())
            return static_cast<int>(part.text.size());
        if (part.name == "date")
            return 8;
        if (part.name == "year" || part.name == "yy")
            return part.name == "yy" ? 2 : 4;
        if (part.name == "region") {
            const std::set<int> lengths{2, 4, 6, 9, 12};
            if (!lengths.count(part.length))
                no("区划部分写 {region:6}：2、4、6、9或12位。",
                   "the region part reads {region:6}: 2, 4, 6, 9 or 12 digits.");
            return part.length;
        }
        if (part.name == "count") {
            if (!part.length)
                no("计数部分写明位数，如 {count:4}。", "the count says its digits, like {count:4}.");
            return part.length;
        }
        own_part(part);
        return part.length;
    }

    void own_part(const Sequence::Part& part) {
        const auto* own = type.field(part.name);
        if (!own) {
            auto known = names_of_fields(type);
            for (const auto* word : {"region", "date", "year", "yy", "count"})
                known.emplace_back(word);
            const auto near = did_you_mean(part.name, known);
            no(fmt::format("号码样式中的 `{}` 不是字段，也不是 region、date、year、yy、count{}。", part.name, near.zh),
               fmt::format("`{}` in the pattern is no field, nor region, date, year, yy or count{}.", part.name,
                           near.en));
        } else if (own->privacy != Privacy::open) {
            no(fmt::format("号码中不能含个人信息 `{}`。", part.name),
               fmt::format("personal data (`{}`) cannot stand in a number.", part.name));
        }
    }

    void taken(const Keep& keep, const Field& source) {
        using Function = Keep::Function;
        if (keep.function == Function::sum && !counts(source.kind))
            no(fmt::format("只能合计数量，`{}` 不是。", keep.field),
               fmt::format("only amounts add up, `{}` is none.", keep.field));
        if (source.kind != field.kind || source.list != field.list)
            no(fmt::format("种类须与 `{}.{}` 相同。", keep.type, keep.field),
               fmt::format("its kind must be that of `{}.{}`.", keep.type, keep.field));
        if (source.encrypted() && !field.encrypted())
            no("由加密字段得出的汇总也须加密。", "what is kept from a sensitive field is sensitive.");
        if (source.encrypted())
            no(fmt::format("`{}` 加密，不能汇总。", keep.field),
               fmt::format("`{}` is sensitive, it cannot be kept.", keep.field));
    }

    void result(const Keep& keep) {
        if (keep.function == Keep::Function::count && field.kind != Kind::number)
            no("`count` 得出 number。", "`count` gives a number.");
        if (keep.function == Keep::Function::exists && field.kind != Kind::boolean)
            no("`exists` 得出 bool。", "`exists` gives a bool.");
        if ((keep.function == Keep::Function::latest) != !keep.order.empty())
            no("`order FIELD` 随 `latest` 使用，且必不可少。",
               "`order FIELD` belongs to `latest`, and `latest` needs it.");
    }

    void keep(const Keep& keep) {
        if (keep.type.empty())
            return;
        result(keep);
        const auto* rows = look.type(keep.type, field.source, "keep");
        if (!rows)
            return;
        const auto* by = look.field(*rows, keep.by, field.source, "keep … by");
        if (by && keep.own.empty() && (by->kind != Kind::ref || by->target != type.name))
            no(fmt::format("`{}.{}` 不指向 `{}`；若按共有字段相连，写 by {} = 本记录的字段。", keep.type, keep.by,
                           type.name, keep.by),
               fmt::format("`{}.{}` does not point to `{}`; to join on a field both have, write by {} = own field.",
                           keep.type, keep.by, type.name, keep.by));
        if (!keep.own.empty()) {
            const auto* own = look.field(type, keep.own, field.source, "keep … by … =");
            if (own && by && (own->kind != by->kind || own->target != by->target))
                no(fmt::format("`{}` 与 `{}.{}` 种类不同。", keep.own, keep.type, keep.by),
                   fmt::format("`{}` and `{}.{}` differ in kind.", keep.own, keep.type, keep.by));
        }
        if (!keep.field.empty())
            if (const auto* source = look.field(*rows, keep.field, field.source, "keep"))
                taken(keep, *source);
        if (!keep.order.empty())
            look.field(*rows, keep.order, field.source, "keep … order");
        if (!keep.during_field.empty())
            if (const auto* on = look.field(*rows, keep.during_field, field.source, "keep … during");
                on && on->kind != Kind::date)
                no(fmt::format("时间窗须按日期字段，`{}` 不是。", keep.during_field),
                   fmt::format("a window moves over a date, `{}` is none.", keep.during_field));
    }
};

} // namespace

void check_fields(Lookup& look, const Type& type, const std::vector<Field>& fields) {
    std::set<std::string> seen;
    for (const auto& field : fields) {
        FieldCheck check{look, type, field};
        check.name();
        check.references();
        check.words();
        if (const auto* sequence = std::get_if<Sequence>(&field.made))
            check.sequence(*sequence);
        if (const auto* keep = std::get_if<Keep>(&field.made))
            check.keep(*keep);
    }
}

} // namespace liandong::pack
