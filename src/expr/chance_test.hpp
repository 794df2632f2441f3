// Chance for the property test: criteria and records made around the same constants, so that they meet where answers
// turn.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "expr/world_test.hpp"

namespace liandong::expr::testing {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}

    /// A criterion as text; it may still be refused (a sum that may leave 64 bits).
    std::string criterion(int depth);
    /// A criterion in which the clock stands alone.
    std::string stock(int depth);
    /// Values for a record of the type, by Type::fields; `ids` are the records it may point to, some of them missing.
    std::vector<base::Value> record(const Type& type, const std::string& id, std::int64_t ord,
                                    const std::map<std::string, std::vector<std::string>>& ids);
    std::int64_t upto(std::int64_t below) {
        return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(below));
    }
    base::Date day();

private:
    bool one_in(int times) { return upto(times) == 0; }
    template <class Many>
    const auto& pick(const Many& many) {
        return many[static_cast<std::size_t>(upto(static_cast<std::int64_t>(std::size(many))))];
    }
    std::string compare();
    std::string test(int depth);
    std::string number(int depth);
    std::string money(int depth);
    std::string minutes(int depth);
    std::string date(int depth);
    std::string time(int depth);
    std::string text();
    std::string region();
    std::string span();
    std::string quoted_text();
    std::string yes_or_no();
    std::int64_t whole();
    std::int64_t instant();
    base::Value of_kind(const Field& field, const std::map<std::string, std::vector<std::string>>& ids);

    std::mt19937_64 random_;
};

} // namespace liandong::expr::testing
