#include "access/decide.hpp"

#include <algorithm>
#include <stdexcept>

namespace liandong::access {
namespace {

/// "services.request", "talent.*" or "*" speaks of the type by its own name.
bool names(const pack::Grant& grant, const pack::Type& type) {
    return grant.on == "*" || grant.on == type.name || grant.on == type.module() + ".*";
}

/// Child rows are spoken of with their parent.
bool speaks_of(const pack::Pack& pack, const pack::Grant& grant, const pack::Type& type) {
    if (names(grant, type))
        return true;
    if (type.parent.empty())
        return false;
    const pack::Type* parent = pack.type(type.field(type.parent)->target);
    return parent && speaks_of(pack, grant, *parent);
}

bool grants(const pack::Grant& grant, const std::string& word) {
    return std::find(grant.words.begin(), grant.words.end(), word) != grant.words.end();
}

const pack::Text* reach_of(const pack::Type& type, const std::string& name) {
    for (const auto& [word, text] : type.reach)
        if (word == name)
            return &text;
    return nullptr;
}

record::Ray ray_of(const record::Actor& actor, const pack::Type& type, const pack::Grant& grant) {
    record::Ray ray{.region = {},
                    .reach = nullptr,
                    .where = grant.where.given() ? &grant.where : nullptr,
                    .see = grant.see,
                    .closed = grant.closed,
                    .fields = {}};
    if (grant.reach == "region")
        ray.region = actor.region;
    else
        ray.reach = reach_of(type, grant.reach);
    ray.normal_only = !type.secrecy.empty() && grant.reach != "team";
    if (grant.fields.empty())
        return ray;
    for (const auto& field : type.fields)
        ray.fields.push_back(std::find(grant.fields.begin(), grant.fields.end(), field.name) != grant.fields.end());
    return ray;
}

const std::vector<pack::Grant>& lines_of(const pack::Pack& pack, const record::Actor& actor) {
    static const std::vector<pack::Grant> none;
    const pack::Role* role = pack.role(actor.role);
    return role ? role->may : none;
}

} // namespace

record::Sight sight(const pack::Pack& pack, const record::Actor& actor, const pack::Type& type,
                    const std::string& word) {
    record::Sight sight;
    for (const auto& grant : lines_of(pack, actor)) {
        if (!grants(grant, word) || !speaks_of(pack, grant, type))
            continue;
        // A criterion on the parent cannot be asked of a child row: such rows are seen with their parent only.
        if (grant.where.given() && !names(grant, type))
            continue;
        record::Ray ray = ray_of(actor, type, grant);
        // A reach the type does not know (a line for a whole module) grants nothing there.
        if (grant.reach == "region" || ray.reach)
            sight.rays.push_back(std::move(ray));
    }
    return sight;
}

bool may(const pack::Pack& pack, const record::Actor& actor, const pack::Type& type, const std::string& word) {
    return !sight(pack, actor, type, word).blind();
}

std::set<std::string> words(const pack::Pack& pack, const record::Actor& actor, const pack::Type& type) {
    std::set<std::string> granted;
    for (const auto& grant : lines_of(pack, actor))
        if (speaks_of(pack, grant, type))
            granted.insert(grant.words.begin(), grant.words.end());
    return granted;
}

bool sees(const pack::Pack& pack, const record::Actor& actor, const pack::Type& type, std::size_t at) {
    const auto rays = sight(pack, actor, type, "read").rays;
    if (std::any_of(rays.begin(), rays.end(), [&](const record::Ray& ray) {
            return ray.fields.empty() || at >= ray.fields.size() || ray.fields[at];
        }))
        return true;
    if (type.parent.empty())
        return false;
    const auto above = sight(pack, actor, *pack.type(type.field(type.parent)->target), "read").rays;
    return std::any_of(above.begin(), above.end(), [](const record::Ray& ray) { return ray.fields.empty(); });
}

} // namespace liandong::access
