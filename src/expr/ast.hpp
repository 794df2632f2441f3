// A criterion or value as it was written: a tree of what stands where, before anything is known about names and kinds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace liandong::expr {

enum class Compare { equal, unequal, less, less_equal, greater, greater_equal };

/// The sign of a comparison as it is written: "<=".
std::string_view to_text(Compare compare);

/// Units a number may carry. Weeks, hours and yuan become days, minutes and fen when the criterion is checked.
enum class Measure { none, days, working_days, weeks, months, years, hours, minutes, yuan, percent };

struct Ast {
    enum class What {
        any_of,      // or, two or more
        all_of,      // and, two or more
        negation,    // not X
        comparison,  // X compare Y
        share,       // X compare S of Y: args X, S, Y
        emptiness,   // X is [not] empty
        membership,  // X [not] in (…)
        has,         // X has Y
        has_any,     // X has any (…)
        has_all,     // X has all (…)
        within,      // X within Y
        contains,    // X contains 'text'
        starts_with, // X starts with 'text'
        sum,         // X + Y, X - Y
        product,     // X * Y
        number,      // digits in `text`, unit in `measure`
        text,        // what stands between the quotes
        day,         // 2024-02-29 in `text`
        parameter,   // name in `text`
        name,        // `text`, and `member` after the dot
        call,        // function in `text`
        today,
        now,
        empty,
        truth // "true" or "false" in `text`
    };

    What what = What::empty;
    std::size_t position = 1; // of its first character, or of its sign for what stands between two values; 1-based
    Compare compare = Compare::equal;
    bool negated = false; // is not empty, not in, minus
    Measure measure = Measure::none;
    std::string text;
    std::string member;
    std::vector<Ast> args;

    /// Whether it answers yes, no or unknown by its form; a lone name may still be a yes-or-no field.
    bool is_condition() const { return what <= What::starts_with; }
};

namespace limits {
inline constexpr std::size_t characters = 2000, depth = 32, names = 200, terms = 100;
}

/// Reads a criterion or a value. Total: whatever the bytes, it answers or throws Trouble with the place.
Ast parse(std::string_view text);

/// Writes it back in the one canonical way: single spaces, brackets only where they help. Reading that
/// again gives the same text.
std::string to_text(const Ast& ast);

/// Whether the word has a meaning of its own in the language, so that no field, state or list word may be called it.
bool reserved(std::string_view word);

} // namespace liandong::expr
