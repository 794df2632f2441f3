// From stocks and flows to the figures that are made of them: shares, sums, means, regions that pass a test.
#pragma once

#include "follow/amount.hpp"
#include "follow/source.hpp"

namespace liandong::follow {

class Combine {
public:
    Combine(const record::House& house, const Figures::Plan& plan, const Divisions& divisions,
            const std::map<std::string, FigureHook>& hooks, Source& source, const record::Given& given)
        : house_(house), plan_(plan), divisions_(divisions), hooks_(hooks), source_(source), given_(given) {}

    /// Throws Fault invalid on "by" where a part cannot be told apart that way.
    Amounts amounts(const std::string& figure, const Scope& scope);

private:
    Amounts counted(const Counted& counted, const Scope& scope);
    Amounts population(const Scope& scope);
    Amounts share(const pack::Figure& figure, const Scope& scope);
    Amounts add(const pack::Figure& figure, const Scope& scope);
    Amounts average(const pack::Figure& figure, const Scope& scope);
    Amounts regions(const pack::Figure& figure, const Scope& scope);
    Amounts words(const pack::Figure& figure, const Scope& scope);
    Amounts hook(const pack::Figure& figure, const Scope& scope);

    const record::House& house_;
    const Figures::Plan& plan_;
    const Divisions& divisions_;
    const std::map<std::string, FigureHook>& hooks_;
    Source& source_;
    const record::Given& given_;
};

/// The refusal of a breakdown.
base::Fault unknown_by(const std::string& by);

} // namespace liandong::follow
