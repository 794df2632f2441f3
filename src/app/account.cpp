// liandong account: accounts without the web. A password is read from standard input.
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>

#include "app/account_links.hpp"
#include "app/options.hpp"

namespace liandong::app {
namespace {

struct Asked {
    Named named;
    std::string login, role, region, name;
    std::map<expr::Me, std::string> links;
    bool demo = false;
};

std::string password_from_input() {
    std::string password;
    std::getline(std::cin, password);
    return password;
}

void check_region(const House& house, const std::string& region) {
    const auto code = base::RegionCode::parse(region);
    if (!code || !house.atlas.find(code->text()))
        throw base::Fault({{"region", "record.no_such_region", {}, {{"value", region}}}});
}

void add(const Asked& asked) {
    const auto house = open(asked.named);
    check_region(*house, asked.region);
    const auto links =
        house->database->read([&](db::Session& session) { return linked(*house, session, asked.links); });
    const std::string password = password_from_input();
    access::check_password(house->pack, asked.login, password);
    const std::string hash = house->door.hash(password);
    house->database->write([&](db::Session& session) {
        access::Account account = links;
        account.login = asked.login;
        account.name = asked.name.empty() ? asked.login : asked.name;
        account.role = asked.role;
        account.region = asked.region;
        access::add(session, house->pack, account, hash);
    });
    std::printf("%s may sign in\n", asked.login.c_str());
    const auto sentences = missing(house->pack, asked.role, links);
    for (const auto& sentence : sentences)
        std::fprintf(stderr, "%s\n", sentence.c_str());
    if (!sentences.empty())
        std::fprintf(stderr, "until then %s sees nothing of it: liandong account role %s … / 在此之前看不到这些内容\n",
                     asked.login.c_str(), asked.login.c_str());
}

void set_role(const Asked& asked) {
    const auto house = open(asked.named);
    check_region(*house, asked.region);
    house->database->write([&](db::Session& session) {
        access::set_role(session, house->pack, asked.login, asked.role, asked.region);
        access::Account links = linked(*house, session, asked.links);
        links.login = asked.login;
        if (std::any_of(asked.links.begin(), asked.links.end(), [](const auto& one) { return !one.second.empty(); }))
            access::set_links(session, links);
    });
    std::printf("%s is %s in %s\n", asked.login.c_str(), asked.role.c_str(), asked.region.c_str());
}

void set_password(const Asked& asked) {
    const auto house = open(asked.named);
    const std::string password = password_from_input();
    access::check_password(house->pack, asked.login, password);
    const std::string hash = house->door.hash(password);
    house->database->write([&](db::Session& session) { access::set_password(session, asked.login, hash); });
    std::printf("%s has a new password and is signed out everywhere\n", asked.login.c_str());
}

void list(const Asked& asked) {
    const auto house = open(asked.named);
    const auto accounts = house->database->read([&](db::Session& session) { return access::all(session, asked.demo); });
    for (const auto& account : accounts) {
        const pack::Role* role = house->pack.role(account.role);
        std::printf("  %-16s %s  %s\n", account.login.c_str(), role ? role->label.zh.c_str() : account.role.c_str(),
                    house->atlas.short_path(account.region).c_str());
    }
}

} // namespace

void add_account(CLI::App& app) {
    auto* command = app.add_subcommand("account", "accounts without the web");
    command->require_subcommand(1);
    const auto asked = std::make_shared<Asked>();
    const auto verb = [&](const char* name, const char* words, void (*act)(const Asked&), bool login) {
        auto* one = command->add_subcommand(name, words);
        add_named(*one, asked->named);
        if (login)
            one->add_option("login", asked->login, "the sign-in name")->required();
        one->callback([asked, act] { act(*asked); });
        return one;
    };
    auto* added = verb("add", "adds an account; the password is the first line of standard input", add, true);
    auto* role = verb("role", "changes role and region", set_role, true);
    for (auto* one : {added, role}) {
        one->add_option("--role", asked->role, "a role of the pack")->required();
        one->add_option("--region", asked->region, "the role's region, 2 to 12 digits")->required();
        for (const auto& [member, words] : link_words)
            one->add_option("--" + std::string(expr::me_words[static_cast<std::size_t>(member)]), asked->links[member],
                            std::string(words) + ": its number, whole name or id");
    }
    added->add_option("--name", asked->name, "how the account is called on pages");
    verb("password", "sets a password from standard input", set_password, true);
    verb("list", "lists accounts", list, false)->add_flag("--demo", asked->demo, "only those of the demonstration");
}

} // namespace liandong::app
