// Finds what every name means and whether kinds agree, and builds the compiled tree. One class over several
// files, as its comments say. Internal to the room.
#pragma once

#include <string>
#include <vector>

#include "expr/tree.hpp"

namespace liandong::expr {

/// What the other side of a comparison is, so that a bare word, a number or a text beside it gets its meaning.
struct Like {
    Sort sort = Sort::nothing;
    const CodeList* list = nullptr;
    std::string target;
    std::string shape;
};

class Checker {
public:
    Checker(const Schema& schema, const Type& type, const Place& place);

    Index condition(const Ast& ast);
    Index value(const Ast& ast, const Like& like = {});
    /// A value or condition that is to stand in the field.
    Index value_for(const Ast& ast, const Field& field);
    Checked done(Index root);

private:
    // check.cpp
    Index all(Op op, const Ast& ast);
    Index as_condition(const Ast& ast);
    Index emptiness(const Ast& ast);
    Index membership(const Ast& ast);
    Index has(const Ast& ast);
    Index within(const Ast& ast);
    Index text_test(Op op, const Ast& ast);
    Index make(Op op, std::size_t position, const std::vector<Index>& children);

    // check_compare.cpp
    int anchor(const Ast& ast) const;
    std::pair<Index, Index> sides(const Ast& left, const Ast& right);
    Index comparison(const Ast& ast);
    Index compared(Compare compare, Index left, Index right, std::size_t position);
    Index compared_text(Compare compare, Index left, Index right, std::size_t position);
    Index among_words(Compare compare, Index code, Index word, std::size_t position);
    Index share(const Ast& ast);
    Index age_compared(const Ast& birth, Compare compare, Index years, std::size_t position);

    // check_name.cpp
    Index name(const Ast& ast, const Like& like);
    Index word_of_list(const Ast& ast, const CodeList& list);
    Index own(const Ast& ast, std::size_t field);
    Index stepped(const Ast& ast);
    Index old(const Ast& ast);
    Index me(const Ast& ast);
    Index parameter(const Ast& ast);
    Index clock(const Ast& ast);
    Node of_field(const Type& of, std::size_t field, const Ast& ast) const;
    [[noreturn]] void unknown_field(const Type& of, std::string_view name, std::size_t position) const;

    // check_literal.cpp
    Index number(const Ast& ast, const Like& like);
    Index text(const Ast& ast, const Like& like);
    Index constant(Sort sort, base::Value value, std::size_t position);
    Index whole(Sort sort, std::int64_t value, std::size_t position);

    // check_sum.cpp
    Index sum(const Ast& ast, const Like& like);
    Index moved(const Ast& ast, Index from, Index by);
    Index product(const Ast& ast);
    Index multiplied(Index left, Index right, std::size_t position);
    Index times(Index node, std::int64_t factor);
    void same_places(std::vector<Index>& nodes);
    Index fits(Index node);

    // check_value.cpp
    Like like(Index node) const;
    bool agree(Index left, Index right) const;
    [[noreturn]] void disagree(Index left, Index right, std::size_t position) const;
    void must_be(Index node, Sort sort, std::size_t position) const;
    void need(bool allowed, std::size_t position, const base::Words& what) const;

    // check_call.cpp
    Index call(const Ast& ast, const Like& like);
    Index extreme(Op op, const Ast& ast, const Like& like);
    Index first_of(const Ast& ast, const Like& like);
    Index of_day(Op op, const Ast& ast);
    Index between(Op op, const Ast& ast, Sort sort);
    Index region_at(const Ast& ast, std::int64_t digits);
    Index counted(Op op, const Ast& ast, Sort sort, Range range);
    Index date_of(const Ast& ast);
    Index quotient(const Ast& ast);
    Index of_id_no(Op op, const Ast& ast, const Like& like);
    Index figure(const Ast& ast);
    void arguments(const Ast& ast, std::size_t least, std::size_t most) const;
    std::vector<Index> alike(const Ast& ast, const Like& like);

    Node& at(Index node) { return tree_->nodes[node]; }
    const Node& at(Index node) const { return tree_->nodes[node]; }

    const Schema& schema_;
    const Type& type_;
    std::shared_ptr<Tree> tree_;
};

/// Whether the values stand on a line: numbers, money, minutes, dates, times.
bool on_a_line(Sort sort);
/// Numbers, money and minutes: what can be added up.
bool countable(Sort sort);
/// The sides of a comparison changed round: < becomes >.
Compare turned(Compare compare);

} // namespace liandong::expr
