#include "expr/world_test.hpp"

#include <gtest/gtest.h>

#include "base/region_code.hpp"

namespace liandong::expr::testing {
namespace {

using base::Kind;

constexpr std::string_view ids[] = {"01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002",
                                    "01900000-0000-7000-8000-0000000000a1"};

} // namespace

World::World() {
    const CodeList& level =
        add(CodeList{"cert_level", true, {{"assistant", "1"}, {"intermediate", "2"}, {"senior", "3"}}});
    const CodeList& sex = add(CodeList{"sex", false, {{"unknown", "0"}, {"male", "1"}, {"female", "2"}}});
    const CodeList& skill =
        add(CodeList{"skill", false, {{"medical", "1"}, {"tibetan", "5"}, {"driving", "15"}, {"law", "51"}}});

    Type& person = add(Type("test.person"));
    person.add({.name = "name"});
    person.add({.name = "born", .kind = Kind::date});
    person.add({.name = "level", .kind = Kind::code, .list = &level});
    person.add({.name = "place", .kind = Kind::region});
    person.add({.name = "wage", .kind = Kind::money});
    person.add({.name = "phone", .encrypted = true, .shape = "phone"});
    person.add({.name = "ready", .kind = Kind::boolean});
    person.add({.name = "skills", .kind = Kind::codes, .list = &skill});
    person.add({.name = "seen_at", .kind = Kind::time});

    Type& agency = add(Type("test.agency", {"normal", "closed"}));
    agency.add({.name = "level", .kind = Kind::code, .list = &level});
    agency.add({.name = "founded", .kind = Kind::date});
    agency.add({.name = "size", .kind = Kind::number, .range = Range{0, 5000}});
    agency.add({.name = "head", .kind = Kind::ref, .target = "test.person"});

    Type& record = add(Type("test.record", {"draft", "waiting", "issued"}));
    record.add({.name = "name"});
    record.add({.name = "nickname"});
    record.add({.name = "phone", .encrypted = true, .shape = "phone"});
    record.add({.name = "id_no", .encrypted = true, .shape = "id_no"});
    record.add({.name = "count", .kind = Kind::number});
    record.add({.name = "members", .kind = Kind::number, .range = Range{0, 100}});
    record.add({.name = "score", .kind = Kind::number, .places = 1, .range = Range{0, 1000}});
    record.add({.name = "cost", .kind = Kind::money});
    record.add({.name = "labour", .kind = Kind::money});
    record.add({.name = "income", .kind = Kind::money, .encrypted = true});
    record.add({.name = "spent", .kind = Kind::minutes});
    record.add({.name = "born", .kind = Kind::date});
    record.add({.name = "began", .kind = Kind::date});
    record.add({.name = "until", .kind = Kind::date});
    record.add({.name = "starts_at", .kind = Kind::time});
    record.add({.name = "ends_at", .kind = Kind::time});
    record.add({.name = "agreed", .kind = Kind::boolean});
    record.add({.name = "ready", .kind = Kind::boolean});
    record.add({.name = "level", .kind = Kind::code, .list = &level});
    record.add({.name = "needs", .kind = Kind::code, .list = &level});
    record.add({.name = "sex", .kind = Kind::code, .list = &sex});
    record.add({.name = "skill", .kind = Kind::code, .list = &skill});
    record.add({.name = "skills", .kind = Kind::codes, .list = &skill});
    record.add({.name = "owner", .kind = Kind::ref, .target = "test.person"});
    record.add({.name = "helper", .kind = Kind::ref, .target = "test.person"});
    record.add({.name = "agency", .kind = Kind::ref, .target = "test.agency"});
    record.add({.name = "place", .kind = Kind::region});
    record.add({.name = "home", .kind = Kind::region});
    record.add({.name = "scan", .kind = Kind::file});
    record.add({.name = "notes", .memory_only = true});
    record.add({.name = "x620123_nick", .local = true});
    record.add({.name = "x620123_size", .kind = Kind::number, .local = true});
    record.add({.name = "x620123_on", .kind = Kind::date, .local = true});
    record.add({.name = "x620123_ok", .kind = Kind::boolean, .local = true});

    add(Parameter{.name = "p.count", .unit = Unit::count, .range = {0, 100}});
    add(Parameter{.name = "p.share", .unit = Unit::percent, .range = {0, 10'000}});
    add(Parameter{.name = "p.money", .unit = Unit::yuan, .range = {0, 1'000'000'000}});
    add(Parameter{.name = "p.hours", .unit = Unit::hours, .range = {0, 100'000}});
    add(Parameter{.name = "p.days", .unit = Unit::days, .range = {0, 400}});
    add(Parameter{.name = "p.months", .unit = Unit::months, .range = {0, 400}});
    add(Parameter{.name = "p.years", .unit = Unit::years, .range = {0, 1200}});
    add(Parameter{.name = "p.working", .unit = Unit::working_days, .range = {1, 60}});
    add(Parameter{.name = "p.on", .unit = Unit::boolean, .range = {0, 1}});
    add(Parameter{.name = "p.none", .unit = Unit::count, .range = {0, 0}});
    add(Parameter{.name = "p.local", .unit = Unit::count, .range = {0, 100}, .local = true});
    add(Parameter{.name = "p.local_days", .unit = Unit::days, .range = {0, 400}, .local = true});
}

std::string World::target_of(Me member) const {
    return member == Me::person || member == Me::worker ? "test.person"
           : member == Me::agency                       ? "test.agency"
                                                        : PlainSchema::target_of(member);
}

const World& world() {
    static const World only;
    return only;
}

const Calendar& calendar() {
    static const Calendar only = [] {
        Calendar calendar(2015, 2035);
        calendar.load(2024,
                      {day("2024-10-01"), day("2024-10-02"), day("2024-10-03"), day("2024-10-04"), day("2024-10-07")},
                      {day("2024-09-29"), day("2024-10-12")});
        return calendar;
    }();
    return only;
}

Asker::Asker() : who(7), values(world().record().fields.size()) {
    today = day("2026-11-23");
    now = moment("2026-11-23T09:30:00+08:00");
    who[static_cast<std::size_t>(Me::person)] = std::string(ids[0]);
    who[static_cast<std::size_t>(Me::agency)] = std::string(ids[2]);
    who[static_cast<std::size_t>(Me::region)] = std::string("620123000000");
}

base::Value Asker::parameter(std::size_t index, base::Date on) const {
    switch (index) {
        case 0: return std::int64_t{on < day("2024-07-01") ? 3 : 10};
        case 1: return std::int64_t{3333};
        case 2: return std::int64_t{600'000};
        case 3: return std::int64_t{120 * 60};
        case 4: return std::int64_t{30};
        case 5: return std::int64_t{on < day("2025-03-31") ? 3 : 4};
        case 6: return std::int64_t{36};
        case 7: return std::int64_t{3};
        case 8: return true;
        case 10: {
            const auto* region = std::get_if<std::string>(&values[pseudo::region]);
            return std::int64_t{region != nullptr && region->starts_with("620123") ? 5 : 2};
        }
        case 11: {
            const auto* region = std::get_if<std::string>(&values[pseudo::region]);
            return std::int64_t{region != nullptr && region->starts_with("620102") ? 31 : 28};
        }
        default: return base::Empty{};
    }
}

std::vector<base::Date> Asker::parameter_changes(std::size_t index) const {
    if (index == 0)
        return {day("2024-07-01")};
    if (index == 5)
        return {day("2025-03-31")};
    return {};
}

std::vector<std::pair<base::RegionCode, base::Value>> Asker::local_values(std::size_t index, base::Date) const {
    if (index == 10)
        return {{*base::RegionCode::parse("620123"), std::int64_t{5}}};
    if (index == 11)
        return {{*base::RegionCode::parse("620102"), std::int64_t{31}}};
    return {};
}

const base::Value& Asker::stepped(std::size_t ref, std::size_t field) const {
    const auto* id = std::get_if<std::string>(&values[ref]);
    if (id == nullptr || others == nullptr)
        return nothing;
    const auto found = others->find(*id);
    return found == others->end() ? nothing : found->second[field];
}

Asker& Asker::with(std::string_view name, base::Value value) {
    values[world().field(name)] = std::move(value);
    return *this;
}

base::Date day(std::string_view text) {
    const auto parsed = base::parse_date(text);
    EXPECT_TRUE(parsed) << text;
    return parsed.value_or(base::Date{});
}

base::Instant moment(std::string_view text) {
    const auto parsed = base::parse_instant(text);
    EXPECT_TRUE(parsed) << text;
    return parsed.value_or(base::Instant{});
}

std::string digest(const Type& type, const Field& field, const base::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    const auto* number = std::get_if<std::int64_t>(&value);
    return "d:" + type.name + "." + field.name + ":" + (text ? *text : number ? std::to_string(*number) : "?");
}

Truth ask(std::string_view text, const Context& record, const Place& place) {
    return evaluate(criterion(text, world(), world().record(), place), record);
}

std::string refusal(std::string_view text, const Place& place) {
    try {
        criterion(text, world(), world().record(), place);
        return "";
    } catch (const Trouble& trouble) {
        EXPECT_TRUE(trouble.words.zh.starts_with("第")) << trouble.words.zh;
        return trouble.words.en;
    }
}

} // namespace liandong::expr::testing
