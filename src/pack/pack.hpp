// A policy pack in memory: plain structs, in the order of the files' lines. PACK.md (docs/guide) shows the notation.
// Conditions stand here as text with their place in the file; pack/compile turns them into checked trees.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/fault.hpp"
#include "base/value.hpp"

namespace liandong::pack {

using base::Date;
using base::Kind;
using base::Value;
using base::Words;

/// Where a thing is written: file relative to the pack's folder, line and column from 1.
struct Source {
    std::string file;
    int line = 0;
    int column = 0;
};

/// A condition or a value in the criteria language, as written.
struct Text {
    std::string text;
    Source source;
    bool given() const { return !text.empty(); }
};

struct Clause {
    std::string id;
    Words title;
    Words reading;
    std::string answers; // a word of the code list `department`
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
/// keep = FUNCTION TYPE by FIELD [= OWN] [order FIELD] [during N months of FIELD] [where CONDITION]
struct Keep {
    enum class Function { count, exists, sum, min, max, latest };
    Function function = Function::count;
    std::string field; // of the other type; empty for count and exists
    std::string type;
    std::string by;  // field of the other type
    std::string own; // own field it must equal; empty: the row's reference points here
    std::string order;
    std::string during_field;
    int during_months = 0;
    Text where;
};
/// "GA{region:9}{yy}{count:4}": parts are text, or a name with a length.
struct Sequence {
    struct Part {
        std::string text; // literal, when name is empty
        std::string name; // region, date, year, yy, count, or a field of the record
        int length = 0;
    };
    std::vector<Part> parts;
    bool gapless = false;
};
using Made = std::variant<std::monostate, Copy, Calc, First, Keep, Sequence>;

struct Field {
    std::string name;
    Kind kind = Kind::text;
    std::string list;        // code list of code and codes
    std::string target;      // type of a reference
    std::optional<int> most; // longest text in characters
    std::optional<std::int64_t> low, high;
    int places = 0;
    std::optional<int> region_level; // 3 county, 4 town, 5 village
    std::string unit;
    bool is_signed = false;

    bool required = false;
    Text required_if;
    Text show;
    bool unique = false;
    bool fixed = false;
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
    bool edit = true;
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

struct Clock {
    struct Late {
        std::string after;
        std::string tell;
    };
    std::string name;
    Words label;
    Text runs_while;
    std::string due;
    std::string owner; // `for`: whose to-do
    std::vector<std::string> remind;
    std::vector<Late> late;
};

struct Section {
    Words label;
    Text show;
    std::vector<std::string> fields;
    std::string rows; // a child type, edited as a table; then fields is empty
};

struct Saved {
    Words label;
    Text where;
};

struct List {
    std::vector<std::string> columns; // "number", "person.name"
    std::string sort;                 // "-received_at"
    std::vector<Saved> saved;
    Words empty;
};

struct Public {
    std::vector<std::string> fields;
    Text where;
};

struct Type {
    std::string name; // "services.request"; the table is services_request
    Words label;
    Words help;
    std::string clause;
    std::string region; // which field says where the record belongs: "place" or "person.live_region"
    std::string since;
    std::string title; // "{number} {person.name}"
    std::vector<std::string> search;
    std::vector<std::vector<std::string>> unique;
    std::vector<std::vector<std::string>> together;
    std::vector<std::string> natural;
    std::string parent; // own reference field, for child rows
    std::string secrecy;
    std::string door; // "" generic, or "module"
    bool ledger = false;
    std::vector<Field> fields;
    std::vector<State> states;
    std::vector<Event> events;
    std::vector<Clock> clocks;
    std::vector<Section> form;
    List list;
    std::optional<Public> open; // [public]
    std::vector<std::pair<std::string, Text>> reach;
    Source source;

    std::string module() const;
    std::string table() const;
    const Field* field(const std::string& name) const;
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
    std::string unit; // count points % yuan bool hours "clock hours" days "working days" months years km minutes
    bool local = false;
    std::vector<Dated> values; // by date, earliest first

    /// The value in force on a day; nothing before the first.
    std::optional<std::int64_t> on(Date day) const;
};

struct Grant {
    std::string on;                 // "services.request", "talent.*", "*"
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
};

struct Example {
    std::vector<std::pair<std::string, Value>> values; // field (or "previous.valid_to") and value
    std::optional<Date> today;
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
    base::Level level = base::Level::block;
    Words message;
    std::vector<Example> good, bad;
    Source source;
};

/// What a figure counts: a stock or a flow with its criterion, or a combination of other figures.
struct Figure {
    enum class Form { stock, flow, ratio, regions, words, add, average, hook };
    std::string id; // "I-SRV-02"; parts of a ratio written in place get ids "I-SRV-02/1", "I-SRV-02/2"
    Words label;
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
    std::vector<std::string> by;
    std::string region_level; // county, town
    std::string among;
    bool of_all = false;
    bool opens_rows = true; // false: only to the counts one level down
    bool show_below = false;
    std::string hook;
    Source source;
};

struct Band {
    struct Part {
        std::string code;
        Text when;
    };
    std::string name;
    Words label;
    std::vector<std::string> of;
    std::vector<Part> parts;
};

struct Target {
    std::string figure;
    std::string region;
    Date by;
    std::string target;
    std::string baseline;
    std::string source;
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
    std::vector<Figure> figures;
    std::vector<Band> bands;
    std::vector<Target> targets;
    std::map<std::string, Words> texts;
    std::string folder; // where it was read from
    std::string digest; // SHA-256 of its files, hex

    const Type* type(const std::string& name) const;
    const CodeList* list(const std::string& name) const;
    const Role* role(const std::string& name) const;
    const Parameter* parameter(const std::string& name) const;
    const Figure* figure(const std::string& id) const;
    const Clause* clause(const std::string& id) const;
};

} // namespace liandong::pack
