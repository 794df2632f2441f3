// From a folder to a checked pack: read all files, then look at them together.
#include "pack/load.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "pack/builtin.hpp"
#include "pack/check.hpp"
#include "pack/compile.hpp"
#include "pack/files.hpp"
#include "pack/read.hpp"
#include "pack/settle.hpp"

namespace liandong::pack {

namespace {

struct Loader {
    Pack pack;
    MistakeList& mistakes;
    std::vector<std::pair<std::string, Node>> records, rules, locals; // folder or type, and tree

    static bool below(const std::string& name, const std::string& folder) { return name.rfind(folder, 0) == 0; }

    void add_type(Type type) {
        if (!pack.type_at.emplace(type.name, pack.types.size()).second)
            return wrong(mistakes, type.source, fmt::format("类型 `{}` 是服务器自有的，不能声明。", type.name),
                         fmt::format("the type `{}` is the server's own and cannot be declared.", type.name));
        pack.types.push_back(std::move(type));
    }

    void record(const File& file, Node tree) {
        auto name = file.name.substr(8, file.name.size() - 8 - 5); // between "records/" and ".toml"
        std::replace(name.begin(), name.end(), '/', '.');
        if (std::count(name.begin(), name.end(), '.') != 1)
            return wrong(mistakes, {file.name, 1, 1}, "记录类型的文件为 records/模块/类型.toml。",
                         "a record type stands in records/MODULE/TYPE.toml.");
        add_type(read_type(tree, name, mistakes));
        records.emplace_back(name, std::move(tree));
    }

    void toml(const File& file) {
        auto tree = read_toml(file.path, file.name, mistakes);
        const auto& name = file.name;
        if (name == "pack.toml")
            read_pack_file(tree, pack, mistakes);
        else if (name == "clauses.toml")
            read_clauses(tree, pack, mistakes);
        else if (name == "parameters.toml")
            read_parameters(tree, pack, mistakes);
        else if (name == "roles.toml")
            read_roles(tree, pack, mistakes);
        else if (name == "texts/zh.toml" || name == "texts/en.toml")
            read_texts(tree, name == "texts/zh.toml", pack, mistakes);
        else if (below(name, "codes/"))
            read_codes(tree, pack, mistakes);
        else if (below(name, "records/"))
            record(file, std::move(tree));
        else if (below(name, "rules/"))
            read_rules(tree, pack, mistakes), rules.emplace_back(name, std::move(tree));
        else if (below(name, "indicators/"))
            read_figures(tree, pack, mistakes);
        else if (below(name, "local/"))
            locals.emplace_back(name.substr(6, name.find('/', 6) - 6), std::move(tree));
        else if (name != "portal.toml" && !below(name, "demo/") &&
                 !below(name, "regions/")) // read by the modules they serve
            wrong(mistakes, {name, 1, 1},
                  "不认识这个文件；类型放 records/，词表放 codes/，规则放 rules/，指标放 indicators/。",
                  "this file has no place here; types stand in records/, word lists in codes/, rules in rules/, "
                  "figures in indicators/.");
    }

    void files(const std::filesystem::path& folder) {
        std::set<std::string> found;
        for (const auto& file : files_of(folder)) {
            found.insert(file.name);
            if (file.name.ends_with(".toml"))
                toml(file);
            else if (below(file.name, "indicators/targets/") && file.name.ends_with(".csv"))
                read_targets(contents_of(file.path), file.name, pack, mistakes);
        }
        for (const auto* needed : {"pack.toml", "clauses.toml", "parameters.toml", "roles.toml"})
            if (!found.count(needed))
                wrong(mistakes, {needed, 0, 0}, "缺少这个文件。", "this file is missing.");
    }

    void together() {
        settle_copies(pack, mistakes);
        for (const auto& [name, tree] : records)
            read_rows(tree, pack, mistakes);
        for (const auto& [name, tree] : rules)
            read_examples(tree, pack, mistakes);
        for (const auto& [folder, tree] : locals)
            read_local(tree, folder, pack, mistakes);
        settle_grants(pack, mistakes);
        settle_figures(pack);
        name_modules();
    }

    void name_modules() {
        const auto has = [&](const std::string& name) {
            return std::any_of(pack.modules.begin(), pack.modules.end(),
                               [&](const auto& module) { return module.first == name; });
        };
        for (const auto& type : pack.types) {
            if (type.built_in || has(type.module()))
                continue;
            wrong(mistakes, {"pack.toml", 0, 0}, fmt::format("[modules] 缺少 `{}` 的名称（zh、en）。", type.module()),
                  fmt::format("[modules] does not name the module `{}` (zh and en).", type.module()));
            pack.modules.emplace_back(type.module(), base::Words{type.module(), type.module()});
        }
    }
};

} // namespace

Pack read(const std::filesystem::path& folder, MistakeList& mistakes) {
    Loader loader{{}, mistakes, {}, {}, {}};
    loader.pack.folder = folder.string();
    loader.pack.digest = digest(folder);
    for (auto& type : builtin_types())
        loader.add_type(std::move(type));
    loader.pack.codes = builtin_lists();
    loader.files(folder);
    loader.together();
    check(loader.pack, mistakes);
    compile(loader.pack, mistakes);
    return std::move(loader.pack);
}

Pack load(const std::filesystem::path& folder) {
    MistakeList mistakes;
    auto pack = read(folder, mistakes);
    if (!mistakes.empty())
        throw Mistakes(std::move(mistakes));
    return pack;
}

} // namespace liandong::pack
