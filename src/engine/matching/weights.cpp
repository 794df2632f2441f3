// The one list of weights: file form, bounds and explanation.
#include "engine/matching/weights.hpp"

namespace liandong::matching {

const std::vector<WeightKey>& weight_keys() {
    using W = Weights;
    static const std::vector<WeightKey> keys = {
        {"field", &W::field, 0, 10'000, "社工的服务领域不含该需求领域时失去的分值（R-FIV-03）",
         "points lost when the worker's fields do not include the need's (R-FIV-03)"},
        {"distance", &W::distance, 0, 10'000, "距离达到 distance_km 时失去的分值，按比例（R-FIV-03）",
         "points lost at distance_km or beyond, in proportion (R-FIV-03)"},
        {"person_type", &W::person_type, 0, 10'000, "资源并非专为该类对象设立时失去的分值（R-FIV-03）：专用的先用",
         "points lost when a resource is not kept for this type of person: directed ones are used first (R-FIV-03)"},
        {"time", &W::time, 0, 10'000, "可用时段前后没有余量时失去的分值，按比例（R-FIV-03）",
         "points lost when the available window leaves no slack before and after, in proportion (R-FIV-03)"},
        {"language", &W::language, 0, 10'000, "所需语言中不会讲的部分失去的分值，按比例",
         "points lost for the share of the need's languages not spoken"},
        {"known", &W::known, 0, 10'000, "有服务过的人而换人时失去的分值",
         "points lost when others have served the person before"},
        {"load", &W::load, 0, 10'000, "社工个案数占上限的比例失去的分值（R-CAS-03）",
         "points lost for the share of the worker's case limit that is used (R-CAS-03)"},
        {"level", &W::level, 0, 10'000, "社工级别与紧急程度每差一级失去的分值",
         "points lost for each step between the worker's level and the urgency"},
        {"fairness", &W::fairness, 0, 10'000, "志愿者本月时长达到 fairness_minutes 时失去的分值，按比例",
         "points lost at fairness_minutes of this month or more, in proportion"},
        {"skill", &W::skill, 0, 10'000, "有专长者用在不需专长的名额时失去的分值",
         "points lost when someone with a special skill fills a place that needs none"},
        {"unmet_worker", &W::unmet_worker, 0, 10'000, "没有社工时失去的分值，乘紧急系数",
         "points lost without the worker, times the factor of the urgency"},
        {"unmet_volunteer", &W::unmet_volunteer, 0, 10'000, "每缺一名志愿者失去的分值，乘紧急系数",
         "points lost for each volunteer missing, times the factor of the urgency"},
        {"unmet_goods", &W::unmet_goods, 0, 10'000, "每缺一件物资失去的分值，乘紧急系数",
         "points lost for each unit of goods missing, times the factor of the urgency"},
        {"unmet_money", &W::unmet_money, 0, 10'000, "每缺十元失去的分值，乘紧急系数",
         "points lost for each ten yuan missing, times the factor of the urgency"},
        {"urgency_2", &W::urgency_2, 1, 100, "紧急程度 2 的系数", "factor of urgency 2"},
        {"urgency_3", &W::urgency_3, 1, 100, "紧急程度 3 的系数", "factor of urgency 3"},
        {"distance_km", &W::distance_km, 1, 2'000, "距离分值全失的公里数",
         "kilometres at which the distance term is full"},
        {"fairness_minutes", &W::fairness_minutes, 1, 100'000, "公平分值全失的本月分钟数",
         "minutes of this month at which the fairness term is full"},
        {"slack_minutes", &W::slack_minutes, 1, 1'440, "前后各留多少分钟算有余量",
         "minutes before and after that count as slack"},
        {"age_min", &W::age_min, 14, 100, "志愿者最低年龄（R-VOL-23）", "the least age of a volunteer (R-VOL-23)"},
        {"adult_age", &W::adult_age, 14, 100, "成年年龄", "from this age a volunteer is an adult"},
        {"minor_urgency_max", &W::minor_urgency_max, 0, 3,
         "未成年志愿者可参与的最高紧急程度：最紧急的需求不宜由未成年人承担（R-VOL-05）",
         "the highest urgency a minor may serve: the most urgent needs are not for minors (R-VOL-05)"},
        {"minutes_a_day_max", &W::minutes_a_day_max, 1, 1'440, "志愿者一天最多分钟数（R-VOL-17）",
         "the most minutes of a volunteer in one day (R-VOL-17)"},
        {"cases_max", &W::cases_max, 1, 100, "新增社工的个案上限（R-CAS-03）",
         "case limit of a worker to be added (R-CAS-03)"},
        {"help_work", &W::help_work, 0, 1'000'000'000, "为未满足部分试算改动时最多查看的配对数",
         "how many pairings may be looked at while changes are tried for unmet parts"},
    };
    return keys;
}

} // namespace liandong::matching
