// A TOML file as a small tree with places, in the order of its lines. The TOML library is seen by node.cpp alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "pack/mistakes.hpp"

namespace liandong::pack {

struct Entry;

struct Node {
    enum class Is { none, text, whole, fraction, truth, day, moment, list, table };

    Is is = Is::none;
    Source source;
    std::string text;
    std::int64_t whole = 0;
    double fraction = 0;
    bool truth = false;
    base::Date day;
    base::Instant moment; // a time without a zone is read as +08:00
    std::vector<Node> items;
    std::vector<Entry> entries; // by line and column

    const Node* find(const std::string& key) const;
};

struct Entry {
    std::string key;
    Source source;
    Node value;
};

/// Reads one file; a syntax error becomes a mistake and an empty table. `name` is the path relative to the pack's
/// folder.
Node read_toml(const std::filesystem::path& file, const std::string& name, MistakeList& mistakes);

/// What a node is, in words: "a text", "a whole number" …
base::Words kind_of(Node::Is is);

} // namespace liandong::pack
