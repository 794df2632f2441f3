#include "follow/search.hpp"

#include <algorithm>
#include <climits>
#include <set>

#include "base/identity.hpp"
#include "base/text.hpp"
#include "follow/search_reader.hpp"
#include "follow/terms.hpp"
#include "record/store.hpp"

namespace liandong::follow {
namespace {

constexpr std::size_t candidates_most = 400;
constexpr std::size_t late_most = 2'000; // journal lines; an index further behind is asked as it is

/// The longest term leads, for it is the rarest; the others are looked for among the words of its records. A term is
/// letters and digits, so nothing in it means anything to `like`.
std::vector<Uuid> candidates(db::Session& session, const std::string& type, const std::vector<Word>& words) {
    std::vector<std::pair<std::string, bool>> terms; // and whether it may be the beginning of a longer one
    for (const Word& word : words)
        for (const auto& term : word.terms())
            terms.emplace_back(term, word.latin);
    std::stable_sort(terms.begin(), terms.end(),
                     [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
    const auto& [first, begins] = terms.front();
    std::string sql = "select s.record from search_term s";
    std::vector<db::Param> params;
    for (std::size_t at = 1; at < terms.size(); ++at) {
        sql += at == 1 ? " join search_record r on r.type = s.type and r.record = s.record and " : " and ";
        sql += "r.terms like ?";
        params.emplace_back("%\n" + terms[at].first + (terms[at].second ? "%" : "\n%"));
    }
    sql += begins ? " where s.type = ? and s.term >= ? and s.term < ?" : " where s.type = ? and s.term = ?";
    params.emplace_back(type);
    params.emplace_back(first);
    if (begins)
        params.emplace_back(first + "\xF4\x8F\xBF\xBF");
    params.emplace_back(candidates_most);
    std::set<Uuid> ids;
    for (const db::Row row : session.query(sql + " order by s.type, s.term, s.record limit ?", params))
        ids.insert(row.uuid(0));
    return {ids.begin(), ids.end()};
}

/// A protected value as its field keeps it; empty when the query cannot be a whole one.
std::string whole_value(const pack::Field& field, std::string_view query) {
    if (field.shape == "id_no") {
        const std::string cleaned = base::clean_id_no(query);
        return cleaned.size() >= 15 && cleaned.size() <= 18 ? cleaned : std::string();
    }
    if (field.shape == "phone") {
        const std::string cleaned = base::clean_phone(query);
        return base::valid_phone(cleaned) ? cleaned : std::string();
    }
    if (field.shape == "credit_code") {
        const std::string cleaned = base::clean_credit_code(query);
        return base::valid_credit_code(cleaned) ? cleaned : std::string();
    }
    const std::string text = base::normal(query);
    return base::length(text) >= 4 ? text : std::string();
}

struct Found {
    int fit = INT_MAX;
    std::size_t length = 0;
    Uuid id;

    auto operator<=>(const Found&) const = default;
};

/// How well a record answers: by the best of these fields, when all words are found somewhere in them.
std::optional<Found> found(const std::vector<std::size_t>& fields, const record::Record& record, std::string_view query,
                           const std::vector<Word>& words) {
    Found best{INT_MAX, 0, record.id};
    std::string all;
    for (const std::size_t at : fields) {
        if (base::is_empty(record.values[at]))
            continue;
        const std::string text = record::to_plain(record.values[at]);
        all += text + " ";
        if (const int fits = fit(text, query, words); fits >= 0)
            best = std::min(best, Found{fits, base::length(text), record.id});
    }
    if (best.fit == INT_MAX && fit(all, query, words) >= 0)
        best = {4, base::length(all), record.id};
    return best.fit == INT_MAX ? std::nullopt : std::optional(best);
}

} // namespace

bool searchable(const record::Shape& shape) { return !shape.type->search.empty(); }

std::vector<Uuid> find(const record::House& house, db::Session& session, std::string_view type, std::string_view query,
                       std::size_t most, bool* protected_asked) {
    const record::Shape& shape = house.shapes.of(type);
    if (!base::well_formed(query))
        return {};
    std::vector<Uuid> ids;
    for (const std::size_t at : whole_fields(shape))
        if (const std::string value = whole_value(shape.field(at), query); !value.empty()) {
            if (protected_asked)
                *protected_asked = true;
            for (const auto& record : house.store.where(session, shape, at, value, most))
                ids.push_back(record.id);
        }
    const auto words = words_of(query);
    if (words.empty() || word_fields(shape).empty())
        return ids;
    std::set<Uuid> looked_at;
    for (const Uuid& id : candidates(session, shape.name(), words))
        looked_at.insert(id);
    if (const auto late = lines_after(session, saved_position(session, "search").value_or(0), late_most))
        if (const auto its = late->find(shape.name()); its != late->end())
            for (const auto& [id, lines] : its->second)
                looked_at.insert(id);
    std::vector<Found> answers;
    for (const auto& record : house.store.fetch(session, shape, std::vector<Uuid>(looked_at.begin(), looked_at.end())))
        if (const auto one = found(word_fields(shape), record, query, words))
            answers.push_back(*one);
    std::sort(answers.begin(), answers.end());
    for (const Found& one : answers)
        if (std::find(ids.begin(), ids.end(), one.id) == ids.end())
            ids.push_back(one.id);
    if (ids.size() > most)
        ids.resize(most);
    return ids;
}

bool answers(const record::Shape& shape, const record::Record& record, std::string_view query,
             const std::function<bool(std::size_t)>& clear) {
    if (!base::well_formed(query))
        return false;
    for (const std::size_t at : whole_fields(shape))
        if (const std::string value = whole_value(shape.field(at), query);
            !value.empty() && clear(at) && record.values[at] == base::Value(value))
            return true;
    auto fields = word_fields(shape);
    std::erase_if(fields, [&](std::size_t at) { return !clear(at); });
    const auto words = words_of(query);
    return !words.empty() && found(fields, record, query, words).has_value();
}

} // namespace liandong::follow
