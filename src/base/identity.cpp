#include "base/identity.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace liandong::base {
namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits) {
    int value = 0;
    for (char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

std::string without(std::string_view text, std::string_view unwanted) {
    std::string kept;
    for (char c : narrow(text))
        if (unwanted.find(c) == std::string_view::npos)
            kept += c;
    return kept;
}

std::string capitals(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
    return text;
}

bool id_check_holds(std::string_view id_no) {
    static constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i)
        sum += (id_no[i] - '0') * weights[i];
    return "10X98765432"[sum % 11] == id_no[17];
}

constexpr std::string_view credit_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// GB 11714: the check character of the nine-character organisation code inside.
bool organisation_check_holds(std::string_view code) {
    static constexpr std::array<int, 8> weights{3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        const char c = code[i];
        sum += (c <= '9' ? c - '0' : c - 'A' + 10) * weights[i];
    }
    const int check = (11 - sum % 11) % 11;
    return code[8] == (check == 10 ? 'X' : static_cast<char>('0' + check));
}

} // namespace

std::string clean_id_no(std::string_view text) { return capitals(without(text, " -\t")); }

std::optional<Date> birth_of(std::string_view id_no) {
    if (id_no.size() != 18 || !all_digits(id_no.substr(6, 8)))
        return std::nullopt;
    return date_of(number(id_no.substr(6, 4)), number(id_no.substr(10, 2)), number(id_no.substr(12, 2)));
}

std::optional<std::string> sex_of(std::string_view id_no) {
    if (id_no.size() != 18 || !all_digits(id_no.substr(0, 17)))
        return std::nullopt;
    return (id_no[16] - '0') % 2 == 1 ? "1" : "2";
}

bool valid_id_no(std::string_view id_no, Date today) {
    if (id_no.size() != 18 || !all_digits(id_no.substr(0, 17)) || !id_check_holds(id_no))
        return false;
    const auto birth = birth_of(id_no);
    return birth && *birth <= today && *birth > add_months(today, -130 * 12);
}

std::string clean_credit_code(std::string_view text) { return capitals(without(text, " -\t")); }

bool valid_credit_code(std::string_view code) {
    static constexpr std::array<int, 17> weights{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    if (code.size() != 18 || !all_digits(code.substr(2, 6)))
        return false;
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) {
        const auto at = credit_alphabet.find(code[i]);
        if (at == std::string_view::npos)
            return false;
        sum += static_cast<int>(at) * weights[i];
    }
    return credit_alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)] == code[17] &&
           organisation_check_holds(code.substr(8, 9));
}

std::string clean_phone(std::string_view text) {
    std::string phone = without(text, " \t()");
    if (phone.starts_with("+86"))
        phone.erase(0, 3);
    if (phone.starts_with("1"))
        phone.erase(std::remove(phone.begin(), phone.end(), '-'), phone.end());
    return phone;
}

bool valid_phone(std::string_view phone) {
    if (all_digits(phone))
        return (phone.size() == 11 && phone[0] == '1' && phone[1] >= '3') || phone.size() == 5 ||
               (phone[0] == '0' && phone.size() >= 10 && phone.size() <= 12);
    const auto dash = phone.find('-');
    return (dash == 3 || dash == 4) && phone[0] == '0' && all_digits(phone.substr(0, dash)) &&
           all_digits(phone.substr(dash + 1)) && (phone.size() - dash == 8 || phone.size() - dash == 9);
}

} // namespace liandong::base
