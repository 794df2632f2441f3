// What a criterion may speak about: record types and their fields, word lists, parameters, the person asking.
// The pack says it; the checker of criteria only asks. A Schema must outlive what was checked against it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/value.hpp"

namespace liandong::expr {

/// The least and the most a whole number (or a day, counted from 1970-01-01) can be.
struct Range {
    std::int64_t least = 0;
    std::int64_t most = 0;

    auto operator<=>(const Range&) const = default;
};

/// One word of a list: `name` stands in criteria, `code` in columns and files.
struct Word {
    std::string name;
    std::string code;
};

/// A word list. Where it is ordered, the order of the words is low to high.
struct CodeList {
    std::string name;
    bool ordered = false;
    std::vector<Word> words;

    const Word* by_name(std::string_view wanted) const;
    const Word* by_code(std::string_view wanted) const;
    /// The place of a code in the order, from 0; nothing when it is no word of the list.
    std::optional<std::int64_t> rank(std::string_view code) const;
};

struct Field {
    std::string name = {};
    base::Kind kind = base::Kind::text;
    const CodeList* list = nullptr;  // of code and codes
    std::string target = {};         // of ref: the type it points to
    bool encrypted = false;          // `sensitive`: the databases know it by its digest only
    bool memory_only = false;        // never asked of a database, not even by digest
    bool local = false;              // a county's own: stands in the column `local`, JSON by field name
    int places = 0;                  // of number: decimal places kept as whole numbers
    std::optional<Range> range = {}; // of number, money, minutes, time (milliseconds) and date (days); see range_of
    std::string shape = {};          // id_no, credit_code, phone: constants beside it are cleaned like its values
};

/// What the values of a field may be: its own range, or what its kind allows at most (numbers 10^12, money 10^14 fen,
/// minutes 10^10, dates 1600-01-01 to 2999-12-31, times 1970 to 2999). The proof that nothing leaves 64 bits rests on
/// it, so a record that holds more must be refused when it is saved.
Range range_of(const Field& field);

/// Fields every type has, at these places of Type::fields; declared ones follow.
namespace pseudo {
inline constexpr std::size_t id = 0, version = 1, state = 2, region = 3, region_then = 4, first_declared = 5;
}

/// A record type with its fields. Made with the five every type has: id, version, state, region, region_then.
class Type {
public:
    /// `states` are the names of its states; none for a type without.
    explicit Type(std::string name, const std::vector<std::string>& states = {});

    /// Adds a declared field and answers its place in `fields`.
    std::size_t add(Field field);
    /// The place of a field by its name; nothing when there is none.
    std::optional<std::size_t> index_of(std::string_view name) const;
    /// services.request stands in the table services_request.
    std::string table() const;

    std::string name;
    std::vector<Field> fields;
    std::shared_ptr<const CodeList> states; // each word's code is its name; no words for a type without states

private:
    std::map<std::string, std::size_t, std::less<>> places_;
};

/// What a parameter is counted in.
enum class Unit {
    count,
    points,
    percent,
    yuan,
    boolean,
    hours,
    clock_hours,
    days,
    working_days,
    months,
    years,
    minutes
};

/// The unit by its word in parameters.toml ("working days"); nothing for an unknown one.
std::optional<Unit> unit_by_word(std::string_view word);
/// A parameter's number as criteria use it: yuan in fen, hours in minutes, years in months, percent in hundredths of a
/// percent, all else as it is. `value` counts 10^-places; nothing when it cannot be said whole (0.5 days) or leaves 64
/// bits.
std::optional<std::int64_t> in_base_unit(Unit unit, std::int64_t value, int places = 0);

struct Parameter {
    std::string name;      // without the dollar
    std::size_t index = 0; // Given::parameter is asked by it
    Unit unit = Unit::count;
    Range range{0, 0};  // over all its dated values, in the base unit
    bool local = false; // a county may have its own
};

/// The person asking, in the order of PACK.md section 3.
enum class Me { account, person, worker, station, agency, org, region };
inline constexpr std::string_view me_words[] = {"account", "person", "worker", "station", "agency", "org", "region"};

/// The abstract view the checker asks. Answers null for what there is not.
class Schema {
public:
    virtual ~Schema() = default;
    virtual const Type* type(std::string_view name) const = 0;
    virtual const CodeList* list(std::string_view name) const = 0;
    virtual const Parameter* parameter(std::string_view name) const = 0;
    /// All parameter names, for suggestions.
    virtual std::vector<std::string> parameter_names() const = 0;
    /// The type `me.worker` points to; empty for region.
    virtual std::string target_of(Me member) const;
    /// Whether `figure('…')` may name it.
    virtual bool has_figure(std::string_view id) const;
};

/// A Schema built by hand: types, lists and parameters in the order they are added.
class PlainSchema : public Schema {
public:
    Type& add(Type type);
    CodeList& add(CodeList list);
    /// Gives the parameter the next index and answers it.
    const Parameter& add(Parameter parameter);

    const Type* type(std::string_view name) const override;
    const CodeList* list(std::string_view name) const override;
    const Parameter* parameter(std::string_view name) const override;
    std::vector<std::string> parameter_names() const override;

private:
    std::map<std::string, std::unique_ptr<Type>, std::less<>> types_;
    std::map<std::string, std::unique_ptr<CodeList>, std::less<>> lists_;
    std::map<std::string, std::unique_ptr<Parameter>, std::less<>> parameters_;
};

} // namespace liandong::expr
