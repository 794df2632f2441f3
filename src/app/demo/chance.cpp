#include "app/demo/chance.hpp"

#include <fmt/format.h>

#include <array>

namespace liandong::app::demo {

std::uint64_t Chance::next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

std::int64_t Chance::number(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
}

base::Uuid Chance::id(base::Instant at) {
    base::Uuid id;
    const std::uint64_t a = next();
    const std::uint64_t b = next();
    for (std::size_t i = 0; i < 8; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(a >> (8 * i));
        id.bytes[i + 8] = static_cast<std::uint8_t>(b >> (8 * i));
    }
    for (std::size_t i = 0; i < 6; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(at.ms) >> (40 - 8 * i));
    id.bytes[6] = static_cast<std::uint8_t>(0x70 | (id.bytes[6] & 0x0f));
    id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
    return id;
}

std::string invented_name(Chance& chance, bool woman) {
    static const std::vector<std::string> surnames{"王", "李", "张", "马", "刘", "陈", "杨", "赵", "魏", "金",
                                                   "白", "丁", "何", "高", "韩", "祁", "曾", "单", "解"};
    static const std::vector<std::string> women{"秀兰", "玉梅", "桂英", "海霞", "丽娟", "春燕",
                                                "晓红", "雪莲", "文静", "慧",   "芳",   "阿依莎"};
    static const std::vector<std::string> men{"建国", "志强", "永刚", "海龙", "文斌", "国栋",
                                              "小军", "福才", "学义", "伟",   "涛",   "尔撒"};
    return "演示" + chance.one_of(surnames) + chance.one_of(woman ? women : men);
}

std::string invented_id_no(Chance& chance, base::Date birth, bool woman) {
    static constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    const auto [year, month, day] = base::parts_of(birth);
    const std::int64_t order = chance.number(0, 499) * 2 + (woman ? 0 : 1);
    std::string number = fmt::format("999999{:04}{:02}{:02}{:03}", year, month, day, order);
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i)
        sum += (number[i] - '0') * weights[i];
    return number + "10X98765432"[sum % 11];
}

std::string invented_phone(Chance& chance) { return fmt::format("0931-000{:04}", chance.number(0, 9999)); }

} // namespace liandong::app::demo
