// Which hooks a pack names, and which of them the server lacks.
#include "pack/hooks.hpp"

#include <fmt/format.h>

namespace liandong::pack {

std::vector<Hook> hooks_of(const Pack& pack) {
    std::vector<Hook> found;
    const auto add = [&](const std::string& name, HookOf of, const std::string& owner, const Source& source) {
        if (!name.empty())
            found.push_back({name, of, owner, source});
    };
    for (const auto& type : pack.types) {
        for (const auto& event : type.events)
            add(event.effect.hook, HookOf::event, type.name + "." + event.name, event.source);
        for (const auto& reached : type.reached)
            add(reached.effect.hook, HookOf::event, type.name + "." + reached.state, reached.effect.source);
    }
    for (const auto& rule : pack.rules)
        add(rule.hook, HookOf::rule, rule.id, rule.source);
    for (const auto& alert : pack.alerts)
        add(alert.hook, HookOf::alert, alert.id, alert.source);
    for (const auto& figure : pack.figures)
        add(figure.hook, HookOf::figure, figure.id, figure.source);
    return found;
}

MistakeList missing_hooks(const Pack& pack, const std::set<std::string>& server_has) {
    MistakeList mistakes;
    const std::vector<std::string> known(server_has.begin(), server_has.end());
    for (const auto& hook : hooks_of(pack)) {
        if (server_has.count(hook.name))
            continue;
        const auto near = did_you_mean(hook.name, known);
        wrong(mistakes, hook.source, fmt::format("`{}`：服务器没有 hook `{}`{}。", hook.owner, hook.name, near.zh),
              fmt::format("`{}`: this server has no hook `{}`{}.", hook.owner, hook.name, near.en));
    }
    return mistakes;
}

} // namespace liandong::pack
