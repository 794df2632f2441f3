#include "app/account_links.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/commands.hpp"

namespace liandong::app {
namespace {

using expr::Me;

constexpr std::size_t several = 5;

std::string_view word_of(Me member) { return expr::me_words[static_cast<std::size_t>(member)]; }

std::optional<base::Uuid>& place(access::Account& account, Me member) {
    switch (member) {
        case Me::person: return account.person;
        case Me::worker: return account.worker;
        case Me::station: return account.station;
        case Me::agency: return account.agency;
        default: return account.org;
    }
}

/// The records that are called exactly so in one of the fields they are found by.
std::vector<record::Record> called(const House& house, db::Session& session, const record::Shape& shape,
                                   const std::string& text) {
    const record::Store& store = house.kernel.store();
    if (const auto id = base::parse_uuid(text))
        return store.fetch(session, shape, std::vector{*id});
    std::vector<record::Record> found;
    for (const auto& name : shape.type->search)
        for (auto& record : store.where(session, shape, shape.index_of(name), text, several))
            if (std::none_of(found.begin(), found.end(), [&](const auto& known) { return known.id == record.id; }))
                found.push_back(std::move(record));
    return found;
}

record::Record one(const House& house, db::Session& session, Me member, const std::string& text) {
    const record::Shape& shape = house.kernel.shapes().of(house.pack.schema->target_of(member));
    auto records = called(house, session, shape, text);
    if (records.empty())
        throw Refused(fmt::format("--{}: there is no {} called \"{}\"", word_of(member), shape.type->label.en, text));
    if (records.size() > 1) {
        std::string ids;
        for (const auto& record : records)
            ids += " " + base::to_text(record.id);
        throw Refused(
            fmt::format("--{}: several are called \"{}\"; name one by its id:{}", word_of(member), text, ids));
    }
    return std::move(records.front());
}

/// What a worker's record says of her person and station.
void bring_along(access::Account& account, const record::Record& worker) {
    for (const Me member : {Me::person, Me::station}) {
        const auto at = std::string(word_of(member));
        if (!place(account, member) && worker.type->field(at) && !base::is_empty(worker[at]))
            place(account, member) = base::parse_uuid(record::to_plain(worker[at]));
    }
}

} // namespace

access::Account linked(const House& house, db::Session& session, const std::map<Me, std::string>& texts) {
    access::Account account;
    std::optional<record::Record> worker;
    for (const auto& [member, text] : texts) {
        if (text.empty())
            continue;
        auto found = one(house, session, member, text);
        place(account, member) = found.id;
        if (member == Me::worker)
            worker = std::move(found);
    }
    if (worker)
        bring_along(account, *worker);
    return account;
}

std::vector<std::string> missing(const pack::Pack& pack, const std::string& role, const access::Account& account) {
    std::vector<std::string> sentences;
    for (const auto& [member, words] : link_words) {
        access::Account has = account;
        const std::string spoken = "me." + std::string(word_of(member));
        const pack::Role* declared = pack.role(role);
        if (place(has, member) || !declared)
            continue;
        const auto speaks = [&](const pack::Grant& grant) {
            const pack::Type* type = pack.type(grant.on);
            if (grant.where.text.find(spoken) != std::string::npos)
                return true;
            return type && std::any_of(type->reach.begin(), type->reach.end(), [&](const auto& reach) {
                       return reach.first == grant.reach && reach.second.text.find(spoken) != std::string::npos;
                   });
        };
        if (std::any_of(declared->may.begin(), declared->may.end(), speaks))
            sentences.push_back(
                fmt::format("what this role sees of its {} needs --{}", word_of(member), word_of(member)));
    }
    return sentences;
}

} // namespace liandong::app
