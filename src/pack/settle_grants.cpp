// Lines of roles.toml, worked out to one a type.
#include <algorithm>

#include <fmt/format.h>

#include "pack/builtin.hpp"
#include "pack/settle.hpp"

namespace liandong::pack {

namespace {

bool holds(const std::vector<std::string>& words, const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

struct Grants {
    const Pack& pack;
    MistakeList& mistakes;

    static bool matches(const std::string& pattern, const Type& type) {
        if (pattern == "*")
            return !type.built_in;
        return pattern.size() > 2 && pattern.ends_with(".*") &&
               type.name.rfind(pattern.substr(0, pattern.size() - 1), 0) == 0;
    }

    /// Words that mean something on a type: the common ones and the rights of its events and of its child rows' events.
    std::vector<std::string> words_of(const Type& type) const {
        auto words = common_words();
        for (const auto& other : pack.types) {
            const auto* up = other.parent.empty() ? nullptr : other.field(other.parent);
            if (&other != &type && !(up && up->target == type.name))
                continue;
            for (const auto& event : other.events)
                if (event.right != "system" && !holds(words, event.right))
                    words.push_back(event.right);
        }
        return words;
    }

    static bool reaches(const Type& type, const std::string& reach) {
        return reach == "region" ||
               std::any_of(type.reach.begin(), type.reach.end(), [&](const auto& one) { return one.first == reach; });
    }

    void check_words(const Grant& grant, const std::vector<std::string>& known) {
        for (const auto& word : grant.words) {
            if (holds(known, word))
                continue;
            const auto near = did_you_mean(word, known);
            wrong(
                mistakes, grant.source,
                fmt::format("`{}` 上没有 `{}` 这个权限词{}（可用：{}）。", grant.on, word, near.zh, listed(known)),
                fmt::format("`{}` is no word to grant on `{}`{} (words: {}).", word, grant.on, near.en, listed(known)));
        }
    }

    void exact(const Grant& grant, const Type& type, std::vector<Grant>& lines) {
        check_words(grant, words_of(type));
        if (!reaches(type, grant.reach)) {
            std::vector<std::string> known{"region"};
            for (const auto& [name, text] : type.reach)
                known.push_back(name);
            const auto near = did_you_mean(grant.reach, known);
            wrong(mistakes, grant.source,
                  fmt::format("`{}` 的 [reach] 中没有 `{}`{}（可用：{}）。", type.name, grant.reach, near.zh,
                              listed(known)),
                  fmt::format("`{}` has no reach `{}`{} (words: {}).", type.name, grant.reach, near.en, listed(known)));
        }
        lines.push_back(grant);
    }

    void pattern(const Grant& grant, std::vector<Grant>& lines) {
        std::vector<std::string> known;
        bool any = false, reached = false;
        for (const auto& type : pack.types) {
            if (!matches(grant.on, type))
                continue;
            any = true;
            const auto here = words_of(type);
            known.insert(known.end(), here.begin(), here.end());
            if (!reaches(type, grant.reach))
                continue;
            reached = true;
            auto line = grant;
            line.on = type.name;
            std::erase_if(line.words, [&](const auto& word) { return !holds(here, word); });
            if (!line.words.empty())
                lines.push_back(std::move(line));
        }
        if (!any)
            return wrong(mistakes, grant.source, fmt::format("`{}` 不对应任何类型。", grant.on),
                         fmt::format("`{}` matches no type.", grant.on));
        if (!reached)
            wrong(mistakes, grant.source, fmt::format("`{}` 的类型都没有 `{}` 这个范围。", grant.on, grant.reach),
                  fmt::format("no type of `{}` has the reach `{}`.", grant.on, grant.reach));
        std::sort(known.begin(), known.end());
        known.erase(std::unique(known.begin(), known.end()), known.end());
        check_words(grant, known);
    }

    void settle(const Grant& grant, std::vector<Grant>& lines) {
        if (const auto* type = pack.type(grant.on))
            return exact(grant, *type, lines);
        if (grant.on.ends_with("*"))
            return pattern(grant, lines);
        std::vector<std::string> names;
        for (const auto& type : pack.types)
            names.push_back(type.name);
        const auto near = did_you_mean(grant.on, names);
        wrong(mistakes, grant.source, fmt::format("没有类型 `{}`{}。", grant.on, near.zh),
              fmt::format("no type is called `{}`{}.", grant.on, near.en));
    }
};

} // namespace

void settle_grants(Pack& pack, MistakeList& mistakes) {
    Grants grants{pack, mistakes};
    for (auto& role : pack.roles) {
        std::vector<Grant> lines;
        for (const auto& grant : role.may)
            grants.settle(grant, lines);
        role.may = std::move(lines);
    }
}

} // namespace liandong::pack
