#include "record/patch.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <cstdio>

#include "base/identity.hpp"
#include "base/region_code.hpp"
#include "base/text.hpp"
#include "record/members.hpp"

namespace liandong::record {
namespace {

namespace json = boost::json;
using base::Finding;
using base::Kind;

constexpr std::int64_t number_most = 1'000'000'000'000;  // 10^12
constexpr std::int64_t money_most = 100'000'000'000'000; // 10^14 fen
constexpr std::int64_t minutes_most = 10'000'000'000;    // 10^10
constexpr std::size_t text_most = 2000;
constexpr std::size_t rows_most = 500;

/// A JSON number as a double; nothing for anything else.
std::optional<double> decimal(const json::value& value) {
    if (value.is_double())
        return value.get_double();
    return value.is_int64() ? std::optional(static_cast<double>(value.get_int64())) : std::nullopt;
}

/// How a kind is called when something else was given.
base::Words kind_words(Kind kind) {
    switch (kind) {
        case Kind::number: return {"整数", "a whole number"};
        case Kind::money: return {"金额（分）", "money in fen"};
        case Kind::minutes: return {"分钟数", "minutes"};
        case Kind::date: return {"日期", "a date"};
        case Kind::time: return {"时间", "a time"};
        case Kind::boolean: return {"是或否", "true or false"};
        case Kind::code: return {"代码", "a code"};
        case Kind::codes: return {"代码列表", "a list of codes"};
        case Kind::ref: return {"记录编号", "the id of a record"};
        case Kind::region: return {"行政区划代码", "a region code"};
        case Kind::file: return {"附件", "a file"};
        case Kind::point: return {"位置（经度、纬度）", "a position with lon and lat"};
        default: return {"文字", "text"};
    }
}

/// Reads one value of one field and remembers what is wrong with it.
class ValueReader {
public:
    ValueReader(const pack::Field& field, const std::string& at, std::vector<Finding>& findings)
        : field_(field), at_(at), findings_(findings) {}

    std::optional<Value> read(const json::value& value) {
        if (value.is_null())
            return Value();
        told_ = value.is_string()                       ? base::shortened(std::string_view(value.get_string()), 40)
                : value.is_object() || value.is_array() ? "…"
                                                        : json::serialize(value);
        if (!base::well_formed(told_))
            told_ = "…";
        switch (field_.kind) {
            case Kind::text: return text(value);
            case Kind::code: return code(value);
            case Kind::codes: return codes(value);
            case Kind::number:
            case Kind::money:
            case Kind::minutes: return whole(value);
            case Kind::date: return date(value);
            case Kind::time: return time(value);
            case Kind::boolean:
                return value.is_bool() ? std::optional<Value>(value.get_bool()) : wrong("record.wrong_kind");
            case Kind::ref:
            case Kind::file: return reference(value);
            case Kind::region: return region(value);
            case Kind::point: return point(value);
            case Kind::figure: return wrong("record.computed");
        }
        return wrong("record.wrong_kind");
    }

private:
    /// A finding on this field. The value is told only where the field is open: findings travel and are logged.
    std::nullopt_t wrong(std::string code, base::Params params = {}) {
        params.emplace("kind", kind_words(field_.kind).zh);
        params.emplace("kind@en", kind_words(field_.kind).en);
        params.emplace("value", field_.privacy == pack::Privacy::open ? told_ : "***");
        params.emplace("field", field_.label.zh);
        params.emplace("field@en", field_.label.en);
        findings_.push_back({at_ + field_.name, std::move(code), field_.clause, std::move(params)});
        return std::nullopt;
    }

    std::optional<Value> text(const json::value& value) {
        if (!value.is_string())
            return wrong("record.wrong_kind");
        const std::string raw(value.get_string());
        if (!base::well_formed(raw))
            return wrong("record.bad_text");
        std::string clean =
            field_.name == "name" || field_.name == "applicant" ? base::normal_name(raw) : base::normal(raw);
        if (field_.shape == "id_no")
            clean = base::clean_id_no(clean);
        if (field_.shape == "credit_code")
            clean = base::clean_credit_code(clean);
        if (field_.shape == "phone")
            clean = base::clean_phone(clean);
        const std::size_t most = static_cast<std::size_t>(field_.most.value_or(text_most));
        if (base::length(clean) > most)
            return wrong("record.too_long",
                         {{"most", std::to_string(most)}, {"length", std::to_string(base::length(clean))}});
        return clean.empty() ? Value() : Value(clean);
    }

