#include "modules/linkage/planner.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "modules/linkage/values.hpp"

namespace liandong::modules::linkage {
namespace {

using matching::Point;
using matching::Window;

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t hour_ms = 60 * minute_ms;
constexpr std::int64_t morning_from = 6, noon = 12, afternoon_to = 22; // hours of the day
constexpr std::int64_t months_a_year = 12;
constexpr char goods_mark = '/';
const base::Codes weekdays{"11", "12", "21", "22", "31", "32", "41", "42", "51", "52"};

std::optional<Point> parse_point(const std::string& text) {
    const auto comma = text.find(',');
    Point point;
    if (comma == std::string::npos || std::from_chars(text.data(), text.data() + comma, point.lon).ec != std::errc() ||
        std::from_chars(text.data() + comma + 1, text.data() + text.size(), point.lat).ec != std::errc())
        return std::nullopt;
    return point;
}

matching::Gender wish_of(const Record& need) {
    const std::string wish = text_of(need, "gender");
    return wish == "f" ? matching::Gender::female : wish == "m" ? matching::Gender::male : matching::Gender::any;
}

/// GB/T 2261.1: 1 is male, 2 female.
matching::Gender sex_of(const Record& person) {
    const std::string sex = text_of(person, "sex");
    return sex == "2" ? matching::Gender::female : sex == "1" ? matching::Gender::male : matching::Gender::any;
}

int digit_of(const std::string& code, int otherwise) {
    return code.size() == 1 && code[0] >= '1' && code[0] <= '9' ? code[0] - '0' : otherwise;
}

/// Completed years on the day; nothing when the birth date is unknown.
std::optional<int> age_on(const Record& person, base::Date day) {
    const auto* birth = std::get_if<base::Date>(&person["birth_date"]);
    if (!birth)
        return std::nullopt;
    const auto from = base::parts_of(*birth), to = base::parts_of(day);
    const bool yet_to_come = std::pair(to.month, to.day) < std::pair(from.month, from.day);
    return to.year - from.year - (yet_to_come ? 1 : 0);
}

/// Builds the input part by part; the parts share the days and the invitations.
class Planner {
public:
    Planner(const Situation& situation, const Policy& policy, const PointOf& point_of)
        : situation_(situation), policy_(policy), point_of_(point_of) {
        for (const Invitation& one : situation.invitations)
            if (one.stands())
                busy_[one.who].push_back({one.from, one.to});
    }

    matching::Input input() {
        matching::Input input;
        input.now = situation_.now;
        input.weights = policy_.weights;
        add_needs(input);
        for (const Record& worker : situation_.workers)
            add_worker(input, worker);
        for (const Record& volunteer : situation_.volunteers)
            add_volunteer(input, volunteer);
        for (const Record& resource : situation_.resources)
            add_resource(input, resource);
        return input;
    }

private:
    void add_needs(matching::Input& input) {
        for (const Record& record : situation_.needs) {
            const Missing missing = missing_of(record, situation_);
            const auto at = point(record, {"point"}, {"place"});
            if (missing.nothing() || !at)
                continue;
            input.needs.push_back(need_of(record, missing, *at));
            needs_.push_back(&record);
            for (base::Date day = base::day_of(time_of(record, "starts_at"));
                 day <= base::day_of(time_of(record, "ends_at")); day = day + 1)
                days_.insert(day);
        }
        for (std::size_t i = 0; i < needs_.size(); ++i)
            for (const Record& volunteer : situation_.volunteers)
                if (!suits(volunteer, *needs_[i]))
                    input.needs[i].except.push_back(base::to_text(volunteer.id));
    }

    matching::Need need_of(const Record& record, const Missing& missing, Point at) const {
        matching::Need need;
        need.id = base::to_text(record.id);
        need.at = at;
        need.field = text_of(record, "field");
        need.person_types = codes_of(record, "person_types");
        need.time = Window{time_of(record, "starts_at"), time_of(record, "ends_at")};
        need.people = static_cast<int>(missing.people);
        need.worker = missing.worker;
        need.skills = codes_of(record, "skills");
        need.languages = codes_of(record, "languages");
        need.gender = wish_of(record);
        need.urgency = digit_of(text_of(record, "urgency"), 1);
        need.money_fen = missing.money_fen;
        for (const MissingGoods& goods : missing.goods)
            need.goods.push_back({goods_key(goods.item, goods.unit), goods.quantity});
        for (const Acquaintance& one : situation_.known)
            if (one.need == record.id)
                need.known.push_back(base::to_text(one.who));
        for (const Invitation& one : situation_.invitations)
            if (one.need == record.id && one.turned_down())
                need.except.push_back(base::to_text(one.who));
        return need;
    }

