// Reads one table of a pack by its words. Each word asked for is known; what is left at finish() is a mistake, with the
// nearest known word beside it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pack/node.hpp"
#include "pack/pack.hpp"

namespace liandong::pack {

class Table {
public:
    /// `node` must be a table; another kind of node is a mistake and reads as an empty table.
    Table(const Node& node, MistakeList& mistakes);

    const Source& source() const { return node_.source; }
    MistakeList& mistakes() const { return mistakes_; }
    const std::vector<Entry>& entries() const { return node_.entries; }

    /// The node of a word, nothing when it is absent. From now on the word is known.
    const Node* take(const std::string& word);
    bool has(const std::string& word) const { return node_.find(word) != nullptr; }
    /// The place of a word, or of the table when it is absent.
    Source at(const std::string& word) const;

    std::string text(const std::string& word);
    /// A text that must be there.
    std::string needed(const std::string& word);
    bool truth(const std::string& word, bool otherwise = false);
    std::optional<std::int64_t> whole(const std::string& word);
    std::optional<base::Date> day(const std::string& word);
    /// One text or a list of texts.
    std::vector<std::string> names(const std::string& word);
    /// A list of lists of texts.
    std::vector<std::vector<std::string>> groups(const std::string& word);
    /// A condition or value; true, false and whole numbers are taken as written.
    Text condition(const std::string& word);
    /// `zh` and `en` of this table, both needed.
    base::Words label();
    /// A table of `zh` and `en` under a word; `en` may be left out when `chinese_only`. Absent: empty words.
    base::Words words(const std::string& word, bool chinese_only = false);
    /// The tables of a list under a word ([[form]], saved = [{…}]).
    std::vector<const Node*> tables(const std::string& word);
    /// One of a few words; `otherwise` when absent or wrong.
    std::string choice(const std::string& word, const std::vector<std::string>& known, const std::string& otherwise);

    /// Says which words of the table are not known here.
    void finish();

private:
    bool is(const Node& node, Node::Is wanted, const std::string& word);

    const Node& node_;
    MistakeList& mistakes_;
    std::vector<std::string> known_;
};

/// A condition or value from a node; a mistake when it is none.
Text condition_of(const Node& node, MistakeList& mistakes);
/// Pairs of field and value from a table, in the order of its lines: set = { applied_on = "today" }.
std::vector<std::pair<std::string, Text>> assignments(const Node* node, MistakeList& mistakes);
/// "10 working days"; a mistake when it is not a length of time.
Span span_of(const std::string& text, const Source& at, MistakeList& mistakes);

} // namespace liandong::pack