    std::optional<Value> code(const json::value& value) {
        if (value.is_object() && value.get_object().contains("id"))
            return code(value.get_object().at("id"));
        if (!value.is_string() || value.get_string().size() > 64)
            return wrong("record.wrong_kind");
        if (!base::well_formed(std::string_view(value.get_string())))
            return wrong("record.bad_text");
        return value.get_string().empty() ? Value() : Value(std::string(value.get_string()));
    }

    std::optional<Value> codes(const json::value& value) {
        if (!value.is_array() || value.get_array().size() > 200)
            return wrong("record.wrong_kind");
        base::Codes codes;
        for (const auto& one : value.get_array()) {
            const auto read = code(one);
            if (!read)
                return std::nullopt;
            if (!base::is_empty(*read))
                codes.push_back(std::get<std::string>(*read));
        }
        return codes.empty() ? Value() : Value(base::tidy(std::move(codes)));
    }

    std::optional<Value> whole(const json::value& value) {
        std::int64_t number = 0;
        if (value.is_int64())
            number = value.get_int64();
        else if (value.is_double() && std::abs(value.get_double()) < 1e15 &&
                 value.get_double() == std::trunc(value.get_double()))
            number = static_cast<std::int64_t>(value.get_double());
        else
            return wrong("record.wrong_kind");
        const std::int64_t limit = field_.kind == Kind::money     ? money_most
                                   : field_.kind == Kind::minutes ? minutes_most
                                                                  : number_most;
        const bool amount = field_.kind == Kind::money || field_.kind == Kind::minutes;
        const std::int64_t low = field_.low.value_or(amount && !field_.is_signed ? 0 : -limit);
        const std::int64_t high = field_.high.value_or(limit);
        if (number < low || number > high)
            return wrong("record.out_of_range", {{"low", std::to_string(low)}, {"high", std::to_string(high)}});
        return Value(number);
    }

    std::optional<Value> date(const json::value& value) {
        if (!value.is_string())
            return wrong("record.wrong_kind");
        if (value.get_string().empty())
            return Value();
        const auto read = base::parse_date(std::string_view(value.get_string()));
        if (!read || *read < *base::date_of(1600, 1, 1) || *read > *base::date_of(2999, 12, 31))
            return wrong("record.date_impossible");
        return Value(*read);
    }

    std::optional<Value> time(const json::value& value) {
        if (!value.is_string())
            return wrong("record.wrong_kind");
        if (value.get_string().empty())
            return Value();
        const auto read = base::parse_instant(std::string_view(value.get_string()));
        if (!read || read->ms < 0 || read->ms >= base::start_of(*base::date_of(3000, 1, 1)).ms)
            return wrong("record.date_impossible");
        return Value(read->ms);
    }

    std::optional<Value> reference(const json::value& value) {
        if (value.is_object() && value.get_object().contains("id"))
            return reference(value.get_object().at("id"));
        if (!value.is_string())
            return wrong("record.wrong_kind");
        if (value.get_string().empty())
            return Value();
        const auto id = base::parse_uuid(std::string_view(value.get_string()));
        return id ? std::optional<Value>(base::to_text(*id)) : wrong("record.wrong_kind");
    }

    std::optional<Value> region(const json::value& value) {
        if (value.is_object() && value.get_object().contains("code"))
            return region(value.get_object().at("code"));
        if (!value.is_string())
            return wrong("record.wrong_kind");
        if (value.get_string().empty())
            return Value();
        const auto code = base::RegionCode::parse(std::string_view(value.get_string()));
        return code ? std::optional<Value>(code->text()) : wrong("record.no_such_region");
    }

    std::optional<Value> point(const json::value& value) {
        if (!value.is_object() || !value.get_object().contains("lon") || !value.get_object().contains("lat"))
            return wrong("record.wrong_kind");
        const auto lon = decimal(value.get_object().at("lon"));
        const auto lat = decimal(value.get_object().at("lat"));
        if (!lon || !lat || *lon < 73 || *lon > 136 || *lat < 3 || *lat > 54)
            return wrong("record.out_of_range", {{"low", "73, 3"}, {"high", "136, 54"}});
        char written[48];
        std::snprintf(written, sizeof written, "%.6f,%.6f", *lon, *lat);
        return Value(std::string(written));
    }