    /// Old enough for this task, willing to work in its field, and with room left in the month.
    bool suits(const Record& volunteer, const Record& need) const {
        const auto age = age_on(volunteer, base::day_of(time_of(need, "starts_at")));
        if (age && *age < number_of(need, "min_age", 0))
            return false;
        const base::Codes fields = codes_of(volunteer, "fields");
        if (!fields.empty() && std::find(fields.begin(), fields.end(), text_of(need, "field")) == fields.end())
            return false;
        const std::int64_t minutes = (time_of(need, "ends_at").ms - time_of(need, "starts_at").ms) / minute_ms;
        const std::int64_t most =
            std::min(number_of(volunteer, "month_most", policy_.month_minutes_most), policy_.month_minutes_most);
        return number_of(volunteer, "minutes_month") + minutes <= most;
    }

    void add_worker(matching::Input& input, const Record& record) const {
        const auto at = point(record, {}, {"work_region"});
        if (!at)
            return;
        matching::Worker worker;
        worker.id = base::to_text(record.id);
        worker.at = *at;
        worker.fields = codes_of(record, "fields");
        worker.level = digit_of(text_of(record, "best_level"), 1);
        worker.open_cases = static_cast<int>(number_of(record, "open_cases"));
        worker.max_cases = static_cast<int>(number_of(record, "cases_most", policy_.cases_most));
        worker.languages = codes_of(record, "languages");
        worker.gender = sex_of(record);
        const base::Codes slots = codes_of(record, "slots");
        worker.available = free_of(record.id, half_days(slots.empty() ? weekdays : slots, days_));
        input.workers.push_back(std::move(worker));
    }

    void add_volunteer(matching::Input& input, const Record& record) const {
        const auto at = point(record, {}, {"home_community"});
        const auto age = age_on(record, base::day_of(situation_.now));
        if (!at || !age)
            return;
        matching::Volunteer volunteer;
        volunteer.id = base::to_text(record.id);
        volunteer.at = *at;
        volunteer.skills = codes_of(record, "skills");
        volunteer.languages = codes_of(record, "languages");
        volunteer.gender = sex_of(record);
        volunteer.age = *age;
        volunteer.available = free_of(record.id, half_days(codes_of(record, "slots"), days_));
        volunteer.max_km = static_cast<double>(number_of(record, "max_distance"));
        volunteer.minutes_this_month = std::max<std::int64_t>(number_of(record, "minutes_month"), 0);
        input.volunteers.push_back(std::move(volunteer));
    }

    void add_resource(matching::Input& input, const Record& record) const {
        const std::string kind = text_of(record, "kind");
        const auto at = point(record, {"point"}, {"place"});
        if (!at || (kind != "goods" && kind != "money"))
            return;
        matching::Resource resource;
        resource.id = base::to_text(record.id);
        resource.kind = kind == "goods" ? matching::Kind::goods : matching::Kind::money;
        if (kind == "goods") {
            resource.item = goods_key(text_of(record, "item"), text_of(record, "unit"));
            resource.quantity = number_of(record, "left");
            resource.max_km = static_cast<double>(number_of(record, "max_distance", policy_.goods_km));
        } else {
            resource.money_fen = number_of(record, "left_money");
            if (!base::is_empty(record["max_distance"]))
                resource.max_km = static_cast<double>(number_of(record, "max_distance"));
        }
        resource.fields = codes_of(record, "fields");
        resource.person_types = codes_of(record, "person_types");
        resource.at = *at;
        if (resource.quantity > 0 || resource.money_fen > 0)
            input.resources.push_back(std::move(resource));
    }

    /// The record's own point, that of its station, of the division it names, of the one it belongs to: the first there
    /// is.
    std::optional<Point> point(const Record& record, const std::vector<std::string>& points,
                               const std::vector<std::string>& regions) const {
        for (const auto& field : points)
            if (const auto own = parse_point(text_of(record, field)))
                return own;
        if (record.type->name == "talent.worker" || record.type->name == "charity.resource")
            if (const auto station = situation_.stations.find(text_of(record, "station"));
                station != situation_.stations.end())
                return point(station->second, {"point"}, {"place"});
        for (const auto& field : regions)
            if (const std::string region = text_of(record, field); !region.empty())
                if (const auto there = point_of_(region))
                    return there;
        return point_of_(record.region);
    }

    std::vector<Window> free_of(const Uuid& who, std::vector<Window> windows) const {
        if (const auto busy = busy_.find(who); busy != busy_.end())
            for (const Window& window : busy->second)
                windows = without(windows, window);
        return windows;
    }

