// What the kernel works out once about each declared type: its table, its columns, and which records elsewhere keep or
// copy something of it.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/schema.hpp"
#include "expr/schema.hpp"
#include "pack/pack.hpp"

namespace liandong::record {

struct Shape;

/// A field elsewhere that is kept from rows of this type: when such a row changes, its owners are kept right.
struct Kept {
    const Shape* owner;
    std::size_t field;              // the kept field, of the owner
    std::size_t by;                 // of this type: points to the owner, or holds what `own` holds
    std::optional<std::size_t> own; // of the owner; none: `by` points to the owner's id
};

/// A type whose records read a field of this type one step away (copy, calc, first, region): they are worked out again.
struct Reader {
    const Shape* owner;
    std::size_t reference;           // of the owner: points here
    std::vector<std::string> fields; // of this type: what is read
};

/// "{number} {person.name}" cut into parts.
/// A piece of a template: `title` or `hint` of a type.
struct TitlePart {
    std::string text;                 // between the names
    std::optional<std::size_t> field; // own
    std::optional<std::string> step;  // of what the own reference points to
};

struct Shape {
    const pack::Type* type = nullptr;
    const expr::Type* names = nullptr;                // as criteria know it
    std::string table;                                // quoted
    std::string columns;                              // t."id", t."version", … in the order of `read`
    std::vector<std::size_t> place_of;                // field → its place among the names of criteria
    std::vector<std::optional<std::size_t>> field_of; // and back; none for id, version, state, region, region_then
    std::vector<bool> sorted;                         // has a column NAME_sort
    std::vector<TitlePart> title;
    std::vector<TitlePart> hint;
    std::vector<Kept> keeps;
    std::vector<std::size_t> windows; // own dates by which kept fields elsewhere look `during` a time
    std::vector<Reader> readers;
    std::vector<const Shape*> rows;          // child types
    std::optional<std::size_t> parent;       // of a child type: the reference to its parent
    std::optional<std::size_t> region_field; // own field that says where, or the reference when region_step is set
    std::optional<std::string> region_step;

    std::size_t index_of(std::string_view field) const; // throws std::logic_error for a name the type lacks
    std::optional<std::size_t> find(std::string_view field) const;
    const pack::Field& field(std::size_t at) const { return type->fields[at]; }
    const std::string& name() const { return type->name; }
};

/// All shapes of a pack. The pack and the schema outlive it.
class Shapes {
public:
    Shapes(const pack::Pack& pack, const expr::Schema& schema);

    /// Null when no such type is declared; the server's own types have no shape.
    const Shape* find(std::string_view type) const;
    /// Throws Fault absent when there is none.
    const Shape& of(std::string_view type) const;
    const std::map<std::string, std::unique_ptr<Shape>, std::less<>>& all() const { return shapes_; }
    /// The tables of all types, and of sequences, for migrate.
    std::vector<db::Table> tables() const;

private:
    void relate(const pack::Pack& pack);
    void relate_field(Shape& owner, std::size_t at);
    void reads(Shape& owner, const std::string& reference, const std::string& field);
    std::map<std::string, std::unique_ptr<Shape>, std::less<>> shapes_;
};

/// The column of a field: "phone"; of its digest and its sort key.
std::string column_of(const pack::Field& field);
std::string digest_column_of(const pack::Field& field);
std::string sort_column_of(const pack::Field& field);

} // namespace liandong::record
