#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/id.hpp"
#include "base/identity.hpp"
#include "base/region_code.hpp"
#include "base/text.hpp"
#include "expr/checker.hpp"

namespace liandong::expr {
namespace {

__extension__ using Wide = __int128;
using What = Ast::What;

constexpr std::int64_t first_day = -719162; // 0001-01-01
constexpr std::int64_t last_day = 2932896;  // 9999-12-31
constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t day_ms = 86'400'000;

struct WideRange {
    Wide least, most;
};

WideRange product_of(Range a, Range b) {
    const Wide corners[] = {static_cast<Wide>(a.least) * b.least, static_cast<Wide>(a.least) * b.most,
                            static_cast<Wide>(a.most) * b.least, static_cast<Wide>(a.most) * b.most};
    return {*std::min_element(std::begin(corners), std::end(corners)),
            *std::max_element(std::begin(corners), std::end(corners))};
}

WideRange sum_of(Range a, Range b, bool minus) {
    if (minus)
        return {static_cast<Wide>(a.least) - b.most, static_cast<Wide>(a.most) - b.least};
    return {static_cast<Wide>(a.least) + b.least, static_cast<Wide>(a.most) + b.most};
}

Range narrowed(WideRange range, std::size_t position) {
    if (range.least < -INT64_MAX || range.most > INT64_MAX)
        throw Trouble(position,
                      {"结果可能超出64位整数：给字段写上范围（number:A..B），或换一种写法",
                       "this may leave 64 bits: give the fields a range (number:A..B), or say it another way"});
    return {static_cast<std::int64_t>(range.least), static_cast<std::int64_t>(range.most)};
}

/// The day after so many months, in days; outside the calendar when the year is.
std::int64_t months_later(std::int64_t day, std::int64_t months) {
    const auto parts = base::parts_of(base::Date{static_cast<std::int32_t>(day)});
    if (months > 200'000 || months < -200'000)
        return months > 0 ? INT32_MAX : INT32_MIN;
    const std::int64_t count = parts.year * 12LL + parts.month - 1 + months;
    if (count < 12 || count >= 120'000)
        return months > 0 ? INT32_MAX : INT32_MIN;
    return base::add_months(base::Date{static_cast<std::int32_t>(day)}, months).days;
}

std::string cleaned(const std::string& text, const std::string& shape) {
    if (shape == "id_no")
        return base::clean_id_no(text);
    if (shape == "credit_code")
        return base::clean_credit_code(text);
    if (shape == "phone")
        return base::clean_phone(text);
    return text;
}

std::vector<std::string> names_of(const CodeList& list) {
    std::vector<std::string> names;
    for (const Word& word : list.words)
        names.push_back(word.name);
    return names;
}

/// "8.5" as 85 with one place; nothing when it has more than 18 digits.
std::optional<std::pair<std::int64_t, int>> digits_of(const std::string& text) {
    const auto point = text.find('.');
    const std::string digits = point == std::string::npos ? text : text.substr(0, point) + text.substr(point + 1);
    std::int64_t value = 0;
    if (digits.size() > 18 || std::from_chars(digits.data(), digits.data() + digits.size(), value).ec != std::errc())
        return std::nullopt;
    return std::pair(value, point == std::string::npos ? 0 : static_cast<int>(text.size() - point - 1));
}

} // namespace

Index Checker::value(const Ast& ast, const Like& like) {
    switch (ast.what) {
        case What::sum: return sum(ast, like);
        case What::product: return product(ast);
        case What::number: return number(ast, like);
        case What::text: return text(ast, like);
        case What::day: return constant(Sort::date, *base::parse_date(ast.text), ast.position);
        case What::parameter: return parameter(ast);
        case What::name: return name(ast, like);
        case What::call: return call(ast, like);
        case What::today:
        case What::now: return clock(ast);
        case What::empty: return constant(Sort::nothing, base::Empty{}, ast.position);
        case What::truth: return constant(Sort::boolean, ast.text == "true", ast.position);
        default: throw Trouble(ast.position, {"此处应是一个值，不能是条件", "a value stands here, not a condition"});
    }
}

Index Checker::value_for(const Ast& ast, const Field& field) {
    const Sort wanted = sort_of(field.kind);
    if (ast.is_condition() && wanted == Sort::boolean) {
        const Index truth = condition(ast);
        const Index node = make(Op::truth_value, ast.position, {truth});
        at(node).sort = Sort::boolean;
        return node;
    }
    const Like target{wanted, field.list, field.target, field.shape};
    Index node = value(ast, target);
    const Node& got = at(node);
    if (got.sort == Sort::nothing)
        return node;
    const bool fits_in = got.sort == wanted && (wanted != Sort::ref || got.target == field.target) &&
                         ((wanted != Sort::code && wanted != Sort::codes) || got.list == field.list);
    if (!fits_in)
        throw Trouble(
            ast.position,
            {fmt::format("{}需要{}，而这是{}", field.name, words_of(wanted).zh, words_of(got.sort).zh),
             fmt::format("{} wants {}, and this is {}", field.name, words_of(wanted).en, words_of(got.sort).en)});
    if (got.places > field.places)
        throw Trouble(ast.position, {fmt::format("{}只保留{}位小数", field.name, field.places),
                                     fmt::format("{} keeps only {} decimal places", field.name, field.places)});
    while (at(node).places < field.places) {
        const int places = at(node).places + 1;
        node = times(node, 10);
        at(node).places = static_cast<std::uint8_t>(places);
    }
    return node;
}

Index Checker::constant(Sort sort, base::Value value, std::size_t position) {
    Node node;
    node.op = Op::constant;
    node.sort = sort;
    node.position = position;
    if (const auto* number = std::get_if<std::int64_t>(&value))
        node.a = *number;
    if (const auto* day = std::get_if<base::Date>(&value))
        node.a = day->days;
    if (const auto* truth = std::get_if<bool>(&value))
        node.a = *truth;
    if (sort == Sort::region)
        node.a = std::stoll(std::get<std::string>(value));
    node.range = {node.a, node.a};
    node.value = std::move(value);
    return tree_->add(std::move(node));
}

Index Checker::whole(Sort sort, std::int64_t value, std::size_t position) { return constant(sort, value, position); }

Like Checker::like(Index node) const {
    const Node& of = at(node);
    return {of.sort, of.list, of.target, of.field != nullptr ? of.field->shape : std::string()};
}

bool Checker::agree(Index left, Index right) const {
    const Node& l = at(left);
    const Node& r = at(right);
    if (l.sort != r.sort)
        return false;
    if (l.sort == Sort::code || l.sort == Sort::codes)
        return l.list == r.list;
    return l.sort != Sort::ref || l.target == r.target;
}

void Checker::disagree(Index left, Index right, std::size_t position) const {
    const Node& l = at(left);
    const Node& r = at(right);
    const auto shown = [](const Node& node) {
        const bool listed = (node.sort == Sort::code || node.sort == Sort::codes) && node.list != nullptr;
        const std::string more = listed ? node.list->name : node.target;
        const base::Words words = words_of(node.sort);
        return more.empty() ? words : base::Words{words.zh + "（" + more + "）", words.en + " (" + more + ")"};
    };
    base::Words hint;
    if ((l.sort == Sort::date && r.sort == Sort::time) || (l.sort == Sort::time && r.sort == Sort::date))
        hint = {"：用 day(…) 取时间的日期", ": take the day of a time with day(…)"};
    if ((l.sort == Sort::number) != (r.sort == Sort::number) && (l.sort == Sort::money || r.sort == Sort::money))
        hint = {"：金额写单位，如 20000 yuan", ": money carries its unit, as in 20000 yuan"};
    if ((l.sort == Sort::number) != (r.sort == Sort::number) && (l.sort == Sort::minutes || r.sort == Sort::minutes))
        hint = {"：时长写单位，如 24 hours", ": minutes carry their unit, as in 24 hours"};
    throw Trouble(position, {fmt::format("{}与{}不能放在一起{}", shown(l).zh, shown(r).zh, hint.zh),
                             fmt::format("{} and {} do not go together{}", shown(l).en, shown(r).en, hint.en)});
}

void Checker::must_be(Index node, Sort sort, std::size_t position) const {
    if (at(node).sort != sort)
        throw Trouble(position,
                      {fmt::format("此处应是{}，而这是{}", words_of(sort).zh, words_of(at(node).sort).zh),
                       fmt::format("{} stands here, and this is {}", words_of(sort).en, words_of(at(node).sort).en)});
}

void Checker::need(bool allowed, std::size_t position, const base::Words& what) const {
    if (!allowed)
        throw Trouble(position, {fmt::format("{}里不能用{}", tree_->place.zh, what.zh),
                                 fmt::format("{} cannot use {}", tree_->place.en, what.en)});
}

/// Sets the range of a node that computes, and refuses what may leave 64 bits or the years 1 to 9999.
Index Checker::fits(Index index) {
    Node& node = at(index);
    const auto range = [&](Index which) { return tree_->kid_of(node, which).range; };
    if (node.op == Op::add || node.op == Op::subtract)
        node.range = narrowed(sum_of(range(0), range(1), node.op == Op::subtract), node.position);
    if (node.op == Op::multiply)
        node.range = narrowed(product_of(range(0), range(1)), node.position);
    if (node.op != Op::add_days && node.op != Op::add_months && node.op != Op::add_working)
        return index;
    Range by = range(1);
    if (by.least < -100'000'000 || by.most > 100'000'000)
        by = {-100'000'000, 100'000'000};
    if (node.negated)
        by = {-by.most, -by.least};
    if (node.op == Op::add_working) // ten working days never span more than a month of days
        by = {by.least * 3 - 30, by.most * 3 + 30};
    const Range from = range(0);
    node.range = node.op == Op::add_months ? Range{months_later(from.least, by.least), months_later(from.most, by.most)}
                                           : Range{from.least + by.least, from.most + by.most};
    if (node.range.least < first_day || node.range.most > last_day)
        throw Trouble(node.position, {"结果可能超出0001年至9999年", "this may leave the years 0001 to 9999"});
    return index;
}

void Checker::unknown_field(const Type& of, std::string_view name, std::size_t position) const {
    std::vector<std::string> names;
    for (const Field& field : of.fields)
        if (field.name != "state" || !of.states->words.empty())
            names.push_back(field.name);
    const auto near = nearest(name, names);
    const base::Words hint = near.empty() ? base::Words{} : suggestion(name, near, {"是否指", "did you mean"});
    throw Trouble(position, {fmt::format("`{}` 不是 {} 的字段{}", name, of.name, hint.zh),
                             fmt::format("`{}` is no field of {}{}", name, of.name, hint.en)});
}

Node Checker::of_field(const Type& of, std::size_t index, const Ast& ast) const {
    const Field& field = of.fields[index];
    if (index == pseudo::state && of.states->words.empty())
        throw Trouble(ast.position, {fmt::format("{} 没有状态", of.name), fmt::format("{} has no states", of.name)});
    Node node;
    node.sort = sort_of(field.kind);
    node.varies = true;
    node.position = ast.position;
    node.range = range_of(field);
    node.places = static_cast<std::uint8_t>(field.places);
    node.list = index == pseudo::state ? of.states.get() : field.list;
    node.field = &field;
    node.of = &of;
    node.target = field.target;
    return node;
}

Index Checker::name(const Ast& ast, const Like& like) {
    if (!ast.member.empty())
        return ast.text == "me" ? me(ast) : ast.text == "old" ? old(ast) : stepped(ast);
    const auto field = type_.index_of(ast.text);
    const bool coded = like.sort == Sort::code && like.list != nullptr;
    if (!coded || (like.list->by_name(ast.text) == nullptr && field)) {
        if (!field)
            unknown_field(type_, ast.text, ast.position);
        return own(ast, *field);
    }
    if (field && type_.fields[*field].kind == base::Kind::code && type_.fields[*field].list == like.list)
        throw Trouble(ast.position, {fmt::format("`{}` 既是字段又是{}的词", ast.text, like.list->name),
                                     fmt::format("`{}` is both a field and a word of {}", ast.text, like.list->name)});
    return word_of_list(ast, *like.list);
}

Index Checker::word_of_list(const Ast& ast, const CodeList& list) {
    const Word* word = list.by_name(ast.text);
    if (word == nullptr && ast.what == What::text)
        word = list.by_code(ast.text);
    if (word == nullptr) {
        const base::Words hint = suggestion(ast.text, names_of(list), {"可用的词", "words"});
        throw Trouble(ast.position, {fmt::format("`{}` 不是{}的词{}", ast.text, list.name, hint.zh),
                                     fmt::format("`{}` is no word of {}{}", ast.text, list.name, hint.en)});
    }
    const Index node = constant(Sort::code, word->code, ast.position);
    at(node).list = &list;
    return node;
}

Index Checker::own(const Ast& ast, std::size_t field) {
    Node node = of_field(type_, field, ast);
    node.op = Op::own;
    node.a = static_cast<std::int64_t>(field);
    return tree_->add(std::move(node));
}

Index Checker::stepped(const Ast& ast) {
    const auto ref = type_.index_of(ast.text);
    if (!ref)
        unknown_field(type_, ast.text, ast.position);
    const Field& field = type_.fields[*ref];
    if (field.kind != base::Kind::ref)
        throw Trouble(ast.position, {fmt::format("`{}` 不指向别的记录，后面不能有点", ast.text),
                                     fmt::format("`{}` points to no record, so no dot follows it", ast.text)});
    need(tree_->place.step, ast.position,
         {"一步之外的字段，只能用本记录的（可用 copy 带过来）", "fields one step away, only its own (copy it here)"});
    if (tree_->place.sql && (field.encrypted || field.memory_only))
        need(false, ast.position, {"加密的引用", "a reference that is encrypted"});
    const Type* target = schema_.type(field.target);
    if (target == nullptr)
        throw Trouble(ast.position, {fmt::format("没有 {} 这种记录", field.target),
                                     fmt::format("there is no type {}", field.target)});
    const auto there = target->index_of(ast.member);
    if (!there)
        unknown_field(*target, ast.member, ast.position);
    Node node = of_field(*target, *there, ast);
    node.op = Op::stepped;
    node.a = static_cast<std::int64_t>(*ref);
    node.b = static_cast<std::int64_t>(*there);
    return tree_->add(std::move(node));
}

Index Checker::old(const Ast& ast) {
    need(tree_->place.old, ast.position, {"old（改动之前的记录）", "old, the record before the change"});
    const auto field = type_.index_of(ast.member);
    if (!field)
        unknown_field(type_, ast.member, ast.position);
    Node node = of_field(type_, *field, ast);
    node.op = Op::old;
    node.a = static_cast<std::int64_t>(*field);
    return tree_->add(std::move(node));
}

Index Checker::me(const Ast& ast) {
    need(tree_->place.me, ast.position, {"me（提问的人）", "me, the person asking"});
    const auto* found = std::find(std::begin(me_words), std::end(me_words), ast.member);
    if (found == std::end(me_words)) {
        const base::Words hint =
            suggestion(ast.member, {std::begin(me_words), std::end(me_words)}, {"可用", "there are"});
        throw Trouble(ast.position, {fmt::format("me 没有 `{}`{}", ast.member, hint.zh),
                                     fmt::format("me has no `{}`{}", ast.member, hint.en)});
    }
    const Me member = static_cast<Me>(found - std::begin(me_words));
    Node node;
    node.op = Op::me;
    node.sort = member == Me::region ? Sort::region : Sort::ref;
    node.a = static_cast<std::int64_t>(member);
    node.position = ast.position;
    node.target = schema_.target_of(member);
    return tree_->add(std::move(node));
}

Index Checker::parameter(const Ast& ast) {
    const Parameter* found = schema_.parameter(ast.text);
    if (found == nullptr) {
        const auto near = nearest(ast.text, schema_.parameter_names());
        const base::Words hint = near.empty() ? base::Words{} : suggestion(ast.text, near, {"是否指", "did you mean"});
        throw Trouble(ast.position, {fmt::format("没有参数 ${}{}", ast.text, hint.zh),
                                     fmt::format("there is no parameter ${}{}", ast.text, hint.en)});
    }
    static constexpr Sort sorts[] = {Sort::number,       Sort::number,  Sort::percent, Sort::money,
                                     Sort::boolean,      Sort::minutes, Sort::minutes, Sort::days,
                                     Sort::working_days, Sort::months,  Sort::months};
    Node node;
    node.op = Op::parameter;
    node.sort = sorts[static_cast<std::size_t>(found->unit)];
    node.a = static_cast<std::int64_t>(found->index);
    node.position = ast.position;
    node.range = found->range;
    node.open = found->local;
    return tree_->add(std::move(node));
}

Index Checker::clock(const Ast& ast) {
    need(tree_->place.clock, ast.position,
         {fmt::format("{}：存下来的结果明天就错了", ast.text),
          fmt::format("{}: a stored answer about it is wrong tomorrow", ast.text)});
    Node node;
    const bool day = ast.what == What::today;
    node.op = day ? Op::today : Op::now;
    node.sort = day ? Sort::date : Sort::time;
    node.clock = true;
    node.position = ast.position;
    node.range = range_of(Field{.kind = day ? base::Kind::date : base::Kind::time});
    return tree_->add(std::move(node));
}

Index Checker::number(const Ast& ast, const Like& like) {
    if (like.sort == Sort::region && ast.measure == Measure::none) {
        const auto region = base::RegionCode::parse(ast.text);
        if (!region)
            throw Trouble(ast.position, {"地区代码是2、4、6、9或12位数字", "a region has 2, 4, 6, 9 or 12 digits"});
        return constant(Sort::region, region->text(), ast.position);
    }
    const auto digits = digits_of(ast.text);
    if (!digits)
        throw Trouble(ast.position, {"数最多18位", "a number has at most 18 digits"});
    struct Meaning {
        Sort sort;
        Unit unit;
        std::int64_t factor;
    };
    static constexpr Meaning meanings[] = {
        {Sort::number, Unit::count, 1},   {Sort::days, Unit::days, 1},     {Sort::working_days, Unit::working_days, 1},
        {Sort::days, Unit::days, 7},      {Sort::months, Unit::months, 1}, {Sort::months, Unit::years, 1},
        {Sort::minutes, Unit::hours, 1},  {Sort::minutes, Unit::count, 1}, {Sort::money, Unit::yuan, 1},
        {Sort::percent, Unit::percent, 1}};
    const Meaning& meaning = meanings[static_cast<std::size_t>(ast.measure)];
    if (ast.measure == Measure::none) {
        // Nothing is nothing in any unit; any other bare number is a plain number.
        const bool zero = digits->first == 0 && (like.sort == Sort::money || like.sort == Sort::minutes);
        if (digits->second > 9)
            throw Trouble(ast.position, {"小数最多9位", "a number has at most 9 decimal places"});
        const Index node = whole(zero ? like.sort : Sort::number, digits->first, ast.position);
        at(node).places = zero ? 0 : static_cast<std::uint8_t>(digits->second);
        return node;
    }
    const auto based = in_base_unit(meaning.unit, digits->first, digits->second);
    if (!based || *based > INT64_MAX / meaning.factor)
        throw Trouble(ast.position,
                      ast.measure == Measure::percent
                          ? base::Words{"百分比最多两位小数", "a percentage has at most two decimals"}
                          : base::Words{"这个数换算后不是整数", "this is no whole number of its smallest unit"});
    if (meaning.sort == Sort::working_days && *based < 1)
        throw Trouble(ast.position, {"工作日数至少为1", "working days are counted from 1"});
    return whole(meaning.sort, *based * meaning.factor, ast.position);
}

Index Checker::text(const Ast& ast, const Like& like) {
    const std::string normal = base::normal(ast.text);
    if (normal.empty())
        throw Trouble(ast.position, {"没有空文本：写 is empty", "there is no empty text: write is empty"});
    if (like.sort == Sort::code && like.list != nullptr)
        return word_of_list(ast, *like.list);
    if (like.sort == Sort::ref) {
        const auto id = base::parse_uuid(normal);
        if (!id)
            throw Trouble(ast.position, {"引用是36位的编号", "a reference is an id of 36 characters"});
        const Index node = constant(Sort::ref, base::to_text(*id), ast.position);
        at(node).target = like.target;
        return node;
    }
    if (like.sort == Sort::region) {
        const auto region = base::RegionCode::parse(normal);
        if (!region)
            throw Trouble(ast.position, {"地区代码是2、4、6、9或12位数字", "a region has 2, 4, 6, 9 or 12 digits"});
        return constant(Sort::region, region->text(), ast.position);
    }
    return constant(Sort::text, cleaned(normal, like.shape), ast.position);
}

Index Checker::sum(const Ast& ast, const Like& like) {
    const bool anchored_left = anchor(ast.args[0]) >= anchor(ast.args[1]);
    Index left = 0, right = 0;
    if (anchored_left) {
        left = value(ast.args[0], like);
        right = value(ast.args[1], this->like(left));
    } else {
        right = value(ast.args[1], like);
        left = value(ast.args[0], this->like(right));
    }
    const Sort l = at(left).sort;
    const Sort r = at(right).sort;
    if (l == Sort::date || l == Sort::time)
        return moved(ast, left, right);
    const bool spans = l == r && (l == Sort::days || l == Sort::months || l == Sort::working_days);
    if (l != r || (!countable(l) && !spans))
        disagree(left, right, ast.position);
    std::vector<Index> both{left, right};
    same_places(both);
    Node node;
    node.op = ast.negated ? Op::subtract : Op::add;
    node.sort = l;
    node.places = at(both[0]).places;
    node.position = ast.position;
    return fits(tree_->add(std::move(node), both));
}

/// A day or moment plus or minus a span.
Index Checker::moved(const Ast& ast, Index from, Index by) {
    const Sort sort = at(from).sort;
    const Sort span = at(by).sort;
    Node node;
    node.sort = sort;
    node.position = ast.position;
    node.negated = ast.negated;
    if (sort == Sort::time) {
        if (span == Sort::working_days || span == Sort::months)
            throw Trouble(ast.position, {"工作日和月数加在日期上，不加在时间上：先用 day(…)",
                                         "working days and months are added to dates, not to times: use day(…) first"});
        if (span != Sort::minutes && span != Sort::days)
            disagree(from, by, ast.position);
        node.negated = false;
        node.op = ast.negated ? Op::subtract : Op::add;
        return fits(tree_->add(std::move(node), {from, times(by, span == Sort::minutes ? minute_ms : day_ms)}));
    }
    if (span == Sort::date)
        throw Trouble(ast.position, {"两个日期相差几天：days_between(起, 止)",
                                     "for the days between two dates use days_between(from, to)"});
    if (span != Sort::days && span != Sort::months && span != Sort::working_days)
        disagree(from, by, ast.position);
    if (span == Sort::working_days && at(by).range.least < 1)
        throw Trouble(at(by).position, {"工作日数至少为1", "working days are counted from 1"});
    node.op = span == Sort::days ? Op::add_days : span == Sort::months ? Op::add_months : Op::add_working;
    return fits(tree_->add(std::move(node), {from, by}));
}

Index Checker::product(const Ast& ast) {
    const Index left = value(ast.args[0]);
    const Index right = value(ast.args[1]);
    return multiplied(left, right, ast.position);
}

Index Checker::multiplied(Index left, Index right, std::size_t position) {
    const Sort l = at(left).sort;
    const Sort r = at(right).sort;
    const auto multipliable = [](Sort sort) { return countable(sort) || sort == Sort::days || sort == Sort::months; };
    const bool shares = l == Sort::percent && countable(r);
    const bool numbers = (l == Sort::number && multipliable(r)) || (r == Sort::number && multipliable(l));
    if (!numbers && !shares)
        disagree(left, right, position);
    const bool spans = !countable(l) || !countable(r);
    if (spans && !shares && (at(left).varies || at(right).varies))
        throw Trouble(position, {"加在日期上的天数、月数须是常数", "a span of days or months is a constant"});
    Node node;
    node.op = Op::multiply;
    node.sort = l == Sort::number || shares ? r : l;
    node.places = static_cast<std::uint8_t>(at(left).places + at(right).places);
    node.position = position;
    if (node.places > 9)
        throw Trouble(position, {"小数最多9位", "a number has at most 9 decimal places"});
    return fits(tree_->add(std::move(node), {left, right}));
}

Index Checker::times(Index by, std::int64_t factor) {
    Node node;
    node.op = Op::multiply;
    node.sort = at(by).sort;
    node.places = at(by).places;
    node.position = at(by).position;
    const Index constant = whole(Sort::number, factor, node.position);
    return fits(tree_->add(std::move(node), {by, constant}));
}

/// Brings numbers with different decimal places to the most places among them, exactly.
void Checker::same_places(std::vector<Index>& nodes) {
    std::uint8_t most = 0;
    for (Index node : nodes)
        most = std::max(most, at(node).places);
    for (Index& node : nodes)
        while (at(node).places < most) {
            const auto places = static_cast<std::uint8_t>(at(node).places + 1);
            node = times(node, 10);
            at(node).places = places;
        }
}

} // namespace liandong::expr
