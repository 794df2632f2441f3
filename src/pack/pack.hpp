// A policy pack in memory: plain structs, in the order of the files' lines. PACK.md (docs/guide) shows the notation.
// Conditions stand here as text with their place in the file; pack/compile turns them into checked trees.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/fault.hpp"
#include "base/value.hpp"
#include "pack/mistakes.hpp"

namespace liandong::expr {
class Checked;
class Schema;
} // namespace liandong::expr

namespace liandong::pack {

using base::Date;
using base::Kind;
using base::Value;
using base::Words;

/// A condition or a value in the criteria language, as written.
struct Text {
    std::string text;
    Source source;
    std::shared_ptr<const expr::Checked> tree; // given by load(); there wherever the text is given
    bool given() const { return !text.empty(); }
};

struct Clause {
    std::string id;
    Words title;
    Words reading;
    std::string answers; // a word of the code list `department`
    Source source;
};

struct Word {
    std::string name; // in criteria
    std::string code; // stored and exchanged
    Words label;
};

struct CodeList {
    std::string name;
    Words label;
    bool closed = true; // false: an administrator may add words, never remove one
    bool ordered = false;
    std::string source;
    std::vector<Word> words;

    const Word* by_code(const std::string& code) const;
    const Word* by_name(const std::string& name) const;
};

enum class Privacy { open, personal, sensitive };

/// A field nobody types is one of these.
struct Copy {
    std::string reference; // own reference field
    std::string field;     // field of the record it points to
};
/// "valid_from + $crt.valid - 1 days"
struct Calc {
    Text value;
    bool or_typed = false;
};
struct First {
    struct Case {
        Text when; // not given: otherwise
        Text value;
    };
    std::vector<Case> cases;
};
/// keep = FUNCTION TYPE by FIELD [= OWN] [order FIELD] [during N months|days of FIELD] [where CONDITION]
struct Keep {
    enum class Function { count, exists, sum, min, max, latest };
    Function function = Function::count;
    std::string field; // of the other type; empty for count and exists
    std::string type;
    std::string by;  // field of the other type
    std::string own; // own field it must equal; empty: the row's reference points here
    std::string order;
    std::string during_field;
    int during_months = 0; // one of the two, when during_field is given
    int during_days = 0;
    Text where;
};
/// "GA{region:9}{yy}{count:4}": parts are text, or a name with a length.
struct Sequence {
    struct Part {
        std::string text; // literal, when name is empty
        std::string name; // region, date, year, yy, count, or a field of the record
        int length = 0;   // digits of region and count; 0: as long as it is
    };
    std::vector<Part> parts;
    bool gapless = false;
};
using Made = std::variant<std::monostate, Copy, Calc, First, Keep, Sequence>;

struct Field {
    std::string name;
    Kind kind = Kind::text;
    std::string list;                      // code list of code and codes
    std::string target;                    // type of a reference
    std::optional<int> most;               // longest text in characters
    std::optional<std::int64_t> low, high; // as stored: with `places = 1` in tenths. Unsigned amounts have low = 0
    int places = 0;
    std::optional<int> region_level; // 3 county, 4 town, 5 village
    std::string unit;
    Words unit_label;
    bool is_signed = false;

    bool required = false;
    Text required_if;
    Text show;
    bool unique = false;
    bool fixed = false;
    bool asked = false;  // a form leaves it open although something fills it in
    Text default_value;  // in the criteria language ("today", "normal", "10")
    std::string pattern; // ECMAScript
    std::string shape;   // id_no, credit_code, phone
    Privacy privacy = Privacy::open;
    bool closed = false; // case text: never for a government role
    Text choose;
    std::string clause;
    Words label;
    Words help;
    Made made;
    Source source;

