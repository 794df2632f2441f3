// From the document to the engine's input, record by record.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "base/text.hpp"
#include "modules/linkage/match_json.hpp"

namespace liandong::linkage {

namespace json = boost::json;
using namespace matching;

namespace {

constexpr std::size_t needs_max = 20'000, workers_max = 20'000, volunteers_max = 200'000, resources_max = 100'000;
constexpr std::int64_t pairs_max = 500'000'000;

class Reading {
public:
    explicit Reading(Findings& findings) : findings_(findings) {}

    MatchRequest document(const json::object& whole) {
        JsonReader reader(whole, "", findings_);
        Input& input = request_.input;
        input.now = reader.instant("now", true).value_or(base::Instant{});
        records("needs", reader, needs_max, input.needs, &Reading::need);
        records("workers", reader, workers_max, input.workers, &Reading::worker);
        records("volunteers", reader, volunteers_max, input.volunteers, &Reading::volunteer);
        records("resources", reader, resources_max, input.resources, &Reading::resource);
        reader.object("weights", [this](const json::object& object, std::string path) { weights(object, path); });
        reader.object("limits", [this](const json::object& object, std::string path) { limits(object, path); });
        const auto pairs =
            static_cast<std::int64_t>(input.needs.size()) *
            static_cast<std::int64_t>(input.volunteers.size() + input.workers.size() + input.resources.size());
        if (pairs > pairs_max)
            reader.wrong("needs",
                         {fmt::format("需求与帮助者、资源的配对超过 {} 个，请分区分批", pairs_max),
                          fmt::format("needs by helpers and resources exceed {} pairs: plan by region", pairs_max)});
        return std::move(request_);
    }

private:
    template <class Record>
    void records(const char* name, JsonReader& reader, std::size_t most, std::vector<Record>& into,
                 Record (Reading::*read)(JsonReader&)) {
        std::set<std::string> seen;
        reader.objects(name, most, [&](const json::object& object, std::string path) {
            JsonReader one(object, path, findings_);
            Record record = (this->*read)(one);
            one.text("region", false);
            if (!record.id.empty() && !seen.insert(record.id).second)
                one.wrong("id", {fmt::format("{} 重复", record.id), fmt::format("{} stands twice", record.id)});
            into.push_back(std::move(record));
        });
    }

    matching::Point point(JsonReader& reader) {
        return {reader.number("lon", -180, 180, true).value_or(0), reader.number("lat", -90, 90, true).value_or(0)};
    }

    Gender gender(JsonReader& reader) {
        const std::string word = reader.text("gender", false);
        if (word.empty() || word == "any")
            return Gender::any;
        if (word != "f" && word != "m")
            reader.wrong("gender", {"应为 any、f 或 m", "must be any, f or m"});
        return word == "m" ? Gender::male : Gender::female;
    }

