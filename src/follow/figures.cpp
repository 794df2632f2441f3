#include "follow/figures.hpp"

#include <algorithm>

#include "follow/combine.hpp"
#include "journal/journal.hpp"

namespace liandong::follow {
namespace {

base::Fault invalid(const char* field, const char* code, base::Params params = {}) {
    return base::Fault({{field, code, {}, std::move(params)}});
}

/// The breakdowns of a figure are those of its parts too: a share by field needs both sides by field.
void push_down(const pack::Pack& pack, const pack::Figure& figure, const std::vector<std::string>& by,
               std::map<std::string, std::vector<std::string>>& more, int depth = 0) {
    if (depth > 16)
        return;
    auto& own = more[figure.id];
    own.insert(own.end(), by.begin(), by.end());
    for (const auto& part : figure.of)
        if (const pack::Figure* below = pack.figure(part))
            push_down(pack, *below, by, more, depth + 1);
}

const pack::Figure& figure_of(const record::House& house, const std::string& id) {
    const pack::Figure* figure = house.pack.figure(id);
    if (!figure)
        throw base::Fault(base::Refusal::absent, "figure.none", {{"figure", id}});
    return *figure;
}

/// The stock or flow that stands first in a figure: the one above the line.
const Counted* first_of(const record::House& house, const Figures::Plan& plan, const std::string& id, int depth = 0) {
    if (const auto found = plan.by_id.find(id); found != plan.by_id.end())
        return found->second;
    const pack::Figure* figure = house.pack.figure(id);
    if (!figure || figure->of.empty() || depth > 16)
        return nullptr;
    return first_of(house, plan, figure->of.front(), depth + 1);
}

bool any_distinct(const record::House& house, const Figures::Plan& plan, const std::string& id, int depth = 0) {
    if (const auto found = plan.by_id.find(id); found != plan.by_id.end())
        return found->second->distinct.has_value();
    const pack::Figure* figure = house.pack.figure(id);
    return figure && depth < 16 && std::any_of(figure->of.begin(), figure->of.end(), [&](const auto& part) {
               return any_distinct(house, plan, part, depth + 1);
           });
}

Scope scope_of(const record::House& house, const Divisions& divisions, const Question& question,
               const record::Given& given) {
    const std::string& asked = question.region.empty() ? house.pack.region : question.region;
    const auto region = base::RegionCode::parse(asked);
    if (!region || !divisions.known(region->text()))
        throw invalid("region", "record.no_such_region", {{"value", asked}});
    const Date to = question.at ? *question.at : question.to.value_or(given.today());
    const Date from = question.from.value_or(*base::date_of(base::parts_of(to).year, 1, 1));
    if (from > to)
        throw invalid("from", "figure.bad_period", {{"from", base::to_text(from)}, {"to", base::to_text(to)}});
    return {*region, from, to, {}};
}

Grouping grouping_of(const Scope& scope, const std::string& by) {
    if (by != "region")
        return {by, std::nullopt};
    if (scope.region.level() == base::RegionLevel::village)
        throw unknown_by(by);
    return {{}, static_cast<base::RegionLevel>(static_cast<int>(scope.region.level()) + 1)};
}

class Answering {
public:
    Answering(Combine& combine, const record::House& house, const Divisions& divisions, const Figures::Plan& plan,
              const record::Given& given, std::int64_t position)
        : combine_(combine), house_(house), divisions_(divisions), plan_(plan), given_(given), position_(position) {}