    bool typed() const; // a person may give it: not made, or calc with or_typed
    bool encrypted() const { return privacy == Privacy::sensitive; }
};

struct State {
    std::string name;
    Words label;
    bool start = false;
    bool final = false;
    bool edit = true;                                  // false by default where the state is final
    std::optional<std::vector<std::string>> edit_only; // when given, only these fields may change here
};

struct Effect {
    struct Make {
        std::string type;
        std::vector<std::pair<std::string, Text>> with;
    };
    struct Fire {
        std::string on;   // own reference field, or
        std::string each; // type
        std::string by;   // field of that type
        std::string event;
        Text when;
    };
    struct Tell {
        std::string who;
        std::string text; // code of texts/
        Text when;
    };
    struct Choose {
        Text when;
        std::string to;
    };
    std::vector<std::string> draw;
    std::vector<Make> make;
    std::vector<Fire> fire;
    std::vector<Tell> tell;
    std::vector<Choose> choose;
    std::string hook;
    Source source;
};

struct Event {
    std::string name;
    Words label;
    std::vector<std::string> from; // worked out: "open" becomes every state that is not final
    std::string to;                // a state, "same" or "before"
    std::string right;             // a word of roles.toml; "system": only the server
    Text guard;
    Words otherwise; // the answer when the guard does not hold
    std::vector<std::string> ask;
    std::vector<std::pair<std::string, Text>> set;
    Text when; // the server does it on the day this turns true
    Effect effect;
    Source source;
};

/// [reached.STATE]: what reaching a state brings about, whichever event led there.
struct Reached {
    std::string state;
    Effect effect;
};

/// [[opens]]: records of this type that make themselves: one a record of `each` on a day of the year (`with`),
/// or rows for every new record of `each` (`rows`).
struct Opens {
    struct Row {
        std::vector<std::pair<std::string, Value>> values;
        Source source;
    };
    std::string each;                               // a type; empty: one record for the whole pack's region
    std::string on;                                 // "01-01": month and day; empty: when a record of `each` is created
    Text when;                                      // `if`, asked of the record of `each`
    std::vector<std::pair<std::string, Text>> with; // worked out on the record of `each`
    std::vector<Row> rows;                          // values as stored; the field that points to `each` is filled in
    Source source;
};

/// "10 working days", "24 clock hours": a length of time in words.
struct Span {
    std::int64_t count = 0;
    std::string unit; // days, "working days", weeks, months, years, "clock hours", minutes
};

struct Clock {
    struct Late {
        Span after;
        std::string tell;
    };
    std::string name;
    Words label;
    Text runs_while;
    Text due;   // a date or a time
    Text first; // stands before all else in the to-do list, and is marked
    std::string
        owner; // `for`: whose to-do: a role, a reach word, a reference field (one step too), or a level: town, county …
    std::vector<Span> remind; // so long before it is due
    std::vector<Late> late;
    Source source;
};

struct Section {
    Words label;
    Text show;
    std::vector<std::string> fields;
    std::string rows; // a child type, edited as a table; then fields is empty
    Source source;
};

struct Saved {
    Words label;
    Text where;
    bool first = false; // the list begins with it
};

struct List {
    std::vector<std::string> columns; // "number", "person.name"
    std::string sort;                 // "-received_at"
    std::vector<Saved> saved;
    std::string mark; // a yes-or-no field: where it is true its label stands beside the title
    Words empty;
    Source source;

    /// The columns, and the mark.
    std::vector<std::string> shown() const;
};

struct Public {
    std::vector<std::string> fields;
    Text where;
    Source source;
};

struct Type {
    std::string name; // "services.request"; the table is services_request
    Words label;
    Words help;
    std::string clause;
    std::string region; // which field says where the record belongs: "place" or "person.live_region"
    std::string since;
    std::string title; // "{number} {person.name}"
    std::string hint;  // what tells apart those of one title while typing: "{sex} {birth_date}"
    std::vector<std::string> search;
    std::vector<std::vector<std::string>> unique;
    std::vector<std::vector<std::string>> together;
    std::vector<std::string> natural;
    std::string parent; // own reference field, for child rows
    std::string secrecy;
    std::string door;   // "" generic, or "module"
    std::string seed;   // a file of the pack with the first records
    int keep_years = 0; // 0: as long as the system lives
    bool ledger = false;
    bool built_in = false; // the server's own: regions.region, access.account, blob
    std::vector<Field> fields;
    std::vector<Field> common; // what every type has: id, version, state (where it has states), region, region_then
    std::vector<State> states;
    std::vector<Event> events;
    std::vector<Reached> reached;
    std::vector<Opens> opens;
    std::vector<Clock> clocks;
    std::vector<Section> form;
    List list;
    std::optional<Public> open; // [public]
    std::vector<std::pair<std::string, Text>> reach;
    Source source;
    std::map<std::string, Source> at; // where the words of the file's head stand: title, search …

    std::string module() const;
    std::string table() const;
    const Field* field(const std::string& name) const;
    /// A field by name, those that every type has included.
    const Field* any_field(const std::string& name) const;
    const State* state(const std::string& name) const;
    const Event* event(const std::string& name) const;
};

struct Parameter {
    struct Dated {
        Date from;
        std::int64_t is = 0; // in the unit's smallest step: hours in minutes, yuan in fen, % in hundredths of a percent
        std::string basis;
    };
    std::string name;
    Words label;
    std::string unit; // count points % yuan bool hours "clock hours" days "working days" weeks months years km minutes
    bool local = false;
    std::vector<Dated> values; // by date, earliest first
    Source source;

