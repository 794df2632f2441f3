#include "modules/linkage/board.hpp"

#include <boost/json.hpp>
#include <charconv>

#include "access/decide.hpp"
#include "modules/linkage/store.hpp"
#include "modules/linkage/values.hpp"
#include "modules/linkage/words.hpp"
#include "modules/regions/atlas.hpp"

namespace liandong::modules::linkage {
namespace {

namespace json = boost::json;
using record::Shape;
using record::View;

json::object both(const base::Words& words) { return {{"zh", words.zh}, {"en", words.en}}; }

/// Prints titles of records of any type for one viewer.
class Board {
public:
    Board(const Desk& desk, db::Session& session, const record::Given& given, const record::Outside& outside)
        : desk_(desk),
          session_(session),
          given_(given),
          outside_(outside),
          printer_(desk.kernel.house(), session, given, outside) {}

    json::object plan(const Record& plan) {
        json::object out{{"id", base::to_text(plan.id)},
                         {"number", text_of(plan, "number")},
                         {"state", plan.state},
                         {"region", {{"code", plan.region}, {"name", outside_.region_name(plan.region)}}},
                         {"run_at", base::to_text(time_of(plan, "run_at"))},
                         {"outcome", text_of(plan, "outcome")},
                         {"repeatable", flag_of(plan, "repeatable")},
                         {"cost", number_of(plan, "cost")},
                         {"lower_bound", number_of(plan, "bound")}};
        json::array needs;
        for (const Proposal& proposal : proposals_of(session_, plan.id))
            if (auto one = need(proposal))
                needs.push_back(std::move(*one));
        out["needs"] = std::move(needs);
        return out;
    }

    json::object open(const std::string& region, const std::vector<Record>& records) {
        json::array needs;
        for (const Record& record : records)
            if (auto one = need({.need = record.id,
                                 .version = record.version,
                                 .sent = false,
                                 .worker = {},
                                 .volunteers = {},
                                 .resources = {},
                                 .reasons = {},
                                 .unmet = {}}))
                needs.push_back(std::move(*one));
        return {{"region", {{"code", region}, {"name", outside_.region_name(region)}}}, {"needs", std::move(needs)}};
    }

private:
    std::optional<json::object> need(const Proposal& proposal) {
        const Shape& shape = desk_.kernel.shapes().of("linkage.need");
        const auto record = desk_.kernel.store().fetch(session_, shape, proposal.need);
        const View view = record ? view_of(shape, *record) : View{};
        if (!view.seen)
            return std::nullopt;
        json::object out{{"id", base::to_text(proposal.need)},
                         {"title", printer_.title(shape, *record, view)},
                         {"state", record->state},
                         {"region", outside_.region_name(record->region)},
                         {"starts_at", base::to_text(time_of(*record, "starts_at"))},
                         {"ends_at", base::to_text(time_of(*record, "ends_at"))},
                         {"urgency", text_of(*record, "urgency")},
                         {"people", number_of(*record, "people")},
                         {"sent", proposal.sent}};
        out["worker_wanted"] = flag_of(*record, "worker_wanted");
        json::array offers;
        for (const Asked& asked : asked_for(session_, proposal.need))
            offers.push_back(offer(asked));
        out["offers"] = std::move(offers);
        put_point(out, shape, *record, view);
        put_proposal(out, proposal);
        return out;
    }

    void put_proposal(json::object& out, const Proposal& proposal) {
        out["worker"] =
            proposal.worker ? json::value(reference("talent.worker", *proposal.worker)) : json::value(nullptr);
        json::array volunteers, resources, reasons, unmet;
        for (const Uuid& id : proposal.volunteers)
            volunteers.push_back(reference("volunteers.volunteer", id));
        for (const Share& share : proposal.resources)
            resources.push_back(resource(share));
        for (const Said& said : proposal.reasons)
            reasons.push_back(reason(said));
        for (const Lack& lack : proposal.unmet)
            unmet.push_back(missing(lack));
        out["volunteers"] = std::move(volunteers);
        out["resources"] = std::move(resources);
        out["reasons"] = std::move(reasons);
        out["unmet"] = std::move(unmet);
    }

