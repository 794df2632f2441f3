#include "follow/source.hpp"

namespace liandong::follow {
namespace {

void merge(Totals& totals, const Totals& more) {
    for (const auto& [key, amount] : more)
        if ((totals[key] += amount) == 0)
            totals.erase(key);
}

} // namespace

CellSource::CellSource(const record::House& house, db::Session& session, const record::Given& given,
                       std::size_t behind_most)
    : house_(house),
      session_(session),
      tables_(house, session, given),
      position_(saved_position(session, "figures")),
      made_(made(session)) {
    if (position_)
        late_ = lines_after(session, *position_, behind_most);
}

bool CellSource::ready(const Counted& counted) const {
    const auto made = made_.find("figures:" + counted.id());
    return counted.followed() && late_ && made != made_.end() && made->second.done &&
           made->second.digest == counted.digest;
}

void CellSource::refuse() const { throw base::Fault(base::Refusal::busy, "figure.behind"); }

const std::vector<Followed>& CellSource::lacking(const Counted& counted) {
    const auto [at, fresh] = lacking_.try_emplace(counted.id());
    if (!fresh)
        return at->second;
    const auto lines = late_->find(counted.shape->name());
    if (lines != late_->end())
        at->second = followed(house_, session_, *counted.shape, {&counted}, lines->second);
    return at->second;
}

std::vector<Uuid> CellSource::late(const std::string& type) const {
    std::vector<Uuid> ids;
    const auto lines = late_->find(type);
    if (lines != late_->end())
        for (const auto& [id, its] : lines->second)
            ids.push_back(id);
    return ids;
}

const figures::Sums& CellSource::lack(const Counted& counted) {
    const auto [at, fresh] = lack_.try_emplace(counted.id());
    if (fresh)
        for (const Followed& one : lacking(counted)) {
            figures::add(at->second, one.before, -1);
            figures::add(at->second, one.after);
        }
    return at->second;
}

Totals CellSource::sum(const Counted& counted, const Scope& scope) {
    if (!ready(counted)) {
        if (!tables_.tables_say(counted, scope))
            refuse();
        return tables_.sum(counted, scope);
    }
    Totals totals = sum_of_cells(session_, counted.id(), counted.stock, scope);
    merge(totals, sum_of(lack(counted), counted.stock, scope));
    return totals;
}

std::map<Date, Totals> CellSource::changes(const Counted& counted, const Scope& scope) {
    if (!ready(counted))
        refuse();
    auto changes = changes_of_cells(session_, counted.id(), scope);
    for (const auto& [day, totals] : changes_of(lack(counted), scope))
        merge(changes[day], totals);
    return changes;
}

} // namespace liandong::follow