    const pack::Field& field_;
    const std::string& at_;
    std::vector<Finding>& findings_;
    std::string told_; // what was given, short enough to be said back
};

Finding unknown(const Shape& shape, const std::string& name) {
    return {name,
            "record.unknown_field",
            {},
            {{"field", name}, {"type", shape.type->label.zh}, {"type@en", shape.type->label.en}}};
}

/// What should have been an object.
Finding no_object(std::string field, const char* kind) {
    return {field, "http.wrong_kind", {}, {{"field", field}, {"kind", kind}}};
}

bool is_masked(const json::value& value) {
    const auto* object = value.if_object();
    const auto* masked = object ? object->if_contains("masked") : nullptr;
    return masked && masked->is_string();
}

Patch read_level(const Shapes& shapes, const Shape& shape, const json::object& fields, const std::string& at,
                 std::vector<Finding>& findings) {
    Patch patch;
    for (const auto& [name, value] : fields) {
        const auto place = shape.find(std::string_view(name));
        if (!place) {
            findings.push_back(unknown(shape, at + short_name(name)));
            continue;
        }
        if (is_masked(value))
            continue;
        if (!shape.field(*place).typed()) {
            findings.push_back({at + std::string(name),
                                "record.computed",
                                {},
                                {{"field", shape.field(*place).label.zh}, {"field@en", shape.field(*place).label.en}}});
            continue;
        }
        if (auto read = read_value(shape.field(*place), nullptr, value, at, findings))
            patch.values.emplace(*place, std::move(*read));
    }
    (void)shapes;
    return patch;
}

void read_rows(const Shapes& shapes, const Shape& shape, const json::object& rows, Patch& patch,
               std::vector<Finding>& findings) {
    for (const auto& [type, by_id] : rows) {
        const auto child = std::find_if(shape.rows.begin(), shape.rows.end(),
                                        [&](const Shape* one) { return one->name() == std::string_view(type); });
        if (child == shape.rows.end() || !by_id.is_object() || by_id.get_object().size() > rows_most) {
            findings.push_back(unknown(shape, "rows." + short_name(type)));
            continue;
        }
        for (const auto& [key, row] : by_id.get_object()) {
            const auto id = base::parse_uuid(std::string_view(key));
            const std::string at = "rows." + std::string(type) + "." + std::string(key) + ".";
            if (!id || !(row.is_null() || row.is_object())) {
                findings.push_back(no_object("rows." + std::string(type) + "." + short_name(key), "id: {}"));
                continue;
            }
            RowPatch one{.shape = *child, .id = *id, .removed = row.is_null(), .patch = {}};
            if (!one.removed) {
                const auto* inner = row.get_object().if_contains("fields");
                one.patch =
                    read_level(shapes, **child, inner && inner->is_object() ? inner->get_object() : row.get_object(),
                               at, findings);
            }
            patch.rows.push_back(std::move(one));
        }
    }
}

} // namespace

std::optional<Value> read_value(const pack::Field& field, const pack::CodeList*, const json::value& value,
                                const std::string& at, std::vector<Finding>& findings) {
    return ValueReader(field, at, findings).read(value);
}

Patch read_patch(const Shapes& shapes, const Shape& shape, const json::object& body, std::vector<Finding>& findings) {
    static const json::object none;
    for (const auto& [name, value] : body)
        if (name != "id" && name != "fields" && name != "rows" && name != "reason")
            findings.push_back(unknown(shape, short_name(name)));
    const auto* fields = body.if_contains("fields");
    const auto* rows = body.if_contains("rows");
    for (const char* name : {"fields", "rows"})
        if (const auto* part = body.if_contains(name); part && !part->is_object())
            findings.push_back(no_object(name, "{}"));
    Patch patch = read_level(shapes, shape, fields && fields->is_object() ? fields->get_object() : none, "", findings);
    if (rows && rows->is_object())
        read_rows(shapes, shape, rows->get_object(), patch, findings);
    return patch;
}

} // namespace liandong::record
