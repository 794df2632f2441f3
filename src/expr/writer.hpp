// Writes the nodes of a worked-out criterion as SQL, front to back, so that bound values stand in the order of their
// placeholders. What the two databases say differently is in one of the two dialect files. Internal to the room.
#pragma once

#include <string>
#include <string_view>

#include "expr/asking.hpp"
#include "expr/sql.hpp"

namespace liandong::expr {

class Writer {
public:
    Writer(const Tree& tree, Dialect dialect, const Digest& digest, std::string_view own)
        : tree_(&tree), dialect_(dialect), digest_(digest), own_(own) {}

    void condition(Index node);
    void value(Index node);
    void text(std::string_view sql) { out_.text += sql; }
    /// A placeholder for the value, with the cast PostgreSQL needs to know its type.
    void bind(base::Value value, Sort sort);
    /// Another tree of the same type goes on from here.
    void turn_to(const Tree& tree) { tree_ = &tree; }
    /// The record's own region column.
    void region();
    Sql done() { return std::move(out_); }

private:
    bool postgres() const { return dialect_ == Dialect::postgres; }
    void joined(const Node& node, std::string_view word);
    void compared(const Node& node);
    void digest_of(const Node& field, const Node& constant);
    void among(const Node& node);
    void among_none(const Node& node);
    void has(const Node& node);
    void within(const Node& node);
    void text_test(const Node& node);
    void truth(Truth answer);
    void between_signs(const Node& node, std::string_view sign);

    void column(const Node& node, std::string_view suffix = "");
    void terms(const Node& node);
    void constant(const Node& node);
    void moved(const Node& node);
    void day_of(Index time);
    void between_days(const Node& node);
    void seq_of(Index day, std::string_view what);
    void of_day(const Node& node);
    void region_at(const Node& node);
    void size(Index set);
    void extreme(const Node& node);
    void first_of(const Node& node);
    void date_of(const Node& node);
    void rank(const Node& node);

    Index kid(const Node& node, Index which) const { return tree_->kid(node, which); }
    const Node& kid_of(const Node& node, Index which) const { return tree_->kid_of(node, which); }

    const Tree* tree_;
    Dialect dialect_;
    const Digest& digest_;
    std::string own_;
    Sql out_;
};

} // namespace liandong::expr