    /// The value in force on a day; nothing before the first.
    std::optional<std::int64_t> on(Date day) const;
};

/// A line of roles.toml, worked out: a line on "talent.*" becomes one for each type that has its reach, with the words
/// that mean something there. What a line grants on a parent, it grants on the child rows.
struct Grant {
    std::string on;                 // a type
    std::vector<std::string> words; // read create change count export, and rights that events name
    std::string reach;              // "region" or a word of the type's [reach]
    Privacy see = Privacy::open;
    bool closed = false;
    Text where;
    std::vector<std::string> fields; // when not empty, only these
    Source source;
};

struct Role {
    std::string name;
    std::string code; // DOMAIN section 6: CTY, STNW …
    Words label;
    bool government = false;
    std::vector<Grant> may;
    Source source;
};

struct Example {
    std::vector<std::pair<std::string, Value>>
        values; // field ("previous.valid_to", "me.account", "old.worker") and value
    std::optional<Date> today;
    std::optional<base::Instant> now;
    Source source;
};

struct Rule {
    std::string id;
    std::string clause;
    std::string basis;
    std::optional<Date> from, until;
    std::string on;
    std::vector<std::string> at; // "save", events, "night"
    Text applies;                // `if`
    Text must;
    Text never;
    std::vector<std::string> apart_by;
    std::string apart_from, apart_to;
    std::string hook;
    std::vector<std::string> reads;
    std::string field;
    std::vector<std::string> tell; // at night: whom a finding is told, words as in clocks
    base::Level level = base::Level::block;
    Words message;
    std::vector<Example> good, bad;
    Source source;
};

/// An alert rule: the first level that is true is raised, as a record with its own clock.
struct Alert {
    struct Colour {
        std::string level; // red, orange, yellow, blue
        Text when;
    };
    std::string id;
    Words label;
    std::string clause;
    std::string basis;
    std::string on;
    std::string risk;
    std::string make;           // the type of the record it raises; empty: MODULE.alert of the module it looks at
    std::vector<Colour> levels; // most urgent first
    std::string hook;
    Source source;
};

/// What a figure counts: a stock or a flow with its criterion, or a combination of other figures.
struct Figure {
    enum class Form { stock, flow, ratio, regions, words, add, average, hook };
    std::string id; // "I-SRV-02"; parts of a ratio written in place get ids "I-SRV-02/1", "I-SRV-02/2"
    Words label;
    Words help;
    std::string clause;
    int version = 1;
    std::string calibre;
    Form form = Form::stock;
    std::string type;
    std::string on;    // date field of a flow
    std::string place; // the field that says where; empty: the record's region (stock) or region_then (flow)
    Text where;
    std::string sum;
    std::string distinct;
    std::vector<std::string>
        of; // the figures a ratio, add, average or hook is made of ("population" is the server's own)
    std::int64_t times = 1;
    std::string unit;
    Words unit_label; // words of its own, where the unit is none of the known ones
    bool key = false; // stands on the first screen, in the order of the file
    std::vector<std::string> by;
    std::string list;         // the word list a figure over words looks at
    std::string region_level; // county, town
    Text among;               // which regions are looked at
    bool of_all = false;
    bool opens_rows = true; // false: only to the counts one level down
    bool show_below = false;
    std::string hook;
    Source source;
};

/// A way to break figures of a type down that the record does not store. A band declared `of` three types is three of
/// these.
struct Band {
    struct Part {
        std::string code;
        Text when;
        Words label; // empty: the code says it
    };
    std::string name;
    Words label;
    std::string type;
    std::vector<Part> parts; // the first that is true
    Source source;
};

/// What one county adds to a type of the province: fields named x620123_…, form sections, values of local parameters.
struct Local {
    std::string region; // 12 digits
    std::string extends;
    std::vector<Field> fields;
    std::vector<Section> form;
    std::vector<std::pair<std::string, std::vector<Parameter::Dated>>> parameters;
    Source source;
};

/// A line of indicators/targets/*.csv.
struct Target {
    std::string figure;
    std::string region;
    Date by;
    std::string target;
    std::string baseline;
    std::string basis;
    Source source;
};

struct Pack {
    std::string name;
    std::string version;
    Words title;
    std::string region;
    std::vector<std::string> languages;
    std::vector<std::pair<std::string, Words>> modules; // folder and its label
    std::vector<Clause> clauses;
    std::vector<CodeList> codes;
    std::vector<Parameter> parameters;
    std::vector<Role> roles;
    std::vector<Type> types;
    std::vector<Rule> rules;
    std::vector<Alert> alerts;
    std::vector<Figure> figures;
    std::vector<Band> bands;
    std::vector<Target> targets;
    std::vector<Local> locals;
    std::map<std::string, Words> texts;
    std::map<std::string, Source> text_at;
    std::string folder; // where it was read from
    std::string digest; // SHA-256 of its files, hex
    /// What the conditions were checked against. Place n of an expr::Type's fields from first_declared on is fields[n]
    /// here; the fields of counties follow. It lives as long as any copy of the pack.
    std::shared_ptr<const expr::Schema> schema;

    const Type* type(const std::string& name) const;
    const CodeList* list(const std::string& name) const;
    const Role* role(const std::string& name) const;
    const Parameter* parameter(const std::string& name) const;
    const Figure* figure(const std::string& id) const;
    const Clause* clause(const std::string& id) const;
    const Band* band(const std::string& name, const std::string& type) const;
    /// The field a path names from a type: "phone", "person.name", "state"; nothing when there is none.
    const Field* at(const Type& from, const std::string& path) const;

    std::map<std::string, std::size_t> type_at; // place in `types` by name; filled by load()
};

/// "station or county": whom a record may mean, in turn; the next one only where the one before is nobody.
std::vector<std::string> in_turn(const std::string& who);

} // namespace liandong::pack
