#include "modules/linkage/words.hpp"

#include "engine/matching/words.hpp"
#include "modules/linkage/planner.hpp"

namespace liandong::modules::linkage {
namespace {

base::Words label(const pack::Pack& pack, const std::string& list, const std::string& code) {
    const auto* codes = pack.list(list);
    const auto* word = codes ? codes->by_code(code) : nullptr;
    return word ? word->label : base::Words{code, code};
}

/// Codes joined by + or / as their labels.
base::Words labels(const pack::Pack& pack, const std::string& list, const std::string& codes) {
    base::Words words;
    for (std::size_t from = 0; from <= codes.size() && !codes.empty();) {
        const std::size_t to = std::min(codes.find_first_of("+/", from), codes.size());
        const base::Words one = label(pack, list, codes.substr(from, to - from));
        words.zh += (from ? "、" : "") + one.zh;
        words.en += (from ? ", " : "") + one.en;
        from = to + 1;
    }
    return words;
}

/// Whom a change would be about, by its code.
std::string type_of(const std::string& code) {
    return code == "help.farther" ? "volunteers.volunteer"
           : code == "help.cases" ? "talent.worker"
                                  : "charity.resource";
}

/// One value of a sentence in words.
base::Words value_words(const pack::Pack& pack, const Said& said, const std::string& name, const std::string& value,
                        const TitleOf& title_of) {
    if (name == "field")
        return labels(pack, "service_field", value);
    if (name == "skill" || name == "skills")
        return labels(pack, "skill", value);
    if (name == "languages")
        return labels(pack, "language", value);
    if (name == "level")
        return label(pack, "cert_level", value);
    if (name == "urgency")
        return label(pack, "urgency", value);
    if (name == "item")
        return label(pack, "goods_item", goods_of(value).item);
    if (const auto id = name == "id" && title_of ? base::parse_uuid(value) : std::nullopt) {
        const std::string title = title_of(type_of(said.code), *id);
        return {title, title};
    }
    return {value, value};
}

} // namespace

Proposal proposal_of(const matching::NeedPlan& plan) {
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
        proposal.reasons.push_back({reason.who, reason.code, reason.params});
    for (const auto& unmet : plan.unmet) {
        Lack lack{unmet.part, unmet.missing, {unmet.why.who, unmet.why.code, unmet.why.params}, std::nullopt};
        if (unmet.would_help)
            lack.would_help = Said{"", unmet.would_help->code, unmet.would_help->params};
        proposal.unmet.push_back(std::move(lack));
    }
    return proposal;
}

base::Words words_of(const pack::Pack& pack, const Said& said, const TitleOf& title_of) {
    base::Params zh, en;
    for (const auto& [name, value] : said.params) {
        const base::Words words = value_words(pack, said, name, value, title_of);
        zh[name] = words.zh;
        en[name] = words.en;
    }
    return {matching::words_of(said.code, zh).zh, matching::words_of(said.code, en).en};
}

std::string why_of(const pack::Pack& pack, const Proposal& proposal, const Uuid& who) {
    std::string text;
    for (const Said& said : proposal.reasons)
        if (said.who == base::to_text(who))
            text += (text.empty() ? "" : "；") + words_of(pack, said, {}).zh;
    return text;
}

base::Words part_words(const pack::Pack& pack, const std::string& part) {
    const auto colon = part.find(':');
    const std::string kind = part.substr(0, colon), code = colon == std::string::npos ? "" : part.substr(colon + 1);
    if (kind == "skill")
        return labels(pack, "skill", code);
    if (kind == "goods")
        return label(pack, "goods_item", goods_of(code).item);
    const auto* list = pack.list("need_part");
    const auto* word = list ? list->by_name(kind) : nullptr;
    return word ? word->label : base::Words{part, part};
}

} // namespace liandong::modules::linkage
