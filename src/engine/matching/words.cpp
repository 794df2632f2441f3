// The one list of codes. Codes of the pack (fields, skills, languages, items) stand in the braces as they came.
#include "engine/matching/words.hpp"

#include <map>

namespace liandong::matching {

namespace {

const std::map<std::string, base::Words>& all() {
    static const std::map<std::string, base::Words> words = {
        {"worker.field", {"服务领域包含 {field}", "works in the field {field}"}},
        {"worker.other_field", {"服务领域不含 {field}", "does not work in the field {field}"}},
        {"worker.distance", {"相距 {km} 公里", "{km} km away"}},
        {"worker.free", {"该时段有空", "free at that time"}},
        {"worker.cases", {"在办个案 {open} 个，上限 {max} 个", "{open} open cases of at most {max}"}},
        {"worker.level", {"级别 {level}，需求紧急程度：{urgency}", "level {level}; urgency of the need: {urgency}"}},
        {"volunteer.distance", {"相距 {km} 公里，愿行 {max_km} 公里以内", "{km} km away, goes up to {max_km} km"}},
        {"volunteer.free", {"该时段有空", "free at that time"}},
        {"volunteer.skill", {"具备所需技能 {skills}", "has the skills wanted: {skills}"}},
        {"volunteer.skill_spare", {"有专长而此名额不需专长", "has a special skill this place does not need"}},
        {"volunteer.minutes", {"本月已服务 {minutes} 分钟", "has served {minutes} minutes this month"}},
        {"language.spoken", {"会讲 {languages}", "speaks {languages}"}},
        {"known.yes", {"曾服务过此人", "has served this person before"}},
        {"known.no", {"曾有别人服务过此人", "others have served this person before"}},
        {"resource.goods", {"给 {item} {amount} 件，库存 {held} 件", "gives {amount} of {item}, {held} in stock"}},
        {"resource.place",
         {"提供场地 {item} {amount} 处，可用 {held} 处", "gives {amount} of the place {item}, {held} to be used"}},
        {"resource.money", {"给 {amount} 元，可用 {held} 元", "gives {amount} yuan of {held}"}},
        {"resource.distance", {"相距 {km} 公里", "{km} km away"}},
        {"resource.directed", {"专为此类需求设立，先用", "kept for needs of this kind, so used first"}},
        {"resource.general", {"并非专用", "not kept for needs of this kind"}},

        {"need.past", {"时间已过或已开始", "the time is past or has begun"}},
        {"worker.none", {"没有社工可选", "there are no workers"}},
        {"worker.cut_short",
         {"有 {count} 名社工可用，但计划未算完", "{count} workers would fit, but the plan was not finished"}},
        {"worker.booked",
         {"{total} 名社工中有 {count} 名合适，但该时段已安排别的需求",
          "{count} of {total} workers fit but are planned elsewhere at that time"}},
        {"worker.not_free",
         {"{total} 名社工中有 {count} 名合适，但该时段没有空",
          "{count} of {total} workers fit but are not free at that time"}},
        {"worker.full",
         {"{total} 名社工中有 {count} 名合适，但个案已满",
          "{count} of {total} workers fit but are at their limit of cases"}},
        {"worker.language",
         {"{total} 名社工中有 {count} 名合适，但不会讲 {languages}",
          "{count} of {total} workers fit but do not speak {languages}"}},
        {"worker.gender",
         {"{total} 名社工中有 {count} 名合适，但性别不符",
          "{count} of {total} workers fit but are not of the gender wanted"}},
        {"worker.not_asked",
         {"{total} 名社工中有 {count} 名合适，但已谢绝或不适合此需求",
          "{count} of {total} workers fit but have declined, or the task is not for them"}},
        {"worker.too_dear",
         {"{total} 名社工中有 {count} 名可用，但代价高于不安排",
          "{count} of {total} workers could come, but at a higher cost than leaving it unmet"}},
        {"worker.all.booked",
         {"{total} 名社工都不合适，{count} 名该时段已安排",
          "none of {total} workers fits; {count} are planned elsewhere at that time"}},
        {"worker.all.not_free",
         {"{total} 名社工都不合适，{count} 名该时段没有空",
          "none of {total} workers fits; {count} are not free at that time"}},
        {"worker.all.full",
         {"{total} 名社工都不合适，{count} 名个案已满",
          "none of {total} workers fits; {count} are at their limit of cases"}},
        {"worker.all.language",
         {"{total} 名社工都不合适，{count} 名不会讲 {languages}",
          "none of {total} workers fits; {count} do not speak {languages}"}},
        {"worker.all.gender",
         {"{total} 名社工都不合适，{count} 名性别不符",
          "none of {total} workers fits; {count} are not of the gender wanted"}},
        {"worker.all.not_asked",
         {"{total} 名社工都不合适，{count} 名已谢绝或不适合此需求",
          "none of {total} workers fits; {count} have declined, or the task is not for them"}},
        {"worker.all.too_dear",
         {"{total} 名社工都不合适，{count} 名代价过高", "none of {total} workers fits; {count} would cost too much"}},

        {"volunteer.none", {"没有志愿者可选", "there are no volunteers"}},
        {"volunteer.cut_short",
         {"有 {count} 名志愿者可用，但计划未算完", "{count} volunteers would fit, but the plan was not finished"}},
        {"volunteer.booked",
         {"{total} 名志愿者中有 {count} 名合适，但该时段已安排别的需求",
          "{count} of {total} volunteers fit but are planned elsewhere at that time"}},
        {"volunteer.not_free",
         {"{total} 名志愿者中有 {count} 名合适，但该时段没有空",
          "{count} of {total} volunteers fit but are not free at that time"}},
        {"volunteer.too_far",
         {"{total} 名志愿者中有 {count} 名合适，但超出其愿行距离",
          "{count} of {total} volunteers fit but live farther than they wish to go"}},
        {"volunteer.language",
         {"{total} 名志愿者中有 {count} 名合适，但不会讲 {languages}",
          "{count} of {total} volunteers fit but do not speak {languages}"}},
        {"volunteer.no_skill",
         {"{total} 名志愿者中有 {count} 名合适，但没有技能 {skills}",
          "{count} of {total} volunteers fit but lack the skill {skills}"}},
        {"volunteer.gender",
         {"{total} 名志愿者中有 {count} 名合适，但性别不符",
          "{count} of {total} volunteers fit but are not of the gender wanted"}},
        {"volunteer.minor_urgent",
         {"{total} 名志愿者中有 {count} 名合适，但未成年，不宜承担最紧急的需求",
          "{count} of {total} volunteers fit but are minors, and the need is too urgent for minors"}},
        {"volunteer.too_young",
         {"{total} 名志愿者中有 {count} 名合适，但未到最低年龄",
          "{count} of {total} volunteers fit but are below the least age"}},
        {"volunteer.long_day",
         {"{total} 名志愿者中有 {count} 名合适，但当天时长将超限",
          "{count} of {total} volunteers fit but their day would become too long"}},
        {"volunteer.not_asked",
         {"{total} 名志愿者中有 {count} 名合适，但已谢绝或不适合此需求",
          "{count} of {total} volunteers fit but have declined, or the task is not for them"}},
        {"volunteer.too_dear",
         {"{total} 名志愿者中有 {count} 名可用，但代价高于不安排",
          "{count} of {total} volunteers could come, but at a higher cost than leaving it unmet"}},
        {"volunteer.all.booked",
         {"{total} 名志愿者都不合适，{count} 名该时段已安排",
          "none of {total} volunteers fits; {count} are planned elsewhere at that time"}},
        {"volunteer.all.not_free",
         {"{total} 名志愿者都不合适，{count} 名该时段没有空",
          "none of {total} volunteers fits; {count} are not free at that time"}},
        {"volunteer.all.too_far",
         {"{total} 名志愿者都不合适，{count} 名太远", "none of {total} volunteers fits; {count} live too far away"}},
        {"volunteer.all.language",
         {"{total} 名志愿者都不合适，{count} 名不会讲 {languages}",
          "none of {total} volunteers fits; {count} do not speak {languages}"}},
        {"volunteer.all.no_skill",
         {"{total} 名志愿者都不合适，{count} 名没有技能 {skills}",
          "none of {total} volunteers fits; {count} lack the skill {skills}"}},
        {"volunteer.all.gender",
         {"{total} 名志愿者都不合适，{count} 名性别不符",
          "none of {total} volunteers fits; {count} are not of the gender wanted"}},
        {"volunteer.all.minor_urgent",
         {"{total} 名志愿者都不合适，{count} 名未成年",
          "none of {total} volunteers fits; {count} are minors, and the need is too urgent for minors"}},
        {"volunteer.all.too_young",
         {"{total} 名志愿者都不合适，{count} 名未到最低年龄",
          "none of {total} volunteers fits; {count} are below the least age"}},
        {"volunteer.all.long_day",
         {"{total} 名志愿者都不合适，{count} 名当天时长将超限",
          "none of {total} volunteers fits; the day of {count} would become too long"}},
        {"volunteer.all.not_asked",
         {"{total} 名志愿者都不合适，{count} 名已谢绝或不适合此需求",
          "none of {total} volunteers fits; {count} have declined, or the task is not for them"}},
        {"volunteer.all.too_dear",
         {"{total} 名志愿者都不合适，{count} 名代价过高",
          "none of {total} volunteers fits; {count} would cost too much"}},

        {"goods.none", {"没有 {item}", "nobody offers {item}"}},
        {"goods.cut_short", {"还有 {item} 可用，但计划未算完", "there is {item} left, but the plan was not finished"}},
        {"goods.full", {"{item} 已分完，尚缺 {missing}", "{item} has run out, {missing} short"}},
        {"goods.booked", {"{item} 该时段已安排，尚缺 {missing}", "{item} is taken at that time, {missing} short"}},
        {"goods.too_far", {"{item} 有 {count} 处，但超出其服务距离", "{count} offer {item}, but too far away"}},
        {"goods.field", {"{item} 有 {count} 处，但只用于别的领域", "{count} offer {item}, but only for other fields"}},
        {"goods.person_type",
         {"{item} 有 {count} 处，但只用于别类对象", "{count} offer {item}, but only for other persons"}},
        {"goods.not_free", {"{item} 须有时间才能安排", "{item} cannot be planned without a time"}},
        {"goods.too_dear",
         {"{item} 有 {count} 处，但代价高于不安排",
          "{count} offer {item}, but at a higher cost than leaving it unmet"}},
        {"money.none", {"没有资金", "nobody offers money"}},
        {"money.cut_short", {"还有资金可用，但计划未算完", "there is money left, but the plan was not finished"}},
        {"money.full", {"资金已分完，尚缺 {missing} 元", "the money has run out, {missing} yuan short"}},
        {"money.too_far", {"有 {count} 笔资金，但超出其服务距离", "{count} offer money, but too far away"}},
        {"money.field", {"有 {count} 笔资金，但只用于别的领域", "{count} offer money, but only for other fields"}},
        {"money.person_type",
         {"有 {count} 笔资金，但只用于别类对象", "{count} offer money, but only for other persons"}},
        {"money.too_dear",
         {"有 {count} 笔资金，但代价高于不安排", "{count} offer money, but at a higher cost than leaving it unmet"}},

        {"help.move", {"改到 {time} 即可安排", "moved to {time} it can be met"}},
        {"help.farther", {"志愿者 {id} 若愿行 {km} 公里即可", "if volunteer {id} goes up to {km} km"}},
        {"help.resource_farther", {"{id} 若服务到 {km} 公里即可", "if {id} reaches {km} km"}},
        {"help.cases", {"社工 {id} 的个案上限提到 {cases} 个即可", "if worker {id} may take {cases} cases"}},
        {"help.skill", {"不要求技能 {skill} 即可", "without the skill {skill}"}},
        {"help.gender", {"不限性别即可", "without regard to gender"}},
        {"help.language",
         {"不要求 {languages}（可另请口译）即可", "without {languages}, for instance with an interpreter"}},
        {"help.worker",
         {"在当地增加 {count} 名 {time} 有空的社工即可", "workers to be added there, free {time}: {count}"}},
        {"help.volunteers",
         {"在当地增加 {count} 名 {time} 有空的志愿者即可", "volunteers to be added there, free {time}: {count}"}},
        {"help.more_goods", {"{id} 的 {item} 再增加 {amount} 件即可", "with {amount} more of {item} at {id}"}},
        {"help.more_money", {"{id} 再增加 {amount} 元即可", "with {amount} yuan more at {id}"}},
        {"help.goods", {"募得 {item} {amount} 件即可", "with a gift of {amount} of {item}"}},
        {"help.money", {"募得 {amount} 元即可", "with a gift of {amount} yuan"}},
    };
    return words;
}

const base::Words* find(const std::string& code) {
    if (const auto found = all().find(code); found != all().end())
        return &found->second;
    // What holds for a stock of goods or money among other hurdles is said like the hurdle alone.
    const std::size_t at = code.find(".all.");
    if (at == std::string::npos)
        return nullptr;
    const auto found = all().find(code.substr(0, at) + code.substr(at + 4));
    return found == all().end() ? nullptr : &found->second;
}

std::string filled(const std::string& text, const base::Params& params) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t close = text[at] == '{' ? text.find('}', at) : std::string::npos;
        const auto value = close == std::string::npos ? params.end() : params.find(text.substr(at + 1, close - at - 1));
        if (value == params.end()) {
            result += text[at++];
            continue;
        }
        result += value->second;
        at = close + 1;
    }
    return result;
}

} // namespace

bool has_words(const std::string& code) { return find(code) != nullptr; }

base::Words words_of(const std::string& code, const base::Params& params) {
    const base::Words* words = find(code);
    if (!words)
        return {code, code};
    return {filled(words->zh, params), filled(words->en, params)};
}

} // namespace liandong::matching
