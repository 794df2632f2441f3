#include "modules/linkage/words.hpp"

#include "modules/linkage/planner.hpp"

namespace liandong::modules::linkage {
namespace {

/// Puts values where the sentence has their names in braces.
std::string filled(std::string text, const base::Params& params, bool english) {
    for (const auto& [name, value] : params) {
        const std::string mark = "{" + name + "}";
        const auto other = params.find(name + "@en");
        const std::string& word = english && other != params.end() ? other->second : value;
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + word.size()))
            text.replace(at, mark.size(), word);
    }
    return text;
}

base::Words label(const pack::Pack& pack, const std::string& list, const std::string& code) {
    const auto* codes = pack.list(list);
    const auto* word = codes ? codes->by_code(code) : nullptr;
    return word ? word->label : base::Words{code, code};
}

} // namespace

base::Words words_of(const pack::Pack& pack, const std::string& code, const base::Params& params) {
    const auto text = pack.texts.find(code);
    if (text == pack.texts.end())
        return {code, code};
    return {filled(text->second.zh, params, false), filled(text->second.en, params, true)};
}

Proposal proposal_of(const pack::Pack& pack, const matching::NeedPlan& plan) {
    Proposal proposal{.need = *base::parse_uuid(plan.id),
                      .worker = base::parse_uuid(plan.worker),
                      .volunteers = {},
                      .resources = {},
                      .reasons = {},
                      .unmet = {}};
    for (const auto& id : plan.volunteers)
        proposal.volunteers.push_back(*base::parse_uuid(id));
    for (const auto& share : plan.resources)
        proposal.resources.push_back({*base::parse_uuid(share.id), share.quantity, share.money_fen});
    for (const auto& reason : plan.reasons)
        proposal.reasons.push_back({reason.who, words_of(pack, reason.code, reason.params)});
    for (const auto& lack : plan.unmet) {
        Lack kept{lack.part, lack.missing, words_of(pack, lack.why.code, lack.why.params), std::nullopt};
        if (lack.would_help)
            kept.would_help = words_of(pack, lack.would_help->code, lack.would_help->params);
        proposal.unmet.push_back(std::move(kept));
    }
    return proposal;
}

base::Words part_words(const pack::Pack& pack, const std::string& part) {
    const auto colon = part.find(':');
    const std::string kind = part.substr(0, colon), code = colon == std::string::npos ? "" : part.substr(colon + 1);
    if (kind == "skill")
        return label(pack, "skill", code);
    if (kind == "goods")
        return label(pack, "goods_item", goods_of(code).item);
    const auto* list = pack.list("need_part");
    const auto* word = list ? list->by_name(kind) : nullptr;
    return word ? word->label : base::Words{part, part};
}

} // namespace liandong::modules::linkage
