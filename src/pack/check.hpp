// Every name in a pack, looked up: lists, types, fields, states, events, rights, clauses, texts, roles, departments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pack/pack.hpp"

namespace liandong::pack {

/// Looks names up for the checks below and says what is wrong with the ones that are not there.
struct Lookup {
    const Pack& pack;
    MistakeList& mistakes;

    void no(const Source& at, std::string zh, std::string en) { wrong(mistakes, at, std::move(zh), std::move(en)); }
    /// `what`: the word of the pack in which the name stands: "search", "title" …
    const Field* field(const Type& type, const std::string& name, const Source& at, const std::string& what);
    /// "name" or "person.name".
    const Field* path(const Type& type, const std::string& path, const Source& at, const std::string& what);
    const Type* type(const std::string& name, const Source& at, const std::string& what);
    const CodeList* list(const std::string& name, const Source& at);
    bool state(const Type& type, const std::string& name, const Source& at, const std::string& what);
    bool clause(const std::string& id, const Source& at);
    /// Braces of a title or message: fields (one step too) and, with a dollar, parameters. `more`: further names that
    /// may stand.
    void braces(const Type& type, const std::string& text, const Source& at, const std::vector<std::string>& more = {});
    void both(const Type& type, const base::Words& words, const Source& at, const std::vector<std::string>& more = {});
    /// Whom a clock or an event tells: a role, a level, a reach word, or a field (one step too); several joined by
    /// "or".
    void somebody(const Type& type, const std::string& whom, const Source& at, const std::string& what);
    void one_body(const Type& type, const std::string& who, const Source& at, const std::string& what);
};

/// All checks that need no criteria. Adds what is wrong.
void check(const Pack& pack, MistakeList& mistakes);

void check_lists(Lookup& look);
void check_type(Lookup& look, const Type& type);
void check_fields(Lookup& look, const Type& type, const std::vector<Field>& fields);
void check_life(Lookup& look, const Type& type);
void check_rule(Lookup& look, const Rule& rule);
void check_alert(Lookup& look, const Alert& alert);
void check_figures(Lookup& look);
void check_roles(Lookup& look);
void check_local(Lookup& look, const Local& local);
void check_texts(Lookup& look);

/// Names of a type's fields, those every type has included.
std::vector<std::string> names_of_fields(const Type& type);

} // namespace liandong::pack