    Answer operator()(const Question& question) {
        if (question.indicator != "population")
            figure_of(house_, question.indicator);
        Scope scope = scope_of(house_, divisions_, question, given_);
        Answer answer{.position = position_,
                      .from = scope.from,
                      .to = scope.to,
                      .region = scope.region.text(),
                      .distinct = any_distinct(house_, plan_, question.indicator),
                      .amount = {},
                      .cells = {}};
        for (const auto& [key, amount] : combine_.amounts(question.indicator, scope))
            answer.amount = amount;
        if (question.by.empty())
            return answer;
        scope.by = grouping_of(scope, question.by);
        for (const auto& [key, amount] : combine_.amounts(question.indicator, scope))
            answer.cells.push_back({key, amount});
        return answer;
    }

private:
    Combine& combine_;
    const record::House& house_;
    const Divisions& divisions_;
    const Figures::Plan& plan_;
    const record::Given& given_;
    std::int64_t position_;
};

record::Piece past_members(db::Session& session, const Counted& counted, const Scope& scope, CellSource& source) {
    const auto late = source.late(counted.shape->name());
    record::Piece piece{
        R"(t."id" in (select record from figure_line where figure = ? and region between ? and ? and day <= ? )"
        "and member is not null group by record having sum(member) <> 0)",
        {counted.id(), scope.region.text(), scope.region.last(), scope.to},
        {}};
    if (late.empty())
        return piece;
    piece.text += R"( and t."id" not in ()" + marks(late.size()) + ")";
    piece.params.insert(piece.params.end(), late.begin(), late.end());
    std::vector<Uuid> inside; // of the late ones, those that count
    Stored stored = stored_lines(session, late);
    std::map<Uuid, figures::Lines> now;
    for (auto& [id, by_figure] : stored)
        if (const auto lines = by_figure.find(counted.id()); lines != by_figure.end())
            now[id] = lines->second;
    for (const Followed& one : source.lacking(counted))
        now[one.record] = one.after;
    for (const auto& [id, lines] : now) {
        figures::Sums sums;
        figures::add(sums, lines);
        if (!sum_of(sums, true, scope).empty())
            inside.push_back(id);
    }
    if (inside.empty())
        return piece;
    piece.text = "(" + piece.text + R"() or t."id" in ()" + marks(inside.size()) + ")";
    piece.params.insert(piece.params.end(), inside.begin(), inside.end());
    return piece;
}

} // namespace

Figures::Figures(const record::House& house, const Divisions& divisions, std::map<std::string, FigureHook> hooks,
                 std::size_t behind_most)
    : house_(house),
      divisions_(divisions),
      hooks_(std::move(hooks)),
      plan_(std::make_unique<Plan>()),
      behind_most_(behind_most) {
    std::map<std::string, std::vector<std::string>> more;
    for (const auto& figure : house.pack.figures)
        push_down(house.pack, figure, figure.by, more);
    for (const auto& figure : house.pack.figures) {
        if (figure.form != pack::Figure::Form::stock && figure.form != pack::Figure::Form::flow)
            continue;
        plan_->counted.push_back(std::make_unique<Counted>(counted(house, figure, more[figure.id])));
        const Counted* made = plan_->counted.back().get();
        plan_->by_id[figure.id] = made;
        if (made->followed())
            plan_->by_type[figure.type].push_back(made);
    }
}

Figures::~Figures() = default;

std::vector<Answer> Figures::answer(db::Session& session, std::span<const Question> questions,
                                    const record::Given& given) const {
    CellSource source(house_, session, given, behind_most_);
    Combine combine(house_, *plan_, divisions_, hooks_, source, given);
    Answering answering(combine, house_, divisions_, *plan_, given, journal::position(session));
    std::vector<Answer> answers;
    for (const Question& question : questions)
        answers.push_back(answering(question));
    return answers;
}

Answer Figures::answer(db::Session& session, const Question& question, const record::Given& given) const {
    return answer(session, std::span(&question, 1), given).front();
}

Answer Figures::recount(db::Session& session, const Question& question, const record::Given& given) const {
    TableSource source(house_, session, given);
    Combine combine(house_, *plan_, divisions_, hooks_, source, given);
    return Answering(combine, house_, divisions_, *plan_, given, journal::position(session))(question);
}

record::Piece Figures::piece_behind(db::Session& session, const Question& question, const record::Given& given) const {
    figure_of(house_, question.indicator);
    const Counted* counted = first_of(house_, *plan_, question.indicator);
    if (!counted)
        throw invalid("indicator", "figure.no_rows");
    const Scope scope = scope_of(house_, divisions_, question, given);
    const TableSource tables(house_, session, given);
    if (tables.tables_say(*counted, scope))
        return tables.rows(*counted, scope);
    CellSource cells(house_, session, given, behind_most_);
    if (!cells.ready(*counted))
        throw base::Fault(base::Refusal::busy, "figure.behind");
    return past_members(session, *counted, scope, cells);
}

bool Figures::tells_nothing_hidden(std::string_view indicator, const record::Sight& sight) const {
    const Counted* counted = first_of(house_, *plan_, std::string(indicator));
    return !counted || !counted->where ||
           record::hidden_names(house_, *counted->shape, sight, expr::names_used(*counted->where)).empty();
}

const record::Shape* Figures::type_behind(std::string_view indicator) const {
    const Counted* counted = first_of(house_, *plan_, std::string(indicator));
    return counted ? counted->shape : nullptr;
}

} // namespace liandong::follow
