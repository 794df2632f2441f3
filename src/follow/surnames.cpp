#include "follow/surnames.hpp"

namespace liandong::follow {
namespace {

// 通用规范汉字表 and 现代汉语词典 name these readings for surnames. Longer ones first.
constexpr Surname surnames[] = {
    {"尉迟", "yu chi"}, {"万俟", "mo qi"}, {"长孙", "zhang sun"}, {"澹台", "tan tai"}, {"单于", "chan yu"},
    {"宰父", "zai fu"}, {"单", "shan"},    {"解", "xie"},         {"仇", "qiu"},       {"曾", "zeng"},
    {"查", "zha"},      {"区", "ou"},      {"任", "ren"},         {"华", "hua"},       {"翟", "zhai"},
    {"盖", "ge"},       {"朴", "piao"},    {"繁", "po"},          {"折", "she"},       {"覃", "qin"},
    {"乐", "yue"},      {"逄", "pang"},    {"缪", "miao"},        {"员", "yun"},       {"祭", "zhai"},
    {"黑", "he"},       {"召", "shao"},    {"尹", "yin"},         {"隗", "wei"},       {"幺", "yao"},
    {"厘", "xi"},       {"哈", "ha"},      {"秘", "bi"},          {"冼", "xian"},      {"晁", "chao"},
    {"臧", "zang"},     {"訾", "zi"},      {"郗", "xi"},          {"种", "chong"},     {"卜", "bu"},
    {"车", "che"},      {"牟", "mu"},      {"宁", "ning"},        {"燕", "yan"},       {"佴", "nai"},
    {"适", "kuo"},      {"句", "gou"},     {"阚", "kan"},         {"应", "ying"},      {"俞", "yu"},
    {"洗", "xian"},     {"费", "fei"},     {"殷", "yin"},         {"藏", "zang"},
};

} // namespace

const Surname* surname_of(std::string_view text) {
    for (const Surname& one : surnames)
        if (text.starts_with(one.characters))
            return &one;
    return nullptr;
}

} // namespace liandong::follow
