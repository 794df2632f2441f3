#include "expr/chance_test.hpp"

#include <fmt/format.h>

namespace liandong::expr::testing {
namespace {

constexpr std::string_view days[] = {
    "2024-02-29", "2024-02-28", "2024-03-01", "2023-02-28", "2024-01-31", "2024-01-30", "2024-03-31", "2024-04-30",
    "2024-12-31", "2025-01-01", "2024-09-29", "2024-09-30", "2024-10-01", "2024-10-06", "2024-10-07", "2024-10-08",
    "2024-10-12", "2024-10-13", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-10-23", "2026-12-23",
    "2027-02-23", "2008-11-23", "2008-02-29", "2006-02-28", "2000-02-29", "1966-11-23", "1900-02-28", "1969-12-31",
    "1970-01-01", "2014-12-31", "2015-01-01", "2015-01-04", "2035-12-31", "2036-01-01", "1600-01-01", "2999-12-31"};
constexpr std::string_view texts[] = {
    "ab",   "Ab", "AB", "abc", "b",    "榆中", "榆中县",      "榆",          "中",
    "䃎家", "䃎", "屲", "𠮷",  "𠮷野", "%",    "a%b",         "_",           "a_b",
    "a'b",  "\\", "|",  "a|b", "é",    "é家",  "13800000001", "13800000002", "11010519491231002X",
    "?"};
constexpr std::int64_t numbers[] = {0,  1,  2,   3,   4,   5,   9,   10,  11,   12,   59,   60,    61,
                                    85, 99, 100, 101, 333, 334, 599, 600, 1000, 5999, 6000, 10000, 3333};
constexpr std::string_view regions[] = {"620000000000", "620100000000", "620102000000", "620102001000",
                                        "620102001001", "620123000000", "620123100000", "620123100001",
                                        "620123999999", "620124000000", "620200000000", "610100000000"};
constexpr std::string_view region_words[] = {"62",        "6201",         "620102",    "620123",
                                             "620123100", "620123100001", "620102001", "6202"};
constexpr std::string_view levels[] = {"assistant", "intermediate", "senior"};
constexpr std::string_view skills[] = {"medical", "tibetan", "driving", "law"};
constexpr std::string_view states[] = {"draft", "waiting", "issued"};
constexpr std::string_view person_ids[] = {"01900000-0000-7000-8000-000000000001",
                                           "01900000-0000-7000-8000-000000000007"};

} // namespace

base::Date Chance::day() {
    base::Date day = testing::day(pick(days));
    switch (upto(8)) {
        case 0: return day + (upto(5) - 2);
        case 1:
            return base::add_months(day, pick(std::vector<std::int64_t>{-36, -18 * 12, -12, -3, -1, 1, 3, 4, 12, 36}));
        case 2: return base::add_months(day, upto(7) - 3) + (upto(3) - 1);
        case 3: return day + pick(std::vector<std::int64_t>{-31, -30, -28, -7, 7, 28, 30, 31});
        default: return day;
    }
}

std::int64_t Chance::whole() { return pick(numbers) * (one_in(8) ? -1 : 1) + (one_in(6) ? upto(3) - 1 : 0); }

/// Around midnight and around the day's own moments.
std::int64_t Chance::instant() {
    const std::int64_t start = base::start_of(std::max(day(), testing::day("1970-01-01"))).ms;
    const std::int64_t shift =
        pick(std::vector<std::int64_t>{0, 1, -1, 59'999, 60'000, 34'200'000, 86'399'999, 3'600'000});
    return std::max<std::int64_t>(start + shift, -base::zone_ms);
}

std::string Chance::compare() { return pick(std::vector<std::string>{"=", "!=", "<", "<=", ">", ">="}); }

std::string Chance::quoted_text() {
    std::string quoted = "'";
    for (char c : pick(texts))
        quoted += c == '\'' ? std::string("''") : std::string(1, c);
    return quoted + "'";
}

std::string Chance::text() {
    return pick(std::vector<std::string>{"name", "nickname", "owner.name", "helper.name", "x620123_nick"});
}

std::string Chance::region() {
    const std::string plain =
        pick(std::vector<std::string>{"place", "home", "region", "region_then", "owner.place", "place", "home"});
    if (one_in(3))
        return fmt::format("{}({})", pick(std::vector<std::string>{"county", "town", "prefecture"}), plain);
    return one_in(10) ? fmt::format("first_of({}, {})", plain, one_in(2) ? "home" : "me.region") : plain;
}

std::string Chance::span() {
    switch (upto(6)) {
        case 0: return fmt::format("{} days", upto(40));
        case 1: return fmt::format("{} weeks", upto(5));
        case 2: return fmt::format("{} months", pick(std::vector<int>{0, 1, 2, 3, 6, 11, 12, 13}));
        case 3: return fmt::format("{} years", pick(std::vector<int>{1, 3, 4, 18, 60}));
        case 4: return fmt::format("{} working days", upto(6) + 1);
        default:
            return pick(std::vector<std::string>{"$p.days", "$p.months", "$p.years", "$p.working", "$p.local_days"});
    }
}

std::string Chance::date(int depth) {
    switch (upto(depth > 0 ? 15 : 6)) {
        case 0:
        case 1:
        case 2:
        case 3:
            return pick(
                std::vector<std::string>{"born", "began", "until", "owner.born", "agency.founded", "x620123_on"});
        case 4: return base::to_text(day());
        case 5: return "today";
        case 6: return fmt::format("day({})", time(depth - 1));
        case 7: return fmt::format("month_start({})", date(depth - 1));
        case 8: return fmt::format("first_of({}, {})", date(depth - 1), date(depth - 1));
        case 9: return fmt::format("{}({}, {})", one_in(2) ? "least" : "greatest", date(depth - 1), date(depth - 1));
        case 10:
            return fmt::format("date_of({}, {}, {})", one_in(2) ? "year(born)" : std::to_string(2023 + upto(3)),
                               one_in(2) ? "members" : std::to_string(upto(13) + 1),
                               one_in(2) ? "members" : std::to_string(upto(33)));
        default: return fmt::format("{} {} {}", date(depth - 1), one_in(2) ? "+" : "-", span());
    }
}

std::string Chance::time(int depth) {
    switch (upto(depth > 0 ? 8 : 4)) {
        case 0:
        case 1:
        case 2: return pick(std::vector<std::string>{"starts_at", "ends_at", "owner.seen_at"});
        case 3: return "now";
        case 4: return fmt::format("end_of({})", date(depth - 1));
        case 5: return fmt::format("first_of({}, {})", time(depth - 1), time(depth - 1));
        default:
            return fmt::format("{} {} {}", time(depth - 1), one_in(2) ? "+" : "-",
                               pick(std::vector<std::string>{"24 hours", "1 minute", "1 day", "2 weeks", "$p.hours",
                                                             "$p.days", "0 days"}));
    }
}

std::string Chance::number(int depth) {
    switch (upto(depth > 0 ? 17 : 6)) {
        case 0:
        case 1:
        case 2: return pick(std::vector<std::string>{"count", "members", "agency.size", "version", "x620123_size"});
        case 3: return one_in(2) ? "score" : pick(std::vector<std::string>{"8.5", "60.0", "85", "59.9"});
        case 4: return std::to_string(pick(numbers));
        case 5: return pick(std::vector<std::string>{"$p.count", "$p.local", "$p.none"});
        case 6:
        case 7: return fmt::format("{} {} {}", number(depth - 1), one_in(2) ? "+" : "-", number(depth - 1));
        case 8: return fmt::format("({}) * {}", number(0), number(0));
        case 9: return fmt::format("days_between({}, {})", date(depth - 1), date(depth - 1));
        case 10: return fmt::format("working_days_between({}, {})", date(depth - 1), date(depth - 1));
        case 11: return fmt::format("year({})", date(depth - 1));
        case 12: return one_in(2) ? "size(skills)" : "size(owner.skills)";
        case 13: return fmt::format("length({})", text());
        case 14: return fmt::format("first_of({}, {})", number(depth - 1), number(depth - 1));
        default:
            return fmt::format("{}({}, {})", one_in(2) ? "least" : "greatest", number(depth - 1), number(depth - 1));
    }
}

std::string Chance::money(int depth) {
    switch (upto(depth > 0 ? 8 : 4)) {
        case 0:
        case 1: return pick(std::vector<std::string>{"cost", "labour", "owner.wage"});
        case 2:
            return fmt::format("{} yuan",
                               pick(std::vector<std::string>{"0", "0.05", "1", "60", "100", "6000", "59.99"}));
        case 3: return "$p.money";
        case 4: return fmt::format("{} * {}", one_in(2) ? "members" : std::to_string(upto(4)), money(0));
        case 5: return fmt::format("{}({}, {})", one_in(2) ? "least" : "greatest", money(depth - 1), money(depth - 1));
        default: return fmt::format("{} {} {}", money(depth - 1), one_in(2) ? "+" : "-", money(depth - 1));
    }
}

std::string Chance::minutes(int depth) {
    switch (upto(depth > 0 ? 6 : 3)) {
        case 0: return "spent";
        case 1: return pick(std::vector<std::string>{"24 hours", "60 minutes", "1 hour", "0 minutes", "1.5 hours"});
        case 2: return one_in(2) ? "$p.hours" : "spent";
        case 3: return fmt::format("minutes_between({}, {})", time(depth - 1), time(depth - 1));
        default: return fmt::format("{} {} {}", minutes(depth - 1), one_in(2) ? "+" : "-", minutes(depth - 1));
    }
}

std::string Chance::yes_or_no() {
    return pick(std::vector<std::string>{"agreed", "ready", "owner.ready", "x620123_ok", "$p.on", "true",
                                         "first_of(agreed, ready)", "first_of(ready, false)"});
}

std::string Chance::test(int depth) {
    const auto pair = [&](const std::string& left, const std::string& right) {
        return fmt::format("{} {} {}", left, compare(), right);
    };
    const auto same = [&] { return std::string(one_in(2) ? "=" : "!="); };
    switch (upto(24)) {
        case 0:
        case 1:
        case 2: return pair(date(depth), date(depth));
        case 3: // working days turn at free days and holidays, which chance alone seldom meets
            return pair(
                fmt::format("{} {} {}", pick(std::vector<std::string>{"born", "began", "until", "agency.founded"}),
                            one_in(3) ? "+" : "-",
                            pick(std::vector<std::string>{"1 working day", "2 working days", "$p.working", "1 month",
                                                          "1 year"})),
                date(0));
        case 4: return pair(time(depth), time(depth));
        case 5:
        case 6: return pair(number(depth), number(depth));
        case 7: return pair(money(depth), money(depth));
        case 8: return pair(minutes(depth), minutes(depth));
        case 9:
            return fmt::format("{} {} {} of {}", money(1), compare(),
                               pick(std::vector<std::string>{"60%", "33.33%", "100%", "$p.share", "0.5%", "150%"}),
                               money(1));
        case 10:
            return fmt::format("{} {} {} of {}", number(1), compare(),
                               pick(std::vector<std::string>{"60%", "33.33%", "$p.share"}), number(1));
        case 11: return fmt::format("{} {} {}", text(), same(), one_in(3) ? text() : quoted_text());
        case 12:
            return fmt::format("{} {} {}", text(), one_in(2) ? "contains" : "starts with",
                               one_in(4) ? text() : quoted_text());
        case 13:
            return pair(pick(std::vector<std::string>{"level", "needs", "owner.level", "agency.level"}),
                        one_in(2) ? std::string(pick(levels))
                                  : pick(std::vector<std::string>{"level", "needs", "owner.level"}));
        case 14:
            return one_in(2) ? fmt::format("sex {} {}", same(), one_in(2) ? "male" : "female")
                             : fmt::format("state {} {}", same(), pick(states));
        case 15:
            return one_in(3)
                       ? fmt::format("skills has {} ({}, {})", one_in(2) ? "any" : "all", pick(skills), pick(skills))
                   : one_in(2) ? fmt::format("{} has {}", one_in(2) ? "skills" : "owner.skills", pick(skills))
                               : std::string("skills has skill");
        case 16: return fmt::format("{} within {}", region(), one_in(3) ? region() : std::string(pick(region_words)));
        case 17:
            return fmt::format("{} {} {}", region(), same(), one_in(2) ? region() : std::string(pick(region_words)));
        case 18:
            return fmt::format("{} is {}empty",
                               pick(std::vector<std::string>{"name", "phone", "income", "scan", "owner.name", "agency",
                                                             "skills", "born", "first_of(born, began)", "x620123_nick",
                                                             "me.station", "owner.id", "level"}),
                               one_in(2) ? "not " : "");
        case 19:
            switch (upto(7)) {
                case 0: return fmt::format("level {}in ({}, {})", one_in(2) ? "not " : "", pick(levels), pick(levels));
                case 1:
                    return fmt::format("{} {}in ({}, {}, {})", number(1), one_in(2) ? "not " : "", number(0), number(1),
                                       number(0));
                case 2: return fmt::format("{} in ({}, {})", date(1), date(1), date(1));
                case 3:
                    return fmt::format("name {}in ({}, {})", one_in(2) ? "not " : "", quoted_text(),
                                       one_in(2) ? "nickname" : quoted_text());
                case 4: return fmt::format("phone {}in ({}, '13800000001')", one_in(2) ? "not " : "", quoted_text());
                case 5: return fmt::format("state {}in ({}, {})", one_in(2) ? "not " : "", pick(states), pick(states));
                default: return fmt::format("owner {}in (me.person, helper, me.worker)", one_in(2) ? "not " : "");
            }
        case 20:
            switch (upto(4)) {
                case 0:
                    return fmt::format(
                        "{} {} {}", one_in(2) ? "owner" : "helper", same(),
                        pick(std::vector<std::string>{"me.person", "helper", "agency.head", "owner.id"}));
                case 1: return fmt::format("agency {} me.agency", same());
                case 2: return fmt::format("owner {} '{}'", same(), pick(person_ids));
                default: return fmt::format("id {} '01900000-0000-7000-8000-000000000f{:02}'", same(), upto(90));
            }
        case 21:
            return one_in(2) ? fmt::format("phone {} {}", same(), quoted_text())
                             : fmt::format("income {} {} yuan", same(), upto(4) * 60);
        case 22:
            return fmt::format(
                "age({}) {} {}", one_in(2) ? "born" : "owner.born", compare(),
                pick(std::vector<std::string>{"18", "60", "$p.count", "0", "16 + 2", "$p.local", "$p.none"}));
        default: return one_in(2) ? yes_or_no() : fmt::format("{} {} {}", yes_or_no(), same(), yes_or_no());
    }
}

std::string Chance::criterion(int depth) {
    if (depth <= 0 || one_in(3))
        return test(static_cast<int>(upto(3)));
    switch (upto(5)) {
        case 0: return "not (" + criterion(depth - 1) + ")";
        case 1:
        case 2: return "(" + criterion(depth - 1) + " or " + criterion(depth - 1) + ")";
        default: return "(" + criterion(depth - 1) + " and " + criterion(depth - 1) + ")";
    }
}

std::string Chance::stock(int depth) {
    if (depth > 0 && !one_in(3))
        return fmt::format("({} {} {}{})", stock(depth - 1), one_in(2) ? "and" : "or", one_in(4) ? "not " : "",
                           stock(depth - 1));
    if (one_in(4))
        return pick(std::vector<std::string>{"agreed", "until is empty", "level >= intermediate", "began < until",
                                             "state = issued"});
    if (one_in(5))
        return fmt::format("age(born) {} {}", compare(), pick(std::vector<std::string>{"18", "60", "$p.count"}));
    const std::string clock =
        one_in(3) ? "today"
        : one_in(8)
            ? pick(std::vector<std::string>{"month_start(today)", "month_start(today) - 6 months"})
            : fmt::format("today {} {}", one_in(2) ? "+" : "-",
                          pick(std::vector<std::string>{"1 month", "6 months", "1 year", "18 years", "30 days",
                                                        "$p.months", "3 working days", "$p.working", "1 working day"}));
    const std::string still = pick(
        std::vector<std::string>{"born", "began", "until", "began + 1 months", "began + $p.months", "day(starts_at)"});
    return one_in(2) ? fmt::format("{} {} {}", clock, compare(), still)
                     : fmt::format("{} {} {}", still, compare(), clock);
}

base::Value Chance::of_kind(const Field& field, const std::map<std::string, std::vector<std::string>>& ids) {
    const Range range = range_of(field);
    const auto number = [&](std::int64_t value) { return base::Value(std::clamp(value, range.least, range.most)); };
    switch (field.kind) {
        case base::Kind::number: return number(one_in(30) ? (one_in(2) ? range.least : range.most) : whole());
        case base::Kind::money:
            return number(one_in(30) ? (one_in(2) ? range.least : range.most) : whole() * (one_in(2) ? 100 : 1));
        case base::Kind::minutes: return number(whole() * (one_in(3) ? 60 : 1));
        case base::Kind::date: return std::clamp(day(), testing::day("1600-01-01"), testing::day("2999-12-31"));
        case base::Kind::time: return number(instant());
        case base::Kind::boolean: return one_in(2);
        case base::Kind::code:
            return one_in(20) ? base::Value(std::string("99")) : base::Value(pick(field.list->words).code);
        case base::Kind::codes: {
            base::Codes codes;
            for (const Word& word : field.list->words)
                if (one_in(2))
                    codes.push_back(word.code);
            return codes.empty() ? base::Value() : base::Value(base::tidy(codes));
        }
        case base::Kind::ref: {
            const auto found = ids.find(field.target);
            if (found == ids.end() || one_in(12))
                return std::string("01900000-0000-7000-8000-00000000dead"); // points nowhere
            return pick(found->second);
        }
        case base::Kind::region: return std::string(pick(regions));
        case base::Kind::point: return std::string("103.8,36.1");
        default: return std::string(pick(texts));
    }
}

std::vector<base::Value> Chance::record(const Type& type, const std::string& id, std::int64_t ord,
                                        const std::map<std::string, std::vector<std::string>>& ids) {
    std::vector<base::Value> values(type.fields.size());
    for (std::size_t i = pseudo::state; i < values.size(); ++i)
        if (!one_in(6) && i != pseudo::state)
            values[i] = of_kind(type.fields[i], ids);
    values[pseudo::id] = id;
    values[pseudo::version] = ord;
    if (!type.states->words.empty())
        values[pseudo::state] = pick(type.states->words).code;
    return values;
}

} // namespace liandong::expr::testing
