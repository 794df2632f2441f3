// liandong figures: a figure with its breakdown; --recount counts it from the tables and the journal instead.
#include <fmt/format.h>
#include <cstdio>

#include "app/options.hpp"
#include "follow/followers.hpp"

namespace liandong::app {
namespace {

struct Asked {
    Named named;
    follow::Question question;
    std::string at, from, to;
    bool recount = false;
    bool rebuild = false;
};

std::optional<base::Date> day_of(const std::string& text, const char* option) {
    if (text.empty())
        return std::nullopt;
    const auto day = base::parse_date(text);
    if (!day)
        throw Refused(fmt::format("{} takes a day as YYYY-MM-DD, and {} is none", option, text), 2);
    return day;
}

/// 1234, or 93.33 (14 of 15).
std::string told(const follow::Amount& amount) {
    if (!amount.denominator)
        return std::to_string(amount.numerator);
    const auto hundredths = follow::rounded(amount, 4);
    const std::string of = fmt::format(" ({} of {})", amount.numerator, *amount.denominator);
    return hundredths ? fmt::format("{:.4f}", static_cast<double>(*hundredths) / 10'000) + of : "-" + of;
}

void print(const House& house, const follow::Answer& answer) {
    std::printf("%s\n", told(answer.amount).c_str());
    for (const auto& cell : answer.cells) {
        const auto* region = house.atlas.find(cell.key);
        std::printf("  %-14s %s%s\n", cell.key.empty() ? "-" : cell.key.c_str(), told(cell.amount).c_str(),
                    region ? ("  " + region->name).c_str() : "");
    }
}

void figures(const Asked& asked) {
    const auto house = open(asked.named);
    follow::Question question = asked.question;
    question.at = day_of(asked.at, "--at");
    question.from = day_of(asked.from, "--from");
    question.to = day_of(asked.to, "--to");
    if (asked.rebuild) {
        follow::Followers followers(*house->database, house->kernel.house(), house->figures);
        followers.rebuild(question.indicator);
        followers.catch_up();
    }
    const record::Given given;
    const auto answer = house->database->read([&](db::Session& session) {
        return asked.recount ? house->figures.recount(session, question, given)
                             : house->figures.answer(session, question, given);
    });
    print(*house, answer);
}

} // namespace

void add_figures(CLI::App& app) {
    auto* command = app.add_subcommand("figures", "a figure; --recount counts it from the tables");
    const auto asked = std::make_shared<Asked>();
    add_named(*command, asked->named);
    command->add_option("indicator", asked->question.indicator, "an indicator of the pack")->required();
    command->add_option("--region", asked->question.region, "2 to 12 digits; otherwise the whole province");
    command->add_option("--at", asked->at, "the day of a stock; otherwise today");
    command->add_option("--from", asked->from, "the first day of a flow; otherwise 1 January");
    command->add_option("--to", asked->to, "the last day of a flow; otherwise today");
    command->add_option("--by", asked->question.by, "region, or a breakdown of the indicator");
    command->add_flag("--recount", asked->recount, "from the tables, a past day's stock from the journal");
    command->add_flag("--rebuild", asked->rebuild, "makes the figure's cells anew first");
    command->callback([asked] { figures(*asked); });
}

} // namespace liandong::app