    Need need(JsonReader& reader) {
        Need made;
        made.id = reader.text("id", true);
        made.at = point(reader);
        made.field = reader.text("field", false);
        made.person_types = reader.texts("person_types");
        made.people = static_cast<int>(reader.whole("people", 0, 1000, 0));
        made.worker = reader.flag("worker");
        made.skills = reader.texts("skills");
        made.languages = reader.texts("languages");
        made.gender = gender(reader);
        made.urgency = static_cast<int>(reader.whole("urgency", 1, 3, 1));
        made.money_fen = reader.whole("money_fen", 0, 1'000'000'000'000, 0);
        made.known = reader.texts("known");
        made.except = reader.texts("except");
        reader.objects("goods", 100, [&](const json::object& object, std::string path) {
            JsonReader one(object, path, findings_);
            made.goods.push_back({one.text("item", true), one.whole("quantity", 0, 1'000'000'000)});
        });
        const bool timed = made.worker || made.people > 0;
        const auto starts = reader.instant("starts", timed), ends = reader.instant("ends", timed);
        if (starts && ends && *ends <= *starts)
            reader.wrong("ends", {"应晚于 starts", "must be later than starts"});
        else if (starts && ends && ends->ms - starts->ms > 31LL * 24 * 3'600'000)
            reader.wrong("ends", {"至多在 starts 后 31 天", "must be at most 31 days after starts"});
        else if (starts && ends)
            made.time = Window{*starts, *ends};
        return made;
    }

    std::vector<Window> windows(const json::value& value, JsonReader& reader) {
        std::vector<Window> found;
        const auto say = [&] {
            reader.wrong("available", {"应为至多 1000 个 [起, 止] 的列表，止晚于起",
                                       "must be a list of at most 1000 pairs [from, to], to later than from"});
            return std::vector<Window>{};
        };
        if (!value.is_array() || value.get_array().size() > 1000)
            return say();
        for (const json::value& pair : value.get_array()) {
            if (!pair.is_array() || pair.get_array().size() != 2 || !pair.get_array()[0].is_string() ||
                !pair.get_array()[1].is_string())
                return say();
            const auto from = read_instant(std::string_view(pair.get_array()[0].get_string()));
            const auto to = read_instant(std::string_view(pair.get_array()[1].get_string()));
            if (!from || !to || *to <= *from)
                return say();
            found.push_back({*from, *to});
        }
        return found;
    }

    Worker worker(JsonReader& reader) {
        Worker made;
        made.id = reader.text("id", true);
        made.at = point(reader);
        made.fields = reader.texts("fields");
        made.level = static_cast<int>(reader.whole("level", 1, 3, 1));
        made.open_cases = static_cast<int>(reader.whole("open_cases", 0, 100'000, 0));
        made.max_cases = static_cast<int>(reader.whole("max_cases", 0, 100'000));
        made.languages = reader.texts("languages");
        made.gender = gender(reader);
        if (const json::value* available = reader.any("available"))
            made.available = windows(*available, reader);
        return made;
    }

    Volunteer volunteer(JsonReader& reader) {
        Volunteer made;
        made.id = reader.text("id", true);
        made.at = point(reader);
        made.skills = reader.texts("skills");
        made.languages = reader.texts("languages");
        made.gender = gender(reader);
        made.age = static_cast<int>(reader.whole("age", 0, 150));
        if (const json::value* available = reader.any("available"))
            made.available = windows(*available, reader);
        else
            reader.wrong("available", {"必填，可为空列表", "is required; it may be an empty list"});
        made.max_km = reader.number("max_km", 0, 20'000, true).value_or(0);
        made.minutes_this_month = reader.whole("minutes_this_month", 0, 100'000, 0);
        return made;
    }

    Resource resource(JsonReader& reader) {
        Resource made;
        made.id = reader.text("id", true);
        made.at = point(reader);
        const std::string kind = reader.text("kind", true);
        if (kind != "goods" && kind != "money" && kind != "place")
            reader.wrong("kind", {"应为 goods、money 或 place", "must be goods, money or place"});
        made.kind = kind == "money" ? Kind::money : kind == "place" ? Kind::place : Kind::goods;
        made.item = reader.text("item", made.kind != Kind::money);
        made.quantity = reader.whole("quantity", 0, 1'000'000'000, made.kind == Kind::place ? 1 : 0);
        made.money_fen = reader.whole("money_fen", 0, 1'000'000'000'000, 0);
        made.fields = reader.texts("fields");
        made.person_types = reader.texts("person_types");
        made.max_km = reader.number("max_km", 0, 20'000, false);
        return made;
    }

    void weights(const json::object& object, const std::string& path) {
        JsonReader reader(object, path, findings_);
        for (const WeightKey& key : weight_keys()) {
            std::int64_t& value = request_.input.weights.*key.value;
            value = reader.whole(key.key, key.least, key.most, value);
        }
    }

    void limits(const json::object& object, const std::string& path) {
        JsonReader reader(object, path, findings_);
        request_.input.work = reader.whole("work", 0, std::int64_t{1} << 60, 0);
        request_.seconds = reader.number("seconds", 0, 86'400, false);
        request_.input.seed = static_cast<std::uint64_t>(reader.whole("seed", 0, std::int64_t{1} << 53, 0));
    }

    Findings& findings_;
    MatchRequest request_;
};

/// Where it stops being JSON: line and place in it, as an editor counts them.
base::Words not_json(std::string_view before, const std::string& why) {
    const auto line = std::to_string(1 + std::count(before.begin(), before.end(), '\n'));
    const auto at = std::to_string(1 + base::length(before.substr(before.rfind('\n') + 1)));
    return {"第 " + line + " 行第 " + at + " 个字符起不是 JSON：" + why,
            "is not JSON at line " + line + ", character " + at + ": " + why};
}

} // namespace

MatchRequest read_match(std::string_view text, std::vector<Wrong>& wrong) {
    Findings findings;
    MatchRequest request;
    json::error_code error;
    json::stream_parser parser;
    const std::size_t read = parser.write_some(text.data(), text.size(), error);
    if (!error && read == text.size())
        parser.finish(error);
    else if (!error)
        error = json::error::extra_data;
    const json::value whole = error ? json::value() : parser.release();
    if (error)
        findings.add("", not_json(text.substr(0, read), error.message()));
    else if (!whole.is_object())
        findings.add("", {"应为一个对象", "must be an object"});
    else
        request = Reading(findings).document(whole.get_object());
    wrong = std::move(findings.wrong);
    return request;
}

std::string sentence(const std::vector<Wrong>& wrong) {
    std::string zh, en;
    for (const Wrong& one : wrong) {
        const std::string path = one.path.empty() ? "" : one.path + " ";
        en += (en.empty() ? "" : "; ") + path + one.words.en;
        zh += (zh.empty() ? "" : "；") + path + one.words.zh;
    }
    return en + " / " + zh;
}

} // namespace liandong::linkage
