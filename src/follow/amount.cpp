#include "follow/amount.hpp"

#include <limits>
#include <numeric>
#include <stdexcept>

namespace liandong::follow {
namespace {

__extension__ using Wide = __int128;

std::int64_t narrow(Wide wide) {
    if (wide > std::numeric_limits<std::int64_t>::max() || wide < std::numeric_limits<std::int64_t>::min())
        throw std::overflow_error("a figure leaves 64 bits");
    return static_cast<std::int64_t>(wide);
}

std::int64_t product(std::int64_t a, std::int64_t b) { return narrow(Wide(a) * b); }

std::int64_t above(const Amount& amount) { return product(amount.numerator, amount.times); }
std::int64_t below(const Amount& amount) { return amount.denominator.value_or(1); }

} // namespace

Amount share(const Amount& up, const Amount& down, std::int64_t times) {
    return {product(above(up), below(down)), product(below(up), above(down)), times};
}

Amount sum(const std::vector<Amount>& parts) {
    Amount whole;
    for (const Amount& part : parts) {
        if (!part.denominator && !whole.denominator) {
            whole.numerator = narrow(Wide(whole.numerator) + above(part));
            continue;
        }
        const std::int64_t left = below(whole);
        const std::int64_t right = below(part);
        whole.numerator = narrow(Wide(whole.numerator) * right + Wide(above(part)) * left);
        whole.denominator = product(left, right);
    }
    return whole;
}

std::optional<std::int64_t> rounded(const Amount& amount, int places) {
    if (amount.denominator == 0)
        return std::nullopt;
    Wide up = Wide(amount.numerator) * amount.times;
    for (int i = 0; i < places; ++i)
        up *= 10;
    Wide down = amount.denominator.value_or(1);
    if (down < 0) {
        up = -up;
        down = -down;
    }
    const Wide twice = up < 0 ? -up * 2 : up * 2;
    const Wide half_up = (twice + down) / (down * 2);
    const Wide value = up < 0 ? -half_up : half_up;
    if (value > std::numeric_limits<std::int64_t>::max() || value < std::numeric_limits<std::int64_t>::min())
        return std::nullopt;
    return static_cast<std::int64_t>(value);
}

} // namespace liandong::follow