    /// Whom it asked only for those who may read that of an offer; others hear how many there are in which state.
    json::object offer(const Asked& asked) {
        json::object one;
        const Shape& shape = desk_.kernel.shapes().of("linkage.offer");
        const auto at = shape.index_of(asked.field);
        const auto record = desk_.kernel.store().fetch(session_, shape, asked.offer);
        if (const View view = view_of(shape, *record); view.seen && view.clear(shape.field(at), at))
            one = reference(asked.type, asked.who);
        one["type"] = asked.type;
        one["state"] = asked.state;
        one["state_label"] = both(desk_.pack.type("linkage.offer")->state(asked.state)->label);
        return one;
    }

    json::object resource(const Share& share) {
        json::object one = reference("charity.resource", share.id);
        if (share.quantity > 0) {
            one["quantity"] = share.quantity;
            one["unit"] = both(unit_of(share.id));
        }
        if (share.money_fen > 0)
            one["money_fen"] = share.money_fen;
        return one;
    }

    /// A reason in words, and whom of the chosen it is about.
    json::object reason(const Said& said) {
        json::object out = both(words(said));
        if (!said.who.empty())
            out["who"] = said.who;
        return out;
    }

    base::Words words(const Said& said) {
        return words_of(desk_.pack, said, [this](const std::string& type, const Uuid& id) { return title(type, id); });
    }

    json::object missing(const Lack& lack) {
        json::object out{{"part", lack.part},
                         {"label", both(part_words(desk_.pack, lack.part))},
                         {"missing", lack.missing},
                         {"why", both(words(lack.why))}};
        if (lack.would_help)
            out["would_help"] = both(words(*lack.would_help));
        return out;
    }

    void put_point(json::object& out, const Shape& shape, const Record& record, const View& view) const {
        const std::string own = text_of(record, "point");
        const auto comma = own.find(',');
        if (const auto at = shape.index_of("point"); comma != std::string::npos && view.clear(shape.field(at), at)) {
            out["lon"] = std::strtod(own.c_str(), nullptr);
            out["lat"] = std::strtod(own.c_str() + comma + 1, nullptr);
        } else if (const auto* region = desk_.atlas.find(record.region); region && region->point) {
            out["lon"] = region->point->lon;
            out["lat"] = region->point->lat;
        }
    }

    json::object reference(const std::string& type, const Uuid& id) {
        return {{"id", base::to_text(id)}, {"title", title(type, id)}};
    }

    /// The unit in which goods are counted.
    base::Words unit_of(const Uuid& resource) {
        const auto record =
            desk_.kernel.store().fetch(session_, desk_.kernel.shapes().of("charity.resource"), resource);
        const auto* word = record ? desk_.pack.list("goods_unit")->by_code(text_of(*record, "unit")) : nullptr;
        return word ? word->label : base::Words{};
    }

    std::string title(const std::string& type, const Uuid& id) {
        const Shape& shape = desk_.kernel.shapes().of(type);
        const auto record = desk_.kernel.store().fetch(session_, shape, id);
        return record ? printer_.title(shape, *record, view_of(shape, *record)) : "";
    }

    View view_of(const Shape& shape, const Record& record) const {
        return record::view_of(desk_.kernel.house(), session_, given_, shape, outside_.sight(shape.name()), record);
    }

    const Desk& desk_;
    db::Session& session_;
    const record::Given& given_;
    const record::Outside& outside_;
    record::Printer printer_;
};

} // namespace

json::object board(const Desk& desk, db::Session& session, const record::Given& given, const record::Outside& outside,
                   const Record& plan) {
    return Board(desk, session, given, outside).plan(plan);
}

json::object open_board(const Desk& desk, db::Session& session, const record::Given& given,
                        const record::Outside& outside, const std::string& region, const std::vector<Record>& needs) {
    return Board(desk, session, given, outside).open(region, needs);
}

} // namespace liandong::modules::linkage
