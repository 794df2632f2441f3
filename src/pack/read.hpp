// From trees of a pack's files to its structs, one function a kind of file. Names are not looked up here: check.hpp
// does that when everything has been read.
#pragma once

#include "pack/pack.hpp"
#include "pack/table.hpp"

namespace liandong::pack {

/// Sets the field's kind and what its word says beside it: "number:1..5".
void read_kind(Field& field, const std::string& word, const Source& at, MistakeList& mistakes);
Field read_field(const std::string& name, const Node& node, MistakeList& mistakes);
Section read_section(const Node& node, MistakeList& mistakes);
/// `expected` is the type's name by its path: talent.worker for records/talent/worker.toml.
Type read_type(const Node& file, const std::string& expected, MistakeList& mistakes);
/// States, events, [reached.*] and [clock.*] of a type.
void read_life(Table& table, Type& type);
Effect read_effect(Table& table);

void read_pack_file(const Node& file, Pack& pack, MistakeList& mistakes);
void read_clauses(const Node& file, Pack& pack, MistakeList& mistakes);
void read_codes(const Node& file, Pack& pack, MistakeList& mistakes);
void read_parameters(const Node& file, Pack& pack, MistakeList& mistakes);
std::vector<Parameter::Dated> read_dated(const Node& node, const std::string& unit, MistakeList& mistakes);
void read_roles(const Node& file, Pack& pack, MistakeList& mistakes);
/// One language's messages into the pack's; `chinese` says which.
void read_texts(const Node& file, bool chinese, Pack& pack, MistakeList& mistakes);
/// A file of rules/: rules and alert rules. Examples are kept as trees until the types are known (see read_examples).
void read_rules(const Node& file, Pack& pack, MistakeList& mistakes);
/// good and bad of the rules in this file, now that all types are read.
void read_examples(const Node& file, Pack& pack, MistakeList& mistakes);
/// rows of [[opens]] of this file's type, now that all types are read.
void read_rows(const Node& file, Pack& pack, MistakeList& mistakes);
void read_figures(const Node& file, Pack& pack, MistakeList& mistakes);
void read_targets(const std::string& csv, const std::string& name, Pack& pack, MistakeList& mistakes);
void read_local(const Node& file, const std::string& folder, Pack& pack, MistakeList& mistakes);

/// A literal of a file as the stored value of a field: a word of its list becomes its code, a date a date.
Value value_of(const Node& node, const Field& field, const Type& type, const Pack& pack, MistakeList& mistakes);

} // namespace liandong::pack