    const Situation& situation_;
    const Policy& policy_;
    const PointOf& point_of_;
    std::vector<const Record*> needs_; // beside input.needs
    std::set<base::Date> days_;
    std::map<Uuid, std::vector<Window>> busy_; // by worker or volunteer
};

} // namespace

bool Invitation::stands() const {
    return state == "sent" || state == "accepted" || state == "checked_in" || state == "checked_out" || state == "done";
}

Policy policy_on(const pack::Pack& pack, base::Date day) {
    Policy policy;
    const auto read = [&](const char* name, std::int64_t& into, std::int64_t unit = 1) {
        const auto* parameter = pack.parameter(name);
        if (const auto value = parameter ? parameter->on(day) : std::nullopt)
            into = *value / unit;
    };
    matching::Weights& weights = policy.weights;
    read("linkage.weight.field", weights.field);
    read("linkage.weight.distance", weights.distance);
    read("linkage.weight.person_type", weights.person_type);
    read("linkage.weight.time", weights.time);
    read("linkage.weight.continuity", weights.known);
    read("linkage.weight.fairness", weights.fairness);
    read("linkage.weight.skill", weights.skill);
    read("linkage.weight.language", weights.language);
    read("linkage.weight.level", weights.level);
    std::int64_t unmet = weights.unmet_goods;
    read("linkage.weight.unmet", unmet);
    weights.unmet_goods = weights.unmet_money = unmet;
    weights.unmet_volunteer = unmet * 5 / 2;
    weights.unmet_worker = unmet * 5;
    read("linkage.weight.urgency", weights.urgency_2, 10);
    weights.urgency_2 = std::clamp<std::int64_t>(weights.urgency_2, 1, 10);
    weights.urgency_3 = weights.urgency_2 * weights.urgency_2;
    read("vol.age_min", weights.age_min, months_a_year);
    read("vol.adult_age", weights.adult_age, months_a_year);
    read("vol.day_max", weights.minutes_a_day_max);
    for (const auto& key : matching::weight_keys())
        weights.*key.value = std::clamp(weights.*key.value, key.least, key.most);
    read("linkage.seconds", policy.seconds);
    read("vol.month_max", policy.month_minutes_most);
    read("services.cases_max", policy.cases_most);
    read("linkage.resource_distance", policy.goods_km);
    return policy;
}

Missing missing_of(const Record& need, const Situation& situation) {
    Missing missing{.people = number_of(need, "people"),
                    .worker = flag_of(need, "worker_wanted"),
                    .goods = {},
                    .money_fen = number_of(need, "amount") - number_of(need, "money_ok")};
    for (const Invitation& one : situation.invitations)
        if (one.need == need.id && one.stands())
            one.to_worker ? void(missing.worker = false) : void(--missing.people);
    for (const MissingGoods& goods : situation.goods)
        if (goods.need == need.id && goods.quantity > 0)
            missing.goods.push_back(goods);
    missing.people = std::max<std::int64_t>(missing.people, 0);
    missing.money_fen = std::max<std::int64_t>(missing.money_fen, 0);
    return missing;
}

matching::Input input_of(const Situation& situation, const Policy& policy, const PointOf& point_of) {
    return Planner(situation, policy, point_of).input();
}

std::string goods_key(const std::string& item, const std::string& unit) { return item + goods_mark + unit; }

GoodsName goods_of(const std::string& key) {
    const auto mark = key.find(goods_mark);
    return mark == std::string::npos ? GoodsName{key, ""} : GoodsName{key.substr(0, mark), key.substr(mark + 1)};
}

std::vector<Window> half_days(const base::Codes& slots, const std::set<base::Date>& days) {
    std::vector<Window> windows;
    const auto add = [&](base::Date day, std::int64_t from, std::int64_t to) {
        const Instant start = base::start_of(day);
        const Window window{{start.ms + from * hour_ms}, {start.ms + to * hour_ms}};
        if (!windows.empty() && windows.back().to == window.from)
            windows.back().to = window.to;
        else
            windows.push_back(window);
    };
    for (const base::Date day : days)
        for (const char half : {'1', '2'}) {
            const std::string code{static_cast<char>('0' + base::weekday_of(day)), half};
            if (std::find(slots.begin(), slots.end(), code) != slots.end())
                half == '1' ? add(day, morning_from, noon) : add(day, noon, afternoon_to);
        }
    return windows;
}

std::vector<Window> without(const std::vector<Window>& windows, const Window& busy) {
    std::vector<Window> left;
    for (const Window& window : windows) {
        if (busy.to <= window.from || window.to <= busy.from) {
            left.push_back(window);
            continue;
        }
        if (window.from < busy.from)
            left.push_back({window.from, busy.from});
        if (busy.to < window.to)
            left.push_back({busy.to, window.to});
    }
    return left;
}

} // namespace liandong::modules::linkage
