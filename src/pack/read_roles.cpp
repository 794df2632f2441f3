// roles.toml: the one place where rights are written. A line on talent.* is worked out to one line a type when all
// types are known (settle.cpp).
#include <sstream>

#include <fmt/format.h>

#include "pack/read.hpp"

namespace liandong::pack {

namespace {

std::vector<std::string> split(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;)
        words.push_back(word);
    return words;
}

Grant read_grant(const Node& node, const Role& role, MistakeList& mistakes) {
    Table table(node, mistakes);
    Grant grant;
    grant.source = node.source;
    grant.on = table.needed("on");
    const auto* words = table.take("do");
    grant.words = words && words->is == Node::Is::list ? table.names("do") : split(table.needed("do"));
    grant.reach = table.needed("reach");
    const auto see = table.choice("see", {"open", "personal", "sensitive"}, "open");
    grant.see = see == "personal" ? Privacy::personal : see == "sensitive" ? Privacy::sensitive : Privacy::open;
    grant.closed = table.truth("closed");
    if (grant.closed && role.government)
        wrong(mistakes, table.at("closed"),
              fmt::format("`{}` 是政府角色，不能授予 `closed`（个案文本）；应急查看另有途径。", role.name),
              fmt::format("`{}` is a government role: `closed` text cannot be granted to it; breaking the glass is "
                          "another way in.",
                          role.name));
    grant.where = table.condition("where");
    grant.fields = table.names("fields");
    table.finish();
    return grant;
}

} // namespace

void read_roles(const Node& file, Pack& pack, MistakeList& mistakes) {
    for (const auto& entry : file.entries) {
        Table table(entry.value, mistakes);
        Role role;
        role.name = entry.key;
        role.source = entry.source;
        role.label = table.label();
        role.code = table.text("code");
        role.government = table.truth("government");
        table.words("help", true);
        for (const auto* node : table.tables("may"))
            role.may.push_back(read_grant(*node, role, mistakes));
        table.finish();
        if (!role.code.empty() && pack.role(role.code))
            wrong(mistakes, table.at("code"), fmt::format("角色代码 `{}` 已被使用。", role.code),
                  fmt::format("the role code `{}` is taken already.", role.code));
        pack.roles.push_back(std::move(role));
    }
}

} // namespace liandong::pack
